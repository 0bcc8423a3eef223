using AfterSales.Access;

namespace AfterSales.Search;

/// <summary>What can be found. A kind is seen by whoever holds its permission, at the places where he holds it.</summary>
public enum SearchKind
{
    Customer,
    InstalledProduct,
    Technician,
    Ticket,
}

public static class SearchKinds
{
    public static IReadOnlyList<SearchKind> All { get; } = Enum.GetValues<SearchKind>();

    public static Permission Permission(this SearchKind kind) => kind switch
    {
        SearchKind.Customer or SearchKind.InstalledProduct => Access.Permission.SeeCustomers,
        SearchKind.Technician => Access.Permission.SeeTechnicians,
        SearchKind.Ticket => Access.Permission.SeeTickets,
        var other => throw new InvalidOperationException($"Say who may find {other}."),
    };
}
