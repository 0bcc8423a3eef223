using AfterSales.Headquarters.Rules;
using CsCheck;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Headquarters;

/// <summary>In each half-year of his warranty a customer is owed a visit (S3; domain.md §5).</summary>
public sealed class WarrantyHalvesTests
{
    [Theory]
    [InlineData("2026-03-10", "2027-03-09", "2026-03-10..2026-09-09 2026-09-10..2027-03-09")]
    // What is left over behind the last whole one owes none.
    [InlineData("2026-03-10", "2027-03-08", "2026-03-10..2026-09-09")]
    [InlineData("2026-03-10", "2026-09-08", "")]
    // February has no 31st.
    [InlineData("2026-08-31", "2027-08-30", "2026-08-31..2027-02-27 2027-02-28..2027-08-30")]
    public void A_warranty_has_as_many_half_years_as_fit_into_it(string from, string until, string halves) =>
        Assert.Equal(halves, string.Join(' ', WarrantyHalves.Ended(Date(from), Date(until), Date("2020-01-01"), Date("2030-01-01")).Select(half => $"{half.First:yyyy-MM-dd}..{half.Last:yyyy-MM-dd}")));

    [Fact]
    public void Who_is_looked_for_by_the_first_day_of_his_warranty_is_whoever_has_a_half_year_that_ended() =>
        Gen.Select(Gen.Int[0, 4000], Gen.Int[0, 3000], Gen.Int[0, 5000], Gen.Int[0, 40]).Sample((begins, length, window, days) =>
        {
            var from = Date("2020-01-01").AddDays(begins);
            var (first, last) = (Date("2020-01-01").AddDays(window), Date("2020-01-01").AddDays(window + days));
            var ended = WarrantyHalves.Ended(from, from.AddDays(length), first, last).ToArray();
            Assert.All(ended, half => Assert.True(half.Last >= first && half.Last <= last && half.First < half.Last));
            Assert.True(ended.Length == 0 || WarrantyHalves.Beginnings(first, last).Contains(from));
        }, iter: 200);
}
