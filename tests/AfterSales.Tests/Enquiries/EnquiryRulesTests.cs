using AfterSales.Calendars;
using AfterSales.Enquiries;
using AfterSales.Enquiries.Rules;
using AfterSales.Promises.Rules;
using AfterSales.Records;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Enquiries;

public sealed class EnquiryRulesTests
{
    private static readonly WorkingCalendar Office = ShanghaiOffice();

    /// <summary>Friday, 13 March 2026, four in the afternoon in Shanghai.</summary>
    private static readonly DateTimeOffset Friday = At("2026-03-13T08:00:00Z");

    // S0 P5 I.3(4)
    [Fact]
    public void A_price_question_is_called_back_within_a_working_day()
    {
        var asked = Taken(EnquiryKind.PriceQuestion);
        // An hour and a half are left of Friday's eight; the rest is Monday's.
        Assert.Equal((At("2026-03-16T08:00:00Z"), (DateTimeOffset?)null), (asked.DueAt, asked.NextDue));
        Assert.Equal(EnquiryState.Told, After(asked, EnquiryRules.Tell(asked, new EnquiryWords("3,999 元"), EnquiryTerms.Standard, Office, Friday.AddDays(3))).State);
    }

    // S4 A1 四 (feature 5b): handed to the sales manager, who is reminded until contact is recorded
    [Fact]
    public void The_sales_manager_is_reminded_of_a_lead_until_contact_is_recorded()
    {
        var lead = Taken(EnquiryKind.Lead);
        var reminded = new List<DateTimeOffset>();
        for (var i = 0; i < 4; i++)
        {
            reminded.Add(lead.NextDue!.Value);
            lead = After(lead, EnquiryRules.WhenDue(lead, EnquiryTerms.Standard, Office, lead.NextDue.Value));
        }

        // Every second working day at the opening: Tuesday, Thursday, Monday, Wednesday.
        Assert.Equal([At("2026-03-17T00:30:00Z"), At("2026-03-19T00:30:00Z"), At("2026-03-23T00:30:00Z"), At("2026-03-25T00:30:00Z")], reminded);
        // Each is to be acted on by the closing of its day: none is late when it comes.
        var next = Assert.IsType<EnquiryReminded>(Assert.Single(EnquiryRules.WhenDue(lead, EnquiryTerms.Standard, Office, lead.NextDue!.Value).Events));
        Assert.Equal(Office.ClosingOn(Office.LocalDay(lead.NextDue.Value)), next.ActBy);
        var contacted = After(lead, EnquiryRules.Tell(lead, new EnquiryWords("下周来看样机"), EnquiryTerms.Standard, Office, At("2026-03-25T01:00:00Z")));
        Assert.Equal((4, (DateTimeOffset?)null), (contacted.Reminders, contacted.NextDue));
    }

    [Fact]
    public void A_lead_that_nobody_contacts_is_lost_after_the_last_reminder_and_can_still_be_contacted()
    {
        var lead = Taken(EnquiryKind.Lead);
        var terms = EnquiryTerms.Standard with { LeadReminders = 2 };
        for (var i = 0; i < 2; i++) lead = After(lead, EnquiryRules.WhenDue(lead, terms, Office, lead.NextDue!.Value));
        var at = lead.NextDue!.Value;
        var lost = Assert.IsType<LeadLost>(Assert.Single(EnquiryRules.WhenDue(lead, terms, Office, at).Events));
        Assert.Equal(Office.ClosingOn(Office.LocalDay(at)), lost.ReadBy);
        lead = Enquiry.Apply(lead, lost);
        Assert.Equal((EnquiryState.Lost, 2, (DateTimeOffset?)null), (lead.State, lead.Reminders, lead.NextDue));
        Assert.Empty(EnquiryRules.WhenDue(lead, terms, Office, at.AddDays(30)).Events);
        Assert.Equal(EnquiryState.Told, After(lead, EnquiryRules.Tell(lead, new EnquiryWords("下周来看样机"), EnquiryTerms.Standard, Office, at)).State);
    }

