using System.Globalization;
using AfterSales.Records;

namespace AfterSales.Branches.Rules;

/// <summary>The region has parts, or branches are or were in it: what they did there is told under it.</summary>
[GenerateSerializer, Immutable, Alias("RegionInUse")]
public sealed record RegionInUse([property: Id(0)] string RegionId) : Refusal;

/// <summary>A region would be a part of itself.</summary>
[GenerateSerializer, Immutable, Alias("RegionInItself")]
public sealed record RegionInItself([property: Id(0)] string RegionId) : Refusal;

/// <summary>How the tree of regions is kept (domain.md §8: branch by branch, compared by region).</summary>
public static class RegionRules
{
    private const int MostRegions = 500;

    public static Decision Make(RegionTree tree, string name, string? parentId)
    {
        if (Issues(name) is { } issue) return issue;
        if (tree.Regions.Count >= MostRegions) return InputInvalid.At("name", "TOO_MANY");
        if (parentId is not null && tree.Find(parentId) is null) return new NotFound(parentId);
        return new RegionMade(string.Create(CultureInfo.InvariantCulture, $"r-{tree.LastNumber + 1}"), name.Trim(), parentId);
    }

    /// <summary>Gives it another name, another place in the tree, or both.</summary>
    public static Decision Change(RegionTree tree, string regionId, string name, string? parentId)
    {
        if (Issues(name) is { } issue) return issue;
        if (tree.Find(regionId) is not { } region) return new NotFound(regionId);
        if (parentId is not null && tree.Find(parentId) is null) return new NotFound(parentId);
        if (tree.WithAllAbove(parentId).Contains(regionId)) return new RegionInItself(regionId);
        return region == new Region(regionId, name.Trim(), parentId) ? Decision.NothingToDo : new RegionChanged(regionId, name.Trim(), parentId);
    }

    public static Decision Remove(RegionTree tree, string regionId)
    {
        if (tree.Find(regionId) is null) return new NotFound(regionId);
        return tree.PartsOf(regionId).Any() || tree.Placements.Exists(placement => placement.RegionId == regionId)
            ? new RegionInUse(regionId) : new RegionRemoved(regionId);
    }

    /// <summary>Another placement from the same day on is replaced; earlier and later ones stay.</summary>
    public static Decision Place(RegionTree tree, string branchId, string? regionId, DateOnly from)
    {
        if (from.Year is < 1990 or > 2200) return InputInvalid.At("from", "OUT_OF_RANGE");
        if (regionId is not null && tree.Find(regionId) is null) return new NotFound(regionId);
        var held = tree.Placements.Find(placement => placement.BranchId == branchId && placement.From == from);
        return held is not null && held.RegionId == regionId ? Decision.NothingToDo : new BranchPlaced(branchId, regionId, from);
    }

    private static InputInvalid? Issues(string name) => string.IsNullOrWhiteSpace(name) ? InputInvalid.At("name", "REQUIRED") : null;
}
