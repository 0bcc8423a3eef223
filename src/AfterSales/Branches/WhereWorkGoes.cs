using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Records;

namespace AfterSales.Branches;

public static class WhereWorkGoes
{
    // A chain this long is a mistake.
    private const int MostSteps = 8;

    /// <summary>
    /// The branch at which new work is begun: the one that is named. What the service itself hears of a branch that has closed meanwhile, such as
    /// low marks on a card, is begun at the one that took its work. Null: there is no such branch.
    /// </summary>
    public static async ValueTask<Branch?> ForWork(this ReferenceCache<IBranchGrain, Branch> branches, string branchId, Caller caller)
    {
        var branch = await branches.Get(branchId);
        for (var step = 0; caller.IsSystem && branch is { State: not BranchState.Open, HandOver: { } handOver } && step < MostSteps; step++)
            branch = await branches.Get(handOver.ToBranchId) ?? branch;
        return branch;
    }
}
