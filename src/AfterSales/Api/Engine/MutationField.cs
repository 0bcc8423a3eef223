using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using System.Reflection;
using AfterSales.Records;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AfterSales.Api.Engine;

/// <summary>A mutation in the shape <c>name(input: NameInput!): NamePayload!</c>, whose payload holds the result or typed errors.</summary>
internal sealed partial class MutationField(Invocation invocation, Parameters parameters, HashSet<Type> declared, ILogger logger) : IFieldResolver
{
    private static readonly Type[] Shared = [typeof(NotFound), typeof(InputInvalid), typeof(RequestIdReused), typeof(TryAgain)];

    public static FieldType Make(MethodInfo method, Type clr, SchemaTypes types, ErrorTypes errors, Func<IResolveFieldContext, object?> instance, ILogger logger)
    {
        var outcome = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : method.ReturnType;
        if (!typeof(IOutcome).IsAssignableFrom(outcome))
            throw new InvalidOperationException($"{clr.Name}.{method.Name} is a mutation; it has to return a Task<Outcome<T>>.");
        var name = Naming.Field(method);
        var stem = Naming.Pascal(name);
        var parameters = new Parameters(method, types.Services);
        var refusals = Shared.Concat(method.GetCustomAttribute<ErrorsAttribute>()?.Refusals ?? []).Distinct().ToArray();
        var field = new FieldType
        {
            Name = name, Description = SchemaTypes.Describe(method), ResolvedType = new NonNullGraphType(PayloadOf(stem, method, types, errors.Union(stem, refusals))),
            Resolver = new MutationField(new(method, instance), parameters, [.. refusals], logger),
        };
        if (parameters.Arguments.Count > 0)
        {
            var input = types.Once(stem + "Input", method.DeclaringType!, () => new InputObjectGraphType { Name = stem + "Input" });
            foreach (var parameter in parameters.Arguments)
            {
                var argument = new FieldType { Name = Naming.Argument(parameter), Description = XmlDocs.Of(parameter), ResolvedType = types.InputOf(parameter), DefaultValue = SchemaTypes.DefaultOf(parameter) };
                InputChecks.NoteMostLetters(argument, parameter.GetCustomAttributes<ValidationAttribute>());
                input.AddField(argument);
            }

            field.Arguments = [new QueryArgument(new NonNullGraphType(input)) { Name = "input" }];
        }
        return types.Secured(method, clr, field);
    }

    public async ValueTask<object?> ResolveAsync(IResolveFieldContext context)
    {
        var input = context.Arguments is { } given && given.TryGetValue("input", out var value) ? (IDictionary<string, object?>)value.Value! : new Dictionary<string, object?>();
        var arguments = parameters.Read(name => (input.TryGetValue(name, out var argument), argument));
        if (InputChecks.Check(arguments) is { Count: > 0 } issues) return Refused(context, new InputInvalid(issues));
        if (await Tried(context, arguments, isRepeatable: input.TryGetValue("requestId", out var id) && id is string { Length: > 0 }) is not { } outcome) return Refused(context, new TryAgain());
        if (outcome.Refusal is not { } refusal) return new Payload(outcome.Result, null);
        if (refusal is InputInvalid invalid) refusal = new InputInvalid([.. invalid.Issues.Select(issue => issue with { Path = FromRoot(issue.Path) })]);
        if (declared.Contains(refusal.GetType())) return Refused(context, refusal);
        if (refusal is not AuthNotAuthorized) LogUndeclared(context.FieldDefinition.Name, refusal.Code);
        throw new ExecutionError(await RequestContext.Of(context).Word(refusal, context)) { Code = refusal.Code };
    }

    private static Payload Refused(IResolveFieldContext context, Refusal refusal)
    {
        context.RequestServices!.GetRequiredService<ApiMeters>().Refused(refusal.Code);
        return new Payload(null, refusal);
    }

    /// <summary>A rule names what is wrong from the part it was given; a client reads the path from the root of the input.</summary>
    private string FromRoot(string path)
    {
        var head = path.Split('.', '[')[0];
        if (parameters.Arguments.Any(argument => Naming.Argument(argument) == head)) return path;
        return parameters.Arguments.FirstOrDefault(argument => InputRecord.IsRecord(argument.ParameterType) && InputRecord.PropertiesOf(argument.ParameterType).Any(p => Naming.Field(p) == head))
            is { } part ? $"{Naming.Argument(part)}.{path}" : path;
    }

    /// <summary>What may work the next moment is tried again for the client, where its request id says that it is the same request.</summary>
    private async Task<IOutcome?> Tried(IResolveFieldContext context, Dictionary<ParameterInfo, object?> arguments, bool isRepeatable)
    {
        var since = Stopwatch.GetTimestamp();
        var outcome = await OutcomeOf(context, arguments);
        foreach (var wait in isRepeatable ? NextMoments.Waits : [])
        {
            if (outcome is { Refusal: not TryAgain } || NextMoments.TookTooLong(since)) break;
            await Task.Delay(wait, TimeProvider.System, context.CancellationToken);
            // With services of its own: what the first try left half-done in them is no part of this one.
            await using var scope = context.RequestServices!.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
            RequestContext.Of(context).Enter(scope.ServiceProvider);
            outcome = await OutcomeOf(new ResolveFieldContext(context) { RequestServices = scope.ServiceProvider }, arguments);
        }

        return outcome;
    }

    /// <summary>Null where what we stand on failed: sent again with its request id, a mutation is done once.</summary>
    private async Task<IOutcome?> OutcomeOf(IResolveFieldContext context, Dictionary<ParameterInfo, object?> arguments)
    {
        try
        {
            return (IOutcome)(await invocation.CallAsync(context, parameters.Bind(context, arguments)))!;
        }
        catch (Exception failure) when (Infrastructure.Failed(failure) && !context.CancellationToken.IsCancellationRequested)
        {
            LogFailed(failure, context.FieldDefinition.Name);
            return null;
        }
    }

    private static ObjectGraphType PayloadOf(string stem, MethodInfo method, SchemaTypes types, UnionGraphType errors)
    {
        var payload = types.Once(stem + "Payload", method.DeclaringType!, () => new ObjectGraphType { Name = stem + "Payload", IsTypeOf = o => o is Payload });
        var result = types.Output(TypeUse.Of(method) with { Nullable = true });
        var name = result is INamedType named ? named.Name : method.Name;
        Add(Naming.Camel(name), result, p => p.Result);
        Add("errors", new ListGraphType(new NonNullGraphType(errors)), p => p.Refusal is { } refusal ? new[] { refusal } : null);
        return payload;

        void Add(string field, IGraphType type, Func<Payload, object?> value)
        {
            var made = new FieldType { Name = field, ResolvedType = type, Resolver = new FuncFieldResolver<object>(c => value((Payload)c.Source!)) };
            AccessRule.ByParent.PutOn(made);
            payload.AddField(made);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mutation {Mutation} gave the refusal {Code}, which it does not declare in [Errors]")]
    private partial void LogUndeclared(string mutation, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mutation {Mutation} could not be finished; the client is told to try again")]
    private partial void LogFailed(Exception failure, string mutation);

    private sealed record Payload(object? Result, Refusal? Refusal);
}
