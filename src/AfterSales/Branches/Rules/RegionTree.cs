using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Records;

namespace AfterSales.Branches.Rules;

/// <summary>Branches that are looked at together.</summary>
/// <param name="Id"><c>r-…</c></param>
/// <param name="ParentId">The region it is a part of; null: of the company itself.</param>
[GenerateSerializer, Immutable, Alias("Region")]
public sealed record Region([property: Id(0)] string Id, [property: Id(1)] string Name, [property: Id(2)] string? ParentId);

/// <summary>In which region a branch is from a day on, until its next placement.</summary>
/// <param name="RegionId">Null: in none any more.</param>
/// <param name="From">The first day, at the branch.</param>
[GenerateSerializer, Immutable, Alias("RegionPlacement")]
public sealed record RegionPlacement([property: Id(0)] string BranchId, [property: Id(1)] string? RegionId, [property: Id(2)] DateOnly From);

/// <summary>
/// The company's regions, a tree, and which branch was in which from which day on. What a branch did while it was in a region stays that region's
/// when it is moved.
/// </summary>
[GenerateSerializer, Immutable, Alias("RegionTree")]
public sealed record RegionTree : IRecordState<RegionTree>
{
    public static string Kind => "region_tree";

    public static RegionTree None { get; } = new();

    /// <summary>In the order they were made.</summary>
    [Id(0)]
    public ImmutableList<Region> Regions { get; init; } = [];

    /// <summary>By branch, each from its earliest on.</summary>
    [Id(1)]
    public ImmutableList<RegionPlacement> Placements { get; init; } = [];

    /// <summary>The highest number a region ever bore: none is given twice.</summary>
    [Id(2)]
    public int LastNumber { get; init; }

    public string BranchId => Assignment.Headquarters;

    public DateTimeOffset? NextDue => null;

    public Region? Find(string regionId) => Regions.Find(region => region.Id == regionId);

    /// <summary>The parts of a region, or of the company where it is null.</summary>
    public IEnumerable<Region> PartsOf(string? regionId) => Regions.Where(region => region.ParentId == regionId);

    /// <summary>The region a branch is in on a day; null: in none.</summary>
    public string? RegionOf(string branchId, DateOnly day) =>
        Placements.FindLast(placement => placement.BranchId == branchId && placement.From <= day)?.RegionId;

    /// <summary>The region, what it is a part of, and so on to the top.</summary>
    public IEnumerable<string> WithAllAbove(string? regionId)
    {
        for (var next = regionId; next is not null; next = Find(next)?.ParentId) yield return next;
    }

    /// <summary>Whether the branch is in the region or in a part of it, on that day.</summary>
    public bool IsIn(string branchId, string regionId, DateOnly day) => WithAllAbove(RegionOf(branchId, day)).Contains(regionId);

    /// <summary>
    /// Under which part of the region the branch counts on that day: the region itself where it is in none of its parts. Null: it is not in it; of the
    /// company (a null region): it is in none.
    /// </summary>
    public string? PartFor(string branchId, string? regionId, DateOnly day)
    {
        string?[] above = [.. WithAllAbove(RegionOf(branchId, day)), null];
        var at = Array.IndexOf(above, regionId);
        return at < 0 ? null : at == 0 ? regionId : above[at - 1];
    }

    /// <summary>The period, divided at each day on which a branch is placed anew: within each part nothing moves.</summary>
    public IEnumerable<(DateOnly From, DateOnly To)> Spans(DateOnly from, DateOnly to)
    {
        var start = from;
        foreach (var day in Placements.Select(placement => placement.From).Where(day => day > from && day <= to).Distinct().Order())
        {
            yield return (start, day.AddDays(-1));
            start = day;
        }

        yield return (start, to);
    }

    public static RegionTree Apply(RegionTree? state, Event happened)
    {
        var known = state ?? None;
        return happened switch
        {
            RegionMade e => known with { Regions = known.Regions.Add(new Region(e.Id, e.Name, e.ParentId)), LastNumber = known.LastNumber + 1 },
            RegionChanged e => known with { Regions = known.Regions.Replace(known.Find(e.Id)!, new Region(e.Id, e.Name, e.ParentId)) },
            RegionRemoved e => known with { Regions = known.Regions.RemoveAll(region => region.Id == e.Id) },
            BranchPlaced e => known with { Placements = Placed(known.Placements, new RegionPlacement(e.BranchId, e.RegionId, e.From)) },
            _ => known,
        };
    }

    private static ImmutableList<RegionPlacement> Placed(ImmutableList<RegionPlacement> all, RegionPlacement placement) =>
        [.. all.Where(other => other.BranchId != placement.BranchId || other.From != placement.From).Append(placement)
            .OrderBy(other => other.BranchId, StringComparer.Ordinal).ThenBy(other => other.From)];
}

public sealed record RegionMade(string Id, string Name, string? ParentId) : Event;

/// <summary>It got another name or another place in the tree.</summary>
public sealed record RegionChanged(string Id, string Name, string? ParentId) : Event;

public sealed record RegionRemoved(string Id) : Event;

public sealed record BranchPlaced(string BranchId, string? RegionId, DateOnly From) : Event;
