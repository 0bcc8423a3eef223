namespace AfterSales.Console.Branches;

/// <summary>The company's regions, and where each branch is and was.</summary>
public sealed record RegionTree(IReadOnlyList<Region> Regions, IReadOnlyList<Placement> Placements)
{
    public IEnumerable<Region> PartsOf(string? regionId) => Regions.Where(region => region.ParentId == regionId);

    /// <summary>Each placement of a branch, the latest first.</summary>
    public IReadOnlyList<Placement> Of(string branchId) => [.. Placements.Where(placement => placement.Branch?.Id == branchId).OrderByDescending(placement => placement.From)];

    /// <summary>The region a branch is in on a day; null: in none.</summary>
    public string? RegionOf(string branchId, DateOnly day) => Of(branchId).FirstOrDefault(placement => placement.From <= day)?.RegionId;

    /// <summary>From the top down: <c>España › Cataluña</c>.</summary>
    public string? PathOf(string? regionId)
    {
        var names = new List<string>();
        for (var next = Find(regionId); next is not null && names.Count < Regions.Count; next = Find(next.ParentId)) names.Insert(0, next.Name);
        return names.Count == 0 ? null : string.Join(" › ", names);
    }

    /// <summary>The regions that another can be put into: all but itself and its parts.</summary>
    public IEnumerable<Region> PlacesFor(string? regionId) => Regions.Where(region => regionId is null || !IsWithin(region, regionId)).OrderBy(region => PathOf(region.Id), StringComparer.CurrentCulture);

    private bool IsWithin(Region region, string within)
    {
        var next = region;
        for (var i = 0; next is not null && i <= Regions.Count; i++, next = Find(next.ParentId))
            if (next.Id == within) return true;
        return false;
    }

    private Region? Find(string? id) => Regions.FirstOrDefault(region => region.Id == id);
}

/// <param name="ParentId">Null: a part of the company itself.</param>
public sealed record Region(string Id, string Name, string? ParentId);

/// <param name="Branch">Null where the viewer may not see it.</param>
/// <param name="RegionId">Null: in none any more.</param>
/// <param name="From">The first day, at the branch.</param>
public sealed record Placement(Keyed? Branch, string? RegionId, DateOnly From);

public sealed record Keyed(string Id);

public sealed record FoundBranches(RegionTree Regions, BranchesPart? Branches);

public sealed record BranchesPart(IReadOnlyList<BranchLine>? Nodes, PartEnd PageInfo);

public sealed record PartEnd(bool HasNextPage, string? EndCursor);

public sealed record BranchLine(string Id, string Code, string Name, string Country, string TimeZone, string State, InCity? Address, BranchPhone? Phone);

public sealed record InCity(string City);

/// <param name="Display">As one reads it.</param>
/// <param name="Number">E.164.</param>
public sealed record BranchPhone(string Display, string Number);

public sealed record ChangedRegions(int Version);
