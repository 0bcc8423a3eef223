using System.Diagnostics;
using System.Text.Json;
using AfterSales.ClusterTests.Api;
using AfterSales.FollowUps.Voice;
using AfterSales.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AfterSales.ClusterTests.FollowUps;

/// <summary>A cluster whose voice gateway is another program in a process of its own, and the address at which that reports.</summary>
public abstract class GatewayCluster(StorageProvider provider) : IAsyncLifetime
{
    public const string Secret = "shared by the service and the gateway alone";

    private readonly Dictionary<string, object> _plans = [];
    private Process _gateway = null!;
    private WebApplication _reports = null!;
    private Served _cluster = null!;

    public TestCluster Cluster => _cluster;

    /// <summary>Where the gateway reports.</summary>
    public Uri Reports { get; private set; } = null!;

    /// <summary>The number at which a call goes like this.</summary>
    public static string NumberOf(int which) => $"+86138000000{which:D2}";

    public async ValueTask InitializeAsync()
    {
        var marks = new { outcome = "1", attitude = "4", skill = "3", punctuality = "4", promises = "3" };
        _plans[NumberOf(1)] = new { status = "answered", keys = marks };
        _plans[NumberOf(2)] = new { status = "no_answer" };
        _plans[NumberOf(3)] = new { status = "answered", keys = new { outcome = "2" } };
        _plans[NumberOf(4)] = new { status = "answered", keys = new { outcome = "9" } };
        _plans[NumberOf(5)] = new { status = "answered", keys = new { outcome = "1" }, isDownOnce = true };
        _plans[NumberOf(6)] = new { status = "wrong_number" };
        _plans[NumberOf(7)] = new { status = "answered", keys = marks, lies = true };
        _plans[NumberOf(8)] = new { status = "down" };
        _gateway = Process.Start(new ProcessStartInfo("node", ["gateway.mjs", Secret, .. _plans.Select(plan => $"{plan.Key}={JsonSerializer.Serialize(plan.Value)}")])
        {
            WorkingDirectory = NodeClient.Folder, RedirectStandardOutput = true, UseShellExecute = false,
        })!;
        var port = (await Heard("listening"))[^1];
        var settings = new VoiceSettings { GatewayUrl = new Uri($"http://127.0.0.1:{port}/gateway"), Secret = Secret };

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.Configure<VoiceSettings>(o => (o.GatewayUrl, o.Secret) = (settings.GatewayUrl, settings.Secret));
        builder.Services.AddSingleton(_ => _cluster.Grains);
        _reports = builder.Build();
        _reports.MapVoiceReports();
        await _reports.StartAsync();
        Reports = new Uri(new Uri(_reports.Urls.First()), "voice/reports");
        settings.ReportUrl = new Uri(_reports.Urls.First());

        _cluster = new Served(provider, settings);
        await _cluster.InitializeAsync();
    }

    /// <summary>The words of the gateway's next line that begins so; others are passed over.</summary>
    public async Task<string[]> Heard(string begin)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await _gateway.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            if (line.StartsWith(begin, StringComparison.Ordinal)) return line.Split(' ');
        throw new InvalidOperationException("The gateway has ended.");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _gateway.Kill();
        _gateway.Dispose();
        await _cluster.DisposeAsync();
        await _reports.DisposeAsync();
    }

    private sealed class Served(StorageProvider provider, VoiceSettings settings) : TestCluster(provider)
    {
        protected override void Configure(ISiloBuilder silo)
        {
            base.Configure(silo);
            silo.Services.Configure<VoiceSettings>(o =>
                (o.GatewayUrl, o.Secret, o.ReportUrl) = (settings.GatewayUrl, settings.Secret, settings.ReportUrl));
        }
    }
}

public sealed class GatewayOnSqlite() : GatewayCluster(StorageProvider.Sqlite);

public sealed class GatewayOnPostgreSql() : GatewayCluster(StorageProvider.PostgreSql);
