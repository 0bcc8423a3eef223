using System.Text.Json;
using AfterSales.Console.Api;

namespace AfterSales.Console.Actions;

/// <summary>What can be done at a record, as the API describes it.</summary>
/// <param name="About">The field of the input that takes the record's key; null where it is about no record.</param>
/// <param name="IsReplacing">What is sent takes the place of what is on file, which the form is filled with first.</param>
public sealed record RecordAction(string Mutation, string Title, string? About, bool IsReplacing, IReadOnlyList<ActionField> Fields)
{
    /// <summary>Their answers tell a secret or whole files, once: pages of their own show them.</summary>
    private static readonly string[] Telling = ["makeCalendarFeed", "registerWebhook", "replaceWebhookSecret", "givePersonalData", "tryWebhook"];

    /// <summary>It replaces what no record tells: the report of one technician on one day.</summary>
    private const string AmendReport = "amendTechnicianReport";

    /// <summary>No page has a better form for it, and a form made of its fields can ask for all it needs.</summary>
    public bool IsOffered => !Documents.Mutations.Contains(Mutation) && !Telling.Contains(Mutation) && Mutation != AmendReport
        && Fields.All(one => one.IsAskable || !one.IsRequired);
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
        "KEY" => Records is not null && (Searched.ContainsKey(Records) || (Records == "branch" && !IsList)),
        Group => Parts.Count > 0 && Parts.All(part => part.IsAskable || !part.IsRequired),
        _ => Asked.Contains(Kind),
    };
}

/// <param name="Value">As the API writes it.</param>
public sealed record ActionChoice(string Value, string Label);

/// <summary>What the API tells: of each form all fields one after the other, those of groups by their paths.</summary>
public sealed record ActionsFound(IReadOnlyList<ActionRead> Actions);

public sealed record ActionRead(string Mutation, string Title, string? About, bool IsReplacing, IReadOnlyList<FieldRead> Fields)
{
    public RecordAction Action => new(Mutation, Title, About, IsReplacing, Within(""));

    private IReadOnlyList<ActionField> Within(string group) =>
        [.. Fields.Where(field => field.Path.StartsWith(group, StringComparison.Ordinal) && !field.Path[group.Length..].Contains('.')).Select(field => new ActionField(
            field.Path[group.Length..], field.Label, field.Kind, field.IsRequired, field.IsList, field.MaxLength, field.Initial, field.Records, field.Choices,
            field.Kind == ActionField.Group ? Within(field.Path + ".") : []))];
}

public sealed record FieldRead(
    string Path, string Label, string Kind, bool IsRequired, bool IsList, int? MaxLength, string? Initial, string? Records, IReadOnlyList<ActionChoice> Choices);

/// <param name="OnFile">Null where the record does not tell it to this viewer.</param>
public sealed record OnFileFound(OnFileRead? OnFile);

/// <param name="Input">Shaped as the mutation's input.</param>
/// <param name="Names">Of the records in it.</param>
public sealed record OnFileRead(JsonElement Input, IReadOnlyList<NameRead> Names);

public sealed record NameRead(string Id, string Name);
