using AfterSales.Branches.Rules;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Tests.Calendars;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using static AfterSales.Tests.Tickets.TicketScenarios;

namespace AfterSales.Tests.Tickets;

public sealed class IntakeRulesTests
{
    private static readonly RegisterTicket PhoneAndSymptom = Call with { ProductId = null, Wish = null, SymptomDetail = null };

    [Theory]
    [InlineData(" ", "13800000019", null, "symptom REQUIRED")]
    [InlineData("Does not cool", null, null, "phone REQUIRED")]
    [InlineData("Does not cool", "13800000019", "ip-none", "ip-none NOT_FOUND")]
    [InlineData("Does not cool", "13800000019", "ip-1", "ip-1 OF_ANOTHER")]
    [InlineData("Does not cool", "13800000019", null, null)]
    public void Nobody_gets_a_file_for_a_request_that_is_not_taken(string symptom, string? phone, string? product, string? refused)
    {
        var request = Call with { CustomerId = null, ProductId = product, Symptom = symptom };
        var number = phone is null ? null : new Phone(phone);
        var said = IntakeRules.MayGetFile(request, number, null, isKnown: false, isProductKnown: product == "ip-1", Today) switch
        {
            InputInvalid invalid => $"{invalid.Issues[0].Path} {invalid.Issues[0].Code}",
            NotFound missing => $"{missing.Id} NOT_FOUND",
            ProductOfAnotherCustomer other => $"{other.ProductId} OF_ANOTHER",
            _ => null,
        };
        Assert.Equal(refused, said);
        // Whose number is known may name what he has: the ticket itself looks whether it is his.
        if (phone is not null && symptom != " ") Assert.Null(IntakeRules.MayGetFile(request, number, null, isKnown: true, isProductKnown: product == "ip-1", Today));
    }

    [Fact]
    public void A_number_that_cannot_be_read_is_refused_with_what_is_wrong_with_it() =>
        Assert.Equal([new InputIssue("phone", "AREA_CODE_MISSING")],
            Assert.IsType<InputInvalid>(IntakeRules.MayGetFile(PhoneAndSymptom, null, "AREA_CODE_MISSING", isKnown: false, isProductKnown: false, Today)).Issues);

    [Fact]
    public void A_ticket_needs_a_symptom()
    {
        var refusal = IntakeRules.Register("t-1", "SH-2603-00001", Call with { Symptom = " " }, OnFile, "a", Calendar, 2, Now).Refusal;
        Assert.Equal([new InputIssue("symptom", "REQUIRED")], Assert.IsType<InputInvalid>(refusal).Issues);
    }

    [Theory]
    [InlineData(TicketKind.Repair, true)]
    [InlineData(TicketKind.Installation, true)]
    [InlineData(TicketKind.Inspection, true)]
    [InlineData(TicketKind.Consultation, false)]
    [InlineData(TicketKind.ReturnOrExchange, false)]
    public void No_work_is_taken_on_a_unit_that_is_out_of_use_but_it_may_be_spoken_of(TicketKind kind, bool isRefused)
    {
        var scrapped = OnFile with { OutOfUse = new ProductOutOfUse("ip-1", Today.AddDays(-3), RetirementReason.Scrapped) };
        var refusal = IntakeRules.Register("t-1", "n", Call with { Kind = kind }, scrapped, "a", Calendar, 2, Now).Refusal;
        Assert.Equal(isRefused ? scrapped.OutOfUse : null, refusal);
        Assert.Null(IntakeRules.Register("t-1", "n", Call with { Kind = kind, HeardIn = "t-9/1" }, scrapped, "a", Calendar, 2, Now).Refusal);
        var told = Registered(Call with { Kind = kind, ProductId = null });
        Assert.Equal(isRefused ? scrapped.OutOfUse : null, IntakeRules.Supply(told, new SupplyFacts(ProductId: "ip-1"), scrapped, Today).Refusal);
    }

