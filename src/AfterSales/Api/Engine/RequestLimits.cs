using AfterSales.Api.Wording;
using GraphQL;
using GraphQL.Validation;
using GraphQL.Validation.Complexity;
using GraphQL.Validation.Rules.Custom;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Visitors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AfterSales.Api.Engine;

/// <summary>Which operations the way a request came by may carry.</summary>
internal enum Transport
{
    /// <summary>Queries only: a GET must change nothing.</summary>
    HttpGet,

    HttpPost,

    /// <summary>Subscriptions too.</summary>
    Socket,

    /// <summary>A part of this program, whose documents need not be handed in beforehand.</summary>
    InProcess,

    /// <summary>The same, and subscriptions too.</summary>
    InProcessStream,
}

/// <summary>The limits that need the operation to be known; they run on documents from the cache as well.</summary>
internal sealed class RequestLimits(GraphQLApiOptions options, Transport transport, string language) : ValidationRuleBase
{
    /// <summary>How deep lists of the schema's description may be nested; GraphiQL needs three.</summary>
    private const int MaxIntrospectionLists = 3;

    public static GraphQLApiOptions Of(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<IOptions<GraphQLApiOptions>>().Value;

    public static IReadOnlyList<IValidationRule> All(GraphQLApiOptions options, Transport transport, string language) =>
        [new RequestLimits(options, transport, language), new Complexity(options, language)];

    /// <summary>How many fields the text of the document names.</summary>
    public static int FieldsIn(GraphQLDocument document) => document.Definitions.OfType<IHasSelectionSetNode>().Sum(d => FieldsIn(d.SelectionSet));

    /// <summary>How many arguments, values, variables and directives the text of the document holds.</summary>
    public static async ValueTask<int> PartsIn(GraphQLDocument document)
    {
        var parts = new Parts();
        await new PartsCounter().VisitAsync(document, parts);
        return parts.Count;
    }

    public override ValueTask<INodeVisitor?> GetPostNodeVisitorAsync(ValidationContext context)
    {
        if (context.HasErrors) return default;
        var operation = context.Operation.Operation;
        if (transport == Transport.HttpGet && operation != OperationType.Query) Report(context, "HTTP_METHOD");
        else if (transport is Transport.HttpPost or Transport.InProcess && operation == OperationType.Subscription) Report(context, "SUBSCRIPTION_NEEDS_SOCKET");
        var roots = RootFields(context, context.Operation.SelectionSet).ToArray();
        if (operation == OperationType.Mutation && roots.Length > options.MaxMutations)
            Report(context, "MAX_MUTATIONS", ("Actual", roots.Length), ("Max", options.MaxMutations));
        var introspection = roots.Where(IsIntrospection).ToArray();
        if (introspection.Length > 0 && !options.Introspection) Report(context, "INTROSPECTION_OFF");
        else if (introspection.Any(f => ListsIn(context, f.SelectionSet) > MaxIntrospectionLists)) Report(context, "INTROSPECTION_TOO_DEEP", ("Max", MaxIntrospectionLists));
        return default;
    }

    private void Report(ValidationContext context, string code, params (string Name, object? Value)[] facts) =>
        context.ReportError(Error(code, language, facts));

    private static ValidationError Error(string code, string language, params (string Name, object? Value)[] facts) =>
        new(RefusalWording.Word(code, facts, language)) { Code = code };

    private static bool IsIntrospection(GraphQLField field) => field.Name.Value == "__schema" || field.Name.Value == "__type";

    private static IEnumerable<GraphQLField> RootFields(ValidationContext context, GraphQLSelectionSet set) => set.Selections.SelectMany(s => s switch
    {
        GraphQLField field => [field],
        _ => Inner(context, s) is { } inner ? RootFields(context, inner) : [],
    });

    private static GraphQLSelectionSet? Inner(ValidationContext context, ASTNode selection) => selection switch
    {
        GraphQLField field => field.SelectionSet,
        GraphQLInlineFragment inline => inline.SelectionSet,
        GraphQLFragmentSpread spread => context.Document.FindFragmentDefinition(spread.FragmentName.Name.Value)?.SelectionSet,
        _ => null,
    };

    private static int ListsIn(ValidationContext context, GraphQLSelectionSet? set) => set is null ? 0 : set.Selections.Select(s =>
        ListsIn(context, Inner(context, s)) + (s is GraphQLField field && IsList(field.Name.Value) ? 1 : 0)).DefaultIfEmpty().Max();

    private static bool IsList(ROM name) => name == "fields" || name == "inputFields" || name == "interfaces" || name == "possibleTypes" || name == "types";

    private static int FieldsIn(GraphQLSelectionSet? set) => set is null ? 0 : set.Selections.Sum(s => s switch
    {
        GraphQLField field => 1 + FieldsIn(field.SelectionSet),
        IHasSelectionSetNode fragment => FieldsIn(fragment.SelectionSet),
        _ => 1,
    });

    /// <summary>How it is counted what an operation asks for.</summary>
    internal static ComplexityOptions Counting(GraphQLApiOptions limits) => new()
    {
        MaxDepth = limits.MaxDepth, MaxComplexity = limits.MaxComplexity, DefaultScalarImpact = 1, DefaultObjectImpact = 1, DefaultListImpactMultiplier = 10,
    };

    private sealed class Complexity(GraphQLApiOptions limits, string wording) : ComplexityValidationRule(Counting(limits))
    {
        protected override ValueTask ValidateComplexityAsync(ValidationContext context, double totalImpact, int maxDepth)
        {
            var asksForSchema = RootFields(context, context.Operation.SelectionSet).All(f => f.Name.Value.Span.StartsWith("__"));
            if (maxDepth > limits.MaxDepth && !asksForSchema)
                context.ReportError(Error("MAX_DEPTH", wording, ("Actual", maxDepth), ("Max", limits.MaxDepth)));
            else if (totalImpact > limits.MaxComplexity)
                context.ReportError(Error("MAX_COMPLEXITY", wording, ("Actual", (long)Math.Min(totalImpact, long.MaxValue)), ("Max", limits.MaxComplexity)));
            return default;
        }
    }

    private sealed class Parts : IASTVisitorContext
    {
        public int Count { get; set; }

        public CancellationToken CancellationToken => default;
    }

    private sealed class PartsCounter : ASTVisitor<Parts>
    {
        public override ValueTask VisitAsync(ASTNode? node, Parts context)
        {
            if (node is GraphQLArgument or GraphQLDirective or GraphQLVariableDefinition or GraphQLObjectField or GraphQLValue) context.Count++;
            return base.VisitAsync(node, context);
        }
    }
}
