using AfterSales.Access;

namespace AfterSales.Tests.Access;

public sealed class RolePlacesTests
{
    [Theory]
    [InlineData(Role.Dispatcher, "b-1", true)]
    [InlineData(Role.Technician, "b-1", true)]
    [InlineData(Role.Technician, "headquarters", false)]
    [InlineData(Role.Dealer, "d-1", true)]
    [InlineData(Role.Dealer, "headquarters", false)]
    [InlineData(Role.Dealer, "b-1", false)]
    [InlineData(Role.Administrator, "headquarters", true)]
    [InlineData(Role.Administrator, "b-1", false)]
    [InlineData(Role.Inspector, "b-1", false)]
    [InlineData(Role.Accountant, "b-1", true)]
    [InlineData(Role.Accountant, "headquarters", true)]
    [InlineData(Role.Dispatcher, "b-", false)]
    [InlineData(Role.Dispatcher, "b-1 ", false)]
    [InlineData(Role.Dispatcher, "", false)]
    public void A_role_is_held_only_where_its_work_is_done(Role role, string place, bool may) => Assert.Equal(may, role.MayBeHeldAt(place));

    [Fact]
    public void Each_role_may_be_held_somewhere() =>
        Assert.All(Enum.GetValues<Role>(), role => Assert.Contains(["b-1", "d-1", Assignment.Headquarters], place => role.MayBeHeldAt(place)));
}
