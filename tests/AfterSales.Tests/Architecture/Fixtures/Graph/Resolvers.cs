using System.ComponentModel;
using GraphQL;
using GraphQL.Types;
using GraphQLParser;

namespace AfterSales.Tests.Architecture.Fixtures.Graph;

internal sealed class ResolverThatBuildsASchema
{
    public object Schema { get; } = new Schema();
}

internal static class ResolverThatParses
{
    public static object Parse(string text) => Parser.Parse(text);
}

internal sealed class ResolverWithAttributes
{
    [Name("count"), Description("How many.")]
    public int Number { get; set; }
}
