using System.Text;
using GraphQL;
using GraphQL.Types;

namespace AfterSales.ClusterTests.Rubbish;

/// <summary>Operations over the fields that the schema has: rightly formed often enough to get as far as the rules, with arguments that are not.</summary>
/// <param name="mayCarry">Whoever sends it may not do so anyway.</param>
internal sealed class RubbishDocuments(ISchema schema, RubbishValues values, bool mayCarry)
{
    // By whom it is allowed these carry what a branch keeps to another; and the demo's clock would end the log-ins.
    private static readonly string[] Carrying = ["moveDemoTime", "closeBranch", "handOverTicket", "mergeCustomers", "moveInstalledProduct"];

    private readonly FieldType[] _queries = [.. schema.Query.Fields];
    private readonly FieldType[] _mutations = [.. schema.Mutation!.Fields.Where(field => mayCarry || !Carrying.Contains(field.Name))];

    /// <summary>A document and its variables, as JSON.</summary>
    public (string Document, string Variables) Next()
    {
        var isMutation = values.OneIn(2);
        var field = values.Of(isMutation ? _mutations : _queries);
        var (declared, variables) = (new List<string>(), new List<string>());
        var call = Call(field, declared, variables);
        var head = (isMutation ? "mutation" : "query") + (declared.Count > 0 ? $"({string.Join(", ", declared)})" : "");
        var document = $"{head} {{ {call}{Selection(field.ResolvedType!, 0)} }}";
        return (values.OneIn(12) ? Spoilt(document) : document, "{" + string.Join(',', variables) + "}");
    }

    /// <summary>What is to exhaust the server by one small request.</summary>
    public string Bomb()
    {
        var many = 100 + values.Below(3_000);
        return values.Below(8) switch
        {
            0 => "{ " + string.Concat(Enumerable.Range(0, many).Select(i => $"a{i}: me {{ name }} ")) + "}",
            1 => "{ " + string.Concat(Enumerable.Repeat("branches { nodes { ", many)) + "id" + string.Concat(Enumerable.Repeat(" } }", many)) + " }",
            2 => "query { me { ...A } } fragment A on Me { ...B } fragment B on Me { ...A }",
            3 => "{ tickets(first: 100) { nodes { customer { products(first: 100) { nodes { id } } } } } customers(first: 100) { nodes { tickets(first: 100) { nodes { customer { name } } } } } }",
            4 => "{ me " + string.Concat(Enumerable.Repeat("@include(if: true) ", many)) + "{ name } }",
            5 => "{ ticket(id: " + new string('[', many) + "1" + new string(']', many) + ") { id } }",
            6 => "query(" + string.Join(' ', Enumerable.Range(0, many).Select(i => $"$v{i}: ID")) + ") { me { name } }",
            _ => string.Concat(Enumerable.Range(0, many).Select(i => $"fragment F{i} on Query {{ ...F{i + 1} }} ")) + "{ ...F0 }",
        };
    }

    private string Call(FieldType field, List<string> declared, List<string> variables)
    {
        var arguments = new List<string>();
        foreach (var argument in field.Arguments ?? Enumerable.Empty<QueryArgument>())
        {
            if (argument.ResolvedType is not NonNullGraphType ? !values.OneIn(3) : values.OneIn(30)) continue;
            if (values.OneIn(4) && argument.ResolvedType!.GetNamedType() is not IInputObjectGraphType)
            {
                arguments.Add($"{argument.Name}: {Literal(argument.ResolvedType!)}");
                continue;
            }

            var variable = $"v{declared.Count}";
            declared.Add($"${variable}: {(values.OneIn(40) ? "String" : argument.ResolvedType!.ToString())}");
            if (!values.OneIn(40)) variables.Add("\"" + variable + "\":" + Value(argument.ResolvedType!, 0));
            arguments.Add($"{argument.Name}: ${variable}");
        }

        if (values.OneIn(40)) arguments.Add("nothing: 1");
        return field.Name + (arguments.Count > 0 ? $"({string.Join(", ", arguments)})" : "");
    }

