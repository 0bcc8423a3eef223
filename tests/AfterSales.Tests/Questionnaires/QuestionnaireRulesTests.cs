using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Catalogue.Rules;
using AfterSales.Questionnaires;
using AfterSales.Questionnaires.Rules;
using AfterSales.Records;
using AfterSales.Surveys.Rules;
using CsCheck;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Questionnaires;

/// <summary>S0 P3 二2: a questionnaire at regular intervals, beside the opinion card of each repair.</summary>
public sealed class QuestionnaireRulesTests
{
    private static readonly DateTimeOffset Now = At("2026-01-20T01:00:00Z");

    private static readonly TimeOnly SendAt = new(10, 0);

    private static readonly WorkingCalendar Calendar = WorkingCalendar.Closed("Asia/Shanghai");

    private static readonly MakeQuestionnaire Asked = new(
        "b-sh", LocalText.Of("Your year", null, null), [LocalText.Of("Our service?", null, null)], new CustomerGroup(), new DateOnly(2026, 1, 31), 1, 30);

    private static Questionnaire Made(MakeQuestionnaire asked) => After(null, QuestionnaireRules.Make("qn-1", asked, SendAt, Calendar, Now));

    private static Questionnaire After(Questionnaire? before, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(before, (state, happened) => Questionnaire.Apply(state, happened))!;
    }

    private static Decision Due(Questionnaire known, IReadOnlyList<string> customers, DateTimeOffset now) =>
        QuestionnaireRules.WhenDue(known, BranchState.Open, customers, SendAt, Calendar, now);

    [Fact]
    public void Each_month_it_goes_out_on_the_day_of_the_first_and_does_not_drift_where_a_month_is_short()
    {
        var (known, days) = (Made(Asked), new List<DateOnly>());
        for (var i = 0; i < 4; i++)
        {
            days.Add(Calendar.LocalDay(known.NextAt!.Value));
            known = After(known, Due(known, ["c-1"], known.NextAt.Value));
        }

        Assert.Equal([new(2026, 1, 31), new(2026, 2, 28), new(2026, 3, 31), new(2026, 4, 30)], days);
    }

    [Fact]
    public void A_large_group_is_reached_page_by_page_and_nobody_twice()
    {
        var everybody = Enumerable.Range(1, 120).Select(i => $"c-{i:D3}").ToArray();
        var (known, reached) = (Made(Asked with { EveryMonths = null }), new List<string>());
        while (known.NextAt is { } at)
        {
            var ahead = everybody.Where(customer => string.CompareOrdinal(customer, known.Cursor ?? "") > 0).Take(QuestionnaireRules.PageSize + 1).ToArray();
            var decision = Due(known, ahead, at);
            reached.AddRange(decision.Events.OfType<QuestionnaireSent>().SelectMany(sent => sent.Customers));
            known = After(known, decision);
        }

        Assert.Equal(everybody, reached);
    }

    [Fact]
    public void What_was_slept_through_is_sent_once_and_then_the_next_that_is_still_ahead()
    {
        var late = After(Made(Asked), Due(Made(Asked), ["c-1"], At("2026-05-10T00:00:00Z")));
        Assert.Equal(new DateOnly(2026, 5, 31), Calendar.LocalDay(late.NextAt!.Value));
        Assert.Equal(5, late.Occurrence);
    }

    [Fact]
    public void Early_and_repeated_ticks_send_nothing_and_a_stopped_one_goes_out_no_more()
    {
        var made = Made(Asked);
        Assert.Empty(Due(made, ["c-1"], made.NextAt!.Value.AddSeconds(-1)).Events);
        var sent = After(made, Due(made, ["c-1"], made.NextAt.Value));
        Assert.Empty(Due(sent, ["c-1"], made.NextAt.Value).Events);
        var stopped = After(sent, QuestionnaireRules.Stop(sent, Now));
        Assert.Null(stopped.NextDue);
        Assert.Empty(QuestionnaireRules.Stop(stopped, Now).Events);
    }

