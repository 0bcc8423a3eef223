using AfterSales.Access;

namespace AfterSales.Search;

/// <summary>What can be found. A kind is seen by whoever holds its permission, at the places where he holds it.</summary>
public enum SearchKind
{
    Customer,
    InstalledProduct,
    Technician,
    Ticket,
    Contract,
    Project,
}

public static class SearchKinds
{
    public static IReadOnlyList<SearchKind> All { get; } = Enum.GetValues<SearchKind>();

    /// <summary>What others belong to, and are found by.</summary>
    public static IReadOnlyList<SearchKind> Owners { get; } = [SearchKind.Customer, SearchKind.InstalledProduct];

    public static Permission Permission(this SearchKind kind) => kind switch
    {
        SearchKind.Customer or SearchKind.InstalledProduct => Access.Permission.SeeCustomers,
        SearchKind.Technician => Access.Permission.SeeTechnicians,
        SearchKind.Ticket => Access.Permission.SeeTickets,
        SearchKind.Contract => Access.Permission.SeeContracts,
        SearchKind.Project => Access.Permission.SeeProjects,
        var other => throw new InvalidOperationException($"Say who may find {other}."),
    };
}
