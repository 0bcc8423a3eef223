using AfterSales.Calendars;
using AfterSales.Reports.Rules;

namespace AfterSales.Tests.Reports;

/// <summary>When the reports of a day are reminded of and due (feature 68; S1 P2 (15)–(17): each day; the hours are ours).</summary>
public sealed class ReportTimesTests
{
    // Open from 9 to 19; Monday, 9 March 2026, is a holiday. Madrid is an hour ahead of UTC until 29 March, then two.
    private static readonly WorkingCalendar Madrid = WorkingCalendar.Closed("Europe/Madrid") with
    {
        Week = [.. Enum.GetValues<DayOfWeek>().Where(day => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Select(day => new WeeklyHours(day, new TimeOnly(9, 0), new TimeOnly(19, 0)))],
        Holidays = [new Holiday(new DateOnly(2026, 3, 9), "Fiesta")],
    };

    [Fact]
    public void The_technician_has_until_the_evening_the_supervisor_and_the_manager_the_next_working_day()
    {
        var wednesday = Times(Madrid, 3, 4);
        Assert.Equal(new ReportTimes(At(3, 4, 18), At(3, 5, 8), At(3, 4, 19), At(3, 5, 9), At(3, 5, 15)), wednesday);
    }

    [Fact]
    public void Weekends_and_holidays_are_skipped()
    {
        // Friday, 6 March: the next working day is Tuesday.
        Assert.Equal(new ReportTimes(At(3, 6, 18), At(3, 10, 8), At(3, 6, 19), At(3, 10, 9), At(3, 10, 15)), Times(Madrid, 3, 6));
    }

    [Fact]
    public void A_day_without_hours_is_reported_on_the_next_working_day_within_its_hours()
    {
        // Sunday, 8 March: 20:00 on Tuesday is after closing, which is at 19:00.
        Assert.Equal(new ReportTimes(At(3, 10, 8), At(3, 10, 8), At(3, 10, 18), At(3, 10, 9), At(3, 10, 15)), Times(Madrid, 3, 8));
    }

    [Fact]
    public void The_hour_is_that_of_the_clock_on_either_side_of_the_change()
    {
        // Friday, 27 March, in winter time; Monday, 30 March, in summer time.
        Assert.Equal(new ReportTimes(At(3, 27, 18), At(3, 30, 7), At(3, 27, 19), At(3, 30, 8), At(3, 30, 14)), Times(Madrid, 3, 27));
    }

    [Fact]
    public void A_night_shift_reports_when_it_ends_and_is_summed_up_in_the_next_one()
    {
        var nights = Madrid with { Week = [.. Madrid.Week.Select(hours => hours with { From = new TimeOnly(22, 0), To = new TimeOnly(6, 0) })] };
        // From Tuesday, 22:00, to Wednesday, 06:00; ten and four o'clock are before the next shift.
        Assert.Equal(new ReportTimes(At(3, 4, 5), At(3, 4, 21), At(3, 4, 5), At(3, 4, 21), At(3, 4, 21)), Times(nights, 3, 3));
    }

    [Fact]
    public void More_days_are_working_days_and_a_branch_without_hours_counts_days()
    {
        Assert.Equal(At(3, 11, 9), ReportTimes.DueOf(new ReportDue(2, new TimeOnly(10, 0)), Madrid, new DateOnly(2026, 3, 6)));
        Assert.Equal(At(3, 7, 9), ReportTimes.DueOf(new ReportDue(1, new TimeOnly(10, 0)), WorkingCalendar.Closed("Europe/Madrid"), new DateOnly(2026, 3, 6)));
    }

    private static ReportTimes Times(WorkingCalendar calendar, int month, int day) => ReportTimes.Of(calendar, new DateOnly(2026, month, day),
        ReportPolicies.TechnicianDue.Standard, ReportPolicies.SupervisorDue.Standard, ReportPolicies.ManagerDue.Standard);

    private static DateTimeOffset At(int month, int day, int hour) => new(2026, month, day, hour, 0, 0, TimeSpan.Zero);
}
