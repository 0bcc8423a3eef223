using AfterSales.Access;
using Microsoft.AspNetCore.Localization;

namespace AfterSales.Host.Viewers;

/// <summary>The language of the account, where the person has not chosen another one in this browser.</summary>
internal sealed class ViewerLanguage : RequestCultureProvider
{
    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var caller = httpContext.User.ToCaller();
        return Task.FromResult(caller.IsKnown ? new ProviderCultureResult(caller.Language) : null);
    }
}
