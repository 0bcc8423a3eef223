namespace AfterSales.Headquarters.Rules;

/// <summary>The half-years of a warranty: in each the customer is owed a visit, the first within half a year (S3; domain.md §5).</summary>
public static class WarrantyHalves
{
    private const int Months = 6;

    // Thirty years.
    private const int Most = 60;

    /// <summary>Those that ended within days, both included. What is left over behind the last whole one owes no visit.</summary>
    /// <param name="until">The warranty's last day.</param>
    public static IEnumerable<(DateOnly First, DateOnly Last)> Ended(DateOnly from, DateOnly until, DateOnly firstDay, DateOnly lastDay)
    {
        for (var n = 1; n <= Most; n++)
        {
            var last = from.AddMonths(Months * n).AddDays(-1);
            if (last > until || last > lastDay) yield break;
            if (last >= firstDay) yield return (from.AddMonths(Months * (n - 1)), last);
        }
    }

    /// <summary>The first days that a warranty may have of which a half-year ended within these days.</summary>
    public static IReadOnlyCollection<DateOnly> Beginnings(DateOnly firstDay, DateOnly lastDay)
    {
        var beginnings = new HashSet<DateOnly>();
        for (var day = firstDay.AddDays(1); day <= lastDay.AddDays(1); day = day.AddDays(1))
            for (var n = 1; n <= Most; n++)
                for (var shift = 0; shift <= 3; shift++)
                    // The last days of a long month lead to the last of a short one.
                    if (day.AddMonths(-Months * n).AddDays(shift) is var from && from.AddMonths(Months * n) == day) beginnings.Add(from);
        return beginnings;
    }
}
