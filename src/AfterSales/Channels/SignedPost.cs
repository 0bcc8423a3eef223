using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using AfterSales.Channels.Rules;

namespace AfterSales.Channels;

/// <summary>Where a request may go.</summary>
public enum PostReach
{
    /// <summary>Only to addresses that are anybody's on the internet: somebody has typed it into a form.</summary>
    Internet,

    /// <summary>Also to this machine: a company that is being tried out.</summary>
    InternetAndLoopback,

    /// <summary>Anywhere: whoever runs the service has set it.</summary>
    Anywhere,
}

/// <summary>Why there was no answer at all.</summary>
public enum PostFailure
{
    /// <summary>Nobody was found or listens there, or the connection broke off.</summary>
    NotReached,

    /// <summary>It took longer than it may.</summary>
    TimedOut,

    /// <summary>The certificate does not belong to the address, or nobody vouches for it.</summary>
    NotTrusted,

    /// <summary>The address lies in a network that may not be reached.</summary>
    AddressNotAllowed,
}

/// <param name="Status">The HTTP status of the answer; null where there was none.</param>
/// <param name="Failure">Why there was none.</param>
/// <param name="Words">How the answer's body begins, as far as it is text.</param>
public sealed record PostAnswer(int? Status, PostFailure? Failure, string? Words = null)
{
    public bool IsTaken => Status is >= 200 and < 300;

    /// <summary>What it means for something that is handed over once: not now where it was too slow, too early, too many, or something is broken there.</summary>
    public Delivery Delivery => IsTaken ? Delivery.Sent : Status is null or 408 or 425 or 429 or >= 500 ? Delivery.TryAgain : Delivery.Refused;
}

/// <summary>Posts JSON that is signed as <see cref="MessageSignature"/> says. Follows no redirect and no proxy, and sends no cookie.</summary>
public sealed class SignedPost : IDisposable
{
    private const int MostWords = 300;

    private readonly Dictionary<PostReach, HttpClient> _clients = Enum.GetValues<PostReach>().ToDictionary(reach => reach, Client);

    /// <summary>Never throws for what the other side does: one that is down is an everyday thing.</summary>
    /// <param name="id">Sent twice under the same one, it is the same message to whoever receives it.</param>
    public async Task<PostAnswer> Send(Uri address, string secret, string id, byte[] body, TimeSpan limit, PostReach reach)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.UserAgent.Add(new("AfterSales", null));
        request.Headers.Add("Idempotency-Key", id);
        // The other side is a machine outside, so the time is the real one, also in a demo company.
        request.Headers.Add(MessageSignature.Header, MessageSignature.Of(secret, body, TimeProvider.System.GetUtcNow()));
        using var end = new CancellationTokenSource(limit);
        try
        {
            using var answer = await _clients[reach].SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end.Token);
            return new PostAnswer((int)answer.StatusCode, null, await Beginning(answer.Content, end.Token));
        }
        catch (OperationCanceledException)
        {
            return new PostAnswer(null, PostFailure.TimedOut);
        }
        catch (HttpRequestException failure)
        {
            return new PostAnswer(null, failure switch
            {
                { InnerException: AddressNotAllowedException } => PostFailure.AddressNotAllowed,
                { HttpRequestError: HttpRequestError.SecureConnectionError } => PostFailure.NotTrusted,
                _ => PostFailure.NotReached,
            });
        }
    }

    public void Dispose()
    {
        foreach (var client in _clients.Values) client.Dispose();
    }

    /// <summary>An answer that breaks off or never ends is an answer all the same.</summary>
    private static async Task<string?> Beginning(HttpContent content, CancellationToken end)
    {
        var read = new byte[MostWords * 3];
        var length = 0;
        try
        {
            await using var body = await content.ReadAsStreamAsync(end);
            length = await body.ReadAtLeastAsync(read, read.Length, throwOnEndOfStream: false, end);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or OperationCanceledException)
        {
            return null;
        }

        var words = string.Concat(Encoding.UTF8.GetString(read, 0, length).Where(letter => !char.IsControl(letter) && letter != '\uFFFD' && !char.IsSurrogate(letter)).Take(MostWords)).Trim();
        return words.Length == 0 ? null : words;
    }

    private static HttpClient Client(PostReach reach) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        // Where it leads is looked at anew from time to time.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        ConnectCallback = (context, cancellation) => Connect(reach, context.DnsEndPoint, cancellation),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Looked at when it connects: a name may lead elsewhere than when it was registered.</summary>
    private static async ValueTask<Stream> Connect(PostReach reach, DnsEndPoint to, CancellationToken cancellation)
    {
        var found = IPAddress.TryParse(to.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(to.Host, cancellation);
        var allowed = Array.FindAll(found, address => Allows(reach, address));
        if (allowed.Length == 0) throw new AddressNotAllowedException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public static bool Allows(PostReach reach, IPAddress address) => reach switch
    {
        PostReach.Anywhere => true,
        PostReach.InternetAndLoopback when IPAddress.IsLoopback(address) => true,
        _ => PublicAddress.Is(address),
    };

    private sealed class AddressNotAllowedException : Exception;
}
