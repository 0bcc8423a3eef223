using AfterSales.Api;
using AfterSales.Surveys.Rules;
using Microsoft.AspNetCore.DataProtection;

namespace AfterSales.Surveys;

/// <summary>The links of opinion cards.</summary>
public sealed class SurveyLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    private readonly SignedLinks _links = new(protection, clock, "AfterSales.Surveys.Link.v1", ISurveyCardGrain.Prefix);

    /// <summary>Null while there is nothing to answer.</summary>
    public string? LinkOf(SurveyCard card) => card is { State: SurveyState.Invited, ExpiresAt: { } expires } ? _links.LinkTo(card.Id, expires) : null;

    public string? CardOf(string link) => _links.KeyOf(link);
}
