using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using AfterSales.Access;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Transport;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQL.Validation.Rules;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AfterSales.Api.Engine;

/// <summary>Runs operations under the same rules whichever way they came: HTTP, WebSocket, or from inside this process.</summary>
public sealed class GraphQLRunner
{
    private static readonly IValidationRule[] Rules = [.. DocumentValidator.CoreRules.Where(rule => rule is not VariablesInAllowedPosition), new VariablePositions()];

    private readonly IDocumentExecuter executer;
    private readonly ISchema schema;
    private readonly IGraphQLSerializer serializer;
    private readonly IServiceScopeFactory scopes;
    private readonly IPersistedDocuments persisted;
    private readonly GraphQLApiOptions options;
    private readonly DocumentCache cache;
    private readonly TimeProvider time;
    private readonly ApiMeters meters;
    private readonly Overload overload;

    internal GraphQLRunner(IServiceProvider services)
    {
        executer = services.GetRequiredService<IDocumentExecuter>();
        schema = services.GetRequiredService<ISchema>();
        serializer = services.GetRequiredService<IGraphQLSerializer>();
        scopes = services.GetRequiredService<IServiceScopeFactory>();
        persisted = services.GetRequiredService<IPersistedDocuments>();
        options = services.GetRequiredService<IOptions<GraphQLApiOptions>>().Value;
        cache = services.GetRequiredService<DocumentCache>();
        time = services.GetRequiredService<TimeProvider>();
        meters = services.GetRequiredService<ApiMeters>();
        overload = services.GetRequiredService<Overload>();
    }

    /// <summary>Answers a query or mutation as the API would answer this caller over HTTP: an object with <c>data</c> and <c>errors</c>.</summary>
    /// <param name="variables">An object whose properties are the variables, or null.</param>
    public async Task<JsonElement> ExecuteAsync(string document, object? variables, Caller caller, CancellationToken cancellation = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await ToJsonAsync(await RunAsync(Request(document, variables), new(caller, caller.Language), Transport.InProcess, scope.ServiceProvider, cancellation));
    }

    /// <summary>
    /// Follows a subscription as the API would serve it to this caller over a WebSocket. Of a listener that does not keep up the oldest events
    /// are dropped.
    /// </summary>
    /// <inheritdoc cref="ExecuteAsync"/>
    public async IAsyncEnumerable<JsonElement> FollowAsync(
        string document, object? variables, Caller caller, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var result = await RunAsync(Request(document, variables), new(caller, caller.Language), Transport.InProcessStream, scope.ServiceProvider, cancellation);
        if (result.Streams is not { Count: 1 } streams)
        {
            yield return await ToJsonAsync(result);
            yield break;
        }
        var told = Channel.CreateBounded<ExecutionResult>(new BoundedChannelOptions(options.SocketQueue) { FullMode = BoundedChannelFullMode.DropOldest });
        using var subscription = streams.Values.Single().Subscribe(new Listener(told.Writer));
        await foreach (var item in told.Reader.ReadAllAsync(cancellation)) yield return await ToJsonAsync(item);
    }

    internal async Task<ExecutionResult> RunAsync(
        GraphQLRequest request, RequestContext context, Transport transport, IServiceProvider services, CancellationToken cancellation)
    {
        var since = Stopwatch.GetTimestamp();
        var result = await AnswerAsync(request, context, transport, services, cancellation);
        meters.Answered(transport, since, result);
        return result;
    }

