using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches.Rules;
using AfterSales.Records;
using GraphQL;

namespace AfterSales.Branches;

/// <summary>Branches that are looked at together.</summary>
[Name("Region"), SecuredByParent]
public sealed class RegionView(Region region)
{
    /// <summary><c>r-…</c></summary>
    public string Id => region.Id;

    public string Name => region.Name;

    /// <summary>The region it is a part of; null: of the company itself.</summary>
    public string? ParentId => region.ParentId;
}

/// <summary>In which region a branch is from a day on, until its next placement.</summary>
[Name("RegionPlacement"), SecuredByParent]
public sealed class PlacementView(RegionPlacement placement)
{
    [Secured(Permission.SeeBranches)]
    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(placement.BranchId);

    /// <summary>Null: in none.</summary>
    public string? RegionId => placement.RegionId;

    /// <summary>The first day, at the branch.</summary>
    public DateOnly From => placement.From;
}

/// <summary>The company's regions, a tree, and which branch you may see was in which.</summary>
[Name("RegionTree"), Secured(Permission.SeeBranches)]
public sealed class RegionTreeView
{
    private readonly RegionTree _tree;
    private readonly Caller _caller;

    internal RegionTreeView(RegionTree tree, int version, Caller caller) => (_tree, Version, _caller) = (tree, version, caller);

    /// <summary>Counts up with every change; 0 while there are none.</summary>
    public int Version { get; }

    /// <summary>In the order they were made.</summary>
    public IReadOnlyList<RegionView> Regions => _tree.Regions.ConvertAll(region => new RegionView(region));

    /// <summary>By branch, each from its earliest on.</summary>
    public IReadOnlyList<PlacementView> Placements => [.. _tree.Placements.Where(placement => _caller.ActsFor(placement.BranchId)).Select(placement => new PlacementView(placement))];
}

[Queries]
public sealed class RegionQueries(IGrainFactory grains)
{
    /// <summary>The company's regions, which figures are compared by. Everybody may know them; of branches, those one may see.</summary>
    [Secured(Permission.SeeBranches)]
    public async Task<RegionTreeView> GetRegionsAsync(Caller caller) =>
        await grains.GetGrain<IRegionsGrain>(IRegionsGrain.OfCompany).ReadVersioned(Caller.System) is (var tree, var version)
            ? new(tree, version, caller) : new(RegionTree.None, 0, caller);
}

[Mutations]
public sealed class RegionMutations(IGrainFactory grains)
{
    /// <summary>Makes a region.</summary>
    /// <param name="parentId">The region it is a part of; left out: of the company itself.</param>
    [Secured(Permission.ManageBranches)]
    public Task<Outcome<RegionTreeView>> MakeRegion([StringLength(100)] string name, Caller caller, string? parentId = null, string? requestId = null) =>
        On(caller, regions => regions.Make(new(new MakeRegion(name, parentId), caller, requestId)));

    /// <summary>Gives a region another name and place in the tree; what its branches did goes along.</summary>
    /// <param name="parentId">Left out: a part of the company itself.</param>
    [Secured(Permission.ManageBranches), Errors(typeof(RegionInItself))]
    public Task<Outcome<RegionTreeView>> ChangeRegion(string regionId, [StringLength(100)] string name, Caller caller, string? parentId = null, string? requestId = null) =>
        On(caller, regions => regions.Change(new(new ChangeRegion(regionId, name, parentId), caller, requestId)));

    /// <summary>Takes away a region that nothing was ever in.</summary>
    [Secured(Permission.ManageBranches), Errors(typeof(RegionInUse))]
    public Task<Outcome<RegionTreeView>> RemoveRegion(string regionId, Caller caller, string? requestId = null) =>
        On(caller, regions => regions.Remove(new(new RemoveRegion(regionId), caller, requestId)));

    /// <summary>Places a branch in a region from a day on; what it did before stays with the region it was in.</summary>
    /// <param name="regionId">Left out: in none any more.</param>
    /// <param name="from">The first day, at the branch; a day that is past counts too.</param>
    [Secured(Permission.ManageBranches)]
    public Task<Outcome<RegionTreeView>> PlaceBranch(string branchId, DateOnly from, Caller caller, string? regionId = null, string? requestId = null) =>
        On(caller, regions => regions.Place(new(new PlaceBranch(branchId, regionId, from), caller, requestId)));

    private Task<Outcome<RegionTreeView>> On(Caller caller, Func<IRegionsGrain, Task<Answer>> ask) =>
        grains.Ask(IRegionsGrain.Prefix, IRegionsGrain.OfCompany, caller, ask, (RegionTree tree, int version) => new RegionTreeView(tree, version, caller));
}