    // S3 ⑹-5 规定 4: two days
    [Fact]
    public void A_request_that_is_unsolved_after_two_days_goes_to_the_supervisor_once()
    {
        var asked = Taken(EnquiryKind.Request);
        Assert.Equal(At("2026-03-15T08:00:00Z"), asked.NextDue);
        var reported = After(asked, EnquiryRules.WhenDue(asked, EnquiryTerms.Standard, Office, asked.NextDue!.Value));
        Assert.Equal((1, (DateTimeOffset?)null), (reported.Reminders, reported.NextDue));
        Assert.Empty(EnquiryRules.WhenDue(reported, EnquiryTerms.Standard, Office, asked.NextDue.Value.AddDays(9)).Events);
    }

    // S3 ⑹-5 规定 4: the same day
    [Theory]
    [InlineData("2026-03-16T02:00:00Z", "2026-03-16T09:30:00Z")] // by the closing of the day
    [InlineData("2026-03-16T11:00:00Z", "2026-03-16T16:00:00Z")] // entered after closing: by midnight
    [InlineData("2026-03-15T02:00:00Z", "2026-03-15T16:00:00Z")] // entered on a Sunday: by midnight
    public void Telling_the_customer_is_due_the_day_the_solution_is_entered(string solved, string tellBy)
    {
        var asked = Taken(EnquiryKind.Request);
        Assert.Equal(At(tellBy), After(asked, EnquiryRules.Solve(asked, "换新遥控器", Office, At(solved))).TellBy);
    }

    [Fact]
    public void A_request_is_told_only_with_a_solution_and_each_only_once()
    {
        var asked = Taken(EnquiryKind.Request);
        Assert.Equal(new EnquiryNotSolved(), EnquiryRules.Tell(asked, new EnquiryWords("x"), EnquiryTerms.Standard, Office, Friday).Refusal);
        var solved = After(asked, EnquiryRules.Solve(asked, "换新遥控器", Office, Friday));
        Assert.Null(solved.NextDue);
        Assert.Equal(new EnquiryNotOpen(EnquiryState.Solved), EnquiryRules.Solve(solved, "x", Office, Friday).Refusal);
        var told = After(solved, EnquiryRules.Tell(solved, new EnquiryWords("已告知"), EnquiryTerms.Standard, Office, Friday));
        Assert.Equal(new EnquiryNotOpen(EnquiryState.Told), EnquiryRules.Tell(told, new EnquiryWords("x"), EnquiryTerms.Standard, Office, Friday).Refusal);
    }

    [Fact]
    public void Two_days_are_two_days_of_the_clock_on_the_wall()
    {
        var madrid = EveryDay("Europe/Madrid", "09:00", "18:00");
        var asked = After(null, EnquiryRules.Take("enq-1", Ask(EnquiryKind.Request), "a", EnquiryTerms.Standard, madrid, At("2026-03-28T10:00:00Z")));
        Assert.Equal(At("2026-03-30T09:00:00Z"), asked.NextDue);
    }

    // S3 ⑺ std 9–14, S0 P2 (features 22c, 23d)
    [Theory]
    [InlineData(RequestMatter.ProjectProposal, "2026-03-15T08:00:00Z")]
    [InlineData(RequestMatter.Diagnosis, "2026-03-14T08:00:00Z")]
    [InlineData(RequestMatter.WorkAssistance, "2026-04-12T08:00:00Z")]
    [InlineData(RequestMatter.Training, "2026-04-12T08:00:00Z")]
    [InlineData(RequestMatter.SampleAnalysis, "2026-03-14T08:00:00Z")]
    [InlineData(RequestMatter.PromotionPlan, "2026-04-02T08:00:00Z")]
    [InlineData(RequestMatter.UsageGuidance, "2026-03-23T08:00:00Z")]
    [InlineData(RequestMatter.Other, "2026-03-15T08:00:00Z")]
    public void A_request_is_answered_in_the_time_of_its_matter_and_goes_up_then(RequestMatter matter, string due)
    {
        var asked = TakenOf(matter);
        Assert.Equal((At(due), (DateTimeOffset?)At(due)), (asked.DueAt, asked.NextDue));
        var reported = After(asked, EnquiryRules.WhenDue(asked, EnquiryTerms.Standard, Office, asked.NextDue!.Value));
        Assert.Equal((1, (DateTimeOffset?)null), (reported.Reminders, reported.NextDue));
    }

