using System.Diagnostics;
using System.Security.Claims;
using AfterSales.ClusterTests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace AfterSales.ClusterTests.Accounts;

/// <summary>
/// An OpenID Connect provider in a process of its own, as <see cref="ChildProcess"/> starts it. It proves whoever the log-in hint names:
/// <c>subject|e-mail|verified</c>.
/// </summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string Command = "openid-provider";
    public const string ClientId = "aftersales";
    public const string ClientSecret = "a secret between the two";

    private readonly Process _process;

    private OpenIdProvider(Process process, string address) => (_process, Address) = (process, address);

    public string Address { get; }

    public static async Task<OpenIdProvider> Start()
    {
        var process = ChildProcess.Start(Command);
        var address = await process.StandardOutput.ReadLineAsync();
        return address is { Length: > 0 } ? new(process, address) : throw new InvalidOperationException($"The provider did not start: {await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Serves until it is killed.</summary>
    public static async Task<int> Serve()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            server.RegisterScopes(Scopes.Email);
            server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
            // Without a store: it knows one client and asks nobody for a password.
            server.EnableDegradedMode();
            server.UseAspNetCore().DisableTransportSecurityRequirement();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId) context.Reject(Errors.InvalidClient);
                else if (!Uri.TryCreate(context.RedirectUri, UriKind.Absolute, out var back) || !back.IsLoopback || back.AbsolutePath != "/account/openid") context.Reject(Errors.InvalidRequest);
                return default;
            }));
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId || context.ClientSecret != ClientSecret) context.Reject(Errors.InvalidClient);
                return default;
            }));
            server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                var person = context.Request.LoginHint!.Split('|');
                var identity = new ClaimsIdentity("provider", Claims.Name, Claims.Role);
                identity.AddClaim(new Claim(Claims.Subject, person[0]));
                identity.AddClaim(new Claim(Claims.Email, person[1]).SetDestinations(Destinations.IdentityToken));
                identity.AddClaim(new Claim(Claims.EmailVerified, person[2], ClaimValueTypes.Boolean).SetDestinations(Destinations.IdentityToken));
                context.Principal = new ClaimsPrincipal(identity).SetScopes(context.Request.GetScopes());
                return default;
            }));
        });
        await using var app = builder.Build();
        app.UseAuthentication();
        await app.StartAsync();
        await System.Console.Out.WriteLineAsync(app.Urls.First());
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
