using AfterSales.Branches.Rules;
using AfterSales.Records;

namespace AfterSales.Branches;

[GrainType("region_tree")]
public sealed class RegionsGrain(RecordServices services, ReferenceCache<IBranchGrain, Branch> branches) : RecordGrain<RegionTree>(services), IRegionsGrain
{
    public Task<Answer> Make(Intent<MakeRegion> request) => Keep(request, tree => RegionRules.Make(tree, request.Body.Name, request.Body.ParentId));

    public Task<Answer> Change(Intent<ChangeRegion> request) =>
        Keep(request, tree => RegionRules.Change(tree, request.Body.RegionId, request.Body.Name, request.Body.ParentId));

    public Task<Answer> Remove(Intent<RemoveRegion> request) => Keep(request, tree => RegionRules.Remove(tree, request.Body.RegionId));

    public async Task<Answer> Place(Intent<PlaceBranch> request)
    {
        var (branchId, regionId, from) = request.Body;
        var branch = await branches.Get(branchId);
        return await Keep(request, tree => branch is null ? new NotFound(branchId) : RegionRules.Place(tree, branchId, regionId, from));
    }

    protected override IEnumerable<object> RowsOf(RegionTree state, RowStamp stamp) => [];

    private Task<Answer> Keep<T>(Intent<T> request, Func<RegionTree, Decision> rule) =>
        MakeOrChange(request, now => new(rule(RegionTree.None)), (tree, now) => rule(tree));
}
