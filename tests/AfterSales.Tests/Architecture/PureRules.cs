namespace AfterSales.Tests.Architecture;

internal static class PureRules
{
    private static readonly string[] Namespaces =
    [
        "System", "System.Collections", "System.Collections.Generic", "System.Collections.Immutable", "System.Collections.Frozen", "System.Linq",
        "System.Text", "System.Text.RegularExpressions", "System.Text.RegularExpressions.Generated", "System.Text.Json.Serialization",
        "System.Globalization", "System.Numerics", "System.Runtime.CompilerServices", "System.Runtime.InteropServices",
        "System.Diagnostics", "System.Diagnostics.CodeAnalysis", "NetTopologySuite.Geometries", "System.CodeDom.Compiler", "System.ComponentModel", "Microsoft.CodeAnalysis",
        // A table of how characters are read, and nothing else.
        "AnyAscii",
    ];

    private static readonly HashSet<string> Types =
    [
        "Orleans.GenerateSerializerAttribute", "Orleans.IdAttribute", "Orleans.AliasAttribute", "Orleans.ImmutableAttribute",
        "AfterSales.Access.Caller", "AfterSales.Access.Assignment", "AfterSales.Access.Role", "AfterSales.Access.RolePlaces", "AfterSales.Access.Permission",
        "AfterSales.Access.IScoped", "AfterSales.Access.IScopedToTechnician", "AfterSales.Access.IShownToTechnicians", "AfterSales.Access.IScopedToMore", "AfterSales.Access.IHiddenFromPerson", "AfterSales.Access.IScopedToDealer", "AfterSales.Access.ISignedByBranch", "AfterSales.Access.IScopedToSupporters", "AfterSales.Access.IScopedToAssignee", "AfterSales.Access.Scope",
        "AfterSales.Records.Decision", "AfterSales.Records.Event", "AfterSales.Records.WordsAttribute", "AfterSales.Records.PersonalAttribute", "AfterSales.Records.NamesWhichAttribute", "AfterSales.Records.PublishedAttribute",
        "AfterSales.Records.FileContent", "AfterSales.Records.IRecordState`1", "AfterSales.Records.InputIssue",
    ];

    // Within the namespaces above, yet neither pure nor the same on every day.
    private static readonly HashSet<string> Impure =
    [
        "System.TimeProvider", "System.Console", "System.Random", "System.IServiceProvider", "System.AppDomain", "System.Activator",
        "System.Diagnostics.Process", "System.Diagnostics.Stopwatch",
    ];

    /// <summary>
    /// What types in <c>…Rules</c> use beyond calendars, the caller, decisions, other rules, the messages and refusals of the capabilities and
    /// the standard library without its outside world.
    /// </summary>
    public static IReadOnlyList<string> UsesBeyondRules(IReadOnlyCollection<CodeType> types)
    {
        var words = types.Where(IsWord).Select(t => t.FullName).ToHashSet();
        return
        [
            .. types.Where(t => IsRules(t.Namespace))
                .SelectMany(t => t.Uses.Where(u => !IsAllowed(u)).Select(u => $"{t.Name} uses {u.FullName}")).Distinct().Order(StringComparer.Ordinal),
        ];

        bool IsAllowed(Use use) =>
            !Impure.Contains(use.FullName)
            && (Namespaces.Contains(use.Namespace) || Types.Contains(use.FullName) || IsRules(use.Namespace) || words.Contains(use.FullName)
                || use.Namespace == "AfterSales.Calendars" || use.Namespace.Length == 0);
    }

    private static bool IsRules(string name) => name.EndsWith(".Rules", StringComparison.Ordinal) || name.Contains(".Rules.", StringComparison.Ordinal);

    // Messages travel between grains and are nothing but data; an enum is a word by itself.
    private static bool IsWord(CodeType type) =>
        type.Definition.IsEnum || (!type.Definition.IsInterface && CodeType.Has(type.Definition, "Orleans.GenerateSerializerAttribute"));
}
