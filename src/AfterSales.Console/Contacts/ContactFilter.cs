using AfterSales.Console.Shell;

namespace AfterSales.Console.Contacts;

/// <summary>What the register is narrowed to; it stands in the page's address, so that it can be linked to and gone back to.</summary>
/// <param name="Customer">The key of his file.</param>
/// <param name="By">The account that took or made it.</param>
/// <param name="From">The first day, at the branch.</param>
/// <param name="To">The last day.</param>
public sealed record ContactFilter(string? Branch, string? Channel, string? Direction, string? Subject, string? Customer, string? By, DateOnly? From, DateOnly? To)
{
    public static IReadOnlyList<string> Channels { get; } = ["CALL", "LETTER", "EMAIL", "MESSAGE", "WEB_MESSAGE", "VISIT", "FAX"];

    public static IReadOnlyList<string> Directions { get; } = ["INCOMING", "OUTGOING"];

    public static IReadOnlyList<string> Subjects { get; } =
        ["REQUEST", "ENQUIRY", "COMPLAINT", "SUGGESTION", "FOLLOW_UP", "NOTICE", "INVITATION", "ANSWER", "OFFER", "OTHER"];

    /// <summary>The API's <c>where</c>.</summary>
    public IReadOnlyDictionary<string, object> Where()
    {
        var conditions = new Dictionary<string, object>();
        foreach (var (field, value) in new[] { ("branchId", Branch), ("channel", Channel), ("direction", Direction), ("subject", Subject), ("customerId", Customer), ("takenBy", By) })
            if (value is not null) conditions[field] = new { eq = value };
        var days = new Dictionary<string, string>();
        if (From is { } from) days["gte"] = Formats.Written(from);
        if (To is { } to) days["lte"] = Formats.Written(to);
        if (days.Count > 0) conditions["day"] = days;
        return conditions;
    }

    public IReadOnlyDictionary<string, object?> Query() => new Dictionary<string, object?>
    {
        ["branch"] = Branch, ["channel"] = Channel, ["direction"] = Direction, ["subject"] = Subject, ["customer"] = Customer, ["by"] = By,
        ["from"] = From is { } from ? Formats.Written(from) : null, ["to"] = To is { } to ? Formats.Written(to) : null, ["after"] = null, ["before"] = null,
    };
}
