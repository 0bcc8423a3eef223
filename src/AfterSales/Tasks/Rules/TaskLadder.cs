using AfterSales.Access;

namespace AfterSales.Tasks.Rules;

/// <summary>Who stands above whom where something is not done (domain.md §4: dispatcher, branch manager, service director).</summary>
public static class TaskLadder
{
    /// <summary>Whether what stands with <paramref name="role"/> at the place can go up to this one: he stands above it, and there is such a one for the place.</summary>
    /// <param name="place">The key of the branch, or <c>headquarters</c>.</param>
    public static bool IsAbove(this Role higher, Role role, string place) =>
        higher.StandsAbove(role) && (higher.MayBeHeldAt(place) || higher.MayBeHeldAt(Assignment.Headquarters));

    public static bool StandsAbove(this Role higher, Role role) => Rung(higher) > Rung(role);

    private static int Rung(Role role) => role switch
    {
        Role.Administrator => 5,
        Role.ServiceDirector => 4,
        _ when role.IsOfHeadquarters() => 3,
        Role.BranchManager => 2,
        Role.Dispatcher => 1,
        _ => 0,
    };
}
