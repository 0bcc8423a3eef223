using GraphQL;
using GraphQL.Types;
using GraphQL.Utilities;

namespace AfterSales.Api.Engine;

/// <summary>The schema as text, always in the same order, for the committed <c>schema.graphql</c>.</summary>
public static class SchemaText
{
    public static string Print(ISchema schema) =>
        schema.Print(new PrintOptions { StringComparison = StringComparison.Ordinal, IncludeDescriptions = true }).ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
}
