using System.Text.RegularExpressions;
using AfterSales.Api;
using AfterSales.Api.Engine;
using AfterSales.Console.Api;
using GraphQL;
using GraphQL.Instrumentation;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQL.Validation.Rules.Custom;
using GraphQLParser;
using GraphQLParser.AST;

namespace AfterSales.ConsoleTests.Api;

/// <summary>The console knows the service by its schema alone: every document of it must be one that the schema answers.</summary>
public sealed partial class DocumentTests
{
    private static readonly Lazy<Schema> Published = new(Read);

    public static TheoryData<string> Names => [.. Documents.Names];

    [Theory, MemberData(nameof(Names))]
    public async Task The_schema_answers_every_document(string name) => Assert.Empty(await ProblemsAsync(Documents.Text(name)));

    /// <summary>With pages of twenty, as the console turns them.</summary>
    [Theory, MemberData(nameof(Names))]
    public async Task No_document_asks_for_more_than_one_request_may(string name) => Assert.Empty(await ProblemsAsync(Documents.Text(name), [new ComplexityValidationRule(RequestLimits.Counting(new GraphQLApiOptions()))]));

    [Fact]
    public async Task A_document_that_asks_for_too_much_is_found() => Assert.NotEmpty(await ProblemsAsync(
        "{ tickets(first: 100) { nodes { timeline { words { words } counts { count } } promises { pauses { from } escalations { at } } } } }", [new ComplexityValidationRule(RequestLimits.Counting(new GraphQLApiOptions()))]));

    [Fact]
    public async Task The_schema_answers_the_document_of_every_mutation()
    {
        foreach (var mutation in Published.Value.Mutation!.Fields) Assert.Empty(await ProblemsAsync(Documents.Doing(mutation.Name)));
    }

    [Fact]
    public async Task A_document_that_the_schema_does_not_answer_is_found()
    {
        Assert.NotEmpty(await ProblemsAsync("{ tickets { nodes { colour } } }"));
        Assert.NotEmpty(await ProblemsAsync("mutation($input: RegisterTicketInput!) { registerTicket(input: $input) { ticket { id } errors { code } } }"));
        Assert.NotEmpty(await ProblemsAsync("query { ticket(id: $id) { id } }"));
    }

    [Fact]
    public void Every_document_is_asked_and_every_one_asked_is_there()
    {
        var asked = Sources.OfConsole(".cs", ".razor").SelectMany(file => Asked().Matches(File.ReadAllText(file))).Select(match => match.Groups["name"].Value).Distinct();
        Assert.Equal(Documents.Names.Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_mutation_asks_for_its_refusals()
    {
        var silent = Documents.Names.Where(name => Documents.Text(name).StartsWith("mutation", StringComparison.Ordinal)
            && !(Documents.Text(name).Contains("on Error { code message }", StringComparison.Ordinal) && Documents.Text(name).Contains("issues { path code }", StringComparison.Ordinal)));
        Assert.Empty(silent);
    }

    private static async Task<IReadOnlyList<string>> ProblemsAsync(string text, IEnumerable<IValidationRule>? rules = null)
    {
        var document = Parser.Parse(text);
        var operation = document.Definitions.OfType<GraphQLOperationDefinition>().Single();
        // Variables that are missing would end the check too early.
        var variables = (operation.Variables?.Items ?? []).ToDictionary(v => v.Variable.Name.StringValue, v => Sample(TypeOf(v.Type)));
        var result = await new DocumentValidator().ValidateAsync(new ValidationOptions
        {
            Schema = Published.Value, Document = document, Operation = operation,
            Rules = rules ?? DocumentValidator.CoreRules, Metrics = Metrics.None, Variables = new Inputs(variables),
        });
        return [.. result.Errors.Select(error => error.Message)];
    }

    private static IGraphType? TypeOf(GraphQLType type) => type switch
    {
        GraphQLNonNullType present => TypeOf(present.Type) is { } inner ? new NonNullGraphType(inner) : null,
        GraphQLListType list => TypeOf(list.Type) is { } inner ? new ListGraphType(inner) : null,
        GraphQLNamedType named => Published.Value.AllTypes[named.Name],
        _ => null,
    };

    private static object? Sample(IGraphType? type) => type switch
    {
        NonNullGraphType present => Sample(present.ResolvedType),
        ListGraphType list => new[] { Sample(list.ResolvedType) },
        IInputObjectGraphType input => input.Fields.Where(field => field.ResolvedType is NonNullGraphType).ToDictionary(field => field.Name, field => Sample(field.ResolvedType)),
        EnumerationGraphType choice => choice.Values.First().Name,
        IntGraphType or LongGraphType => 20,
        BooleanGraphType => true,
        _ => "x",
    };

    private static Schema Read()
    {
        var text = Sources.Schema;
        var types = Parser.Parse(text).Definitions;
        var schema = Schema.For(text, builder =>
        {
            // Nothing is executed: which type an answer has need not be known.
            foreach (var type in types.OfType<GraphQLObjectTypeDefinition>()) builder.Types.For(type.Name.StringValue).IsTypeOfFunc = _ => true;
            foreach (var field in types.OfType<GraphQLObjectTypeDefinition>().Single(type => type.Name.Value == "Subscription").Fields!)
                builder.Types.For("Subscription").FieldFor(field.Name.StringValue).StreamResolver = new SourceStreamResolver<object>(_ => null!);
        });
        foreach (var scalar in types.OfType<GraphQLScalarTypeDefinition>()) schema.RegisterType(new AnyScalar { Name = scalar.Name.StringValue });
        schema.Initialize();
        return schema;
    }

    private sealed class AnyScalar : ScalarGraphType
    {
        public override object? ParseValue(object? value) => value;
    }

    [GeneratedRegex("(?:AskAsync|DoAsync|SendAsync|FollowAsync)(?:<[^(]*>)?\\(\\s*\"(?<name>[A-Za-z]+/[A-Za-z]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Asked();
}
