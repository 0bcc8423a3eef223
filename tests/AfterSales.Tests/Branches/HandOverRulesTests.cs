using System.Collections.Immutable;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Records;
using CsCheck;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Branches;

public sealed class HandOverRulesTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Now = At("2026-03-09T00:00:00Z");

    private static readonly Branch Open = new() { Id = "b-sh" };

    private static Branch Closing => After(Open, HandOverRules.Close(Open, new CloseBranch("b-cd", "合并"), BranchState.Open, Now));

    [Fact]
    public void A_branch_that_closes_takes_no_new_work_from_then_on_and_names_its_successor()
    {
        Assert.Null(BranchRules.MustBeOpen(Open));
        Assert.Equal(new BranchClosed("b-sh", "b-cd"), BranchRules.MustBeOpen(Closing));
        Assert.Equal(Now, Closing.NextDue);
    }

    [Fact]
    public void The_successor_is_another_branch_that_is_there_and_open()
    {
        Assert.IsType<InputInvalid>(HandOverRules.Close(Open, new CloseBranch("b-sh", null), BranchState.Open, Now).Refusal);
        Assert.IsType<NotFound>(HandOverRules.Close(Open, new CloseBranch("b-cd", null), null, Now).Refusal);
        Assert.Equal(new BranchClosed("b-cd", null), HandOverRules.Close(Open, new CloseBranch("b-cd", null), BranchState.Closing, Now).Refusal);
    }

    [Fact]
    public void Closing_again_changes_nothing_and_another_successor_is_refused()
    {
        Assert.Empty(HandOverRules.Close(Closing, new CloseBranch("b-cd", null), BranchState.Open, Now).Events);
        Assert.Equal(new BranchClosed("b-sh", "b-cd"), HandOverRules.Close(Closing, new CloseBranch("b-mad", null), BranchState.Open, Now).Refusal);
    }

    [Fact]
    public void A_round_that_finds_nothing_is_the_end()
    {
        var closed = After(Closing, HandOverRules.Tell(Closing.HandOver!, null, [], Now));
        Assert.Equal((BranchState.Closed, Now), (closed.State, closed.HandOver!.DoneAt));
        Assert.Null(closed.NextDue);
        Assert.Equal(new BranchClosed("b-sh", "b-cd"), BranchRules.MustBeOpen(closed));
    }

    [Fact]
    public void What_stayed_is_told_again_later_and_later()
    {
        var branch = Closing;
        var pauses = new List<TimeSpan>();
        for (var round = 1; round <= 11; round++)
        {
            branch = After(branch, HandOverRules.Tell(branch.HandOver!, "ticket", ["t-1"], Now));
            branch = After(branch, HandOverRules.Tell(branch.HandOver!, null, [], Now));
            pauses.Add(branch.NextDue!.Value - Now);
        }

        Assert.Equal([5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600], pauses.Select(pause => pause.TotalSeconds));
        Assert.Equal((12, 1), (branch.HandOver!.Round, branch.HandOver.Told));
    }

    [Fact]
    public void A_successor_that_closes_itself_is_waited_for()
    {
        var waiting = After(Closing, HandOverRules.Wait(Closing.HandOver!, Now));
        Assert.Equal(Now.AddHours(1), waiting.NextDue);
        Assert.Equal(BranchState.Closing, waiting.State);
    }

    [Fact]
    public void A_branch_opens_again_and_what_has_gone_stays_gone()
    {
        var reopened = After(Closing, HandOverRules.Reopen(Closing));
        Assert.Null(BranchRules.MustBeOpen(reopened));
        Assert.Null(reopened.NextDue);
        Assert.Empty(HandOverRules.Reopen(reopened).Events);
    }

    [Theory]
    [InlineData("b-sh", true)]
    [InlineData("b-cd", false)] // there already
    [InlineData("b-mad", false)] // moved elsewhere meanwhile
    public void A_record_goes_along_once_and_only_from_the_branch_that_closes(string at, bool moves) =>
        Assert.Equal(moves ? [new HandedOver("b-sh", "b-cd", Now)] : Array.Empty<Event>(), HandOverRules.Take(at, new MoveToBranch("b-sh", "b-cd"), Now).Events);

    /// <summary>Records that appear late, move late or not at all for a while: in the end every one of them has been told, and the branch is closed.</summary>
    [Fact]
    public void However_late_records_appear_and_move_the_branch_closes_only_when_none_is_left() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[1, 3], Gen.Int[0, 4].Array[40]).Sample((count, pageSize, stubborn) =>
        {
            var left = Enumerable.Range(0, count).ToDictionary(i => $"t-{i:D2}", i => stubborn[i]);
            var branch = Closing;
            for (var tick = 0; branch.State == BranchState.Closing && tick < 1000; tick++)
            {
                ImmutableList<string> page = [.. left.Keys.Where(key => string.CompareOrdinal(key, branch.HandOver!.After ?? "") > 0).Order(StringComparer.Ordinal).Take(pageSize)];
                branch = After(branch, HandOverRules.Tell(branch.HandOver!, page.IsEmpty ? null : "ticket", page, Now));
                foreach (var key in page)
                    if (--left[key] < 0) left.Remove(key);
            }

            return branch.State == BranchState.Closed && left.Count == 0 && branch.HandOver!.Told == count;
        }, output.WriteLine, iter: 300);

    private static Branch After(Branch branch, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(branch, Branch.Apply);
    }
}
