using AfterSales.Console.Headquarters;

namespace AfterSales.ConsoleTests.Headquarters;

public sealed class CurveTests
{
    [Fact]
    public void The_highest_value_is_at_the_top_and_the_lowest_at_the_bottom() => Assert.Equal("M0 24L48 0L96 12", Curve.Path([1, 3, 2], 96, 24));

    [Fact]
    public void A_step_without_a_value_leaves_a_gap() => Assert.Equal("M0 24L24 0M72 24L96 12", Curve.Path([1, 3, null, 1, 2], 96, 24));

    [Fact]
    public void A_value_that_stands_alone_is_a_dot() => Assert.Equal("M48 12h0", Curve.Path([null, 5, null], 96, 24));

    [Fact]
    public void Where_nothing_changes_the_line_is_level() => Assert.Equal("M0 12L96 12", Curve.Path([7, 7], 96, 24));

    [Fact]
    public void Where_nothing_is_known_nothing_is_drawn() => Assert.Equal("", Curve.Path([null, null], 96, 24));
}

public sealed class ShadeTests
{
    [Theory]
    [InlineData(2d, 0)]
    [InlineData(3d, 25)]
    [InlineData(6d, 100)]
    [InlineData(null, null)]
    public void A_cell_is_coloured_by_where_its_value_lies(double? value, int? percent) => Assert.Equal(percent, Shade.Of(value, [2, 3, 6]));

    [Fact]
    public void Where_all_are_the_same_each_is_half_coloured() => Assert.Equal(50, Shade.Of(4, [4, 4]));
}

public sealed class ParetoPartTests
{
    [Fact]
    public void The_most_come_first_with_the_share_they_make_together() =>
        Assert.Equal([("b", 6, 0.6), ("a", 3, 0.9), ("c", 1, 1d)],
            ParetoPart.Of([("a", "A", 3), ("b", "B", 6), ("c", "C", 1), ("d", "D", 0)]).Select(part => (part.Id, part.Count, part.Together)));

    [Fact]
    public void Where_nothing_was_counted_there_is_no_part() => Assert.Empty(ParetoPart.Of([("a", "A", 0)]));
}
