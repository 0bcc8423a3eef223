using AfterSales.Headquarters;
using AfterSales.Headquarters.Rules;

namespace AfterSales.Tests.Headquarters;

public sealed class FigureDetailRulesTests
{
    [Fact]
    public void Which_part_of_which_model_fails_is_counted_together_and_no_other_two_are()
    {
        Assert.True(FigureDetailRules.AreCountedTogether([]));
        var all = Enum.GetValues<FigureDimension>();
        Assert.All(all, one => Assert.True(FigureDetailRules.AreCountedTogether([one])));
        Assert.Equal(
            [(FigureDimension.Model, FigureDimension.Fault)],
            from one in all from other in all where one < other && FigureDetailRules.AreCountedTogether([one, other]) select (one, other));
    }

    [Theory]
    [InlineData(FigureDimension.Fault, FigureStep.None, 366, null)]
    [InlineData(FigureDimension.Fault, FigureStep.None, 367, FigureLimit.TooManyDays)]
    [InlineData(FigureDimension.Fault, FigureStep.Month, 30, FigureLimit.TooFine)]
    [InlineData(FigureDimension.Technician, FigureStep.None, 1, FigureLimit.TooFine)]
    public void Two_at_once_are_counted_for_a_year_and_not_by_steps(FigureDimension beside, FigureStep step, int longest, FigureLimit? limit)
    {
        Assert.Equal(limit, FigureDetailRules.LimitOfDimensions([FigureDimension.Model, beside], step, longest));
        Assert.Null(FigureDetailRules.LimitOfDimensions([beside], step, 3700));
    }

    [Theory]
    [InlineData(FigureStep.Day, 401, FigureDays.Branch, null)]
    [InlineData(FigureStep.Day, 402, FigureDays.Branch, FigureLimit.TooManySteps)]
    [InlineData(FigureStep.Day, 63, FigureDays.Headquarters, null)]
    [InlineData(FigureStep.Day, 64, FigureDays.Headquarters, FigureLimit.TooManySteps)]
    [InlineData(FigureStep.Week, 402, FigureDays.Branch, null)]
    [InlineData(FigureStep.None, 3700, FigureDays.Headquarters, null)]
    public void A_period_is_divided_into_so_many_steps_and_no_more(FigureStep step, int days, FigureDays whose, FigureLimit? limit) =>
        Assert.Equal(limit, FigureDetailRules.LimitOfSteps(step, days, whose));
}
