namespace AfterSales.Console.Shell;

/// <summary>Instants as people of a branch read them. Days and hours are those of the branch's time zone, given by its IANA name.</summary>
public sealed class Clock(TimeProvider time)
{
    public DateTimeOffset Now => time.GetUtcNow();

    public DateTime Local(DateTimeOffset at, string? zone) => TimeZoneInfo.ConvertTime(at, ZoneOf(zone)).DateTime;

    public DateOnly Today(string? zone) => DateOnly.FromDateTime(Local(Now, zone));

    /// <summary>The instant at which the clocks of the place show this; where they show it twice, the first, and where never, the next they show.</summary>
    public DateTimeOffset At(DateTime local, string? zone) => At(local, ZoneOf(zone));

    /// <inheritdoc cref="At(DateTime, string?)"/>
    public static DateTimeOffset At(DateTime local, TimeZoneInfo place)
    {
        var shown = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        while (place.IsInvalidTime(shown)) shown = shown.AddMinutes(15);
        var offset = place.IsAmbiguousTime(shown) ? place.GetAmbiguousTimeOffsets(shown).Max() : place.GetUtcOffset(shown);
        return new DateTimeOffset(shown, offset);
    }

    public string TimeOfDay(DateTimeOffset at, string? zone) => Local(at, zone).ToString("t", Formats.Culture);

    /// <summary>Day and time, the year only where it is another one.</summary>
    public string DayAndTime(DateTimeOffset at, string? zone) => $"{Day(DateOnly.FromDateTime(Local(at, zone)), zone)} {TimeOfDay(at, zone)}";

    public string Day(DateOnly day, string? zone)
    {
        var culture = Formats.Culture;
        if (day.Year != Today(zone).Year) return day.ToString("d", culture);
        return day.ToString(culture.TwoLetterISOLanguageName == "zh" ? "M月d日" : "d MMM", culture);
    }

    /// <summary>Everything, for whoever points at it.</summary>
    public string Whole(DateTimeOffset at, string? zone) => $"{Local(at, zone).ToString("F", Formats.Culture)} ({ZoneOf(zone).Id})";

    /// <summary>By its IANA name; UTC where there is none of it.</summary>
    public static TimeZoneInfo ZoneOf(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : TimeZoneInfo.Utc;
}
