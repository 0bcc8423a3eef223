using AfterSales.Headquarters;
using AfterSales.Headquarters.Rules;
using AfterSales.Records;

namespace AfterSales.Tests.Headquarters;

public sealed class SignRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);
    private static readonly DateTimeOffset Now = new(2026, 3, 9, 22, 0, 0, TimeSpan.Zero);
    private static readonly SignRule Satisfaction = new(FigureKey.Satisfaction, 95, 30, 10);
    private static readonly SignRule Reopened = new(FigureKey.Reopened, 10, 30, 10);

    [Fact]
    public void A_figure_that_crosses_its_threshold_is_said_once_until_it_was_better_in_between()
    {
        var watch = Watch();
        Assert.Equal(new EarlySignRaised(1, FigureKey.Satisfaction, 0.9, 0.95, Today.AddDays(-30), Today.AddDays(-1), Now), Assert.Single(Signs(ref watch, Reading(Satisfaction, 0.9))));
        Assert.Empty(Signs(ref watch, Reading(Satisfaction, 0.8)));
        Assert.IsType<EarlySignPassed>(Assert.Single(Signs(ref watch, Reading(Satisfaction, 0.95))));
        Assert.Empty(Signs(ref watch, Reading(Satisfaction, 0.97)));
        Assert.Equal(2, Assert.IsType<EarlySignRaised>(Assert.Single(Signs(ref watch, Reading(Satisfaction, 0.9)))).Number);
    }

    [Fact]
    public void A_sign_stays_while_there_are_too_few_cases_to_say_that_it_passed_and_goes_with_its_threshold()
    {
        var watch = Watch();
        Assert.IsType<EarlySignRaised>(Assert.Single(Signs(ref watch, Reading(Satisfaction, 0.5))));
        Assert.Empty(Signs(ref watch, Reading(Satisfaction, 0.97, of: 9)));
        Assert.Empty(Signs(ref watch, Reading(Satisfaction, null)));
        Assert.Empty(Signs(ref watch, Reading(Satisfaction, 0.5)));
        Assert.IsType<EarlySignPassed>(Assert.Single(Signs(ref watch)));
    }

    [Fact]
    public void Few_cases_nothing_at_all_and_the_better_side_are_no_sign()
    {
        var watch = Watch();
        Assert.Empty(Signs(ref watch, Reading(Satisfaction, 0.1, of: 9), Reading(Reopened, 0.05)));
        Assert.Empty(Signs(ref watch, Reading(Satisfaction, null)));
        Assert.IsType<EarlySignRaised>(Assert.Single(Signs(ref watch, Reading(Reopened, 0.2, better: BetterWhen.Lower))));
    }

    [Fact]
    public void Each_day_that_ended_since_the_last_look_is_closed_once_and_a_long_sleep_only_from_four_hundred_days_ago()
    {
        var watch = Watch() with { LastDay = Today.AddDays(-4) };
        Assert.Equal([Today.AddDays(-3), Today.AddDays(-2), Today.AddDays(-1)], Closed(watch));
        Assert.Empty(Closed(watch with { LastDay = Today.AddDays(-1) }));
        Assert.Equal(400, Closed(watch with { LastDay = Today.AddDays(-800) }).Count);
    }

    [Fact]
    public void A_closed_branch_is_summed_up_until_the_week_and_the_month_in_which_it_closed_are_over_and_then_no_more()
    {
        var watch = Watch() with { LastDay = new(2026, 3, 27) };
        Assert.IsType<EarlySignRaised>(Assert.Single(Signs(ref watch, Reading(Satisfaction, 0.5))));
        var closedOn = new DateOnly(2026, 3, 29);
        var early = SignRules.LookAtClosed(watch, closedOn, new(2026, 3, 30), Now.AddDays(1), Now).Events;
        Assert.Equal([new(2026, 3, 28), closedOn], early.OfType<FigureDayClosed>().Select(closed => closed.Day));
        Assert.Single(early.OfType<EarlySignPassed>());
        Assert.Equal(Now.AddDays(1), early.OfType<FiguresLookedAt>().Single().NextLook);

        watch = early.Aggregate(watch, (state, happened) => FigureWatch.Apply(state, happened));
        var late = SignRules.LookAtClosed(watch, closedOn, new(2026, 4, 20), Now.AddDays(1), Now).Events;
        Assert.Equal([new(2026, 3, 30), new(2026, 3, 31)], late.OfType<FigureDayClosed>().Select(closed => closed.Day));
        Assert.Null(late.Aggregate(watch, (state, happened) => FigureWatch.Apply(state, happened)).NextDue);

        // A week goes on into the next month.
        var end = SignRules.LookAtClosed(watch, new(2026, 4, 30), new(2026, 5, 9), Now.AddDays(1), Now).Events;
        Assert.Equal(new(2026, 5, 3), end.OfType<FigureDayClosed>().Last().Day);
    }

    [Fact]
    public void A_week_ends_with_its_sunday_and_a_month_with_its_last_day()
    {
        Assert.Equal([SummaryKind.Day], SummaryAsked.EndingWith("b-sh", new(2026, 3, 7)).Select(asked => asked.Kind));
        Assert.Equal(new SummaryAsked("b-sh", SummaryKind.Week, new(2026, 3, 2), new(2026, 3, 8)), SummaryAsked.EndingWith("b-sh", new(2026, 3, 8)).Last());
        Assert.Equal(new SummaryAsked("b-sh", SummaryKind.Month, new(2026, 2, 1), new(2026, 2, 28)), SummaryAsked.EndingWith("b-sh", new(2026, 2, 28)).Last());
    }

    private static FigureWatch Watch() => new() { Id = "fw-b-sh", BranchId = "b-sh", LastDay = Today.AddDays(-1) };

    private static SignReading Reading(SignRule rule, double? value, long of = 20, BetterWhen better = BetterWhen.Higher) =>
        new(rule, FigureUnit.Share, rule == Reopened ? BetterWhen.Lower : better, value, of);

    private static List<Event> Signs(ref FigureWatch watch, params SignReading[] readings)
    {
        var events = SignRules.Look(watch, Today, readings, Now.AddDays(1), Now).Events;
        watch = events.Aggregate(watch, (state, happened) => FigureWatch.Apply(state, happened));
        return [.. events.Where(happened => happened is not FiguresLookedAt)];
    }

    private static List<DateOnly> Closed(FigureWatch watch) =>
        [.. SignRules.Look(watch, Today, [], Now.AddDays(1), Now).Events.OfType<FigureDayClosed>().Select(closed => closed.Day)];
}
