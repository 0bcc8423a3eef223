namespace AfterSales.Access;

/// <summary>
/// At which kind of place a role may be held (domain.md §1). It matters beyond tidiness: who stands at headquarters sees every branch, so a
/// technician must not end up there by a slip of the hand.
/// </summary>
public static class RolePlaces
{
    private const int LongestKey = 64;
    private const string AnyBranch = "b-any";

    public static bool MayBeHeldAt(this Role role, string place) => role switch
    {
        Role.Receptionist or Role.Dispatcher or Role.Technician or Role.FollowUpAgent or Role.Storekeeper or Role.BranchManager => IsBranch(place),
        Role.Accountant or Role.ProjectManager or Role.SalesManager => IsBranch(place) || place == Assignment.Headquarters,
        Role.Supplier or Role.Dealer => IsKey(place, "d-"),
        _ => place == Assignment.Headquarters,
    };

    /// <summary>Whoever holds it works at headquarters, and by its hours.</summary>
    public static bool IsOfHeadquarters(this Role role) => role.MayBeHeldAt(Assignment.Headquarters) && !role.MayBeHeldAt(AnyBranch);

    private static bool IsBranch(string place) => IsKey(place, "b-");

    private static bool IsKey(string place, string prefix) =>
        place.Length > prefix.Length && place.Length <= LongestKey && place.StartsWith(prefix, StringComparison.Ordinal)
        && place.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
