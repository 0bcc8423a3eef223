using AfterSales.Calendars;
using AfterSales.Headquarters;
using AfterSales.Headquarters.Rules;
using AfterSales.Records;
using AfterSales.Reports;
using AfterSales.Reports.Rules;

namespace AfterSales.Tests.Reports;

/// <summary>Feature 69: reports of weeks, months and years (S0 P5 II.1(2); S4 A4 X.1, A5 10; S3 ⑹-5 (五)).</summary>
public sealed class PeriodReportRulesTests
{
    // Open from 9 to 19 on weekdays, an hour ahead of UTC.
    private static readonly WorkingCalendar Madrid = WorkingCalendar.Closed("Europe/Madrid") with
    {
        Week = [.. Enum.GetValues<DayOfWeek>().Where(day => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Select(day => new WeeklyHours(day, new TimeOnly(9, 0), new TimeOnly(19, 0)))],
    };

    // Of the week from Monday, 2 March, to Sunday, 8 March 2026.
    private static readonly SummaryAsked Week = new("b-mad", SummaryKind.Week, new(2026, 3, 2), new(2026, 3, 8));
    private static readonly DateTimeOffset Monday = new(2026, 3, 9, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_week_a_month_and_a_year_are_due_some_working_days_after_their_end()
    {
        Assert.Equal(Utc(3, 10, 11), Owed(Week, ReportPolicies.WeeklyDue).DueAt);
        // February ends on a Saturday: Monday, Tuesday, Wednesday.
        Assert.Equal(Utc(3, 4, 16), Owed(new("b-mad", SummaryKind.Month, new(2026, 2, 1), new(2026, 2, 28)), ReportPolicies.MonthlyDue).DueAt);
        // 2025 ends on a Wednesday: the tenth working day after it is Wednesday, 14 January.
        Assert.Equal(Utc(1, 14, 16), Owed(new("b-mad", SummaryKind.Year, new(2025, 1, 1), new(2025, 12, 31)), ReportPolicies.YearlyDue).DueAt);
    }

    [Fact]
    public void Each_measure_names_who_does_it_by_when_and_all_are_looked_at_a_week_later()
    {
        var decided = Submit(Owed(), new DecidedMeasure("多备一块主板", "acc-2", new(2026, 3, 11)), new DecidedMeasure("电话培训", "acc-3", new(2026, 3, 13)));
        var submitted = Assert.IsType<PeriodReportSubmitted>(decided.Events[0]);
        // Handed in on Monday: the departments read it by Wednesday, and it is looked at with the next week's report, on Tuesday, 17 March.
        Assert.Equal((Utc(3, 11, 18), Utc(3, 17, 11)), (submitted.ReadBy, submitted.CheckBy));
        var measure = Assert.IsType<MeasureDecided>(decided.Events[1]);
        Assert.Equal((1, "acc-2", Utc(3, 11, 23)), (measure.Number, measure.Account, measure.DueAt));
        var report = After(Owed(), decided);
        Assert.Equal((true, false), (report.IsSigned, report.IsChecked));
        report = After(After(report, PeriodReportRules.Check(report, new CheckMeasure(1, true, "已到货"), "acc-s", Monday.AddDays(7))), PeriodReportRules.Check(report, new CheckMeasure(2, false, "还没排上"), "acc-s", Monday.AddDays(7)));
        Assert.True(report.IsChecked);
        Assert.Equal([true, false], report.Measures.Select(one => one.IsDone));
    }

    [Fact]
    public void A_report_is_written_once_with_words_and_measures_that_can_be_checked()
    {
        Assert.IsType<ReportSubmitted>(Submit(After(Owed(), Submit(Owed()))).Refusal);
        Assert.Equal("text", Issues(PeriodReportRules.Submit(Owed(), new SubmitReport(" ", []), "acc-1", ReportPolicies.WeeklyDue.Standard, Madrid, Monday)).Path);
        Assert.Equal("measures[0].what", Issues(Submit(Owed(), new DecidedMeasure("", "acc-2", new(2026, 3, 11)))).Path);
        Assert.Equal("measures[0].accountId", Issues(Submit(Owed(), new DecidedMeasure("x", "", new(2026, 3, 11)))).Path);
        Assert.Equal(new InputIssue("measures[0].dueOn", "IN_THE_PAST"), Issues(Submit(Owed(), new DecidedMeasure("x", "acc-2", new(2026, 3, 8)))));
        Assert.Equal(new InputIssue("measures[0].dueOn", "OUT_OF_RANGE"), Issues(Submit(Owed(), new DecidedMeasure("x", "acc-2", new(2027, 3, 12)))));
        Assert.IsType<NotFound>(PeriodReportRules.Check(After(Owed(), Submit(Owed())), new CheckMeasure(1, true, "x"), "acc-s", Monday).Refusal);
        var report = After(Owed(), Submit(Owed(), new DecidedMeasure("x", "acc-2", new(2026, 3, 11))));
        Assert.Equal("found", Issues(PeriodReportRules.Check(report, new CheckMeasure(1, true, ""), "acc-s", Monday)).Path);
    }

    private static PeriodReport Owed() => Owed(Week, ReportPolicies.WeeklyDue);

    private static PeriodReport Owed(SummaryAsked summary, AfterSales.Policies.Rules.Policy<ReportDue> due) =>
        PeriodReport.Apply(null, PeriodReportRules.Owe("pr-1", "b-mad", summary, due.Standard, Madrid).Events[0]);

    private static Decision Submit(PeriodReport report, params DecidedMeasure[] measures) =>
        PeriodReportRules.Submit(report, new SubmitReport("本周一切正常", [.. measures]), "acc-1", ReportPolicies.WeeklyDue.Standard, Madrid, Monday);

    private static InputIssue Issues(Decision decision) => Assert.Single(Assert.IsType<InputInvalid>(decision.Refusal).Issues);

    private static PeriodReport After(PeriodReport report, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(report, PeriodReport.Apply);
    }

    private static DateTimeOffset Utc(int month, int day, int hour) => new(2026, month, day, hour, 0, 0, TimeSpan.Zero);
}
