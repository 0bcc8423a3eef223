using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace AfterSales.ClusterTests.Messages;

/// <summary>A small SMTP server on a socket of its own (RFC 5321): what becomes of a message, the recipient's address says.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, int> _tries = new();
    private readonly Task _serving;

    public MailServer()
    {
        _listener.Start();
        _serving = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentQueue<MimeMessage> Received { get; } = new();

    public IReadOnlyList<MimeMessage> To(string address) => [.. Received.Where(mail => mail.To.Mailboxes.Any(to => to.Address == address))];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task Serve()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await Talk(client.GetStream());
            }
            catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                continue;
            }
        }
    }

    private async Task Talk(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        await Say("220 loopback at your service");
        var to = "";
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO" or "HELO":
                    await Say("250-loopback\r\n250-8BITMIME\r\n250 SMTPUTF8");
                    break;
                case "RCPT":
                    to = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                    await Say(AnswerTo(to, _tries.AddOrUpdate(to, 1, (_, tries) => tries + 1)));
                    break;
                case "DATA":
                    await Say("354 go on");
                    var mail = new StringBuilder();
                    while (await reader.ReadLineAsync(_stop.Token) is { } part and not ".") mail.Append(part.StartsWith('.') ? part[1..] : part).Append("\r\n");
                    // The server has it, and breaks off before it says so.
                    Received.Enqueue(await MimeMessage.LoadAsync(new MemoryStream(Encoding.Latin1.GetBytes(mail.ToString())), _stop.Token));
                    if (to.StartsWith("cut-", StringComparison.Ordinal) && _tries[to] == 1) return;
                    await Say("250 taken");
                    break;
                case "QUIT":
                    await Say("221 bye");
                    return;
                default:
                    await Say("250 ok");
                    break;
            }
        }

        async Task Say(string words) => await stream.WriteAsync(Encoding.Latin1.GetBytes(words + "\r\n"), _stop.Token);
    }

    private static string AnswerTo(string address, int tries) => address.Split('-')[0] switch
    {
        "unknown" => "550 no such mailbox",
        "busy" when tries <= 2 => "451 try again later",
        "never" => "451 try again later",
        _ => "250 ok",
    };
}
