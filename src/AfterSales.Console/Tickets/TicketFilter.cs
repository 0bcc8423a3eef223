namespace AfterSales.Console.Tickets;

/// <summary>What a list of tickets is narrowed to; it stands in the page's address, so that it can be linked to and gone back to.</summary>
public sealed record TicketFilter(string? Show, string? Branch, string? Number)
{
    public const string Open = "open";
    public const string All = "all";

    public string Shown => Show ?? Open;

    /// <summary>The API's <c>where</c>.</summary>
    public object Where()
    {
        var conditions = new Dictionary<string, object>();
        if (Branch is not null) conditions["branchId"] = new { eq = Branch };
        if (Number is { Length: > 0 }) conditions["number"] = new { startsWith = Number.Trim().ToUpperInvariant() };
        if (Shown == Open) conditions["isOpen"] = new { eq = true };
        else if (Shown != All) conditions["step"] = new { eq = Shown };
        return conditions;
    }

    public IReadOnlyDictionary<string, object?> Query() => new Dictionary<string, object?>
    {
        ["show"] = Show is Open ? null : Show, ["branch"] = Branch, ["number"] = Number is { Length: > 0 } ? Number : null, ["after"] = null, ["before"] = null,
    };
}
