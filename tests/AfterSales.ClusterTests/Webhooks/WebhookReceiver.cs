using System.Diagnostics;
using AfterSales.ClusterTests.Api;
using AfterSales.Storage;
using AfterSales.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Webhooks;

/// <summary>A receiver in a process of its own, which knows nothing of us but the protocol.</summary>
public sealed class WebhookReceiver : IDisposable
{
    private readonly Process _receiver = Process.Start(new ProcessStartInfo("node", ["webhooks.mjs"])
    {
        WorkingDirectory = NodeClient.Folder, RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false,
    })!;

    private string _port = "";

    public async Task Start() => _port = (await Heard("listening "))[10..];

    public string UrlOf(string path) => $"http://127.0.0.1:{_port}{path}";

    public async Task Tell(string line)
    {
        await _receiver.StandardInput.WriteLineAsync(line);
        await Heard($"heard {string.Join(' ', line.Split(' ')[..2])}");
    }

    /// <summary>The receiver's next line that begins so; others are passed over.</summary>
    public async Task<string> Heard(string begin)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await _receiver.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            if (line.StartsWith(begin, StringComparison.Ordinal)) return line;
        throw new InvalidOperationException("The receiver has ended.");
    }

    public void Dispose()
    {
        _receiver.Kill();
        _receiver.Dispose();
    }
}

/// <summary>A cluster that may send events to this machine.</summary>
public abstract class WebhookCluster(StorageProvider provider) : IAsyncLifetime
{
    private readonly Served _cluster = new(provider);

    public TestCluster Cluster => _cluster;

    public WebhookReceiver Receiver { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Receiver.Start();
        await _cluster.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Receiver.Dispose();
        await _cluster.DisposeAsync();
    }

    private sealed class Served(StorageProvider provider) : TestCluster(provider)
    {
        protected override void Configure(ISiloBuilder silo)
        {
            base.Configure(silo);
            silo.Services.Configure<WebhookSettings>(settings => (settings.AllowLoopback, settings.TimeoutSeconds) = (true, 2));
        }
    }
}

public sealed class WebhooksOnSqliteCluster() : WebhookCluster(StorageProvider.Sqlite);

public sealed class WebhooksOnPostgreSqlCluster() : WebhookCluster(StorageProvider.PostgreSql);
