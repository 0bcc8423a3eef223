using System.Globalization;
using System.Text.Json;
using GraphQL.Types;
using GraphQLParser.AST;

namespace AfterSales.Api.Engine;

/// <summary>A value whose shape is said elsewhere, such as a policy's: any JSON, in the document or as a variable.</summary>
internal sealed class JsonScalar : ScalarGraphType
{
    public JsonScalar() => (Name, Description) = ("JSON", "Any JSON value; its shape follows from the field it belongs to.");

    public override object? ParseLiteral(GraphQLValue value) => value is GraphQLNullValue ? null : JsonSerializer.SerializeToElement(Plain(value));

    public override bool CanParseLiteral(GraphQLValue value) => true;

    public override object? ParseValue(object? value) => value is null ? null : JsonSerializer.SerializeToElement(value);

    public override bool CanParseValue(object? value) => true;

    public override object? Serialize(object? value) => value;

    private static object? Plain(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLBooleanValue boolean => boolean.BoolValue,
        GraphQLIntValue whole when long.TryParse(whole.Value.Span, CultureInfo.InvariantCulture, out var number) => number,
        GraphQLIntValue large => double.Parse(large.Value.Span, CultureInfo.InvariantCulture),
        GraphQLFloatValue number => double.Parse(number.Value.Span, CultureInfo.InvariantCulture),
        GraphQLStringValue text => (string)text.Value,
        GraphQLEnumValue word => (string)word.Name.Value,
        GraphQLListValue list => list.Values?.Select(Plain).ToArray() ?? [],
        GraphQLObjectValue members => members.Fields?.ToDictionary(field => (string)field.Name.Value, field => Plain(field.Value)) ?? [],
        _ => throw new RequestException("JSON_INVALID"),
    };
}
