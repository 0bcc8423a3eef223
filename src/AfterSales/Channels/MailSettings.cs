using System.ComponentModel.DataAnnotations;

namespace AfterSales.Channels;

/// <summary>How the connection to the mail server is kept secret.</summary>
public enum MailSecurity
{
    /// <summary>It begins in the clear and is encrypted before anything is said; a server that can't is not used.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Tls,

    /// <summary>In the clear: only for a server on the same machine.</summary>
    None,
}

/// <summary>E-mail (section <c>Mail</c>): off as long as there is no server. People send by hand then.</summary>
public sealed class MailSettings : IValidatableObject
{
    public const string Section = "Mail";

    /// <summary>The SMTP server's name.</summary>
    public string? Server { get; set; }

    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    public MailSecurity Security { get; set; }

    /// <summary>With a password: the server is logged in to.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>The sender's address, such as <c>service@example.com</c>; the branch's name stands before it.</summary>
    public string From { get; set; } = "";

    /// <summary>This service's address as customers reach it: links in messages are below it.</summary>
    public Uri? LinkUrl { get; set; }

    /// <summary>A message waits for the server within its own turn, which Orleans ends after half a minute.</summary>
    [Range(1, 25)]
    public int TimeoutSeconds { get; set; } = 20;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LinkUrl is not null && (!LinkUrl.IsAbsoluteUri || LinkUrl.Scheme is not ("http" or "https")))
            yield return new ValidationResult("Mail:LinkUrl must begin with http:// or https://.");
        if (string.IsNullOrWhiteSpace(Server)) yield break;
        if (!MimeKit.MailboxAddress.TryParse(From, out _))
            yield return new ValidationResult("Mail:From is missing: set the address that messages to customers come from, such as service@example.com.");
        if (LinkUrl is null)
            yield return new ValidationResult("Mail:LinkUrl is missing: set this service's address as customers reach it, such as https://service.example.com.");
        if (User is not null && Security == MailSecurity.None)
            yield return new ValidationResult("Mail:User is set, but Mail:Security is None: the password would be sent in the clear.");
    }
}
