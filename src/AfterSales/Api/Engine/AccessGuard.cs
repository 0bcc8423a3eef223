using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Utilities;

namespace AfterSales.Api.Engine;

/// <summary>Puts a guard before every field of the schema. It runs over the finished schema, so no field can be added past it.</summary>
internal sealed class AccessGuard : BaseSchemaNodeVisitor
{
    public override void VisitObjectFieldDefinition(FieldType field, IObjectGraphType type, ISchema schema)
    {
        if (type.Name.StartsWith("__", StringComparison.Ordinal)) return;
        var rule = AccessRule.Of(field);
        var isRoot = type == schema.Query || type == schema.Mutation || type == schema.Subscription;
        if (rule?.Permission is null && rule is not null && !isRoot) return;
        field.Resolver = new GuardedField(field.Resolver ?? NameFieldResolver.Instance, rule, isRoot);
        if (field.StreamResolver is { } stream) field.StreamResolver = new GuardedStream(stream, rule);
    }

    private static void Check(IResolveFieldContext context, AccessRule? rule)
    {
        var request = RequestContext.Of(context);
        if (rule is null) throw Refused(request);
        if (rule.Permission is { } permission && !request.Caller.May(permission)) throw Refused(request);
    }

    private static ExecutionError Refused(RequestContext request) =>
        request.Error(
        request.Caller.IsKnown ? "AUTH_NOT_AUTHORIZED" : request.IsTokenRefused ? "AUTH_TOKEN_INVALID" : "AUTH_NOT_AUTHENTICATED");

    private sealed class GuardedField(IFieldResolver inner, AccessRule? rule, bool isRoot) : IFieldResolver
    {
        public ValueTask<object?> ResolveAsync(IResolveFieldContext context)
        {
            Check(context, rule);
            if (isRoot) RequestContext.Of(context).Enter(context.RequestServices!);
            return inner.ResolveAsync(context);
        }
    }

    private sealed class GuardedStream(ISourceStreamResolver inner, AccessRule? rule) : ISourceStreamResolver
    {
        public ValueTask<IObservable<object?>> ResolveAsync(IResolveFieldContext context)
        {
            Check(context, rule);
            RequestContext.Of(context).Enter(context.RequestServices!);
            return inner.ResolveAsync(context);
        }
    }
}
