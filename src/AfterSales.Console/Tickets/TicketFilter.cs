using AfterSales.Console.Shell;

namespace AfterSales.Console.Tickets;

/// <summary>What a list of tickets is narrowed to; it stands in the page's address, so that it can be linked to and gone back to.</summary>
public sealed record TicketFilter(string? Show, string? Branch, string? Number, DateOnly? From, DateOnly? To)
{
    public const string Open = "open";
    public const string All = "all";

    /// <summary>Registered in the period from <see cref="From"/> to <see cref="To"/>.</summary>
    public const string Registered = "registered";

    /// <summary>Completed in that period.</summary>
    public const string Completed = "completed";

    public string Shown => Show ?? Open;

    public bool HasPeriod => From is not null && To is not null && Shown is Registered or Completed;

    /// <summary>The API's <c>where</c>.</summary>
    public object Where()
    {
        var conditions = new Dictionary<string, object>();
        if (Branch is not null) conditions["branchId"] = new { eq = Branch };
        if (Number is { Length: > 0 }) conditions["number"] = new { startsWith = Number.Trim().ToUpperInvariant() };
        if (HasPeriod) conditions[Shown == Registered ? "registeredDay" : "completedDay"] = new { gte = Formats.Written(From!.Value), lte = Formats.Written(To!.Value) };
        else if (Shown == Open) conditions["isOpen"] = new { eq = true };
        else if (Shown is not (All or Registered or Completed)) conditions["step"] = new { eq = Shown };
        return conditions;
    }

    public IReadOnlyDictionary<string, object?> Query() => new Dictionary<string, object?>
    {
        ["show"] = Show is Open ? null : Show, ["branch"] = Branch, ["number"] = Number is { Length: > 0 } ? Number : null,
        ["from"] = From is { } from ? Formats.Written(from) : null, ["to"] = To is { } to ? Formats.Written(to) : null, ["after"] = null, ["before"] = null,
    };

}
