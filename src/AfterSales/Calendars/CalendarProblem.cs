namespace AfterSales.Calendars;

/// <param name="Path">Where it is: <c>timeZone</c>, <c>week[3]</c>, <c>extraDays[0]</c> …</param>
/// <param name="Code">One of <see cref="CalendarProblems"/>.</param>
public sealed record CalendarProblem(string Path, string Code);
