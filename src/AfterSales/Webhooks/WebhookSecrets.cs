using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace AfterSales.Webhooks;

/// <summary>Secrets of webhooks: made here, kept encrypted, shown once.</summary>
public sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    private const int Bytes = 32;

    private readonly IDataProtector _protector = protection.CreateProtector("AfterSales.Webhooks.Secret.v1");

    /// <summary>A new one, encrypted.</summary>
    public string New() => _protector.Protect($"whsec_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes))}");

    /// <summary>Null where the keys it was encrypted with are lost.</summary>
    public string? Read(string secret)
    {
        try
        {
            return _protector.Unprotect(secret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
