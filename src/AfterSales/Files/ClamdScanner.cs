using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace AfterSales.Files;

/// <summary>ClamAV's daemon, asked by its INSTREAM command over TCP.</summary>
internal sealed class ClamdScanner(string host, int port, TimeProvider clock) : IFileScanner
{
    private const int LongestAnswer = 1024;
    private const string CleanAnswer = "stream: OK";
    private const string Found = " FOUND";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public bool IsOn => true;

    public async Task<string?> Scan(IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancellation = default)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        using var connection = new TcpClient();
        await connection.ConnectAsync(host, port, either.Token);
        await using var stream = connection.GetStream();
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), either.Token);
        var length = new byte[4];
        await foreach (var piece in content.WithCancellation(either.Token))
        {
            BinaryPrimitives.WriteInt32BigEndian(length, piece.Length);
            await stream.WriteAsync(length, either.Token);
            await stream.WriteAsync(piece, either.Token);
        }

        await stream.WriteAsync(new byte[4], either.Token);
        return Verdict(await Answer(stream, either.Token));
    }

    /// <summary>Only a plain OK is clean: an answer that is not understood must not let a file through.</summary>
    private static string? Verdict(string answer) => answer switch
    {
        CleanAnswer => null,
        _ when answer.EndsWith(Found, StringComparison.Ordinal) => answer["stream: ".Length..^Found.Length],
        _ => throw new IOException($"clamd answered '{answer}'."),
    };

    private static async Task<string> Answer(NetworkStream stream, CancellationToken cancellation)
    {
        var answer = new byte[LongestAnswer];
        var read = await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(answer, 0, read).TrimEnd('\0', '\n');
    }
}
