using AfterSales.Console.Api;

namespace AfterSales.Console.Actions;

/// <summary>What can be done at a record, as the API describes it.</summary>
/// <param name="About">The field of the input that takes the record's key; null where it is about no record.</param>
public sealed record RecordAction(string Mutation, string Title, string? About, IReadOnlyList<ActionField> Fields)
{
    /// <summary>What is sent replaces what is on file: a form for it has to be filled with that first, and is a page's own.</summary>
    private static readonly string[] Replacing = ["amend", "set"];

    /// <summary>Their answers tell a secret or whole files, once: pages of their own show them.</summary>
    private static readonly string[] Telling = ["makeCalendarFeed", "registerWebhook", "replaceWebhookSecret", "givePersonalData", "tryWebhook"];

    /// <summary>No page has a better form for it, and a form made of its fields can ask for all it needs.</summary>
    public bool IsOffered => !Documents.Mutations.Contains(Mutation) && !Telling.Contains(Mutation)
        && !Replacing.Any(verb => Mutation.StartsWith(verb, StringComparison.Ordinal)) && Fields.All(one => one.IsAskable || !one.IsRequired);
}

/// <summary>A field of its form.</summary>
/// <param name="Kind">As the API writes it: <c>TEXT</c>.</param>
/// <param name="Records">What kind of record a key is of.</param>
/// <param name="Parts">The fields of a group.</param>
public sealed record ActionField(
    string Name, string Label, string Kind, bool IsRequired, bool IsList, int? MaxLength, string? Initial, string? Records, IReadOnlyList<ActionChoice> Choices,
    IReadOnlyList<ActionField> Parts)
{
    public const string Group = "GROUP";

    private static readonly string[] Asked = ["TEXT", "WHOLE_NUMBER", "NUMBER", "MONEY", "YES_NO", "DAY", "TIME", "INSTANT", "CHOICE"];

    /// <summary>Those that can be chosen by what they are called.</summary>
    public static IReadOnlyDictionary<string, string> Searched { get; } = new Dictionary<string, string>
    {
        ["technician"] = "TECHNICIAN", ["customer"] = "CUSTOMER", ["ticket"] = "TICKET", ["product"] = "INSTALLED_PRODUCT", ["contract"] = "CONTRACT", ["project"] = "PROJECT",
    };

    public bool IsAskable => Kind switch
    {
        "KEY" => !IsList && Records is not null && (Records == "branch" || Searched.ContainsKey(Records)),
        Group => Parts.Count > 0 && Parts.All(part => part.IsAskable || !part.IsRequired),
        _ => Asked.Contains(Kind),
    };
}

/// <param name="Value">As the API writes it.</param>
public sealed record ActionChoice(string Value, string Label);

/// <summary>What the API tells: of each form all fields one after the other, those of groups by their paths.</summary>
public sealed record ActionsFound(IReadOnlyList<ActionRead> Actions);

public sealed record ActionRead(string Mutation, string Title, string? About, IReadOnlyList<FieldRead> Fields)
{
    public RecordAction Action => new(Mutation, Title, About, Within(""));

    private IReadOnlyList<ActionField> Within(string group) =>
        [.. Fields.Where(field => field.Path.StartsWith(group, StringComparison.Ordinal) && !field.Path[group.Length..].Contains('.')).Select(field => new ActionField(
            field.Path[group.Length..], field.Label, field.Kind, field.IsRequired, field.IsList, field.MaxLength, field.Initial, field.Records, field.Choices,
            field.Kind == ActionField.Group ? Within(field.Path + ".") : []))];
}

public sealed record FieldRead(
    string Path, string Label, string Kind, bool IsRequired, bool IsList, int? MaxLength, string? Initial, string? Records, IReadOnlyList<ActionChoice> Choices);
