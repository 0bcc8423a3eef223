using System.Data.Common;
using System.Diagnostics.Metrics;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace AfterSales.Host.Health;

/// <summary>How far clocks may be apart.</summary>
public sealed class ClockSettings
{
    /// <summary>A host whose clock is further from the database's than so many seconds does not serve.</summary>
    public int MaxSkewSeconds { get; set; } = 60;
}

/// <summary>
/// Compares this machine's clock with the database's. A host that is wrong about the time would wake records early or late and declare promises missed that are not: it
/// does not start, and where its clock goes wrong later it says so at <c>/health/ready</c> and ends in order, so that its records go to hosts that know the time (decision 0030).
/// A clock that can be moved, the demo's, is compared with nothing.
/// </summary>
internal sealed partial class ClockCheck : BackgroundService, IHealthCheck
{
    public const string Name = "AfterSales.Clock";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    // What a service that keeps the time never lets it come to.
    private static readonly TimeSpan WorthALook = TimeSpan.FromSeconds(5);

    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly IHostApplicationLifetime _host;
    private readonly ILogger<ClockCheck> _log;
    private readonly bool _isCompared;
    private readonly TimeSpan _limit;
    private ClockReading? _reading;
    private bool _isSaid;

    public ClockCheck(
        Database database, TimeProvider clock, IOptions<ClockSettings> settings, IMeterFactory meters, IHostApplicationLifetime host, ILogger<ClockCheck> log, VirtualClock? moved = null)
    {
        (_database, _clock, _host, _log, _isCompared) = (database, clock, host, log, moved is null);
        _limit = TimeSpan.FromSeconds(settings.Value.MaxSkewSeconds);
        meters.Create(Name).CreateObservableGauge("aftersales.clock.skew", Told, "s", "How far this host's clock is ahead of the database's; negative where it is behind.");
    }

    /// <summary>Why this host ended by itself; null where it did not.</summary>
    public WrongSettingException? EndedBecause { get; private set; }

    /// <exception cref="WrongSettingException">The clocks are too far apart.</exception>
    public async Task DemandRight(CancellationToken cancellation = default)
    {
        if (await IsWrong(cancellation)) throw Wrong();
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_reading?.IsBeyond(_limit) == true ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!_isCompared) return;
        using var timer = new PeriodicTimer(Every, TimeProvider.System);
        // A clock is put right by a jump, too: the second look decides.
        for (var wasWrong = false; await timer.WaitForNextTickAsync(stoppingToken);)
        {
            try
            {
                var isWrong = await IsWrong(stoppingToken);
                if (isWrong && wasWrong)
                {
                    EndedBecause = Wrong();
                    LogEnds(_log, EndedBecause.Message);
                    _host.StopApplication();
                    return;
                }

                wasWrong = isWrong;
            }
            catch (Exception failure) when (failure is DbException or TimeoutException or IOException && !stoppingToken.IsCancellationRequested)
            {
                // Who serves nothing without its database is told by others.
                LogNotCompared(_log, failure);
            }
        }
    }

    private async Task<bool> IsWrong(CancellationToken cancellation)
    {
        if (!_isCompared) return false;
        var (asked, since) = (_clock.GetUtcNow(), TimeProvider.System.GetTimestamp());
        if (await _database.ReadClock(cancellation) is not { } database) return false;
        var reading = ClockReading.Of(asked, TimeProvider.System.GetElapsedTime(since), database);
        _reading = reading;
        var isOff = reading.IsBeyond(WorthALook < _limit ? WorthALook : _limit);
        if (isOff && !_isSaid) LogOff(_log, reading.InWords);
        _isSaid = isOff;
        return reading.IsBeyond(_limit);
    }

    private WrongSettingException Wrong() => new(
        $"This machine's clock is {_reading!.InWords}, and may be {_limit.TotalSeconds} seconds off at most (Clock:MaxSkewSeconds): have both machines' clocks set by NTP.");

    private IEnumerable<Measurement<double>> Told() => _reading is { } reading ? [new(reading.Ahead.TotalSeconds)] : [];

    [LoggerMessage(EventId = 1092, Level = LogLevel.Warning, Message = "This machine's clock is {Off}: have both machines' clocks set by NTP.")]
    private static partial void LogOff(ILogger log, string off);

    [LoggerMessage(EventId = 1093, Level = LogLevel.Critical, Message = "This host ends. {Why}")]
    private static partial void LogEnds(ILogger log, string why);

    [LoggerMessage(EventId = 1094, Level = LogLevel.Information, Message = "The clock was not compared with the database's.")]
    private static partial void LogNotCompared(ILogger log, Exception failure);
}
