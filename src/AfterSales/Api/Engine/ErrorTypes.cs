using AfterSales.Records;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace AfterSales.Api.Engine;

/// <summary>Makes a schema type of each refusal: <c>Foo</c> becomes <c>FooError implements Error</c>.</summary>
internal sealed class ErrorTypes(SchemaTypes types)
{
    private readonly Dictionary<Type, ObjectGraphType> made = [];

    public InterfaceGraphType Error { get; } = MakeInterface();

    public UnionGraphType Union(string stem, IReadOnlyList<Type> refusals)
    {
        var byType = refusals.ToDictionary(r => r, Of);
        var union = new UnionGraphType { Name = stem + "Error", ResolveType = o => byType[o.GetType()] };
        foreach (var type in byType.Values) union.AddPossibleType(type);
        return union;
    }

    private ObjectGraphType Of(Type refusal)
    {
        if (made.TryGetValue(refusal, out var known)) return known;
        types.ShowPartsOf(refusal);
        var type = made[refusal] = new ObjectGraphType
        {
            Name = Naming.Error(refusal), Description = SchemaTypes.Describe(refusal), IsTypeOf = refusal.IsInstanceOfType,
        };
        Add("code", (r, _) => ValueTask.FromResult(r.Code));
        Add("message", (r, context) => RequestContext.Of(context).Word(r, context));
        types.AddMembers(type, refusal, c => c.Source, only: p => p.DeclaringType != typeof(Refusal));
        foreach (var field in type.Fields) AccessRule.ByParent.PutOn(field);
        type.AddResolvedInterface(Error);
        return type;

        void Add(string name, Func<Refusal, IResolveFieldContext, ValueTask<string>> value) => type.AddField(new FieldType
        {
            Name = name, ResolvedType = Text(),
            Resolver = new FuncFieldResolver<object>(async c => await value((Refusal)c.Source!, c)),
        });
    }

    private static InterfaceGraphType MakeInterface()
    {
        var type = new InterfaceGraphType { Name = "Error", Description = "Why something was refused." };
        type.AddField(new FieldType { Name = "code", ResolvedType = Text(), Description = "What programs decide by; it never changes." });
        type.AddField(new FieldType { Name = "message", ResolvedType = Text(), Description = "What people read, in the caller's language." });
        return type;
    }

    private static NonNullGraphType Text() => new(new GraphQLTypeReference("String"));
}
