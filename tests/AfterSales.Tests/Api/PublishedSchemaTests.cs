using System.Text.RegularExpressions;
using AfterSales.Api.Engine;
using AfterSales.Api.Wording;
using AfterSales.Records;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Tests.Api;

/// <summary>The schema that clients see. <c>UPDATE_SNAPSHOTS=1 tests/run Tests</c> writes the committed text anew.</summary>
public sealed partial class PublishedSchemaTests
{
    internal static readonly Lazy<ISchema> Published = new(Build);

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

    /// <summary>Whatever a client gets wrong is told to a person: each path through the inputs, by the words of each of its steps.</summary>
    [Fact]
    public void Every_field_that_can_be_given_is_worded_in_every_language()
    {
        var paths = Published.Value.Mutation!.Fields.SelectMany(mutation => InputOf(mutation)?.Fields.SelectMany(field => Paths(field.Name, field.ResolvedType!, [])) ?? [])
            .Concat(Published.Value.Query.Fields.Concat(Published.Value.AllTypes.OfType<ObjectGraphType>().SelectMany(type => type.Fields)).SelectMany(field => field.Arguments ?? [])
                .Where(argument => argument.Name is not ("where" or "order")).SelectMany(argument => Paths(argument.Name, argument.ResolvedType!, []))).Distinct().ToArray();
        Assert.Contains("contract.inspections[0].season.fromMonth", paths);
        Assert.Contains("model.parts[0].name.zhCn", paths);
        Assert.Empty(from path in paths
                     from name in path.Split('.', '[').Where(step => step is not "0]")
                     from language in RefusalWording.Languages
                     where RefusalWording.FindField(name, language) is null
                     select $"{path}: {name} ({language})");
        Assert.All(paths, path => Assert.All(RefusalWording.Languages, language =>
        {
            var sentence = RefusalWording.Word(new InputInvalid([new(path, "REQUIRED")]), language);
            Assert.True(!CodePath().IsMatch(sentence), sentence);
        }));
    }

    /// <summary>The field itself and, of an input, each field within; a list by its first place.</summary>
    private static IEnumerable<string> Paths(string path, IGraphType type, IReadOnlyList<string> within)
    {
        if (type is NonNullGraphType { ResolvedType: { } given }) return Paths(path, given, within);
        if (type is ListGraphType { ResolvedType: { } item }) return [path, .. Paths($"{path}[0]", item, within)];
        return type is not IInputObjectGraphType input || within.Contains(input.Name) ? [path]
            : [path, .. input.Fields.SelectMany(field => Paths($"{path}.{field.Name}", field.ResolvedType!, [.. within, input.Name]))];
    }

    [GeneratedRegex(@"\b[a-z]+[A-Z]\w*|\[\d+\]|\w\.\w")]
    private static partial Regex CodePath();

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
