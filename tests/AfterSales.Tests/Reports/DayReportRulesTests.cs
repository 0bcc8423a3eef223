using AfterSales.Calendars;
using AfterSales.Records;
using AfterSales.Reports;
using AfterSales.Reports.Rules;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tests.Reports;

/// <summary>Feature 68: the daily reports of technician, supervisor and branch (S1 P2 (15)–(17)).</summary>
public sealed class DayReportRulesTests
{
    // Open from 9 to 18 on weekdays; the clocks go forward on Sunday, 29 March 2026, and back on Sunday, 25 October.
    private static readonly WorkingCalendar Madrid = WorkingCalendar.Closed("Europe/Madrid") with
    {
        Week = [.. Enum.GetValues<DayOfWeek>().Where(day => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Select(day => new WeeklyHours(day, new TimeOnly(9, 0), new TimeOnly(18, 0)))],
    };

    private static readonly DateOnly Wednesday = new(2026, 3, 4);
    private static readonly DateTimeOffset Evening = new(2026, 3, 4, 18, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset NextMorning = new(2026, 3, 5, 8, 30, 0, TimeSpan.Zero);

    private static readonly DayOfWork Two = new(
        [new("v-1", "t-1", ServiceCategory.Paid, 45, 20, StaysOpen: false), new("v-2", "t-2", ServiceCategory.FreeUnderWarranty, 70, 15, StaysOpen: true)], ["t-9"]);

    [Fact]
    public void S1_P2_6_the_hours_of_a_day_are_told_by_category_and_travel_apart()
    {
        // A 45 + 30, B 60, C 20, D 90 minutes; on the way 20 + 15.
        var works = new ReportedWork[]
        {
            new("v-1", "t-1", ServiceCategory.Paid, 45, 20, false), new("v-2", "t-2", ServiceCategory.Paid, 30, 15, false), new("v-3", "t-3", ServiceCategory.Contract, 60, 0, false),
            new("t-4/1/workshop", "t-4", ServiceCategory.FreeUnderWarranty, 20, 0, false), new("v-5", "t-5", ServiceCategory.InternalAdministration, 90, 0, false),
        };
        Assert.Equal((new WorkedMinutes(75, 60, 20, 90), 245), (WorkedMinutes.Of(works), WorkedMinutes.Of(works).Total));
        Assert.Equal(35, (new TechnicianReport("tech-1") { Day = new([.. works], []) }).TravelMinutes);
    }

    [Fact]
    public void What_stayed_open_is_what_was_not_done_by_the_last_work_of_the_day_or_not_come_to()
    {
        var day = new DayOfWork(
        [
            new("v-1", "t-1", ServiceCategory.Paid, 10, 0, StaysOpen: true), new("v-2", "t-2", ServiceCategory.Paid, 10, 0, StaysOpen: true), new("v-3", "t-1", ServiceCategory.Paid, 10, 0, StaysOpen: false),
        ], ["t-9", "t-2"]);
        Assert.Equal(["t-2", "t-9"], day.Open);
    }

    [Fact]
    public void S1_P2_15_whoever_worked_owes_one_report_however_often_it_is_heard()
    {
        var day = Noted(Begun(), "tech-1", "v-1");
        Assert.Empty(DayReportRules.NoteWork(day, "tech-1", "v-1").Events);
        Assert.Empty(DayReportRules.NoteWork(day, "tech-1", "v-2").Events);
        Assert.Equal([false], day.Technicians.Select(report => report.IsConfirmed));
        Assert.Equal(2, Noted(day, "tech-0", "v-3").Technicians.Count);
    }

    [Fact]
    public void Confirmed_by_one_action_the_report_keeps_what_the_tickets_said()
    {
        var day = After(Noted(Begun(), "tech-1", "v-1"), Confirm(Noted(Begun(), "tech-1", "v-1"), Two));
        var report = day.Of("tech-1")!;
        Assert.Equal((new WorkedMinutes(45, 0, 70, 0), true, Evening, "acc-1"), (report.Worked, report.IsConfirmed, report.ConfirmedAt, report.ConfirmedBy));
        Assert.Equal(["t-2", "t-9"], report.Day.Open);
        Assert.Empty(Confirm(day, Two).Events);
    }

    [Fact]
    public void Other_hours_and_anothers_report_need_a_reason_and_can_not_be_more_than_the_day_has()
    {
        var day = Noted(Begun(), "tech-1", "v-1");
        var more = new WorkedMinutes(45, 0, 70, 120);
        Assert.Equal(InputInvalid.At("reason", "REQUIRED").Issues, Issues(Confirm(day, Two, more)));
        Assert.Equal(more, After(day, Confirm(day, Two, more, reason: "培训两小时")).Of("tech-1")!.Worked);
        Assert.Equal(InputInvalid.At("reason", "REQUIRED").Issues, Issues(Confirm(day, Two, isHis: false)));
        Assert.True(After(day, Confirm(day, Two, isHis: false, reason: "他来电话说的")).Of("tech-1")!.IsConfirmed);
        Assert.Equal("OUT_OF_RANGE", Issues(Confirm(day, Two, new(-1, 0, 0, 0), "x")).Single().Code);
        Assert.Equal("MORE_THAN_THE_DAY", Issues(Confirm(day, Two, new(1441, 0, 0, 0), "x")).Single().Code);
        Assert.Null(Confirm(day, Two, new(1440, 0, 0, 0), "x").Refusal);
    }

    [Theory]
    [InlineData("2026-03-29", 23 * 60)]
    [InlineData("2026-10-25", 25 * 60)]
    [InlineData("2026-10-26", 24 * 60)]
    public void A_day_on_which_the_clocks_change_has_an_hour_less_or_more(string date, int minutes)
    {
        var day = Begun(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture));
        var now = Madrid.InstantAt(day.Day, new TimeOnly(20, 0));
        Assert.Null(DayReportRules.Confirm(day, Request(new(0, 0, 0, minutes), "x"), Two, true, "acc-1", Madrid, now).Refusal);
        Assert.Equal("MORE_THAN_THE_DAY", Issues(DayReportRules.Confirm(day, Request(new(0, 0, 0, minutes + 1), "x"), Two, true, "acc-1", Madrid, now)).Single().Code);
    }

    [Fact]
    public void A_report_is_of_a_day_that_has_begun_and_of_work_or_hours_that_were_told()
    {
        Assert.Equal("IN_THE_FUTURE", Issues(DayReportRules.Confirm(Begun(Wednesday.AddDays(1)), Request(), Two, true, "acc-1", Madrid, Evening)).Single().Code);
        Assert.Equal("OUT_OF_RANGE", Issues(DayReportRules.Confirm(Begun(Wednesday.AddDays(-367)), Request(), Two, true, "acc-1", Madrid, Evening)).Single().Code);
        Assert.IsType<NothingToReport>(Confirm(Begun(), new([], [])).Refusal);
        Assert.Equal(240, After(Begun(), Confirm(Begun(), new([], []), new(0, 0, 0, 240), "培训")).Of("tech-1")!.Worked.Internal);
    }

    [Fact]
    public void Work_that_comes_to_be_known_later_has_him_confirm_again_and_those_above_him_too()
    {
        var day = Signed(Noted(Begun(), "tech-1", "v-1"));
        Assert.Empty(DayReportRules.NoteWork(day, "tech-1", "v-1").Events);
        var behind = Noted(day, "tech-1", "v-3");
        Assert.Equal((false, true), (behind.Of("tech-1")!.IsConfirmed, behind.IsSigned));
        var three = new DayOfWork(Two.Works.Add(new("v-3", "t-3", ServiceCategory.Contract, 25, 0, false)), []);
        var again = After(behind, Confirm(behind, three));
        Assert.Equal((new WorkedMinutes(45, 25, 70, 0), false, false), (again.Of("tech-1")!.Worked, again.IsSummedUp, again.IsSignedAsItIs));
        Assert.Equal(new ReportAmendment(Evening, "acc-1", new(45, 0, 70, 0), new(45, 25, 70, 0)), Assert.Single(again.Of("tech-1")!.Amendments));
        // What was signed stands until it is signed again.
        Assert.Equal(new WorkedMinutes(45, 0, 70, 0), again.Signature!.Report.Worked);
        Assert.IsType<SupervisorReportMissing>(DayReportRules.Sign(again, new SignDay(), "acc-m", NextMorning).Refusal);
        Assert.True(Signed(again).IsSignedAsItIs);
    }

    [Fact]
    public void What_is_confirmed_is_amended_only_with_a_reason_and_its_history_is_kept()
    {
        var noted = Noted(Begun(), "tech-1", "v-1");
        Assert.IsType<ReportNotConfirmed>(Amend(noted, new(1, 0, 0, 0), "x").Refusal);
        var day = Signed(noted);
        Assert.Equal("REQUIRED", Issues(Amend(day, new(60, 0, 70, 0), " ")).Single().Code);
        Assert.Empty(Amend(day, new(45, 0, 70, 0), "x").Events);
        var amended = After(day, Amend(day, new(60, 0, 70, 0), "少算一刻钟"));
        Assert.Equal([new ReportAmendment(NextMorning, "acc-1", new(45, 0, 70, 0), new(60, 0, 70, 0))], amended.Of("tech-1")!.Amendments);
        Assert.Equal((true, false, false), (amended.IsSigned, amended.IsSummedUp, amended.IsSignedAsItIs));
    }

    [Fact]
    public void S1_P2_16_the_supervisor_sums_up_by_category_what_the_technicians_confirmed()
    {
        // Two of them: A 45, C 70 and A 30, B 60; on the way 35 and 5.
        var day = Noted(Noted(Begun(), "tech-1", "v-1"), "tech-2", "v-5");
        day = After(day, Confirm(day, Two));
        day = After(day, DayReportRules.Confirm(day, Request() with { TechnicianId = "tech-2" },
            new([new("v-5", "t-5", ServiceCategory.Paid, 30, 5, false), new("v-6", "t-6", ServiceCategory.Contract, 60, 0, false)], []), true, "acc-2", Madrid, Evening));
        var summed = After(day, DayReportRules.SumUp(day, new SumUpDay(), "acc-s", Evening));
        Assert.Equal((new WorkedMinutes(75, 60, 70, 0), 40, "acc-s"), (summed.Supervisor!.Worked, summed.Supervisor.TravelMinutes, summed.Supervisor.By));
        Assert.Empty(summed.Supervisor.Missing);
        Assert.Empty(DayReportRules.SumUp(summed, new SumUpDay(), "acc-s", Evening).Events);
    }

    [Fact]
    public void While_the_branch_is_open_or_somebody_is_missing_the_day_is_not_summed_up_but_with_a_reason()
    {
        var day = Noted(Noted(Begun(), "tech-2", "v-5"), "tech-1", "v-1");
        day = After(day, Confirm(day, Two));
        var closing = Madrid.ClosingOn(Wednesday)!.Value;
        Assert.Equal(new DayNotOver(closing), DayReportRules.SumUp(day, new SumUpDay(), "acc-s", closing.AddMinutes(-1)).Refusal);
        Assert.Equal(["tech-2"], Assert.IsType<ReportsMissing>(DayReportRules.SumUp(day, new SumUpDay("好"), "acc-s", closing).Refusal).TechnicianIds);
        var summed = After(day, DayReportRules.SumUp(day, new SumUpDay(null, "病了"), "acc-s", closing));
        Assert.Equal(["tech-2"], summed.Supervisor!.Missing);
        Assert.Equal(new WorkedMinutes(45, 0, 70, 0), summed.Supervisor.Worked);
        // He confirms after all: it is to be summed up again.
        var late = After(summed, DayReportRules.Confirm(summed, Request() with { TechnicianId = "tech-2" }, new([new("v-5", "t-5", ServiceCategory.Paid, 5, 0, false)], []), true, "acc-2", Madrid, NextMorning));
        Assert.Equal((true, false), (summed.IsSummedUp, late.IsSummedUp));
        Assert.Equal(50, After(late, DayReportRules.SumUp(late, new SumUpDay(), "acc-s", NextMorning)).Supervisor!.Worked.Paid);
    }

    [Fact]
    public void S1_P2_17_only_what_the_supervisor_confirmed_is_signed_and_only_then_headquarters_sees_it()
    {
        var day = After(Noted(Begun(), "tech-1", "v-1"), Confirm(Begun(), Two));
        Assert.IsType<SupervisorReportMissing>(DayReportRules.Sign(day, new SignDay(), "acc-m", NextMorning).Refusal);
        var summed = After(day, DayReportRules.SumUp(day, new SumUpDay(), "acc-s", Evening));
        Assert.False(summed.IsSigned);
        var signed = After(summed, DayReportRules.Sign(summed, new SignDay(), "acc-m", NextMorning));
        Assert.Equal((true, "acc-m", NextMorning), (signed.IsSigned, signed.Signature!.By, signed.Signature.At));
        Assert.Empty(DayReportRules.Sign(signed, new SignDay(), "acc-m", NextMorning).Events);
    }

    [Fact]
    public void Who_is_missing_is_reminded_once_the_technicians_at_closing_the_others_when_the_branch_opens_again()
    {
        var day = Noted(Noted(Begun(), "tech-1", "v-1"), "tech-2", "v-5");
        Assert.Equal(day.Times.Closing, day.NextDue);
        Assert.Empty(DayReportRules.WhenDue(day, Madrid, day.Times.Closing.AddMinutes(-1)).Events);
        day = After(day, Confirm(day, Two));
        var reminded = DayReportRules.WhenDue(day, Madrid, day.Times.Closing);
        var missing = Assert.IsType<TechniciansReminded>(Assert.Single(reminded.Events));
        Assert.Equal(["tech-2"], missing.TechnicianIds);
        Assert.Equal(day.Times.TechnicianDue, missing.DueAt);
        day = After(day, reminded);
        Assert.Equal(day.Times.Opening, day.NextDue);
        Assert.Empty(DayReportRules.WhenDue(day, Madrid, day.Times.Closing).Events);
        day = After(day, DayReportRules.WhenDue(day, Madrid, day.Times.Opening));
        Assert.Equal((true, null), (day.IsSupervisorReminded, day.NextDue));
        day = After(day, DayReportRules.SumUp(day, new SumUpDay(null, "病了"), "acc-s", NextMorning));
        Assert.Equal(day.Times.Opening, day.NextDue);
        // Long after it was due, it is due until the branch closes.
        var late = day.Times.ManagerDue.AddHours(1);
        var manager = DayReportRules.WhenDue(day, Madrid, late);
        Assert.Equal(Madrid.ClosingAfter(late), Assert.IsType<ManagerReminded>(Assert.Single(manager.Events)).DueAt);
        day = After(day, manager);
        Assert.Null(day.NextDue);
        Assert.Null(After(day, DayReportRules.Sign(day, new SignDay(), "acc-m", late)).NextDue);
    }

    [Fact]
    public void Who_confirms_sums_up_and_signs_in_time_is_reminded_of_nothing()
    {
        var day = Noted(Begun(), "tech-1", "v-1");
        day = After(day, Confirm(day, Two));
        Assert.Equal(day.Times.Opening, day.NextDue);
        day = After(day, DayReportRules.SumUp(day, new SumUpDay(), "acc-s", Evening));
        Assert.Equal(day.Times.Opening, day.NextDue);
        day = After(day, DayReportRules.Sign(day, new SignDay(), "acc-m", Evening));
        Assert.Null(day.NextDue);
    }

    [Fact]
    public void A_tick_that_comes_a_week_late_reminds_everybody_at_once()
    {
        var day = Noted(Begun(), "tech-1", "v-1");
        var late = DayReportRules.WhenDue(day, Madrid, Evening.AddDays(7));
        Assert.Equal([nameof(TechniciansReminded), nameof(SupervisorReminded)], late.Events.Select(e => e.GetType().Name));
        Assert.Null(After(day, late).NextDue);
    }

    private static DayReport Signed(DayReport day)
    {
        if (day.Missing.Any()) day = After(day, Confirm(day, Two));
        day = After(day, DayReportRules.SumUp(day, new SumUpDay(), "acc-s", Evening));
        return After(day, DayReportRules.Sign(day, new SignDay(), "acc-m", NextMorning));
    }

    private static DayReport Begun(DateOnly? date = null) => DayReport.Apply(null, new DayReportBegun("dr-1", "b-mad", date ?? Wednesday, ReportTimes.Of(Madrid, date ?? Wednesday,
        ReportPolicies.TechnicianDue.Standard, ReportPolicies.SupervisorDue.Standard, ReportPolicies.ManagerDue.Standard)));

    private static DayReport Noted(DayReport day, string technicianId, string workId) => After(day, DayReportRules.NoteWork(day, technicianId, workId));

    private static Decision Confirm(DayReport day, DayOfWork found, WorkedMinutes? worked = null, string? reason = null, bool isHis = true) =>
        DayReportRules.Confirm(day, Request(worked, reason), found, isHis, "acc-1", Madrid, Evening);

    private static Decision Amend(DayReport day, WorkedMinutes worked, string reason) =>
        DayReportRules.Amend(day, new AmendTechnicianReport("tech-1", worked, reason), "acc-1", Madrid, NextMorning);

    private static ConfirmTechnicianReport Request(WorkedMinutes? worked = null, string? reason = null) => new("b-mad", Wednesday, "tech-1", null, worked, reason);

    private static IReadOnlyList<InputIssue> Issues(Decision decision) => Assert.IsType<InputInvalid>(decision.Refusal).Issues;

    private static DayReport After(DayReport day, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(day, DayReport.Apply);
    }
}
