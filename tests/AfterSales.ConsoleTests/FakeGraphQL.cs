using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using AfterSales.Console.Api;
using AfterSales.Console.Shell;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ConsoleTests;

/// <summary>Answers documents by their operation's name with what a test says, and keeps what was asked.</summary>
internal sealed class FakeGraphQL : IGraphQL
{
    private readonly Dictionary<string, Func<JsonNode?, Task<string>>> answers = [];

    public List<(string Operation, JsonNode? Variables)> Asked { get; } = [];

    /// <param name="data">JSON of the member <c>data</c>.</param>
    public FakeGraphQL Answering(string operation, string data) => Answering(operation, _ => $$"""{ "data": {{data}} }""");

    public FakeGraphQL Answering(string operation, Func<JsonNode?, string> answer) => Answering(operation, asked => Task.FromResult(answer(asked)));

    /// <summary>An answer that comes when the test says so.</summary>
    public FakeGraphQL Answering(string operation, Func<JsonNode?, Task<string>> answer)
    {
        answers[operation] = answer;
        return this;
    }

    public async Task<JsonElement> AskAsync(string document, object? variables, ClaimsPrincipal viewer, string language, CancellationToken cancellation)
    {
        var operation = document.Split(' ', '(', '{')[1];
        var given = JsonSerializer.SerializeToNode(variables);
        Asked.Add((operation, given));
        return JsonSerializer.Deserialize<JsonElement>(await answers[operation](given));
    }

    public async IAsyncEnumerable<JsonElement> FollowAsync(
        string document, object? variables, ClaimsPrincipal viewer, string language, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        yield break;
    }

    /// <summary>Components on this API.</summary>
    public BunitContext Context()
    {
        var context = new BunitContext();
        context.Services.AddLocalization();
        context.Services.AddSingleton<IGraphQL>(this).AddScoped<GraphQLClient>().AddSingleton<Clock>().AddSingleton(TimeProvider.System);
        context.Services.AddSingleton<AuthenticationStateProvider>(new Somebody());
        return context;
    }

    public GraphQLClient Client() => new(this, new Somebody());

    private sealed class Somebody : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal()));
    }
}
