using AfterSales.Tests.Architecture.Fixtures.Arrows.Records;

namespace AfterSales.Tests.Architecture.Fixtures.Arrows.Calendars;

[Record]
internal static class CalendarThatMarksRecords;
