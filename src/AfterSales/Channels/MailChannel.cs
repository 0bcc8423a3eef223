using System.Net.Sockets;
using AfterSales.Channels.Rules;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;

namespace AfterSales.Channels;

/// <param name="Id">Sent twice under the same one, it is the same message to whoever receives it.</param>
/// <param name="From">The name before the service's own address.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Text">Plain text.</param>
public sealed record OutgoingMail(string Id, string From, string To, string Address, string Language, string Subject, string Text);

/// <summary>E-mail over SMTP. Off by default: nothing is sent then, and people send by hand.</summary>
public sealed partial class MailChannel(IOptions<MailSettings> settings, TimeProvider clock, ILogger<MailChannel> log)
{
    public bool IsOn => !string.IsNullOrWhiteSpace(settings.Value.Server);

    /// <summary>What a customer can follow; without a known address of the service it is the path below it.</summary>
    public string AddressOf(string path) => settings.Value.LinkUrl is { } url ? url.AbsoluteUri.TrimEnd('/') + path : path;

    /// <summary>Never throws for what a server does: one that is down is an everyday thing.</summary>
    public async Task<Delivery> Send(OutgoingMail outgoing)
    {
        var set = settings.Value;
        if (set.Server is not { } name || !IsOn || !MailboxAddress.TryParse(outgoing.Address, out var mailbox)) return Delivery.Refused;
        mailbox.Name = outgoing.To;
        var from = MailboxAddress.Parse(set.From);
        using var mail = new MimeMessage
        {
            MessageId = $"{outgoing.Id}@{from.Domain}",
            Subject = outgoing.Subject,
            Date = clock.GetUtcNow(),
            Body = new TextPart("plain") { Text = outgoing.Text },
        };
        mail.From.Add(new MailboxAddress(outgoing.From, from.Address));
        mail.To.Add(mailbox);
        mail.Body.Headers.Add(HeaderId.ContentLanguage, outgoing.Language);
        // No answering machine answers to it.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(set.TimeoutSeconds));
        using var server = new SmtpClient();
        try
        {
            await server.ConnectAsync(name, set.Port, set.Security switch
            {
                MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
                MailSecurity.None => SecureSocketOptions.None,
                _ => SecureSocketOptions.StartTls,
            }, limit.Token);
            if (set.User is { } user) await server.AuthenticateAsync(user, set.Password ?? "", limit.Token);
            await server.SendAsync(mail, limit.Token);
        }
        catch (SmtpCommandException refused) when ((int)refused.StatusCode >= 500
            && refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted)
        {
            LogRefused(log, outgoing.Id, (int)refused.StatusCode);
            return Delivery.Refused;
        }
        catch (Exception failure) when (failure is CommandException or ProtocolException or AuthenticationException or SslHandshakeException or NotSupportedException
            or SocketException or IOException or OperationCanceledException or TimeoutException)
        {
            LogNotTaken(log, failure, outgoing.Id);
            return Delivery.TryAgain;
        }

        await Leave(server, limit.Token);
        return Delivery.Sent;
    }

    /// <summary>The message is with the server; how it says good-bye changes nothing.</summary>
    private static async Task Leave(SmtpClient server, CancellationToken limit)
    {
        try
        {
            await server.DisconnectAsync(quit: true, limit);
        }
        catch (Exception failure) when (failure is CommandException or ProtocolException or SocketException or IOException or OperationCanceledException)
        {
            return;
        }
    }
}