    private async Task<ExecutionResult> AnswerAsync(
        GraphQLRequest request, RequestContext context, Transport transport, IServiceProvider services, CancellationToken cancellation)
    {
        context.Enter(services);
        var text = request.Query;
        if (request.DocumentId is { } id)
        {
            text = persisted.Find(id);
            if (text is null) return new(context.Error("PERSISTED_DOCUMENT_NOT_FOUND", ("DocumentId", id.Length > 100 ? id[..100] : id)));
        }
        else if (options.PersistedDocumentsOnly && transport is not (Transport.InProcess or Transport.InProcessStream)) return new(context.Error("PERSISTED_DOCUMENTS_ONLY"));
        if (string.IsNullOrWhiteSpace(text)) return new(context.Error("QUERY_MISSING"));

        var known = cache.Find(text);
        var (parsed, refused) = known is null ? await Parse(text, context) : (known, null);
        if (parsed is not { } document) return new(refused!);
        var kind = Chosen(document, request.OperationName);
        using var place = overload.Place(kind, transport);
        if (place is null) return new(context.Error("OVERLOADED", ("Seconds", Overload.RetrySeconds)));
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        var (isStream, isQuery) = (kind == OperationType.Subscription, kind == OperationType.Query);
        var limits = RequestLimits.All(options, transport, context.Language);
        try
        {
            var since = Stopwatch.GetTimestamp();
            var result = await ExecuteAsync(services);
            // Reading changes nothing: what may work the next moment is tried again for the client.
            foreach (var wait in isQuery ? NextMoments.Waits : [])
            {
                if (result.Errors?.Any(error => error.Code == "TRY_AGAIN") != true || NextMoments.TookTooLong(since)) break;
                await Task.Delay(wait, TimeProvider.System, either.Token);
                // With services of its own: those of the first try remember what they could not read.
                await using var scope = scopes.CreateAsyncScope();
                context.Enter(scope.ServiceProvider);
                result = await ExecuteAsync(scope.ServiceProvider);
            }

            if (known is null && result.Executed) cache.Keep(text, document);
            ErrorAnswers.Word(result, context);
            ErrorAnswers.KeepTheFirst(result);
            return result;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new(context.Error("REQUEST_TIMEOUT", ("Seconds", options.TimeoutSeconds)));
        }

        Task<ExecutionResult> ExecuteAsync(IServiceProvider with) => executer.ExecuteAsync(new ExecutionOptions
        {
            Schema = schema, Query = text, Document = document, OperationName = request.OperationName, Variables = request.Variables, Extensions = request.Extensions,
            RequestServices = with, UserContext = context, CancellationToken = isStream ? cancellation : either.Token,
            ValidationRules = known is null ? [.. Rules, .. limits] : limits, ThrowOnUnhandledException = false,
        });
    }

    /// <summary>What is asked for, of a document that may hold more; null where the name says nothing, which is refused.</summary>
    private static OperationType? Chosen(GraphQLDocument document, string? name) =>
        document.Definitions.OfType<GraphQLOperationDefinition>().FirstOrDefault(operation => string.IsNullOrEmpty(name) || operation.Name?.Value == name)?.Operation;

    private GraphQLRequest Request(string document, object? variables) =>
        new() { Query = document, Variables = variables is null ? null : serializer.ReadNode<Inputs>(JsonSerializer.SerializeToElement(variables)) };

    private async Task<JsonElement> ToJsonAsync(ExecutionResult result)
    {
        using var buffer = new MemoryStream();
        await serializer.WriteAsync(buffer, result);
        return JsonSerializer.Deserialize<JsonElement>(buffer.ToArray());
    }

    private async ValueTask<(GraphQLDocument? Document, ExecutionError? Refused)> Parse(string text, RequestContext context)
    {
        try
        {
            var document = Parser.Parse(text, new ParserOptions { Ignore = IgnoreOptions.Comments, MaxDepth = 64 });
            var fields = RequestLimits.FieldsIn(document);
            if (fields > options.MaxFields) return (null, context.Error("MAX_FIELDS", ("Actual", fields), ("Max", options.MaxFields)));
            var parts = await RequestLimits.PartsIn(document);
            return parts > options.MaxParts ? (null, context.Error("MAX_PARTS", ("Actual", parts), ("Max", options.MaxParts))) : (document, null);
        }
        catch (GraphQLSyntaxErrorException e)
        {
            return (null, new SyntaxError(e));
        }
        catch (GraphQLMaxDepthExceededException)
        {
            return (null, context.Error("MAX_DEPTH", ("Actual", "> 64"), ("Max", options.MaxDepth)));
        }
    }

    private sealed class Listener(ChannelWriter<ExecutionResult> told) : IObserver<ExecutionResult>
    {
        public void OnNext(ExecutionResult value) => told.TryWrite(value);

        public void OnError(Exception error) => told.TryComplete(error);

        public void OnCompleted() => told.TryComplete();
    }
}
