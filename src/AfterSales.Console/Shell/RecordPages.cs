namespace AfterSales.Console.Shell;

/// <summary>Where a record is shown, by the beginning of its key, and what the viewer needs to look at it.</summary>
internal static class RecordPages
{
    private static readonly (string Prefix, string Address, string Permission)[] All =
    [
        ("t-", "tickets/", "SEE_TICKETS"), ("c-", "desk?customer=", "REGISTER_TICKETS"), ("con-", "contracts/", "SEE_CONTRACTS"),
        ("prj-", "projects/", "SEE_PROJECTS"), ("cmp-", "complaints/", "SEE_COMPLAINTS"), ("enq-", "enquiries/", "SEE_ENQUIRIES"),
        ("b-", "branches/", "SEE_BRANCHES"), ("k-", "contacts/", "SEE_CONTACTS"), ("tech-", "technicians/", "SEE_TECHNICIANS"), ("fw-", "figures?sign=", "SEE_PERFORMANCE"),
    ];

    /// <summary>Null where the record has no page, or none that the viewer may open.</summary>
    /// <param name="key">That of a part, such as a call of a ticket, leads to the record's page.</param>
    public static string? Of(string? key, Viewer viewer) =>
        key is not null && All.FirstOrDefault(page => key.StartsWith(page.Prefix, StringComparison.Ordinal)) is { Prefix: not null } page && viewer.May(page.Permission)
            ? page.Address + Uri.EscapeDataString(page.Address.EndsWith('/') ? key.Split('/')[0] : key)
            : null;
}
