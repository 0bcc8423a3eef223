using System.Globalization;
using AfterSales.Access;
using AfterSales.Api.Actions;
using AfterSales.Api.Wording;
using GraphQL.Types;

namespace AfterSales.Api.Engine;

/// <inheritdoc/>
/// <remarks>They are read from the schema once.</remarks>
internal sealed class ActionForms(ISchema schema) : IActionForms
{
    private const int Deepest = 3;

    /// <summary>What only programs send: who fills in a form has no say in it.</summary>
    private static readonly string[] ForPrograms = ["requestId", "deviceTime", "id", "expectedVersion"];

    /// <summary>The verbs of mutations that replace what is on file.</summary>
    private static readonly string[] Replacing = ["amend", "set"];

    private readonly Lazy<IReadOnlyList<Mutation>> all = new(() => Read(schema));

    public IReadOnlyList<RecordAction> At(string? key, Caller caller)
    {
        var about = key is null ? null : ActionSubjects.AboutOf(key);
        if (key is not null && about is null) return [];
        return [.. all.Value.Where(mutation => caller.May(mutation.Permission) && mutation.IsAbout(about)).Select(mutation => Worded(mutation, about, caller.Language))
            .OrderBy(action => action.Title, StringComparer.Create(ReaderLanguage.CultureOf(caller.Language), ignoreCase: true))];
    }

    private static IReadOnlyList<Mutation> Read(ISchema schema)
    {
        schema.Initialize();
        return [.. schema.Mutation!.Fields.Where(field => AccessRule.Of(field)?.Permission is not (null or Permission.FollowSignedLink)).Select(field => new Mutation(
            field.Name, AccessRule.Of(field)!.Permission!.Value,
            InputOf(field) is { } input && input.Fields.Any(part => part is { Name: "id", ResolvedType: NonNullGraphType }), InputOf(field) is { } asked ? FieldsOf(asked, 0) : []))];
    }

    internal static IInputObjectGraphType? InputOf(FieldType mutation) =>
        mutation.Arguments?.Find("input")?.ResolvedType is NonNullGraphType { ResolvedType: IInputObjectGraphType input } ? input : null;

    private static IReadOnlyList<Part> FieldsOf(IInputObjectGraphType input, int depth) =>
        depth == Deepest ? [] : [.. input.Fields.Where(field => !ForPrograms.Contains(field.Name)).Select(field => PartOf(field, depth))];

    private static Part PartOf(FieldType field, int depth)
    {
        var isRequired = field is { ResolvedType: NonNullGraphType, DefaultValue: null };
        var type = Present(field.ResolvedType!);
        var isList = type is ListGraphType;
        if (type is ListGraphType list) type = Present(list.ResolvedType!);
        var kind = KindOf(type, field.Name);
        var initial = field.DefaultValue switch
        {
            bool value => value ? "true" : "false",
            Enum value => Naming.Constant(value.ToString()),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => null,
        };
        return new Part(field.Name, kind, isRequired, isList, InputChecks.MostLettersOf(field), initial, kind == FormFieldKind.Key ? ActionSubjects.KindOf(field.Name) : null,
            type as EnumerationGraphType, type is IInputObjectGraphType group ? FieldsOf(group, depth + 1) : []);
    }

    private static IGraphType Present(IGraphType type) => type is NonNullGraphType present ? present.ResolvedType! : type;

    private static FormFieldKind KindOf(IGraphType type, string name) => type switch
    {
        EnumerationGraphType => FormFieldKind.Choice,
        IInputObjectGraphType => FormFieldKind.Group,
        INamedType { Name: "String" } => FormFieldKind.Text,
        INamedType { Name: "ID" } => FormFieldKind.Key,
        INamedType { Name: "Int" or "Long" } => name.EndsWith("Minor", StringComparison.Ordinal) ? FormFieldKind.Money : FormFieldKind.WholeNumber,
        INamedType { Name: "Float" or "Decimal" } => FormFieldKind.Number,
        INamedType { Name: "Boolean" } => FormFieldKind.YesNo,
        INamedType { Name: "LocalDate" } => FormFieldKind.Day,
        INamedType { Name: "LocalTime" } => FormFieldKind.Time,
        INamedType { Name: "DateTime" } => FormFieldKind.Instant,
        _ => FormFieldKind.Other,
    };

    private static RecordAction Worded(Mutation mutation, string? about, string language) =>
        new(mutation.Name, ActionTitles.Of(mutation.Name, language), about is null ? null : ActionSubjects.FieldOf(mutation.Name, about), IsReplacing(mutation.Name), [.. mutation.Fields.Where(field => field.Name != about).SelectMany(field => Worded(field, "", language))]);

    internal static bool IsReplacing(string mutation) => Replacing.Any(verb => mutation.StartsWith(verb, StringComparison.Ordinal) && char.IsUpper(mutation[verb.Length]));

    private static IEnumerable<FormField> Worded(Part part, string within, string language)
    {
        var path = within + part.Name;
        var label = RefusalWording.FindField(part.Name, language) ?? RefusalWording.FindField(part.Name, WordList.DefaultLanguage) ?? part.Name;
        return part.Fields.SelectMany(field => Worded(field, path + ".", language)).Prepend(new FormField(
            path, Capital(label, language), part.Kind, part.IsRequired, part.IsList, part.MaxLength, part.Initial, part.Records,
            [.. (part.Choices?.Values.AsEnumerable() ?? []).Select(choice => new FormChoice(choice.Name, Capital(RefusalWording.CodeWord(part.Choices!.Name, choice.Name, language), language)))]));
    }

    // They are written as they stand within a sentence.
    private static string Capital(string words, string language) => words.Length == 0 ? words : char.ToUpper(words[0], ReaderLanguage.CultureOf(language)) + words[1..];

    /// <param name="TakesId">Its <c>id</c> has to be told.</param>
    private sealed record Mutation(string Name, Permission Permission, bool TakesId, IReadOnlyList<Part> Fields)
    {
        /// <summary>It takes a record of the kind; or demands none of any kind.</summary>
        public bool IsAbout(string? about) => about is null
            ? !TakesId && !Fields.Any(field => field is { Kind: FormFieldKind.Key, IsRequired: true })
            : ActionSubjects.FieldOf(Name, about) == "id" || Fields.Any(field => !field.IsList && field.Name == about);
    }

    private sealed record Part(
        string Name, FormFieldKind Kind, bool IsRequired, bool IsList, int? MaxLength, string? Initial, string? Records, EnumerationGraphType? Choices, IReadOnlyList<Part> Fields);
}
