namespace AfterSales.Api.Actions;

/// <summary>What mutations are about.</summary>
public static class ActionSubjects
{
    /// <summary>By the beginning of a record's key: the field of an input that takes it.</summary>
    public static IReadOnlyList<(string Prefix, string About)> All { get; } =
    [
        ("t-", "ticketId"), ("c-", "customerId"), ("tech-", "technicianId"), ("prj-", "projectId"), ("ip-", "productId"), ("con-", "contractId"),
        ("hp-", "hardProblemId"), ("k-", "contactId"), ("cmp-", "complaintId"), ("enq-", "enquiryId"), ("m-", "modelId"), ("b-", "branchId"),
    ];

    /// <summary>Mutations whose <c>id</c> is the record's, and what another one would call it.</summary>
    private static readonly Dictionary<string, string> ById = new()
    {
        ["amendCustomer"] = "customerId", ["mergeCustomers"] = "customerId", ["unmergeCustomer"] = "customerId", ["amendInstalledProduct"] = "productId",
        ["amendModel"] = "modelId", ["archiveModel"] = "modelId", ["restoreModel"] = "modelId",
    };

    /// <summary>The field of this mutation's input that takes the key of such a record.</summary>
    public static string FieldOf(string mutation, string about) => ById.GetValueOrDefault(mutation) == about ? "id" : about;

    /// <summary>The field that takes such a key; null where none does.</summary>
    public static string? AboutOf(string key) => All.FirstOrDefault(subject => key.StartsWith(subject.Prefix, StringComparison.Ordinal)).About;

    /// <summary>What kind of record a field takes: <c>otherTicketId</c> takes that of a ticket too; null where it is none of these.</summary>
    public static string? KindOf(string field) =>
        All.FirstOrDefault(subject => field.TrimEnd('s').EndsWith(subject.About, StringComparison.OrdinalIgnoreCase)).About is { } about ? about[..^2] : null;
}
