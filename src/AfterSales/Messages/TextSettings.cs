using System.ComponentModel.DataAnnotations;

namespace AfterSales.Messages;

/// <summary>Text messages to customers (section <c>Sms</c>): off as long as there is no address. People send by hand then.</summary>
public sealed class TextSettings : IValidatableObject
{
    public const string Section = "Sms";

    private const int ShortestSecret = 32;

    /// <summary>Where text messages are handed to: a program that knows a provider.</summary>
    public Uri? Url { get; set; }

    /// <summary>Signs what is handed over; at least 32 characters.</summary>
    public string Secret { get; set; } = "";

    /// <summary>A message waits for the answer within its own turn, which Orleans ends after half a minute.</summary>
    [Range(1, 25)]
    public int TimeoutSeconds { get; set; } = 10;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url is null) yield break;
        if (!Url.IsAbsoluteUri || Url.Scheme is not ("http" or "https")) yield return new ValidationResult("Sms:Url must begin with http:// or https://.");
        if (Secret.Length < ShortestSecret) yield return new ValidationResult("Sms:Secret is too short: set the secret shared with whoever sends the text messages, at least 32 characters.");
    }
}
