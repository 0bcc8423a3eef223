using AfterSales.Console.Tickets;

namespace AfterSales.ConsoleTests.Tickets;

public sealed class WorkingCalendarTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private static readonly WorkingCalendar Calendar = new(
        [new("MONDAY", new(13, 0), new(18, 0)), new("MONDAY", new(9, 0), new(12, 0)), new("FRIDAY", new(22, 0), new(2, 0))],
        [new(new(2026, 3, 9), "Feast")], [new(new(2026, 3, 9), new(10, 0), new(11, 0))]);

    [Fact]
    public void A_day_has_its_hours_in_order() =>
        Assert.Equal([(At(9), At(12)), (At(13), At(18))], Calendar.HoursOn(Monday));

    [Fact]
    public void A_holiday_has_only_what_is_worked_beside_the_week() =>
        Assert.Equal([(new DateTime(2026, 3, 9, 10, 0, 0), new DateTime(2026, 3, 9, 11, 0, 0))], Calendar.HoursOn(new(2026, 3, 9)));

    [Fact]
    public void A_night_ends_on_the_next_day() =>
        Assert.Equal([(new DateTime(2026, 3, 6, 22, 0, 0), new DateTime(2026, 3, 7, 2, 0, 0))], Calendar.HoursOn(new(2026, 3, 6)));

    [Fact]
    public void Sunday_is_free() => Assert.Empty(Calendar.HoursOn(new(2026, 3, 8)));

    [Fact]
    public void A_technician_is_free_up_to_an_appointment_or_absence_and_from_its_end()
    {
        var at = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        var technician = new TechnicianAtWork("tech-1", "Li", true, [], [new(at, at.AddHours(1))], [new(at.AddHours(3), at.AddHours(4), false), new(at.AddHours(5), at.AddHours(6), true)]);
        Assert.True(technician.IsFree(at.AddHours(-1), at));
        Assert.True(technician.IsFree(at.AddHours(1), at.AddHours(2)));
        Assert.False(technician.IsFree(at.AddMinutes(59), at.AddHours(2)));
        Assert.False(technician.IsFree(at.AddHours(2), at.AddHours(4)));
        Assert.True(technician.IsFree(at.AddHours(5), at.AddHours(6)));
    }

    private static DateTime At(int hour) => Monday.ToDateTime(new TimeOnly(hour, 0));
}
