using AfterSales.Access;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Search;

/// <summary>Kinds that are looked for at the same places, because the caller holds their permissions there.</summary>
/// <param name="Caller">With only the roles that count for these kinds.</param>
/// <param name="Places">Branches; null among them means all.</param>
/// <param name="Technician">Whose own jobs are looked through too.</param>
/// <param name="Supported">Customers he looks after with others from elsewhere: their files and tickets are looked through too.</param>
internal sealed record SearchScope(Caller Caller, IReadOnlyList<SearchKind> Kinds, IReadOnlyList<string?> Places, string? Technician, IReadOnlyList<string> Supported)
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
           select new SearchScope(narrowed, [.. same], places is null ? [null] : [.. places.Distinct()], places is null ? null : narrowed.Technician,
               places is null ? [] : narrowed.Supported ?? []),
    ];

    /// <summary>The entries of these that the caller may see: what <see cref="Scope.Sees"/> says of the records.</summary>
    public IQueryable<SearchRow> Seen(IQueryable<SearchRow> rows) =>
        rows.JobsVisibleTo(Caller, row => row.Kind == SearchKind.Customer ? row.Id : row.Kind == SearchKind.Ticket ? row.CustomerId : null);

    /// <summary>Each by its own index: the files and latest tickets of the customers he looks after from elsewhere.</summary>
    public IEnumerable<IQueryable<SearchRow>> LookedAfter(IQueryable<SearchRow> rows)
    {
        if (Supported.Count == 0) yield break;
        if (Kinds.Contains(SearchKind.Customer)) yield return rows.Where(row => row.Kind == SearchKind.Customer).LookedAfterBy(Caller, row => row.Id);
        if (Kinds.Contains(SearchKind.Ticket))
            yield return rows.Where(row => row.Kind == SearchKind.Ticket).LookedAfterBy(Caller, row => row.CustomerId).OrderByDescending(row => EF.Property<long>(row, SearchRow.Seq)).Take(MostJobs);
    }
}
