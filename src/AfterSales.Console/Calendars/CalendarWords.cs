namespace AfterSales.Console.Calendars;

/// <summary>Names <c>CalendarWords.resx</c>.</summary>
public sealed class CalendarWords;
