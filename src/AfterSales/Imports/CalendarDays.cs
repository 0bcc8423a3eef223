using System.Globalization;
using AfterSales.Records;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace AfterSales.Imports;

/// <summary>Holidays out of an iCalendar file: its whole-day events, those that come again for three years.</summary>
internal static class CalendarDays
{
    private const int LongestEvent = 60;
    private const int Most = 2_000;

    public static (IReadOnlyList<ListRow> Rows, IReadOnlyList<InputIssue> Issues) Read(string text)
    {
        try
        {
            var events = Ical.Net.Calendar.Load(text)?.Events.Where(happening => happening.IsAllDay && happening.Start is not null).ToArray() ?? [];
            if (events.Length == 0) return ([], [new("list", "NO_WHOLE_DAYS")]);
            var days = events.SelectMany(Days).DistinctBy(day => day.Date).OrderBy(day => day.Date).Take(Most).ToArray();
            return ([.. days.Select((day, i) => Row(i + 1, day.Date, day.Name))], []);
        }
        // Whatever a broken file makes the library stumble over, it is the file that is wrong.
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            return ([], [new("list", "NOT_A_CALENDAR")]);
        }
    }

    private static IEnumerable<(DateOnly Date, string Name)> Days(CalendarEvent happening)
    {
        var first = DateOnly.FromDateTime(happening.Start!.Value);
        var length = Math.Clamp(happening.End is { } end ? DateOnly.FromDateTime(end.Value).DayNumber - first.DayNumber : 1, 1, LongestEvent);
        IEnumerable<DateOnly> starts = happening.RecurrenceRule is null
            ? [first]
            : happening.GetOccurrences(new CalDateTime(first.Year, first.Month, first.Day))
                .Select(occurrence => DateOnly.FromDateTime(occurrence.Period.StartTime.Value)).TakeWhile(day => day < first.AddYears(3)).Take(Most);
        return starts.SelectMany(start => Enumerable.Range(0, length).Select(i => (start.AddDays(i), happening.Summary?.Trim() ?? "")));
    }

    private static ListRow Row(int line, DateOnly date, string name)
    {
        var written = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new(line, $"{written} {name}", [written, name], new Dictionary<string, string> { ["date"] = written, ["name"] = name });
    }
}