    // S2 B1.1: the seven facts
    [Fact]
    public void A_request_with_only_phone_and_symptom_is_accepted_and_lists_what_is_missing()
    {
        var ticket = Registered(PhoneAndSymptom, NothingOnFile);
        Assert.Equal(Enum.GetValues<TicketFact>(), ticket.Intake.Missing);
        Assert.Equal(TicketStep.Registered, ticket.Step);
    }

    [Fact]
    public void What_the_files_know_is_not_missing()
    {
        var ticket = Registered(PhoneAndSymptom with { ProductId = "ip-1" });
        Assert.Equal([TicketFact.SymptomDetail, TicketFact.Wish], ticket.Intake.Missing);
        Assert.Empty(Registered(Call).Intake.Missing);
    }

    [Fact]
    public void Model_and_purchase_date_may_be_told_where_the_product_is_not_on_file()
    {
        var told = PhoneAndSymptom with { Model = "AC-35", PurchasedOn = Today.AddYears(-1) };
        var ticket = Registered(told, NothingOnFile);
        Assert.DoesNotContain(TicketFact.Model, ticket.Intake.Missing);
        Assert.DoesNotContain(TicketFact.PurchaseDate, ticket.Intake.Missing);
        Assert.Equal(("AC-35", Today.AddYears(-1)), (ticket.Intake.Model, ticket.Intake.PurchasedOn));
    }

    [Fact]
    public void Nothing_was_bought_tomorrow() =>
        Assert.Equal([new InputIssue("purchasedOn", "IN_THE_FUTURE")],
            Assert.IsType<InputInvalid>(IntakeRules.Register("t-1", "n", Call with { PurchasedOn = Today.AddDays(1) }, OnFile, "a", Calendar, 2, Now).Refusal).Issues);

    // S2 B1.1: first seller, shop and superior, then the customer
    [Fact]
    public void What_is_missing_is_asked_of_the_seller_first_and_after_two_working_hours_of_the_customer()
    {
        var ticket = Registered(PhoneAndSymptom, NothingOnFile);
        Assert.Equal(new Clarification(ClarifyWith.Seller, Now.AddHours(2)), ticket.Intake.Clarification);
        Assert.Equal(CalendarScenarios.At("2026-03-09T04:00:00Z"), ticket.NextDue);
        Assert.Empty(IntakeRules.WhenDue(ticket, Calendar, Now.AddHours(2).AddTicks(-1)));
        var asked = Woken(ticket, Now.AddHours(2));
        Assert.Equal(ClarifyWith.Customer, asked.Intake.Clarification!.With);
        Assert.Null(asked.NextDue);
    }

    [Fact]
    public void The_customer_is_asked_at_once_where_the_seller_cannot_say_it()
    {
        var ticket = Registered(PhoneAndSymptom, NothingOnFile);
        var asked = After(ticket, IntakeRules.PassOn(ticket, Calendar, Now));
        Assert.Equal(ClarifyWith.Customer, asked.Intake.Clarification!.With);
        Assert.Empty(IntakeRules.PassOn(asked, Calendar, Now).Events);
        Assert.Empty(IntakeRules.PassOn(Registered(Call), Calendar, Now).Events);
    }

    [Fact]
    public void Each_supplied_fact_shortens_the_list_until_nobody_needs_to_be_asked()
    {
        var ticket = Registered(PhoneAndSymptom, NothingOnFile);
        ticket = After(ticket, IntakeRules.Supply(ticket, new SupplyFacts(Wish: "Today"), NothingOnFile, Today));
        Assert.Equal(5, ticket.Intake.Missing.Count);
        ticket = After(ticket, IntakeRules.Supply(ticket, new SupplyFacts(Model: "AC-35", SymptomDetail: "At night"), new KnownFacts(true, true, null), Today));
        Assert.Equal([TicketFact.PurchaseDate], ticket.Intake.Missing);
        Assert.NotNull(ticket.Intake.Clarification);
        ticket = After(ticket, IntakeRules.Supply(ticket, new SupplyFacts(ProductId: "ip-1"), OnFile, Today));
        Assert.Empty(ticket.Intake.Missing);
        Assert.Equal(("ip-1", null), (ticket.ProductId, ticket.Intake.Clarification));
    }

