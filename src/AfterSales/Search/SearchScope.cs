using AfterSales.Access;

namespace AfterSales.Search;

/// <summary>Kinds that are looked for at the same places, because the caller holds their permissions there.</summary>
/// <param name="Caller">With only the roles that count for these kinds.</param>
/// <param name="Places">Branches; null among them means all.</param>
/// <param name="Technician">Whose own jobs are looked through too.</param>
internal sealed record SearchScope(Caller Caller, IReadOnlyList<SearchKind> Kinds, IReadOnlyList<string?> Places, string? Technician)
{
    /// <summary>The latest jobs of a technician are looked through one by one.</summary>
    public const int MostJobs = 1_000;

    public static IReadOnlyList<SearchScope> Of(Caller caller, IReadOnlyCollection<SearchKind> kinds) =>
    [
        .. from kind in kinds.Distinct().Order()
           where caller.May(kind.Permission())
           let holder = caller.Holding(kind.Permission())
           group kind by string.Join(' ', holder.Assignments.Select(a => $"{a.Role}@{a.Place}")) into same
           let narrowed = caller.Holding(same.First().Permission())
           let places = narrowed.BranchesSeen()
           select new SearchScope(narrowed, [.. same], places is null ? [null] : [.. places.Distinct()], places is null ? null : narrowed.Technician),
    ];
}
