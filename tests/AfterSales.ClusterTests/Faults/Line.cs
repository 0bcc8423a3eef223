using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace AfterSales.ClusterTests.Faults;

/// <summary>The line to something that listens on this machine: it can be cut, fall silent or become slow.</summary>
internal abstract class Line : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly string _host;
    private readonly int _port;
    private readonly Task _accepting;

    // What comes waits for it.
    private volatile TaskCompletionSource _silence = Spoken();
    private volatile bool _isCut;
    private TimeSpan _delay;

    /// <param name="host">Where the line leads to.</param>
    protected Line(string host, int port)
    {
        (_host, _port) = (host, port);
        _listener.Start();
        _accepting = Accept();
    }

    /// <summary>Where the line begins, on loopback.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>As when the server is gone: what is open breaks off, and nobody answers.</summary>
    public void Cut()
    {
        _isCut = true;
        foreach (var client in _open.Keys) client.Dispose();
    }

    /// <summary>As when a cable is pulled: nothing comes through, and nobody says so.</summary>
    public void Silence() => _silence = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Each piece takes so much longer.</summary>
    public void Slow(TimeSpan delay) => _delay = delay;

    /// <summary>As it was.</summary>
    public void Mend()
    {
        (_isCut, _delay) = (false, TimeSpan.Zero);
        _silence.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        Mend();
        await _accepting;
        _listener.Stop();
        foreach (var client in _open.Keys) client.Dispose();
        _ended.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What a connection waits for before anything of it comes through, asked for each piece.</summary>
    protected virtual Func<Task> Gate(IPEndPoint from) => () => _silence.Task;

    private static TaskCompletionSource Spoken()
    {
        var spoken = new TaskCompletionSource();
        spoken.SetResult();
        return spoken;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var host = await _listener.AcceptTcpClientAsync(_ended.Token);
                if (_isCut) host.Dispose();
                else _ = Join(host);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
        }
    }

    private async Task Join(TcpClient host)
    {
        using var server = new TcpClient { NoDelay = true };
        host.NoDelay = true;
        _open[host] = true;
        _open[server] = true;
        try
        {
            var gate = Gate((IPEndPoint)host.Client.RemoteEndPoint!);
            await server.ConnectAsync(_host, _port, _ended.Token);
            await Task.WhenAny(Copy(host.GetStream(), server.GetStream(), gate), Copy(server.GetStream(), host.GetStream(), gate));
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
        }
        finally
        {
            _open.TryRemove(host, out _);
            _open.TryRemove(server, out _);
            host.Dispose();
        }
    }

    private async Task Copy(NetworkStream from, NetworkStream to, Func<Task> gate)
    {
        var buffer = new byte[32 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, _ended.Token) is > 0 and var read)
            {
                await gate().WaitAsync(_ended.Token);
                if (_delay > TimeSpan.Zero) await Task.Delay(_delay, TimeProvider.System, _ended.Token);
                await to.WriteAsync(buffer.AsMemory(0, read), _ended.Token);
            }
        }
        catch (Exception broken) when (broken is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
        }
    }
}
