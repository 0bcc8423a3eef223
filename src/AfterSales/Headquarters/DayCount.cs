using AfterSales.Storage;

namespace AfterSales.Headquarters;

/// <summary>Counts days of a branch from the rows they are made of: one statement for each kind of row, however many days and slices.</summary>
internal static class DayCount
{
    public static async Task<IReadOnlyCollection<BranchDayRow>> Of(AfterSalesDb db, string branchId, List<DateOnly> days, CancellationToken cancellation)
    {
        var rows = new Dictionary<(FigureMember, DateOnly), BranchDayRow>();
        foreach (var (source, measures) in FigureBook.Sources)
            foreach (var tally in await source.Count(db, branchId, days, measures, cancellation))
                foreach (var member in tally.Slot.Members())
                    Add(RowOf(member, tally.Slot.Day), measures, tally.Values);
        return rows.Values;

        BranchDayRow RowOf(FigureMember member, DateOnly day)
        {
            if (rows.TryGetValue((member, day), out var known)) return known;
            return rows[(member, day)] = new() { Dimension = member.Dimension, Member = member.Key, BranchId = branchId, Day = day };
        }
    }

    private static void Add(BranchDayRow row, IReadOnlyList<Measure> measures, int[] values)
    {
        foreach (var (i, measure) in measures.Index()) row[measure.Key] = row.Get(measure) + values[i];
    }
}
