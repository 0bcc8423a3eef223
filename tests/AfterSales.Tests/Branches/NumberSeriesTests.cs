using System.Reflection;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;

namespace AfterSales.Tests.Branches;

public sealed class NumberSeriesTests
{
    private static readonly DateOnly Day = new(2026, 11, 30);

    private static IEnumerable<NumberSeries> All => typeof(NumberSeries).GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Select(property => property.GetValue(null)).OfType<NumberSeries>();

    [Fact]
    public void A_book_is_a_month_of_a_series()
    {
        Assert.Equal("2611", NumberSeries.Tickets.BookOf(Day));
        Assert.Equal("K2611", NumberSeries.Contacts.BookOf(Day));
        Assert.Equal("K2612", NumberSeries.Contacts.BookOf(Day.AddDays(1)));
    }

    [Fact]
    public void No_two_series_share_a_letter() => Assert.Equal(All.Count(), All.Select(series => series.Letter).Distinct().Count());

    [Fact]
    public void Each_book_counts_by_itself_and_gives_a_number_once()
    {
        var branch = new Branch { Id = "b-sh", Code = "SH", Calendar = WorkingCalendar.Closed("Asia/Shanghai") };
        foreach (var (book, from) in new[] { ("2611", 1), ("K2611", 1), ("2611", 21), ("2612", 1), ("K2611", 21), ("2611", 41) })
        {
            var reserved = Assert.IsType<NumbersReserved>(Assert.Single(BranchRules.ReserveNumbers(branch, book, 20).Events));
            Assert.Equal((book, from, 20), (reserved.Book, reserved.From, reserved.Count));
            branch = Branch.Apply(branch, reserved);
        }
    }
}
