using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Branches.Rules;

/// <summary>A branch closes when all its open work is with another (domain.md §2; ours).</summary>
public static class HandOverRules
{
    /// <summary>Pages follow each other without haste, so that the records' own work goes on.</summary>
    private static readonly TimeSpan BetweenPages = TimeSpan.FromSeconds(1);

    /// <summary>As long as what was told takes to arrive when all is well; each further round waits twice as long.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <param name="successor">Null: there is none.</param>
    public static Decision Close(Branch branch, CloseBranch request, BranchState? successor, DateTimeOffset now)
    {
        if (request.ToBranchId == branch.Id) return InputInvalid.At("toBranchId", "SAME_BRANCH");
        if (branch.State != BranchState.Open)
            return branch.HandOver?.ToBranchId == request.ToBranchId ? Decision.NothingToDo : new BranchClosed(branch.Id, branch.HandOver?.ToBranchId);
        return successor switch
        {
            null => new NotFound(request.ToBranchId),
            BranchState.Open => new BranchClosing(request.ToBranchId, now, request.Reason),
            _ => new BranchClosed(request.ToBranchId, null),
        };
    }

    public static Decision Reopen(Branch branch) => branch.State == BranchState.Open ? Decision.NothingToDo : new BranchReopened();

    /// <summary>What was found of the round that is on: a page of one kind, or nothing more.</summary>
    public static Decision Tell(HandOver handOver, string? kind, ImmutableList<string> keys, DateTimeOffset now)
    {
        if (!keys.IsEmpty) return new HandOverTold(kind!, keys, handOver.ToBranchId, now + BetweenPages);
        // What moves takes a while to arrive; what is set aside waits for somebody to see to it.
        return handOver.ToldInRound == 0 ? new BranchHasClosed(now) : new HandOverRoundEnded(handOver.Round, now + Pause(handOver.Round));
    }

    /// <summary>A successor that is closing itself takes nothing: two branches never hand their work to each other in circles.</summary>
    public static Decision Wait(HandOver handOver, DateTimeOffset now) => new HandOverWaits(handOver.ToBranchId, now + LongestPause);

    /// <summary>A record goes along; where it is with another branch already it stays there.</summary>
    public static Decision Take(string branchId, MoveToBranch request, DateTimeOffset now) =>
        branchId == request.FromBranchId && request.ToBranchId != branchId
            ? new HandedOver(request.FromBranchId, request.ToBranchId, now)
            : Decision.NothingToDo;

    private static TimeSpan Pause(int round) => round > 10 ? LongestPause : FirstPause * Math.Pow(2, round - 1);
}