    [Fact]
    public void A_matter_without_a_line_in_the_policy_is_any_request_and_only_a_request_has_one()
    {
        var terms = EnquiryTerms.Standard with { Requests = [new(RequestMatter.Training, 3, PromiseUnit.WorkingDays)] };
        Assert.Equal(At("2026-03-15T08:00:00Z"), TakenOf(RequestMatter.Diagnosis, terms).DueAt);
        // Three closings after Friday's.
        Assert.Equal(At("2026-03-18T09:30:00Z"), TakenOf(RequestMatter.Training, terms).DueAt);
        var lead = Ask(EnquiryKind.Lead) with { Matter = RequestMatter.Training };
        Assert.Equal([new InputIssue("matter", "OF_A_REQUEST_ALONE")], Assert.IsType<InputInvalid>(EnquiryRules.Take("enq-1", lead, "a", EnquiryTerms.Standard, Office, Friday).Refusal).Issues);
    }

    // S3 ⑺ std 14: each quarter
    [Fact]
    public void Once_guidance_was_given_the_leader_hears_each_quarter_how_the_customer_gets_on()
    {
        var guided = TakenOf(RequestMatter.UsageGuidance);
        guided = After(guided, EnquiryRules.Solve(guided, "现场指导", Office, Friday));
        guided = After(guided, EnquiryRules.Tell(guided, new EnquiryWords("已指导"), EnquiryTerms.Standard, Office, Friday));
        var reports = new List<DateTimeOffset>();
        while (guided.NextDue is { } due)
        {
            reports.Add(due);
            Assert.Empty(EnquiryRules.WhenDue(guided, EnquiryTerms.Standard, Office, due.AddTicks(-1)).Events);
            guided = After(guided, EnquiryRules.WhenDue(guided, EnquiryTerms.Standard, Office, due));
        }

        // The thirteenth of each third month, or the opening after it: all are Saturdays and Sundays, and none shifts the next.
        Assert.Equal([At("2026-06-15T00:30:00Z"), At("2026-09-14T00:30:00Z"), At("2026-12-14T00:30:00Z"), At("2027-03-15T00:30:00Z")], reports);
        Assert.Equal(4, guided.Reports);
        var told = Taken(EnquiryKind.PriceQuestion);
        Assert.Null(After(told, EnquiryRules.Tell(told, new EnquiryWords("3,999 元"), EnquiryTerms.Standard, Office, Friday)).NextDue);
    }

    [Theory]
    [InlineData("", "c-1", null, "words")]
    [InlineData("多少钱", null, " ", "contact")]
    [InlineData("多少钱", null, null, "contact")]
    public void Words_are_needed_and_somebody_to_come_back_to(string words, string? customer, string? contact, string path)
    {
        var asked = new TakeEnquiry("b-sh", customer, EnquiryKind.PriceQuestion, null, words, contact);
        var refusal = EnquiryRules.Take("enq-1", asked, "a", EnquiryTerms.Standard, Office, Friday).Refusal;
        Assert.Equal([new InputIssue(path, "REQUIRED")], Assert.IsType<InputInvalid>(refusal).Issues);
    }

    [Fact]
    public void A_branch_without_working_hours_comes_back_to_people_all_the_same()
    {
        var asked = After(null, EnquiryRules.Take("enq-1", Ask(EnquiryKind.Lead), "a", EnquiryTerms.Standard, WorkingCalendar.Closed("UTC"), Friday));
        Assert.Equal((Friday.AddHours(8), Friday.AddDays(2)), (asked.DueAt, asked.NextDue!.Value));
    }

    private static Enquiry TakenOf(RequestMatter matter, EnquiryTerms? terms = null) =>
        After(null, EnquiryRules.Take("enq-1", Ask(EnquiryKind.Request) with { Matter = matter }, "agent", terms ?? EnquiryTerms.Standard, Office, Friday));

    private static TakeEnquiry Ask(EnquiryKind kind) => new("b-sh", "c-1", kind, "t-1/1", "多少钱");

    private static Enquiry Taken(EnquiryKind kind) => After(null, EnquiryRules.Take("enq-1", Ask(kind), "agent", EnquiryTerms.Standard, Office, Friday));

    private static Enquiry After(Enquiry? enquiry, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(enquiry, (state, e) => Enquiry.Apply(state, e))!;
    }
}
