namespace AfterSales.Accounts;

/// <summary>
/// Log-in by another provider over OpenID Connect (section <c>OpenId</c>); off without <see cref="Authority"/>. It proves who somebody is and
/// nothing else: the account is made here before, and so is what it may do.
/// </summary>
public sealed class OpenIdSettings
{
    public const string Section = "OpenId";

    /// <summary>The provider's address, below which it describes itself (<c>/.well-known/openid-configuration</c>): https, on this machine http too.</summary>
    public string? Authority { get; set; }

    /// <summary>What this service is called at the provider.</summary>
    public string? ClientId { get; set; }

    /// <summary>Left out where the provider gives none.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>As people know the provider; stands on the log-in page.</summary>
    public string Name { get; set; } = "OpenID Connect";

    public bool IsOn => !string.IsNullOrWhiteSpace(Authority);

    /// <summary>What is wrong with the settings, in a sentence that says what to do; null: nothing.</summary>
    public string? Problem()
    {
        if (!IsOn) return ClientId is null && ClientSecret is null ? null : "OpenId:ClientId is given without OpenId:Authority: give the provider's address, such as https://login.example.com, or neither.";
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            return $"OpenId:Authority is '{Authority}': give the provider's address, which begins with https://.";
        return string.IsNullOrWhiteSpace(ClientId) ? "OpenId:Authority is given without OpenId:ClientId: give the name this service is registered by at the provider." : null;
    }
}