    [Fact]
    public void When_due_at_a_branch_that_has_closed_it_stops_and_asks_nobody()
    {
        var made = Made(Asked);
        var due = made.NextAt!.Value;
        Assert.Empty(QuestionnaireRules.WhenDue(made, BranchState.Closed, [], SendAt, Calendar, due.AddSeconds(-1)).Events);
        var decision = QuestionnaireRules.WhenDue(made, BranchState.Closed, ["c-1"], SendAt, Calendar, due);
        Assert.Equal(new QuestionnaireStopped(due), Assert.Single(decision.Events));
        Assert.Null(After(made, decision).NextDue);
        // Those who have not gone along yet are still its customers.
        Assert.IsType<QuestionnaireSent>(Assert.Single(QuestionnaireRules.WhenDue(made, BranchState.Closing, ["c-1"], SendAt, Calendar, due).Events));
    }

    [Fact]
    public void After_it_was_woken_it_is_never_still_due() => Gen.Select(Gen.Int[1, 60], Gen.Int[0, 4000], Gen.Int[0, 60]).Sample((months, days, customers) =>
    {
        var made = Made(Asked with { EveryMonths = months });
        var now = made.NextAt!.Value.AddDays(days);
        var sent = After(made, Due(made, [.. Enumerable.Range(0, customers).Select(i => $"c-{i}")], now));
        Assert.True(sent.NextAt > now);
    });

    [Fact]
    public void What_is_missing_or_out_of_range_is_refused_by_name()
    {
        foreach (var (asked, path, code) in new[]
                 {
                     (Asked with { Title = LocalText.None }, "title", "REQUIRED"), (Asked with { Questions = [] }, "questions", "REQUIRED"),
                     (Asked with { Questions = [LocalText.None] }, "questions[0]", "REQUIRED"), (Asked with { FirstOn = new DateOnly(2026, 1, 19) }, "firstOn", "IN_THE_PAST"),
                     (Asked with { EveryMonths = 0 }, "everyMonths", "OUT_OF_RANGE"), (Asked with { OpenDays = 0 }, "openDays", "OUT_OF_RANGE"),
                 })
            Assert.Equal([new InputIssue(path, code)], Assert.IsType<InputInvalid>(QuestionnaireRules.Make("qn-1", asked, SendAt, Calendar, Now).Refusal).Issues);
    }

    [Fact]
    public void A_sheet_is_answered_once_with_a_mark_for_each_question()
    {
        var sheet = QuestionnaireSheet.Apply(null, Assert.Single(SheetRules.Make("qs-1", new MakeSheet("b-sh", "c-1", "qn-1", 1, 30), null, Calendar, Now).Events));
        var two = new AnswerSheet([SatisfactionLevel.Satisfied, SatisfactionLevel.VerySatisfied], " 好 ", AnswerWay.Link);
        var answered = Assert.IsType<SheetAnswered>(Assert.Single(SheetRules.Answer(sheet, two, 2, Now).Events));
        Assert.Equal("好", answered.Words);
        Assert.IsType<InputInvalid>(SheetRules.Answer(sheet, two, 3, Now).Refusal);
        Assert.IsType<InputInvalid>(SheetRules.Answer(sheet, two with { Marks = [SatisfactionLevel.Satisfied, (SatisfactionLevel)9] }, 2, Now).Refusal);
        Assert.Equal(new SheetNotOpen(SheetState.Answered), SheetRules.Answer(QuestionnaireSheet.Apply(sheet, answered), two, 2, Now).Refusal);
        Assert.Equal(new SheetNotOpen(SheetState.Expired), SheetRules.Answer(sheet, two, 2, Now.AddDays(31)).Refusal);
        Assert.IsType<SheetExpired>(Assert.Single(SheetRules.WhenDue(sheet, sheet.ExpiresAt).Events));
    }
}
