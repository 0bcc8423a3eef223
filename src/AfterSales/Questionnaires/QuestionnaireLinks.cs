using System.Globalization;
using System.Security.Cryptography;
using AfterSales.Questionnaires.Rules;
using AfterSales.Records;
using Microsoft.AspNetCore.DataProtection;

namespace AfterSales.Questionnaires;

/// <summary>The link of a sheet: encrypted and signed, good for that sheet alone and until it expires. That it is used once is the sheet's own rule.</summary>
public sealed class QuestionnaireLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Longer than any link made here.</summary>
    public const int LongestLink = 600;

    private readonly IDataProtector _protector = protection.CreateProtector("AfterSales.Questionnaires.Link.v1");

    /// <summary>Null while there is nothing to answer.</summary>
    public string? LinkOf(QuestionnaireSheet sheet) => sheet.State == SheetState.Open && sheet.ExpiresAt > clock.GetInstant()
        ? _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{sheet.Id} {sheet.ExpiresAt.ToUnixTimeSeconds()}"))
        : null;

    /// <summary>The key of the sheet; null for what was never a link of ours, or is one no more.</summary>
    public string? SheetOf(string link)
    {
        if (link.Length is 0 or > LongestLink) return null;
        try
        {
            var parts = _protector.Unprotect(link).Split(' ');
            var expires = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[1], CultureInfo.InvariantCulture));
            return expires > clock.GetInstant() && RecordKey.IsWellFormed(IQuestionnaireSheetGrain.Prefix, parts[0]) ? parts[0] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
