namespace AfterSales.ClusterTests.Year;

/// <summary>When the branches of the company open and close: written out a second time, so that the calendar's own arithmetic is not its judge.</summary>
internal static class BranchDays
{
    private static readonly (int Month, int Day)[] Chinese = [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)];

    private static readonly (int Month, int Day)[] Spanish = [(1, 1), (1, 6), (5, 1), (8, 15), (10, 12), (11, 1), (12, 6), (12, 8), (12, 25)];

    public static DateOnly DayOf(string branch, DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone(branch)).DateTime);

    public static DateTimeOffset At(string branch, DateOnly day, int hour)
    {
        var local = day.ToDateTime(new TimeOnly(hour, 0));
        return new DateTimeOffset(local, Zone(branch).GetUtcOffset(local)).ToUniversalTime();
    }

    /// <param name="minute">Of the branch's clock, from midnight.</param>
    public static DateTimeOffset AtMinute(string branch, DateOnly day, int minute)
    {
        var local = day.ToDateTime(new TimeOnly(minute / 60, minute % 60));
        return new DateTimeOffset(local, Zone(branch).GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The minutes of a day that is open between which people work: lunch and siesta are none of them.</summary>
    public static (int From, int To)[] Hours(string branch, DateOnly day) => (IsChinese(branch), day.DayOfWeek) switch
    {
        (true, DayOfWeek.Saturday) => [(9 * 60, 12 * 60)],
        (true, _) => [(9 * 60, 12 * 60), (13 * 60, 18 * 60)],
        (_, DayOfWeek.Saturday) => [(10 * 60, 14 * 60)],
        _ => [(9 * 60, 14 * 60), (16 * 60, 19 * 60)],
    };

    public static bool IsOpenOn(string branch, DateOnly day) =>
        day.DayOfWeek != DayOfWeek.Sunday && !(IsChinese(branch) ? Chinese : Spanish).Contains((day.Month, day.Day));

    /// <summary>The opening on a day, or on the next one that has some.</summary>
    public static DateTimeOffset OpeningFrom(string branch, DateOnly day)
    {
        while (!IsOpenOn(branch, day)) day = day.AddDays(1);
        return Opening(branch, day);
    }

    /// <summary>The opening on a day, or on the last one before that has some.</summary>
    public static DateTimeOffset OpeningUpTo(string branch, DateOnly day)
    {
        while (!IsOpenOn(branch, day)) day = day.AddDays(-1);
        return Opening(branch, day);
    }

    /// <summary>Opening and closing of a window of days; where all of them are closed, of the next day that is not.</summary>
    public static (DateTimeOffset Opens, DateTimeOffset Closes) Window(string branch, DateOnly first, DateOnly last)
    {
        var open = first;
        while (!IsOpenOn(branch, open)) open = open.AddDays(1);
        var close = last;
        while (close > open && !IsOpenOn(branch, close)) close = close.AddDays(-1);
        return (Opening(branch, open), Closing(branch, close > open ? close : open));
    }

    /// <summary>The next instant in working hours, breaks aside.</summary>
    public static bool IsOpenAt(string branch, DateTimeOffset at)
    {
        var day = DayOf(branch, at);
        return IsOpenOn(branch, day) && at >= Opening(branch, day) && at < Closing(branch, day);
    }

    public static DateTimeOffset Closing(string branch, DateOnly day) =>
        At(branch, day, (IsChinese(branch), day.DayOfWeek) switch { (true, DayOfWeek.Saturday) => 12, (true, _) => 18, (_, DayOfWeek.Saturday) => 14, _ => 19 });

    private static DateTimeOffset Opening(string branch, DateOnly day) => At(branch, day, !IsChinese(branch) && day.DayOfWeek == DayOfWeek.Saturday ? 10 : 9);

    private static bool IsChinese(string branch) => branch is "b-sh" or "b-cd";

    private static TimeZoneInfo Zone(string branch) => TimeZoneInfo.FindSystemTimeZoneById(IsChinese(branch) ? "Asia/Shanghai" : "Europe/Madrid");
}
