using System.Globalization;
using AfterSales.Imports.Rules;
using CsCheck;

namespace AfterSales.Tests.Imports;

public sealed class WrittenDayTests
{
    [Theory]
    [InlineData("2026-03-14", DayForm.YearFirst, "2026-03-14")]
    [InlineData("2026/3/4", DayForm.YearFirst, "2026-03-04")]
    [InlineData("2026.03.14", DayForm.YearFirst, "2026-03-14")]
    [InlineData("2026年3月14日", DayForm.YearFirst, "2026-03-14")]
    [InlineData("2026-03-14 00:00:00", DayForm.YearFirst, "2026-03-14")]
    [InlineData("14/03/2026", DayForm.DayFirst, "2026-03-14")]
    [InlineData("4-3-2026", DayForm.DayFirst, "2026-03-04")]
    [InlineData("14.3.2026", DayForm.DayFirst, "2026-03-14")]
    [InlineData("03/14/2026", DayForm.MonthFirst, "2026-03-14")]
    [InlineData("2026-03-04", DayForm.DayFirst, "2026-03-04")]
    [InlineData("2026/3/4", DayForm.MonthFirst, "2026-03-04")]
    [InlineData("29/02/2024", DayForm.DayFirst, "2024-02-29")]
    [InlineData("29/02/2026", DayForm.DayFirst, null)]
    [InlineData("14/03/2026", DayForm.MonthFirst, null)]
    [InlineData("14/03/26", DayForm.DayFirst, null)]
    [InlineData("2026-13-01", DayForm.YearFirst, null)]
    [InlineData("2026-03-14 08:30", DayForm.YearFirst, null)]
    [InlineData("1899-12-31", DayForm.YearFirst, null)]
    [InlineData("soon", DayForm.YearFirst, null)]
    [InlineData("20260314", DayForm.YearFirst, null)]
    [InlineData("99999999999/1/1", DayForm.YearFirst, null)]
    public void A_day_is_read_in_the_form_of_the_list(string text, DayForm form, string? day) =>
        Assert.Equal(day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), WrittenDay.Read(text, form));

    [Theory]
    [InlineData(DayForm.YearFirst, "2026-03-14", "2026-01-02")]
    [InlineData(DayForm.DayFirst, "03/04/2026", "14/03/2026")]
    [InlineData(DayForm.MonthFirst, "03/04/2026", "03/14/2026")]
    [InlineData(DayForm.DayFirst, "01/02/2026")]
    [InlineData(DayForm.DayFirst, "14/03/2026", "15/03/2026", "not a day")]
    [InlineData(DayForm.YearFirst)]
    public void The_form_is_found_out_from_the_list(DayForm form, params string[] written) => Assert.Equal(form, WrittenDay.FormOf(written));

    [Fact]
    public void Every_day_is_read_again_as_it_was_written() =>
        Gen.Select(Gen.Date[new DateTime(1900, 1, 1), new DateTime(2999, 12, 31)], Gen.Enum<DayForm>()).Sample((day, form) =>
        {
            var format = form switch { DayForm.YearFirst => "yyyy/M/d", DayForm.DayFirst => "d/M/yyyy", _ => "M/d/yyyy" };
            return WrittenDay.Read(day.ToString(format, CultureInfo.InvariantCulture), form) == DateOnly.FromDateTime(day);
        });
}
