using AfterSales.Api.Engine;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Tests.Api;

/// <summary>The schema that clients see. <c>UPDATE_SNAPSHOTS=1 tests/run Tests</c> writes the committed text anew.</summary>
public sealed class PublishedSchemaTests
{
    private static readonly Lazy<ISchema> Published = new(Build);

    [Fact]
    public void The_committed_schema_is_the_published_one()
    {
        var file = Path.Combine(Repository(), "src", "AfterSales", "schema.graphql");
        var text = SchemaText.Print(Published.Value).ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") File.WriteAllText(file, text);
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text);
    }

    [Fact]
    public void Every_field_has_an_access_rule() => Assert.Empty(SecurityAudit.FieldsWithoutRule(Published.Value));

    [Fact]
    public void Every_root_field_says_what_it_is_for()
    {
        var silent = new[] { Published.Value.Query, Published.Value.Mutation!, Published.Value.Subscription! }
            .SelectMany(root => root.Fields).Where(field => string.IsNullOrWhiteSpace(field.Description)).Select(field => field.Name);
        Assert.Empty(silent);
    }

    [Fact]
    public void Every_mutation_takes_a_request_id()
    {
        foreach (var mutation in Published.Value.Mutation!.Fields) Assert.True(InputOf(mutation)?.GetField("requestId") is not null, mutation.Name);
    }

    [Fact]
    public void What_takes_an_expected_version_says_that_it_may_be_refused_for_it()
    {
        foreach (var mutation in Published.Value.Mutation!.Fields)
        {
            var payload = (IComplexGraphType)((NonNullGraphType)mutation.ResolvedType!).ResolvedType!;
            var errors = (UnionGraphType)((NonNullGraphType)((ListGraphType)payload.GetField("errors")!.ResolvedType!).ResolvedType!).ResolvedType!;
            var refuses = errors.PossibleTypes.Any(type => type.Name == "ChangedMeanwhileError");
            Assert.True(refuses == (InputOf(mutation)?.GetField("expectedVersion") is not null), mutation.Name);
        }
    }

    private static IComplexGraphType? InputOf(FieldType mutation) =>
        (mutation.Arguments?.Find("input")?.ResolvedType as NonNullGraphType)?.ResolvedType as IComplexGraphType;

    private static ISchema Build()
    {
        // Put together as it is served, and never started.
        var app = AfterSales.Host.AfterSalesHost.Build(["--environment", "Development", "--ConnectionStrings:AfterSales", "Data Source=:memory:"]);
        var schema = app.Services.GetRequiredService<ISchema>();
        schema.Initialize();
        return schema;
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AfterSales.sln"))) folder = folder.Parent;
        return folder!.FullName;
    }
}