    [Fact]
    public void Supplying_nothing_new_changes_nothing() =>
        Assert.Empty(IntakeRules.Supply(Registered(PhoneAndSymptom, NothingOnFile), new SupplyFacts(Wish: " "), NothingOnFile, Today).Events);

    [Fact]
    public void A_ticket_that_is_over_is_told_nothing_more() =>
        Assert.Equal(new TicketIsOver("t-1", TicketStep.Completed),
            IntakeRules.Supply(StandingAt(TicketStep.Completed), new SupplyFacts(Wish: "x"), OnFile, Today).Refusal);

    [Theory]
    [InlineData(TicketKind.Consultation, 1)]
    [InlineData(TicketKind.Visit, 2)]
    [InlineData(TicketKind.Installation, 6)]
    public void What_is_to_be_known_depends_on_what_is_wanted(TicketKind kind, int facts) =>
        Assert.Equal(facts, Registered(PhoneAndSymptom with { Kind = kind }, NothingOnFile).Intake.Missing.Count);

    [Fact]
    public void A_second_report_is_kept_with_the_first()
    {
        var ticket = Registered(Call);
        var decision = IntakeRules.Report(ticket, new ReportAgain(Channel.Letter, "Still warm", "Hurry", IsEmergency: true), null, Now.AddHours(1));
        Assert.Equal([nameof(ReportJoined), nameof(EmergencyFlagged)], decision.Events.Select(e => e.GetType().Name));
        var joined = After(ticket, decision);
        Assert.Equal((2, true, TicketStep.Registered), (joined.Intake.Reports, joined.Intake.IsEmergency, joined.Step));
    }

    // S3 ⑹-5 规定 4
    [Fact]
    public void A_fault_of_a_follow_up_call_that_joins_an_open_ticket_is_reported_up_when_it_is_unsolved_after_two_days()
    {
        var heard = new ReportAgain(Channel.Call, "Still warm", null, IsEmergency: false, HeardIn: "t-0/1");
        var joined = After(Registered(Call), IntakeRules.Report(Registered(Call), heard, IntakeRules.Await(2, Calendar, Now), Now));
        Assert.Equal(Now.AddDays(2), joined.NextDue);
        // Heard again, it runs from the first time.
        var again = IntakeRules.Report(joined, heard, IntakeRules.Await(2, Calendar, Now.AddDays(1)), Now.AddDays(1));
        Assert.IsType<ReportJoined>(Assert.Single(again.Events));
        var reported = Woken(joined, Now.AddDays(2));
        Assert.Equal(Now.AddDays(2), reported.Intake.ReportedUpAt);
        Assert.Null(reported.NextDue);
    }

    [Fact]
    public void What_was_asked_before_the_completion_is_not_reported_up_after_a_reopening_but_what_is_asked_then_is()
    {
        var heard = new ReportAgain(Channel.Call, "Still warm", null, IsEmergency: false, HeardIn: "t-0/1");
        var asked = After(StandingAt(TicketStep.Scheduled), IntakeRules.Report(StandingAt(TicketStep.Scheduled), heard, IntakeRules.Await(2, Calendar, Now), Now));
        var completed = After(asked, TicketAction.Depart, TicketAction.Arrive, TicketAction.Finish, TicketAction.Complete);
        var reopened = After(completed, TicketAction.Reopen);
        Assert.Null(reopened.Intake.ReportUpAt);
        Assert.Empty(IntakeRules.WhenDue(reopened, Calendar, Now.AddDays(9)));
        var again = After(reopened, IntakeRules.Report(reopened, heard, IntakeRules.Await(2, Calendar, Now.AddDays(3)), Now.AddDays(3)));
        var up = Assert.IsType<TicketReportedUp>(Assert.Single(IntakeRules.WhenDue(again, Calendar, Now.AddDays(9))));
        Assert.Equal(Now.AddDays(5), up.At);
        // The supervisor has until the closing of a day to act: the task is not late when it comes.
        Assert.True(up.AnswerBy > up.At);
    }

