using AfterSales.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AfterSales.Accounts;

/// <summary>Accounts, log-in and tokens, ready for <c>Program.cs</c>.</summary>
public static class AccountsSetup
{
    /// <summary>
    /// Needs the storage. From here on every endpoint asks for a log-in unless it says
    /// <c>AllowAnonymous</c>.
    /// </summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOpenAccounts();
        services.TryAddScoped(provider => provider.GetRequiredService<IDbContextFactory<AccountsDb>>().CreateDbContext());
        services.AddDataProtection().SetApplicationName("AfterSales").PersistKeysToDbContext<AccountsDb>();
        services.AddIdentity();
        services.AddAccessSchemes();
        services.AddOpenId(configuration);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddAntiforgery();
        services.AddOptions<LogInSettings>().Bind(configuration.GetSection("LogIn")).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<LogInRate>();
        services.Configure<AdministratorSettings>(configuration.GetSection("Administrator"));
        services.AddHostedService<FirstAdministrator>();
        return services;
    }

    /// <summary>Who has an account, for records that name one; without any log-in. Twice is once.</summary>
    public static IServiceCollection AddOpenAccounts(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(OpenAccounts))) return services;
        services.AddPooledDbContextFactory<AccountsDb>((provider, options) => provider.GetRequiredService<Database>().Configure(options));
        return services.AddSingleton<OpenAccounts>().AddSingleton<AccountAddresses>();
    }

    /// <summary>The addresses below <c>/account</c>.</summary>
    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder app)
    {
        var account = app.MapGroup("/account").AllowAnonymous();
        account.MapTokens();
        account.MapLogInPage();
        account.MapOpenId();
        return app;
    }

    private static void AddIdentity(this IServiceCollection services)
    {
        services.AddIdentityCore<Account>(Shape)
            .AddEntityFrameworkStores<AccountsDb>()
            .AddTokenProvider<AuthenticatorTokenProvider<Account>>(TokenOptions.DefaultAuthenticatorProvider)
            .AddPasswordValidator<PasswordContainsNoEmail>()
            .AddClaimsPrincipalFactory<AccountPrincipals>()
            .AddSignInManager<AccountSignIn>();
        services.AddScoped<LogIn>();
        services.AddScoped<AccountBook>();
        services.AddSingleton<BranchAccounts>();
    }

    private static void Shape(IdentityOptions options)
    {
        // The e-mail address is the user name, and may hold any letter of any language.
        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = "";
        // Length is what makes a password strong; rules about its letters only make it hard to remember (NIST SP 800-63B).
        options.Password.RequiredLength = 12;
        options.Password.RequiredUniqueChars = 4;
        options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
    }
}
