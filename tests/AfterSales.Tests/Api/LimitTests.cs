using System.Text;
using AfterSales.Api;
using AfterSales.Api.Engine;
using AfterSales.Tests.Api.Fixture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Tests.Api;

public sealed class LimitTests
{
    private const string GraphiQL =
        """
        query IntrospectionQuery { __schema { queryType { name } mutationType { name } subscriptionType { name } types { ...FullType } directives { name description locations args { ...InputValue } } } }
        fragment FullType on __Type { kind name description fields(includeDeprecated: true) { name description args { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
          inputFields { ...InputValue } interfaces { ...TypeRef } enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
        fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } }
        """;

    [Theory]
    [InlineData(5, null)]
    [InlineData(6, "MAX_DEPTH")]
    public async Task Fields_may_be_nested_up_to_the_limit(int depth, string? code)
    {
        var document = "{ job(id: \"j\") " + string.Concat(Enumerable.Repeat("{ neighbour ", depth - 2)) + "{ id }" + new string('}', depth - 2) + "}";
        foreach (var _ in (int[])[1, 2]) await Expect(code, document, o => o.MaxDepth = 5);
    }

    [Fact]
    public async Task Fragments_do_not_hide_depth() =>
        await Expect("MAX_DEPTH", "{ job(id: \"j\") { ...A } } fragment A on Job { neighbour { ...B } } fragment B on Job { neighbour { neighbour { neighbour { id } } } }", o => o.MaxDepth = 5);

    [Fact]
    public async Task The_answer_says_what_the_limit_is()
    {
        await using var services = Workshops.Open(o => o.MaxDepth = 2);
        var answer = await services.Ask("{ job(id: \"j\") { neighbour { id } } }", Workshops.Administrator);
        Assert.Equal("The fields are nested 3 deep; the limit is 2.", answer.Message());
    }

    [Theory]
    [InlineData(5, null)]
    [InlineData(50, "MAX_COMPLEXITY")]
    public async Task A_page_weighs_as_much_as_it_may_hold(int first, string? code) =>
        await Expect(code, "query($first: Int) { jobs(first: $first) { nodes { id title status dueAt mechanic { name } neighbour { id } } } }", o => o.MaxComplexity = 200, new { first });

    [Fact]
    public async Task A_document_from_the_cache_is_weighed_anew()
    {
        await using var services = Workshops.Open(o => o.MaxComplexity = 200, WithJobs);
        await Prepare(services);
        const string Document = "query($first: Int) { jobs(first: $first) { nodes { id title status dueAt mechanic { name } neighbour { id } } } }";
        Assert.Null((await services.Ask(Document, Workshops.Administrator, new { first = 5 })).Code());
        Assert.Equal("MAX_COMPLEXITY", (await services.Ask(Document, Workshops.Administrator, new { first = 50 })).Code());
    }

    [Theory]
    [InlineData("first: 0", "PAGING_SIZE")]
    [InlineData("first: -1", "PAGING_SIZE")]
    [InlineData("first: 51", "PAGING_SIZE")]
    [InlineData("last: 51", "PAGING_SIZE")]
    [InlineData("first: 1, last: 1", "PAGING_ARGS")]
    [InlineData("after: \"nonsense\"", "PAGING_CURSOR")]
    [InlineData("first: 2, order: [{ dueAt: DESC }, { city: ASC }], where: { status: { eq: IN_PROGRESS }, or: [{ title: { startsWith: \"P\" } }] }", null)]
    public async Task A_page_has_bounds(string arguments, string? code) => await Expect(code, $"{{ jobs({arguments}) {{ totalCount nodes {{ id }} }} }}");

    [Fact]
    public async Task Text_in_a_filter_is_checked_too() =>
        await Expect("INPUT_INVALID", "{ jobs(where: { or: [{ title: { in: [\"a\\u0000b\"] } }] }) { nodes { id } } }");

    [Theory]
    [InlineData(20, null)]
    [InlineData(21, "MAX_MUTATIONS")]
    public async Task A_request_carries_no_more_mutations_than_the_limit(int count, string? code)
    {
        var fields = string.Concat(Enumerable.Range(1, count).Select(i => $" m{i}: registerJob(input: {{ title: \"Pump\" }}) {{ job {{ id }} }}"));
        await Expect(code, $"mutation {{ {fields} }}");
        await Expect(code, $"mutation {{ ...All }} fragment All on Mutation {{ {fields} }}");
    }

