using GraphQL.Types;
using GraphQL.Validation;
using GraphQL.Validation.Errors;
using GraphQLParser.AST;

namespace AfterSales.Api.Engine;

/// <summary>
/// A variable stands only where its type is allowed (https://spec.graphql.org/October2021/#sec-All-Variable-Usages-are-Allowed). It takes the place
/// of GraphQL.NET's own rule, for which any two non-null types are the same, and any two lists.
/// </summary>
internal sealed class VariablePositions : ValidationRuleBase
{
    private static readonly MatchingNodeVisitor<GraphQLOperationDefinition> Visitor = new((_, _) => { }, Check);

    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(Visitor);

    private static void Check(GraphQLOperationDefinition operation, ValidationContext context)
    {
        foreach (var usage in context.GetRecursiveVariables(operation) ?? [])
        {
            // Undeclared variables and unknown types and arguments are refused by rules of their own.
            if (operation.Variables?.FirstOrDefault(v => v.Variable.Name == usage.Node.Name) is not { } declared) continue;
            if (declared.Type.GraphTypeFromType(context.Schema) is not { } given || usage.Type is not { } expected) continue;
            var mayBeMissing = usage.HasDefault || declared.DefaultValue is not (null or GraphQLNullValue);
            if (!Fits(given, mayBeMissing && expected is NonNullGraphType needed ? needed.ResolvedType! : expected))
                context.ReportError(new VariablesInAllowedPositionError(context, declared, given, usage));
        }
    }

    private static bool Fits(IGraphType given, IGraphType expected) => (given, expected) switch
    {
        (NonNullGraphType inner, NonNullGraphType needed) => Fits(inner.ResolvedType!, needed.ResolvedType!),
        (_, NonNullGraphType) => false,
        (NonNullGraphType inner, _) => Fits(inner.ResolvedType!, expected),
        (ListGraphType items, ListGraphType needed) => Fits(items.ResolvedType!, needed.ResolvedType!),
        (ListGraphType, _) or (_, ListGraphType) => false,
        _ => given.Name == expected.Name,
    };
}
