using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Records;
using GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Api.Engine;

/// <summary>What travels with one operation: who asks, and the language the answers are worded in.</summary>
internal sealed class RequestContext(Caller caller, string language, bool isTokenRefused = false) : Dictionary<string, object?>
{
    public Caller Caller => caller;

    public string Language => language;

    /// <summary>A token came along that opens nothing: it is unknown, revoked or has expired.</summary>
    public bool IsTokenRefused => isTokenRefused;

    public static RequestContext Of(IResolveFieldContext context) => (RequestContext)context.UserContext;

    /// <summary>The caller's language; for nobody the best that the request's Accept-Language names.</summary>
    public static string LanguageOf(Caller caller, IEnumerable<string> accepted)
    {
        if (caller.IsKnown) return caller.Language;
        foreach (var tag in accepted)
        {
            var primary = tag.Split('-')[0];
            if (RefusalWording.Languages.FirstOrDefault(l => l.Split('-')[0].Equals(primary, StringComparison.OrdinalIgnoreCase)) is { } language) return language;
        }
        return RefusalWording.DefaultLanguage;
    }

    /// <summary>Tells the scope's services who asks; a subscription's event has a scope of its own.</summary>
    public void Enter(IServiceProvider services) => services.GetRequiredService<CurrentCaller>().Caller = caller;

    /// <summary>A refusal as the caller reads it: by his clock, with the names of what he may see.</summary>
    public ValueTask<string> Word(Refusal refusal, IResolveFieldContext context) =>
        context.RequestServices!.GetRequiredService<Readers>().Word(refusal, caller, language, context.CancellationToken);

    public ExecutionError Error(string code, params (string Name, object? Value)[] facts) =>
        new(RefusalWording.Word(code, facts, language)) { Code = code };
}
