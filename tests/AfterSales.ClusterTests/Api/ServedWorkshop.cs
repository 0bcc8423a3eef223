using System.Security.Claims;
using System.Text.Encodings.Web;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Tests.Api.Fixture;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.ClusterTests.Api;

/// <summary>The workshop's API on a real server; <c>Bearer manager</c> and <c>Bearer administrator</c> are its log-ins.</summary>
public sealed class ServedWorkshop : IAsyncDisposable
{
    private readonly WebApplication app;

    private ServedWorkshop(WebApplication app) => this.app = app;

    public string Address => app.Urls.First() + "/graphql";

    public string SocketAddress => Address.Replace("http:", "ws:", StringComparison.Ordinal);

    public IServiceProvider Services => app.Services;

    public HttpClient Client { get; } = new();

    public static async Task<ServedWorkshop> Start(Action<GraphQLApiOptions>? configure = null, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddAuthentication("named").AddScheme<AuthenticationSchemeOptions, NamedCallers>("named", null);
        builder.Services.AddPooledDbContextFactory<WorkshopDb>(o => o.UseSqlite("Data Source=:memory:"));
        more?.Invoke(builder.Services);
        builder.Services.AddWorkshop(configure);
        var served = builder.Build();
        served.UseAuthentication();
        served.MapGraphQL();
        await served.StartAsync(TestContext.Current.CancellationToken);
        return new(served);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }

    private sealed class NamedCallers(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers.Authorization is not { Count: > 0 } header) return Task.FromResult(AuthenticateResult.NoResult());
            var caller = header.ToString() switch { "Bearer manager" => Workshops.Manager, "Bearer administrator" => Workshops.Administrator, _ => null };
            if (caller is null) return Task.FromResult(AuthenticateResult.Fail("No such token."));
            var claims = CallerClaims.ToClaims(caller.Assignments, caller.Technician, caller.Language).Append(new(ClaimTypes.NameIdentifier, caller.Account));
            return Task.FromResult(AuthenticateResult.Success(new(new(new ClaimsIdentity(claims, "named")), "named")));
        }
    }
}
