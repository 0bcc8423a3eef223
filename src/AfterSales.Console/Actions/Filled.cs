using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AfterSales.Console.Shell;

namespace AfterSales.Console.Actions;

/// <summary>What was filled into a form so far, by the names of its fields; a list of texts has one in each line.</summary>
public sealed class Filled
{
    private readonly Dictionary<string, string?> texts = [];
    private readonly Dictionary<string, List<Filled>> parts = [];
    private readonly Dictionary<string, JsonElement> kept = [];
    private readonly HashSet<string> lists = [];

    public string? this[string name]
    {
        get => texts.GetValueOrDefault(name);
        set => texts[name] = value;
    }

    public static Filled With(IEnumerable<ActionField> fields)
    {
        var filled = new Filled();
        foreach (var field in fields.Where(field => field.IsAskable))
        {
            filled[field.Name] = field.Initial ?? (field is { Kind: "CHOICE", IsRequired: true, IsList: false, Choices: [var first, ..] } ? first.Value : null);
            if (field.Kind == ActionField.Group && (!field.IsList || field.IsRequired)) filled.Parts(field.Name).Add(With(field.Parts));
        }

        return filled;
    }

    /// <summary>With what is on file, shaped as the input.</summary>
    /// <param name="local">What the clocks of the place show at an instant.</param>
    public static Filled OnFile(IReadOnlyList<ActionField> fields, JsonElement input, Func<DateTimeOffset, DateTime> local, string currency)
    {
        var filled = new Filled();
        foreach (var told in input.EnumerateObject())
            if (fields.FirstOrDefault(field => field.Name == told.Name) is { IsAskable: true } field) filled.Fill(field, told.Value, local, currency);
            else filled.kept[told.Name] = told.Value;
        foreach (var field in fields.Where(field => field is { Kind: ActionField.Group, IsAskable: true, IsList: false } && filled.Parts(field.Name).Count == 0))
            filled.Parts(field.Name).Add(With(field.Parts));
        return filled;
    }

    /// <summary>What was filled into the groups of this name: one, or as many as a list has.</summary>
    public List<Filled> Parts(string name)
    {
        if (!parts.TryGetValue(name, out var found)) parts[name] = found = [];
        return found;
    }

    /// <summary>The input of the mutation, with what is on file and not asked for as it is.</summary>
    /// <param name="at">The instant that a local date and time names.</param>
    /// <param name="issues">What is missing or cannot be read, by path.</param>
    public JsonObject Input(IEnumerable<ActionField> fields, Func<DateTime, DateTimeOffset> at, string currency, IDictionary<string, string> issues, string path = "")
    {
        var input = new JsonObject(kept.Select(told => KeyValuePair.Create(told.Key, (JsonNode?)JsonSerializer.SerializeToNode(told.Value))));
        foreach (var field in fields.Where(field => field.IsAskable))
            if (ValueOf(field, at, currency, issues, path + field.Name) is { } value) input[field.Name] = value;
        return input;
    }

    private void Fill(ActionField field, JsonElement value, Func<DateTimeOffset, DateTime> local, string currency)
    {
        if (field.IsList) lists.Add(field.Name);
        JsonElement[] all = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        if (field.Kind == ActionField.Group) Parts(field.Name).AddRange(all.Select(one => OnFile(field.Parts, one, local, currency)));
        else this[field.Name] = string.Join('\n', all.Select(one => Written(field, one, local, currency)));
    }

    private static string Written(ActionField field, JsonElement value, Func<DateTimeOffset, DateTime> local, string currency) => field.Kind switch
    {
        "MONEY" => Money.Typed(value.GetInt64(), currency),
        "INSTANT" => local(value.GetDateTimeOffset()).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
        _ => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(),
    };

    /// <summary>An emptied list says that there is none; left out, it may stay as it is on file.</summary>
    private bool MayBeLeftOut(ActionField field) => !field.IsRequired && !lists.Contains(field.Name);

    private JsonNode? ValueOf(ActionField field, Func<DateTime, DateTimeOffset> at, string currency, IDictionary<string, string> issues, string path)
    {
        if (field.Kind == ActionField.Group)
        {
            var groups = Parts(field.Name);
            if (field.IsList) return groups.Count == 0 && MayBeLeftOut(field) ? null : new JsonArray([.. groups.Select((group, i) => (JsonNode)group.Input(field.Parts, at, currency, issues, $"{path}[{i}]."))]);
            return groups is not [var only] || (!field.IsRequired && only.IsUntouched(field.Parts)) ? null : only.Input(field.Parts, at, currency, issues, path + ".");
        }

        var text = this[field.Name]?.Trim() ?? "";
        if (field.IsList)
        {
            string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines.Length == 0 && MayBeLeftOut(field) ? null : new JsonArray([.. lines.Select((line, i) => Read(field, line, at, currency, issues, $"{path}[{i}]"))]);
        }

        if (field.Kind == "YES_NO") return text.Length > 0 || field.IsRequired ? text == "true" : null;
        if (text.Length > 0) return Read(field, text, at, currency, issues, path);
        if (field.IsRequired) issues[path] = "REQUIRED";
        return null;
    }

    private static JsonNode? Read(ActionField field, string text, Func<DateTime, DateTimeOffset> at, string currency, IDictionary<string, string> issues, string path)
    {
        JsonNode? value = field.Kind switch
        {
            "WHOLE_NUMBER" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null,
            "NUMBER" => decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
            "MONEY" => Money.Parse(text, currency),
            "INSTANT" => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? at(local) : null,
            _ => text,
        };
        if (value is null) issues[path] = "WRONG_FORMAT";
        return value;
    }

    private bool IsUntouched(IEnumerable<ActionField> fields) => fields.All(field => field.Kind == ActionField.Group
        ? Parts(field.Name).All(part => part.IsUntouched(field.Parts))
        : string.IsNullOrWhiteSpace(this[field.Name]) || this[field.Name] == field.Initial || (field is { Kind: "CHOICE", IsRequired: true } && this[field.Name] == field.Choices[0].Value));
}
