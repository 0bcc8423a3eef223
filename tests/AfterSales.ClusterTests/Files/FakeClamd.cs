using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AfterSales.ClusterTests.Files;

/// <summary>Speaks as ClamAV's daemon does, and finds a virus in whatever holds the word EICAR.</summary>
internal sealed class FakeClamd : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _served;
    private bool _isStopped;

    public FakeClamd()
    {
        _listener.Start();
        _served = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What it answers instead; empty: it hangs up.</summary>
    public string? Answer { get; set; }

    public async ValueTask DisposeAsync()
    {
        if (_isStopped) return;
        _isStopped = true;
        await _stop.CancelAsync();
        _listener.Stop();
        try
        {
            await _served;
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException)
        {
        }

        _stop.Dispose();
    }

    private async Task Serve()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            await using var stream = client.GetStream();
            try
            {
                await Hear(stream);
            }
            catch (IOException)
            {
                // The client went away.
            }
        }
    }

    private async Task Hear(NetworkStream stream)
    {
        var command = new byte[10];
        await stream.ReadExactlyAsync(command, _stop.Token);
        Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));
        using var content = new MemoryStream();
        var length = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(length, _stop.Token);
            var size = BinaryPrimitives.ReadInt32BigEndian(length);
            if (size == 0) break;
            var piece = new byte[size];
            await stream.ReadExactlyAsync(piece, _stop.Token);
            content.Write(piece);
        }

        var found = content.ToArray().AsSpan().IndexOf("EICAR"u8) >= 0;
        var answer = Answer ?? (found ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), _stop.Token);
    }
}
