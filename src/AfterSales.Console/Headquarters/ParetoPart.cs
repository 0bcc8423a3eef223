namespace AfterSales.Console.Headquarters;

/// <param name="Together">The share that this one and all before it make of the whole.</param>
public sealed record ParetoPart(string Id, string Name, int Count, double Together)
{
    /// <summary>The most first; what nothing was counted of is left out.</summary>
    public static IReadOnlyList<ParetoPart> Of(IEnumerable<(string Id, string Name, int Count)> counts)
    {
        var known = counts.Where(part => part.Count > 0).OrderByDescending(part => part.Count).ThenBy(part => part.Name, StringComparer.CurrentCulture).ToArray();
        var (whole, together) = (known.Sum(part => part.Count), 0);
        return [.. known.Select(part => new ParetoPart(part.Id, part.Name, part.Count, (double)(together += part.Count) / whole))];
    }
}
