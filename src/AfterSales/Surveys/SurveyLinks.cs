using System.Globalization;
using System.Security.Cryptography;
using AfterSales.Records;
using AfterSales.Surveys.Rules;
using Microsoft.AspNetCore.DataProtection;

namespace AfterSales.Surveys;

/// <summary>
/// The link of a card: encrypted and signed, good for that card alone and until it expires. That it is used once is the card's own rule.
/// Time is the service's, so that a link of a demo company expires on its clock.
/// </summary>
public sealed class SurveyLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Longer than any link made here.</summary>
    public const int LongestLink = 600;

    private readonly IDataProtector _protector = protection.CreateProtector("AfterSales.Surveys.Link.v1");

    /// <summary>Null while there is nothing to answer.</summary>
    public string? LinkOf(SurveyCard card) => card is { State: SurveyState.Invited, ExpiresAt: { } expires } && expires > clock.GetInstant()
        ? _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{card.Id} {expires.ToUnixTimeSeconds()}"))
        : null;

    /// <summary>The key of the card; null for what was never a link of ours, or is one no more.</summary>
    public string? CardOf(string link)
    {
        if (link.Length is 0 or > LongestLink) return null;
        try
        {
            var parts = _protector.Unprotect(link).Split(' ');
            var expires = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[1], CultureInfo.InvariantCulture));
            return expires > clock.GetInstant() && RecordKey.IsWellFormed(ISurveyCardGrain.Prefix, parts[0]) ? parts[0] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
