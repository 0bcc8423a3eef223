using AfterSales.Branches.Rules;
using AfterSales.Records;

namespace AfterSales.Tests.Branches;

public sealed class RegionRulesTests
{
    private static readonly DateOnly March = new(2026, 3, 1);

    [Fact]
    public void A_branch_counts_where_it_was_on_each_day()
    {
        var tree = After(East(), tree => RegionRules.Place(tree, "b-sh", "r-2", March), tree => RegionRules.Place(tree, "b-sh", "r-3", March.AddDays(10)));
        Assert.Null(tree.RegionOf("b-sh", March.AddDays(-1)));
        Assert.Equal("r-2", tree.RegionOf("b-sh", March.AddDays(9)));
        Assert.Equal("r-3", tree.RegionOf("b-sh", March.AddDays(10)));
        Assert.True(tree.IsIn("b-sh", "r-1", March));
        Assert.False(tree.IsIn("b-sh", "r-1", March.AddDays(10)));
        Assert.Equal([(March, March.AddDays(9)), (March.AddDays(10), March.AddDays(30))], tree.Spans(March, March.AddDays(30)));
    }

    [Fact]
    public void A_branch_counts_under_the_part_of_the_region_that_is_asked_for()
    {
        var tree = After(East(), tree => RegionRules.Place(tree, "b-sh", "r-2", March), tree => RegionRules.Place(tree, "b-hz", "r-1", March));
        Assert.Equal("r-1", tree.PartFor("b-sh", null, March));
        Assert.Equal("r-2", tree.PartFor("b-sh", "r-1", March));
        Assert.Equal("r-2", tree.PartFor("b-sh", "r-2", March));
        Assert.Equal("r-1", tree.PartFor("b-hz", "r-1", March));
        Assert.Null(tree.PartFor("b-cd", null, March));
        Assert.Null(tree.PartFor("b-sh", "r-3", March));
    }

    [Fact]
    public void A_placement_from_the_same_day_is_replaced_and_a_back_dated_one_leaves_later_ones() =>
        Assert.Equal(
            [new RegionPlacement("b-sh", "r-1", March.AddDays(-5)), new RegionPlacement("b-sh", "r-3", March)],
            After(East(), tree => RegionRules.Place(tree, "b-sh", "r-2", March), tree => RegionRules.Place(tree, "b-sh", "r-3", March),
                tree => RegionRules.Place(tree, "b-sh", "r-1", March.AddDays(-5))).Placements);

    [Fact]
    public void A_region_is_no_part_of_itself_and_one_that_was_used_stays()
    {
        Assert.IsType<RegionInItself>(RegionRules.Change(East(), "r-1", "East", "r-2").Refusal);
        Assert.IsType<RegionInUse>(RegionRules.Remove(East(), "r-1").Refusal);
        var moved = After(East(), tree => RegionRules.Place(tree, "b-sh", "r-2", March), tree => RegionRules.Place(tree, "b-sh", null, March.AddDays(1)));
        Assert.IsType<RegionInUse>(RegionRules.Remove(moved, "r-2").Refusal);
        Assert.Null(RegionRules.Remove(moved, "r-3").Refusal);
        Assert.IsType<NotFound>(RegionRules.Place(moved, "b-sh", "r-9", March).Refusal);
        Assert.IsType<InputInvalid>(RegionRules.Make(moved, " ", null).Refusal);
    }

    /// <summary>East (r-1) with Shanghai (r-2), and West (r-3).</summary>
    private static RegionTree East() => After(RegionTree.None,
        tree => RegionRules.Make(tree, "East", null), tree => RegionRules.Make(tree, "Shanghai", "r-1"), tree => RegionRules.Make(tree, "West", null));

    private static RegionTree After(RegionTree tree, params Func<RegionTree, Decision>[] decisions)
    {
        foreach (var decide in decisions)
        {
            var decision = decide(tree);
            Assert.Null(decision.Refusal);
            tree = decision.Events.Aggregate(tree, (state, happened) => RegionTree.Apply(state, happened));
        }

        return tree;
    }
}
