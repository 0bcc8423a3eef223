using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using AfterSales.Api.Wording;
using AfterSales.Records;
using GraphQL;
using GraphQL.Types;

namespace AfterSales.Api.Engine;

/// <summary>
/// Checks arguments before a resolver sees them: the DataAnnotations of parameters and of the properties of input records, and for all text and
/// instants what no database or person could take.
/// </summary>
internal static class InputChecks
{
    private const string MostLetters = "most-letters";

    private static readonly DateTimeOffset Earliest = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(3000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ConcurrentDictionary<Type, (PropertyInfo Property, ValidationAttribute[] Rules)[]> Shapes = new();
    private static readonly ConcurrentDictionary<ParameterInfo, ValidationAttribute[]> Rules = new();

    /// <summary>Keeps in a schema field how many letters its text may have, for those who make forms.</summary>
    public static void NoteMostLetters(FieldType field, IEnumerable<ValidationAttribute> rules)
    {
        if (rules.OfType<StringLengthAttribute>().FirstOrDefault() is { } length) field.Metadata[MostLetters] = length.MaximumLength;
    }

    public static int? MostLettersOf(FieldType field) => field.Metadata.TryGetValue(MostLetters, out var most) ? most as int? : null;

    public static IReadOnlyList<InputIssue> Check(IReadOnlyDictionary<ParameterInfo, object?> arguments)
    {
        var issues = new List<InputIssue>();
        foreach (var (parameter, value) in arguments)
            Check(Naming.Argument(parameter), value, Rules.GetOrAdd(parameter, static p => [.. p.GetCustomAttributes<ValidationAttribute>()]), issues);
        return issues;
    }

    /// <summary>Refuses a query's or field's arguments with <c>INPUT_INVALID</c>.</summary>
    public static void Demand(IReadOnlyDictionary<ParameterInfo, object?> arguments, IResolveFieldContext context)
    {
        if (arguments.Count > 0) Demand(Check(arguments), context);
    }

    /// <inheritdoc cref="Demand(IReadOnlyDictionary{ParameterInfo, object}, IResolveFieldContext)"/>
    public static void Demand(IReadOnlyList<InputIssue> issues, IResolveFieldContext context)
    {
        if (issues.Count == 0) return;
        var refusal = new InputInvalid(issues);
        var error = new ExecutionError(RefusalWording.Word(refusal, RequestContext.Of(context).Language)) { Code = refusal.Code };
        error.AddExtension("issues", issues.Select(i => new Dictionary<string, object?> { ["path"] = i.Path, ["code"] = i.Code }).ToArray());
        throw error;
    }

    public static void Check(string path, object? value, ValidationAttribute[] rules, List<InputIssue> issues)
    {
        foreach (var rule in rules)
            if (!rule.IsValid(value)) issues.Add(new(path, CodeOf(rule, value)));
        switch (value)
        {
            case null: break;
            case string text:
                if (!InputText.IsClean(text)) issues.Add(new(path, "FORBIDDEN_CHARACTER"));
                if (text.Length > LimitOf(path) && !rules.Any(r => r is StringLengthAttribute or MaxLengthAttribute)) issues.Add(new(path, "TOO_LONG"));
                break;
            case DateTimeOffset instant:
                if (instant < Earliest || instant >= Latest) issues.Add(new(path, "OUT_OF_RANGE"));
                break;
            case DateOnly day:
                if (day.Year is < 1900 or >= 3000) issues.Add(new(path, "OUT_OF_RANGE"));
                break;
            case IReadOnlyDictionary<string, object?> values:
                foreach (var (name, part) in values) Check($"{path}.{name}", part, [], issues);
                break;
            case IEnumerable list:
                var position = 0;
                foreach (var item in list) Check($"{path}[{position++}]", item, [], issues);
                break;
            case var record when InputRecord.IsRecord(record.GetType()):
                foreach (var (property, own) in Shapes.GetOrAdd(record.GetType(), ShapeOf))
                    Check($"{path}.{Naming.Field(property)}", property.GetValue(record), own, issues);
                if (record is IValidatableObject whole) CheckWhole(path, whole, issues);
                break;
        }
    }

    /// <summary>What a record says of its parts together: the messages are codes. It is asked where each part by itself is right.</summary>
    private static void CheckWhole(string path, IValidatableObject record, List<InputIssue> issues)
    {
        if (issues.Exists(issue => issue.Path.StartsWith($"{path}.", StringComparison.Ordinal))) return;
        foreach (var result in record.Validate(new ValidationContext(record)))
            issues.AddRange(result.MemberNames.Select(name => new InputIssue($"{path}.{Naming.Field(record.GetType().GetProperty(name)!)}", result.ErrorMessage!)));
    }

    /// <summary>Keys are part of the databases' indexes, and short.</summary>
    private static int LimitOf(string path) =>
        path is "id" || path.EndsWith("Id", StringComparison.Ordinal) || path.EndsWith(".id", StringComparison.Ordinal)
            ? InputText.LongestKey
            : InputText.DefaultMaxLength;

    private static (PropertyInfo, ValidationAttribute[])[] ShapeOf(Type record) => [.. InputRecord.PropertiesOf(record).Select(p => (p, RulesOf(record, p)))];

    /// <summary>Of a property of an input record, whose rules may stand at the constructor's parameter.</summary>
    public static ValidationAttribute[] RulesOf(Type record, PropertyInfo property)
    {
        var parameter = InputRecord.ConstructorOf(record).GetParameters().FirstOrDefault(c => c.Name == property.Name);
        return [.. property.GetCustomAttributes<ValidationAttribute>().Concat(parameter?.GetCustomAttributes<ValidationAttribute>() ?? [])];
    }

    internal static string CodeOf(ValidationAttribute rule, object? value) => rule switch
    {
        RequiredAttribute => "REQUIRED",
        StringLengthAttribute length => value is string text && text.Length < length.MinimumLength ? "TOO_SHORT" : "TOO_LONG",
        MaxLengthAttribute => value is string ? "TOO_LONG" : "TOO_MANY",
        MinLengthAttribute => value is string ? "TOO_SHORT" : "TOO_FEW",
        RangeAttribute => "OUT_OF_RANGE",
        RegularExpressionAttribute or Base64StringAttribute => "WRONG_FORMAT",
        EmailAddressAttribute => "NOT_AN_EMAIL_ADDRESS",
        _ => Naming.Constant(rule.GetType().Name.Replace("Attribute", "", StringComparison.Ordinal)),
    };
}