    /// <summary>A value as JSON: of the type, or of none.</summary>
    private string Value(IGraphType type, int depth)
    {
        if (values.OneIn(25)) return values.Json();
        switch (type)
        {
            case NonNullGraphType some:
                return Value(some.ResolvedType!, depth);
            case ListGraphType list:
                // Long, and yet not above the limit of a body, which says nothing new.
                if (values.OneIn(60) && list.ResolvedType!.GetNamedType() is ScalarGraphType) return "[" + string.Join(',', Enumerable.Repeat(values.Quoted(values.Key()), 2_000)) + "]";
                // Filters hold filters: they come to an end.
                return "[" + string.Join(',', Enumerable.Range(0, depth > 4 ? 0 : values.Below(4)).Select(_ => Value(list.ResolvedType!, depth + 1))) + "]";
            case IInputObjectGraphType input:
                var fields = input.Fields.Where(field => field.ResolvedType is NonNullGraphType ? !values.OneIn(40) : depth <= 4 && values.OneIn(3));
                return "{" + string.Join(',', fields.Select(field => "\"" + field.Name + "\":" + Value(field.ResolvedType!, depth + 1)).Append(values.OneIn(60) ? "\"nothing\":1" : null).OfType<string>()) + "}";
            case EnumerationGraphType words:
                return $"\"{values.Of([.. words.Values]).Name}\"";
            default:
                return Scalar(((ScalarGraphType)type).Name);
        }
    }

    private string Scalar(string name) => name switch
    {
        "Int" or "Float" or "Long" or "Money" => values.Number(),
        "Boolean" => values.OneIn(2) ? "true" : "false",
        "ID" => values.Quoted(values.OneIn(3) ? values.Text() : values.Key()),
        "DateTime" => values.Quoted(values.OneIn(2) ? "2026-11-30T10:00:00+08:00" : values.Text()),
        "Date" => values.Quoted(values.OneIn(2) ? "2026-11-30" : values.Text()),
        _ => values.Quoted(values.Text()),
    };

    private string Literal(IGraphType type)
    {
        var value = Value(type, 0);
        return type.GetNamedType() is EnumerationGraphType ? value.Replace("\"", "", StringComparison.Ordinal) : value;
    }

    private string Selection(IGraphType type, int depth)
    {
        var named = type.GetNamedType();
        if (named is UnionGraphType) return " { ... on Error { code message } }";
        if (named is not IComplexGraphType complex) return "";
        var chosen = new StringBuilder(" { __typename");
        foreach (var field in complex.Fields)
        {
            var isLeaf = field.ResolvedType!.GetNamedType() is ScalarGraphType;
            if (field.Name == "errors" || (depth < 4 ? isLeaf ? values.OneIn(2) : values.OneIn(depth == 0 ? 1 : 3) : isLeaf && values.OneIn(2)))
                chosen.Append(' ').Append(Nested(field)).Append(Selection(field.ResolvedType!, depth + 1));
        }

        return chosen.Append(" }").ToString();
    }

    /// <summary>Below the roots values stand where they are used, and pages are short: they multiply.</summary>
    private string Nested(FieldType field)
    {
        var arguments = (field.Arguments ?? Enumerable.Empty<QueryArgument>()).Where(argument => argument.ResolvedType is NonNullGraphType || argument.Name == "first")
            .Select(argument => $"{argument.Name}: {(argument.Name == "first" ? "3" : Literal(argument.ResolvedType!))}").ToArray();
        return field.Name + (arguments.Length > 0 ? $"({string.Join(", ", arguments)})" : "");
    }

    private string Spoilt(string document)
    {
        var at = values.Below(document.Length);
        return values.Below(3) switch
        {
            0 => document[..at],
            1 => document.Remove(at, 1),
            _ => document.Insert(at, values.Of(["{", "}", "\"", "\\", "$", "@", "...", "\u0000", "#", "漢"])),
        };
    }
}
