using AfterSales.Branches;
using AfterSales.Records;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Tests.Branches;

public sealed class HandOverSourceTests
{
    // What stays where it is when a branch closes, and why.
    private static readonly HashSet<string> Stays =
    [
        "branch", // the branch itself
        "policies", // what it promised stands in its history
        "import_mapping", // how its own lists named their columns
        "stored_file", // seen with the record it is attached to, wherever that is
        "questionnaire", // put to its own customers, who go along; it stops when next due
        "product_model", // headquarters' own
        "region_tree", // headquarters' own
        "figure_watch", // looks at its own branch
        "figure_summary", // what was said of its own branch
        "notice_box", // a person's own
        "personal_desk", // a person's own
        "webhooks", // headquarters' own
        "webhook_delivery", // what happened there
    ];

    private static readonly Type[] Types = typeof(HandOverPages).Assembly.GetTypes();

    [Fact]
    public void Every_kind_of_record_goes_along_when_its_branch_closes_or_is_named_here_as_one_that_stays()
    {
        var kinds = Types.Where(type => !type.IsAbstract && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IRecordState<>)))
            .Select(type => (string)type.GetProperty("Kind")!.GetValue(null)!).Order(StringComparer.Ordinal).ToArray();
        var sources = new ServiceCollection().AddCapabilities().Where(service => service.ServiceType == typeof(IHandOverSource))
            .Select(service => ((IHandOverSource)Make(service.ImplementationType!)).Kind).ToArray();
        Assert.Equal(kinds.Except(Stays), sources.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Whatever_goes_along_can_be_told_to() => Assert.All(
        Types.Where(type => KindOf(type) is { } kind && !Stays.Contains(kind)),
        grain => Assert.True(typeof(ITakeHandOver).IsAssignableFrom(grain), $"{grain.Name} takes no hand-over."));

    private static object Make(Type type) =>
        type.GetConstructor([typeof(TimeProvider)]) is { } timed ? timed.Invoke([TimeProvider.System]) : Activator.CreateInstance(type)!;

    /// <summary>Null: it is no record's grain.</summary>
    private static string? KindOf(Type grain) => grain.BaseType is { IsGenericType: true } record && record.GetGenericTypeDefinition() == typeof(RecordGrain<>)
        ? (string)record.GenericTypeArguments[0].GetProperty("Kind")!.GetValue(null)!
        : null;
}
