using System.Globalization;
using AfterSales.Console.Dispatch;
using AfterSales.Console.Shell;

namespace AfterSales.ConsoleTests.Dispatch;

public sealed class BoardSpanTests
{
    private static readonly TimeZoneInfo Madrid = Clock.ZoneOf("Europe/Madrid");
    private static readonly TimeZoneInfo LordHowe = Clock.ZoneOf("Australia/Lord_Howe");

    [Fact]
    public void A_day_is_shown_from_eight_to_six_and_as_much_more_as_somebody_works()
    {
        var day = new DateOnly(2026, 3, 2);
        Assert.Equal(new BoardSpan(Utc("2026-03-02T07:00"), Utc("2026-03-02T17:00")), BoardSpan.Of(day, Madrid, []));
        // In whole hours; what is worked on another day says nothing of this one.
        Assert.Equal(new BoardSpan(Utc("2026-03-02T05:00"), Utc("2026-03-02T19:00")),
            BoardSpan.Of(day, Madrid, [(Utc("2026-03-02T05:30"), Utc("2026-03-02T18:15")), (Utc("2026-03-03T01:00"), Utc("2026-03-03T23:00"))]));
        // A night shift of the day before ends in it, one of this day ends in the next.
        var night = BoardSpan.Of(day, Madrid, [(Utc("2026-03-01T21:00"), Utc("2026-03-02T05:00")), (Utc("2026-03-02T21:00"), Utc("2026-03-03T05:00"))]);
        Assert.Equal(BoardSpan.Day(day, Madrid), (night.From, night.To));
    }

    [Theory]
    [InlineData("2026-03-02T06:10:00", "2026-03-02T16:00:00", "2026-03-02T06:00", "2026-03-02T17:00")]
    [InlineData("2026-03-02T16:10:00", "2026-03-02T17:10:00", "2026-03-02T07:00", "2026-03-02T18:00")]
    [InlineData("2026-03-02T05:59:59", "2026-03-02T18:00:01", "2026-03-02T05:00", "2026-03-02T19:00")]
    public void What_begins_or_ends_off_the_quarter_hour_is_shown_in_whole_hours_too(string begins, string ends, string from, string to)
    {
        var span = BoardSpan.Of(new DateOnly(2026, 3, 2), Madrid, [(Utc(begins), Utc(ends))]);
        Assert.Equal(new BoardSpan(Utc(from), Utc(to)), span);
        Assert.Equal((span.To - span.From).TotalHours, span.Hours(Madrid).Count);
    }

