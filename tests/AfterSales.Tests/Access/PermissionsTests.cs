using AfterSales.Access;

namespace AfterSales.Tests.Access;

public sealed class PermissionsTests
{
    /// <summary>Who may do what, role by role, to be read by a person whenever it changes. With UPDATE_SNAPSHOTS=1 the file is written instead.</summary>
    [Fact]
    public void Each_role_holds_exactly_the_permissions_that_were_agreed() =>
        Snapshots.Compare("tests/AfterSales.Tests/Access/permissions.txt", string.Concat(Enum.GetValues<Role>().Select(role => Line(role) + "\n")));

    [Fact]
    public void Each_permission_is_held_by_somebody() =>
        Assert.All(Enum.GetValues<Permission>().Except(Permissions.OfEverybody), p => Assert.Contains(Enum.GetValues<Role>(), r => Permissions.Of(r).Contains(p)));

    [Fact]
    public void Nobody_may_do_nothing_but_follow_a_signed_link() =>
        Assert.Equal([Permission.FollowSignedLink], Enum.GetValues<Permission>().Where(Caller.Nobody.May));

    private static string Line(Role role) =>
        $"{role}: {string.Join(", ", Permissions.Of(role).Order())}";
}