    // S1 P1 3.3; S3 ⑹-2 四1: at once
    [Fact]
    public void An_emergency_is_flagged_once_with_its_time()
    {
        var flagged = After(Registered(Call), IntakeRules.Flag(Registered(Call), Now.AddMinutes(5)));
        Assert.Equal(Now.AddMinutes(5), flagged.Intake.EmergencyAt);
        Assert.Empty(IntakeRules.Flag(flagged, Now.AddHours(1)).Events);
        Assert.Equal(Now, Registered(Call with { IsEmergency = true }).Intake.EmergencyAt);
    }

    // S4 A4 二2
    [Fact]
    public void One_account_answers_for_the_ticket_until_it_is_handed_over()
    {
        var ticket = Registered(Call);
        Assert.Equal("account-1", ticket.Intake.Owner);
        Assert.Empty(IntakeRules.HandOver(ticket, new HandOverTicket("account-1", null), null, Now).Events);
        var handedOver = After(ticket, IntakeRules.HandOver(ticket, new HandOverTicket("account-2", "On leave"), null, Now));
        Assert.Equal("account-2", handedOver.Intake.Owner);
        Assert.IsType<InputInvalid>(IntakeRules.HandOver(ticket, new HandOverTicket(" ", null), null, Now).Refusal);
        Assert.Equal(new CannotAnswerForTicket("account-3", "Storekeeper"), IntakeRules.HandOver(handedOver, new HandOverTicket("account-3", null), "Storekeeper", Now).Refusal);
    }

    [Fact]
    public void A_link_is_kept_once_and_never_leads_to_the_ticket_itself()
    {
        var link = new TicketLink(TicketLinkKind.CausedBy, "t-0");
        var linked = After(Registered(Call), IntakeRules.Link(Registered(Call), link));
        Assert.Equal([link], linked.Intake.Links);
        Assert.Empty(IntakeRules.Link(linked, link).Events);
        Assert.IsType<TicketLinkedToItself>(IntakeRules.Link(linked, link with { TicketId = "t-1" }).Refusal);
    }

    // S1 P2 (6): category D
    [Fact]
    public void Internal_work_has_no_customer_and_a_customers_request_has_one()
    {
        var inspection = Call with { Kind = TicketKind.Internal, CustomerId = null, ProductId = null };
        Assert.Null(Registered(inspection, NothingOnFile).CustomerId);
        Assert.Empty(Registered(inspection, NothingOnFile).Intake.Missing);
        Assert.IsType<InternalWorkHasNoCustomer>(
            IntakeRules.Register("t-1", "n", inspection with { CustomerId = "c-1" }, OnFile, "a", Calendar, 2, Now).Refusal);
        Assert.IsType<InputInvalid>(IntakeRules.Register("t-1", "n", Call with { CustomerId = null }, OnFile, "a", Calendar, 2, Now).Refusal);
    }

    [Fact]
    public void Notes_and_messages_say_something()
    {
        Assert.IsType<InputInvalid>(IntakeRules.Note(" ", Now).Refusal);
        Assert.IsType<InputInvalid>(IntakeRules.Message(Registered(Call), new SendMessage(Channel.Call, ""), Now).Refusal);
        Assert.IsType<CustomerMessageSent>(Assert.Single(IntakeRules.Message(Registered(Call), new SendMessage(Channel.Email, "We come at ten"), Now).Events));
    }

    private static Ticket Woken(Ticket ticket, DateTimeOffset now) =>
        IntakeRules.WhenDue(ticket, Calendar, now).Aggregate(ticket, (state, happened) => Ticket.Apply(state, happened));
}
