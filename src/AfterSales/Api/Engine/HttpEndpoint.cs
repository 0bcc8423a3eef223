using System.Globalization;
using System.Text.Json;
using AfterSales.Access;
using GraphQL;
using GraphQL.Transport;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace AfterSales.Api.Engine;

/// <summary>GraphQL over HTTP (https://graphql.github.io/graphql-over-http/draft/): POST with JSON, GET for queries.</summary>
internal sealed class HttpEndpoint(GraphQLRunner runner, IGraphQLTextSerializer serializer, IOptions<GraphQLApiOptions> options, RequestRate rate)
{
    private const string GraphQLResponse = "application/graphql-response+json";
    private const string Json = "application/json";

    public async Task HandleAsync(HttpContext http)
    {
        var context = ContextOf(http);
        if (Accepted(http.Request) is not { } type)
        {
            await WriteAsync(http, Json, StatusCodes.Status406NotAcceptable, new(context.Error("NOT_ACCEPTABLE")));
            return;
        }
        var isGet = HttpMethods.IsGet(http.Request.Method);
        if (!isGet && !HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.Headers.Allow = "GET, POST";
            await WriteAsync(http, type, StatusCodes.Status405MethodNotAllowed, new(context.Error("METHOD_NOT_ALLOWED")));
            return;
        }
        if (rate.Refusal(http, context) is { } wait)
        {
            http.Response.Headers.RetryAfter = wait.Seconds;
            await WriteAsync(http, type, StatusCodes.Status429TooManyRequests, new(wait.Error));
            return;
        }
        var (request, refusal, status) = await ReadAsync(http, context);
        if (request is null)
        {
            await WriteAsync(http, type, status, new(refusal!));
            return;
        }
        var result = await runner.RunAsync(request, context, isGet ? Transport.HttpGet : Transport.HttpPost, http.RequestServices, http.RequestAborted);
        if (result.Errors?.Any(e => e.Code == "OVERLOADED") == true)
        {
            http.Response.Headers.RetryAfter = Overload.RetrySeconds.ToString(CultureInfo.InvariantCulture);
            await WriteAsync(http, type, StatusCodes.Status503ServiceUnavailable, result);
            return;
        }
        var needsPost = isGet && result.Errors?.Any(e => e.Code == "HTTP_METHOD") == true;
        if (needsPost) http.Response.Headers.Allow = "POST";
        await WriteAsync(http, type, needsPost ? StatusCodes.Status405MethodNotAllowed : result.Executed || type == Json ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, result);
    }

    public static RequestContext ContextOf(HttpContext http)
    {
        var caller = http.User.ToCaller();
        var accepted = http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString());
        var isTokenRefused = !caller.IsKnown && http.Request.Headers.Authorization.Count > 0;
        return new(caller, RequestContext.LanguageOf(caller, accepted), isTokenRefused);
    }

    private async Task<(GraphQLRequest? Request, ExecutionError? Refusal, int Status)> ReadAsync(HttpContext http, RequestContext context)
    {
        var max = options.Value.MaxBodyBytes;
        try
        {
            var request = HttpMethods.IsGet(http.Request.Method) ? FromQuery(http.Request.Query) : null;
            if (request is null)
            {
                if (!IsJson(http.Request.ContentType)) return (null, context.Error("UNSUPPORTED_MEDIA_TYPE"), StatusCodes.Status415UnsupportedMediaType);
                if (http.Request.ContentLength > max) return (null, context.Error("BODY_TOO_LARGE", ("Max", max)), StatusCodes.Status413PayloadTooLarge);
                if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = max;
                request = await serializer.ReadAsync<GraphQLRequest>(http.Request.Body, http.RequestAborted);
            }
            return request is null || (request.Query is null && request.DocumentId is null)
                ? (null, context.Error("QUERY_MISSING"), StatusCodes.Status400BadRequest) : (request, null, 0);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, context.Error("BODY_TOO_LARGE", ("Max", max)), StatusCodes.Status413PayloadTooLarge);
        }
        catch (Exception e) when (e is JsonException or BadHttpRequestException or InvalidOperationException or FormatException or ArgumentException)
        {
            return (null, context.Error("BAD_REQUEST"), StatusCodes.Status400BadRequest);
        }
    }

    private GraphQLRequest FromQuery(IQueryCollection query)
    {
        return new() { Query = One("query"), OperationName = One("operationName"), DocumentId = One("documentId"), Variables = Map("variables"), Extensions = Map("extensions") };

        string? One(string key) => !query.TryGetValue(key, out var values) ? null : values.Count == 1 ? values[0] : throw new FormatException(key);

        Inputs? Map(string key) => One(key) is { Length: > 0 } json ? serializer.Deserialize<Inputs>(json) : null;
    }

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase) && IsUtf8(type);

    private static bool IsUtf8(MediaTypeHeaderValue type) => !type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    /// <summary>The answer's media type, or null where the client takes neither. Without a wish it is application/json, which older clients expect.</summary>
    private static string? Accepted(HttpRequest request)
    {
        var accept = request.GetTypedHeaders().Accept;
        if (accept.Count == 0) return Json;
        foreach (var type in accept.Where(t => t.Quality != 0 && IsUtf8(t)).OrderByDescending(t => t.Quality ?? 1))
        {
            if (type.MediaType == GraphQLResponse) return GraphQLResponse;
            if (type.MediaType == Json || type.MatchesAllTypes || type.MediaType == "application/*") return Json;
        }
        return null;
    }

    private async Task WriteAsync(HttpContext http, string type, int status, ExecutionResult result)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type + "; charset=utf-8";
        await serializer.WriteAsync(http.Response.Body, result, http.RequestAborted);
    }
}
