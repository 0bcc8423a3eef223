using AfterSales.Desks.Rules;

namespace AfterSales.Tests.Desks;

public sealed class NeedRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_came_after_he_last_looked_is_new_and_to_who_never_looked_all_is()
    {
        Assert.Equal(new NeedCount(3, 1), NeedRules.Count([Now.AddHours(-2), Now.AddHours(-1), Now], null, Now.AddHours(-1)));
        Assert.Equal(new NeedCount(3, 3), NeedRules.Count([Now.AddHours(-2), Now.AddHours(-1), Now], null, null));
        Assert.Equal(new NeedCount(0, 0), NeedRules.Count([], null, null));
    }

    [Theory]
    [InlineData(0, false, 1, 0)]
    [InlineData(1, false, 2, 0)]
    [InlineData(40, true, 2, 1)]
    public void However_much_was_set_aside_it_is_one_thing_to_look_at(int aside, bool hasNew, int all, int isNew) =>
        Assert.Equal(new NeedCount(all, isNew), NeedRules.Count([Now.AddHours(-1)], new WorkSetAside(aside, hasNew), Now));
}