    [Theory]
    [InlineData(100, null)]
    [InlineData(101, "MAX_FIELDS")]
    public async Task A_document_names_no_more_fields_than_the_limit(int count, string? code) =>
        await Expect(code, "{" + string.Concat(Enumerable.Range(1, count).Select(i => $" a{i}: me")) + " }", o => o.MaxFields = 100);

    // A million letters of one of these took a minute, and nothing could stop it.
    [Theory]
    [InlineData("{ me ", "@include(if: true) ", "{ name } }", 3)]
    [InlineData("query(", "$v: ID ", ") { me { name } }", 2)]
    [InlineData("{ me(", "a: 1 ", ") { name } }", 2)]
    [InlineData("{ jobs(where: {", "a: 1 ", "}) { nodes { id } } }", 2)]
    [InlineData("{ jobs(where: { title: { in: [", "\"a\" ", "] } }) { nodes { id } } }", 1)]
    public async Task A_document_holds_no_more_arguments_values_variables_and_directives_than_the_limit(string before, string part, string after, int parts)
    {
        static void Limit(GraphQLApiOptions options) => options.MaxParts = 300;
        await Expect("MAX_PARTS", before + string.Concat(Enumerable.Repeat(part, (300 / parts) + 1)) + after, Limit);
        Assert.NotEqual("MAX_PARTS", await CodeOf(before + string.Concat(Enumerable.Repeat(part, 280 / parts)) + after, Limit));
    }

    [Fact]
    public async Task A_document_nested_without_end_does_not_end_the_process() =>
        await Expect("MAX_DEPTH", new StringBuilder().Insert(0, "{ a ", 50_000).ToString());

    [Fact]
    public async Task Nobody_learns_the_schema_unless_it_is_configured()
    {
        await Expect("INTROSPECTION_OFF", "{ __schema { queryType { name } } }");
        await Expect("INTROSPECTION_OFF", "{ ...A } fragment A on Query { __type(name: \"Job\") { name } }");
        await Expect(null, "{ __schema { queryType { name } } }", o => o.Introspection = true);
    }

    [Fact]
    public async Task The_question_of_GraphiQL_is_answered() => await Expect(null, GraphiQL, o => o.Introspection = true);

    [Fact]
    public async Task A_bomb_of_questions_about_the_schema_is_refused() =>
        await Expect("INTROSPECTION_TOO_DEEP", "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }", o => o.Introspection = true);

    [Theory]
    [InlineData("MaxDepth", 0)]
    [InlineData("MaxPageSize", -1)]
    public void A_limit_that_makes_no_sense_stops_the_start(string setting, int value)
    {
        using var services = Workshops.Open(o => typeof(GraphQLApiOptions).GetProperty(setting)!.SetValue(o, value));
        Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(services.GetRequiredService<GraphQLRunner>);
    }

    private static void WithJobs(IServiceCollection services) =>
        services.AddSingleton<IDbContextFactory<WorkshopDb>>(new MemoryJobs());

    private static async Task Prepare(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkshopDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        await db.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
    }

    private static async Task Expect(string? code, string document, Action<GraphQLApiOptions>? configure = null, object? variables = null) =>
        Assert.Equal(code, await CodeOf(document, configure, variables));

    private static async Task<string?> CodeOf(string document, Action<GraphQLApiOptions>? configure = null, object? variables = null)
    {
        await using var services = Workshops.Open(configure, WithJobs);
        await Prepare(services);
        return (await services.Ask(document, Workshops.Administrator, variables)).Code();
    }

    private sealed class MemoryJobs : IDbContextFactory<WorkshopDb>, IDisposable
    {
        private readonly Microsoft.Data.Sqlite.SqliteConnection connection = new("Data Source=:memory:");

        public MemoryJobs() => connection.Open();

        public WorkshopDb CreateDbContext() => new(new DbContextOptionsBuilder<WorkshopDb>().UseSqlite(connection).Options);

        public void Dispose() => connection.Dispose();
    }
}
