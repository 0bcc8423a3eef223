using System.ComponentModel.DataAnnotations;

namespace AfterSales.FollowUps.Voice;

/// <summary>The voice gateway (section <c>Voice</c>): off as long as it has no address.</summary>
public sealed class VoiceSettings : IValidatableObject
{
    public const string Section = "Voice";

    private const int ShortestSecret = 32;

    /// <summary>Where calls are offered: <c>POST</c> to <c>…/calls</c> below it.</summary>
    public Uri? GatewayUrl { get; set; }

    /// <summary>Signs what goes to the gateway and what comes from it; at least 32 characters.</summary>
    public string Secret { get; set; } = "";

    /// <summary>This service's address as the gateway reaches it; reports go to <c>/voice/reports</c> below it.</summary>
    public Uri? ReportUrl { get; set; }

    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 10;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (GatewayUrl is null) yield break;
        if (!GatewayUrl.IsAbsoluteUri || GatewayUrl.Scheme is not ("http" or "https"))
            yield return new ValidationResult("Voice:GatewayUrl must begin with http:// or https://.");
        if (Secret.Length < ShortestSecret) yield return new ValidationResult("Voice:Secret is too short: set the secret shared with the gateway, at least 32 characters.");
        if (ReportUrl is not { IsAbsoluteUri: true }) yield return new ValidationResult("Voice:ReportUrl is missing: set this service's address as the gateway reaches it.");
    }
}