    [Theory]
    // The clocks are put on: there is no two o'clock. They are put back: it is two o'clock twice. By half an hour: it is full an hour and a half later.
    [InlineData("Europe/Madrid", "2026-03-29", 23, "0 1 3 4")]
    [InlineData("Europe/Madrid", "2026-10-25", 25, "0 1 2 2 3 4")]
    [InlineData("Australia/Lord_Howe", "2026-10-04", 23.5, "0 1 3 4")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", 24.5, "0 1 2 3 4")]
    [InlineData("Asia/Kathmandu", "2026-03-02", 24, "0 1 2 3 4")]
    public void Hours_are_as_far_apart_as_they_are_long_where_the_clocks_change(string zone, string day, double length, string hours)
    {
        var place = Clock.ZoneOf(zone);
        var (from, to) = BoardSpan.Day(DateOnly.Parse(day, CultureInfo.InvariantCulture), place);
        Assert.Equal(length, (to - from).TotalHours);
        var span = new BoardSpan(from, to);
        var shown = span.Hours(place);
        Assert.Equal(hours, string.Join(' ', shown.TakeWhile(hour => hour.Hour < 5).Select(hour => hour.Hour)));
        Assert.All(shown, hour => Assert.Equal((hour.At - from).TotalHours / length * 100, span.Percent(hour.At), 9));
    }

    [Fact]
    public void Before_after_and_between_the_hours_of_a_shift_nobody_works_and_what_is_between_is_a_break()
    {
        var span = new BoardSpan(Utc("2026-03-02T07:00"), Utc("2026-03-02T19:00"));
        Assert.Equal(
            [new OffTime(span.From, Utc("2026-03-02T08:00"), false), new OffTime(Utc("2026-03-02T13:00"), Utc("2026-03-02T15:00"), true), new OffTime(Utc("2026-03-02T18:00"), span.To, false)],
            span.OffTimes([Worked("2026-03-02T15:00", "2026-03-02T18:00"), Worked("2026-03-02T08:00", "2026-03-02T13:00")]));
        Assert.Equal([new OffTime(span.From, span.To, false)], span.OffTimes([]));
        // A shift that began before what is shown, and one of another day.
        Assert.Equal([new OffTime(Utc("2026-03-02T09:00"), span.To, false)], span.OffTimes([Worked("2026-03-02T01:00", "2026-03-02T09:00"), Worked("2026-03-03T08:00", "2026-03-03T13:00")]));
    }

    [Fact]
    public void The_same_shift_on_either_side_of_a_change_of_clocks_lies_at_the_same_hours()
    {
        foreach (var day in new[] { new DateOnly(2026, 10, 3), new DateOnly(2026, 10, 4), new DateOnly(2026, 10, 5) })
        {
            var shift = (From: Clock.At(day.ToDateTime(new TimeOnly(9, 0)), LordHowe), To: Clock.At(day.ToDateTime(new TimeOnly(17, 0)), LordHowe));
            var span = BoardSpan.Of(day, LordHowe, [shift]);
            var hours = span.Hours(LordHowe);
            Assert.Equal(span.Percent(hours.Single(hour => hour.Hour == 9).At), span.Percent(shift.From));
            Assert.Equal(span.Percent(hours.Single(hour => hour.Hour == 17).At), span.Percent(shift.To));
        }
    }

    [Fact]
    public void Of_what_reaches_beyond_the_board_the_part_within_is_drawn()
    {
        var span = new BoardSpan(Utc("2026-03-02T08:00"), Utc("2026-03-02T18:00"));
        Assert.Equal((0.0, 10.0), span.Shown(Utc("2026-03-02T06:00"), Utc("2026-03-02T09:00")));
        Assert.Equal((90.0, 10.0), span.Shown(Utc("2026-03-02T17:00"), Utc("2026-03-03T09:00")));
        Assert.Null(span.Shown(Utc("2026-03-02T18:00"), Utc("2026-03-02T19:00")));
        Assert.Equal(Utc("2026-03-02T09:15"), BoardSpan.ToQuarter(Utc("2026-03-02T09:08")));
    }

    [Fact]
    public void A_load_counts_each_hour_once_and_no_hour_in_which_somebody_is_away()
    {
        var (from, to) = (Utc("2026-03-02T00:00"), Utc("2026-03-03T00:00"));
        var time = Of([Worked("2026-03-02T08:00", "2026-03-02T12:00"), Worked("2026-03-02T13:00", "2026-03-02T17:00")],
            Entry("APPOINTMENT", "2026-03-02T08:00", "2026-03-02T09:00"), Entry("TRAVEL", "2026-03-02T08:30", "2026-03-02T09:30"), Entry("HOLD", "2026-03-02T09:30", "2026-03-02T10:30"),
            Entry("ABSENCE", "2026-03-02T11:00", "2026-03-02T14:00"), Entry("APPOINTMENT", "2026-03-03T08:00", "2026-03-03T09:00"));
        Assert.Equal(new DayLoad(TimeSpan.FromHours(2.5), TimeSpan.FromHours(6)), DayLoad.Of(time, from, to));
        Assert.Equal(42, DayLoad.Of(time, from, to).Percent);
        Assert.Null(DayLoad.Of(Of([]), from, to).Percent);
        Assert.Equal(100, DayLoad.Of(Of([], Entry("APPOINTMENT", "2026-03-02T08:00", "2026-03-02T09:00")), from, to).Percent);
    }

    private static TechnicianTime Of(Stretch[] working, params CalendarEntry[] entries) => new(false, new BoardTechnician("tech-1", "Li"), working, entries);

    private static CalendarEntry Entry(string kind, string from, string to) => new(kind, Utc(from), Utc(to), null, null);

    private static Stretch Worked(string from, string to) => new(Utc(from), Utc(to));

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
