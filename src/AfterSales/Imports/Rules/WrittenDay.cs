using System.Globalization;
using System.Text.RegularExpressions;

namespace AfterSales.Imports.Rules;

/// <summary>Days and times as people write them in lists.</summary>
public static partial class WrittenDay
{
    public static DateOnly? Read(string text, DayForm form)
    {
        var parts = Numbers().Matches(text);
        if (parts.Count < 3 || !Shape().IsMatch(text)) return null;
        var number = parts.Take(3).Select(part => int.Parse(part.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)).ToArray();
        // Nobody writes a day or month with four digits: what an export wrote is read whatever form was chosen.
        var (year, month, day) = parts[0].Length == 4 ? (number[0], number[1], number[2]) : form switch
        {
            DayForm.YearFirst => (number[0], number[1], number[2]),
            DayForm.DayFirst => (number[2], number[1], number[0]),
            _ => (number[2], number[0], number[1]),
        };
        if (year is < 1900 or >= 3000 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        return new DateOnly(year, month, day);
    }

    public static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, ["H:mm", "HH:mm", "H:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>The form that all of these are written in; year first where several are possible or there are none.</summary>
    public static DayForm FormOf(IEnumerable<string> written)
    {
        var all = written.ToArray();
        foreach (var form in new[] { DayForm.YearFirst, DayForm.DayFirst, DayForm.MonthFirst })
            if (all.All(text => Read(text, form) is not null)) return form;
        // One wrong day among many must not change how the others are read.
        return new[] { DayForm.YearFirst, DayForm.DayFirst, DayForm.MonthFirst }.MaxBy(form => all.Count(text => Read(text, form) is not null));
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();

    // A time of day behind it is of no matter: spreadsheets add one.
    [GeneratedRegex(@"^\s*[0-9]{1,4}\s*[-/.年]\s*[0-9]{1,2}\s*[-/.月]\s*[0-9]{1,4}\s*日?(?:[T\s]+0?0:00(?::00(?:\.0+)?)?Z?)?\s*$")]
    private static partial Regex Shape();
}
