using System.Globalization;
using AfterSales.Console.Shell;

namespace AfterSales.Console.Calendars;

/// <summary>A calendar while it is being changed. Lines keep the order they came in, so that what is wrong with one is shown beside it.</summary>
public sealed class CalendarDraft
{
    public const string Holiday = "HOLIDAY";
    public const string Extra = "EXTRA";
    public const string Break = "BREAK";

    public string? TimeZone { get; set; }

    public IList<WeekLine> Week { get; init; } = [];

    public IList<DayLine> Days { get; init; } = [];

    /// <summary>Is each line whole?</summary>
    public bool IsWhole => Week.All(line => line.IsWhole) && Days.All(line => line.IsWhole);

    public static CalendarDraft Of(WorkingTime calendar) => new()
    {
        TimeZone = calendar.TimeZone,
        Week = [.. calendar.Week.Select(hours => new WeekLine { Day = hours.Day, From = Minutes(hours.From), To = Minutes(hours.To) })],
        Days = [.. DaysOf(calendar).OrderBy(line => line.Date, StringComparer.Ordinal)],
    };

    /// <summary>Browsers give it with seconds or without.</summary>
    public static bool IsTime(string? time) => TimeOnly.TryParseExact(time, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>As it stands; what is changed afterwards is not in it.</summary>
    public CalendarDraft Copy() => new()
    {
        TimeZone = TimeZone,
        Week = [.. Week.Select(line => new WeekLine { Day = line.Day, From = line.From, To = line.To })],
        Days = [.. Days.Select(line => new DayLine { Kind = line.Kind, Date = line.Date, Name = line.Name, From = line.From, To = line.To })],
    };

    /// <summary>As the API takes it.</summary>
    public object Given() => new
    {
        timeZone = TimeZone?.Trim() ?? "",
        week = Week.Select(line => new { day = line.Day, from = Minutes(line.From), to = Minutes(line.To) }).ToArray(),
        holidays = Of(Holiday).Select(line => new { date = line.Date, name = line.Name?.Trim() ?? "" }).ToArray(),
        extraDays = Hours(Extra),
        breaks = Hours(Break),
    };

    /// <summary>How problems name a line of the week.</summary>
    public string PathOf(WeekLine line) => $"calendar.week[{Week.IndexOf(line)}]";

    /// <inheritdoc cref="PathOf(WeekLine)"/>
    public string PathOf(DayLine line) => $"calendar.{(line.Kind switch { Holiday => "holidays", Extra => "extraDays", _ => "breaks" })}[{Of(line.Kind).ToList().IndexOf(line)}]";

    private static IEnumerable<DayLine> DaysOf(WorkingTime calendar) =>
    [
        .. calendar.Holidays.Select(day => new DayLine { Kind = Holiday, Date = day.Date, Name = day.Name }),
        .. calendar.ExtraDays.Select(day => new DayLine { Kind = Extra, Date = day.Date, Name = day.Name, From = Minutes(day.From), To = Minutes(day.To) }),
        .. calendar.Breaks.Select(day => new DayLine { Kind = Break, Date = day.Date, Name = day.Name, From = Minutes(day.From), To = Minutes(day.To) }),
    ];

    private object[] Hours(string kind) => [.. Of(kind).Select(line => new { date = line.Date, from = Minutes(line.From), to = Minutes(line.To), name = line.Name?.Trim() ?? "" })];

    private IEnumerable<DayLine> Of(string? kind) => Days.Where(line => line.Kind == kind);

    private static string? Minutes(string? time) => time is { Length: > 5 } ? time[..5] : time;
}

public sealed class WeekLine
{
    /// <summary><c>MONDAY</c>.</summary>
    public string? Day { get; set; }

    public string? From { get; set; }

    public string? To { get; set; }

    public bool IsWhole => CalendarDraft.IsTime(From) && CalendarDraft.IsTime(To);
}

/// <summary>A date on which the branch works otherwise than its week says.</summary>
public sealed class DayLine
{
    public string? Kind { get; set; }

    public string? Date { get; set; }

    public string? Name { get; set; }

    /// <summary>Of a holiday nothing.</summary>
    public string? From { get; set; }

    public string? To { get; set; }

    public bool IsWhole => Formats.Day(Date) is not null && (Kind == CalendarDraft.Holiday || (CalendarDraft.IsTime(From) && CalendarDraft.IsTime(To)));
}
