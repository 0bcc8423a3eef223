using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Records;

/// <summary>A record changed: read it again, with your own rights, if you care.</summary>
[GenerateSerializer, Immutable, Alias("ChangeNotice")]
public sealed record ChangeNotice([property: Id(0)] string Kind, [property: Id(1)] string Key, [property: Id(2)] int Version);

/// <summary>
/// Carries change notices to the live screens and caches of every silo: at once within this one, batched to the others.
/// Losing a notice loses nothing: screens reread when they reconnect, caches when their entry has aged.
/// </summary>
public sealed partial class Announcer(IGrainFactory grains, ILogger<Announcer> log) : BackgroundService, IAnnouncementListener
{
    private static readonly TimeSpan BatchEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(30);

    private readonly Channel<ChangeNotice> _toOthers =
        Channel.CreateBounded<ChangeNotice>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly ConcurrentDictionary<Channel<ChangeNotice>, Func<ChangeNotice, bool>> _screens = new();

    /// <summary>Raised on every change anyone announced; handlers must be quick.</summary>
    // A notice is all there is to hear: no sender.
#pragma warning disable MA0046
    public event Action<ChangeNotice>? Changed;
#pragma warning restore MA0046

    public void Announce(string kind, string key, int version)
    {
        var notice = new ChangeNotice(kind, key, version);
        Tell(notice);
        _toOthers.Writer.TryWrite(notice);
    }

    /// <summary>The notices from now on that are wanted. A listener that falls behind loses the oldest.</summary>
    public async IAsyncEnumerable<ChangeNotice> Listen(Func<ChangeNotice, bool> wanted, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var channel = Channel.CreateBounded<ChangeNotice>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest });
        _screens[channel] = wanted;
        try
        {
            await foreach (var notice in channel.Reader.ReadAllAsync(cancellation)) yield return notice;
        }
        finally
        {
            _screens.TryRemove(channel, out _);
        }
    }

    void IAnnouncementListener.Heard(IReadOnlyList<ChangeNotice> notices)
    {
        foreach (var notice in notices) Tell(notice);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var self = grains.CreateObjectReference<IAnnouncementListener>(this);
        var renewed = DateTimeOffset.MinValue;
        using var timer = new PeriodicTimer(BatchEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var announcements = grains.GetGrain<IAnnouncementsGrain>(0);
                if (TimeProvider.System.GetUtcNow() - renewed > RenewEvery)
                {
                    await announcements.Subscribe(self);
                    renewed = TimeProvider.System.GetUtcNow();
                }

                var batch = new List<ChangeNotice>();
                while (batch.Count < 500 && _toOthers.Reader.TryRead(out var notice)) batch.Add(notice);
                if (batch.Count > 0) await announcements.Publish(batch, self);
            }
            catch (Exception failure) when (Infrastructure.Failed(failure))
            {
                LogNoticesLost(log, failure);
            }
        }
    }

    private void Tell(ChangeNotice notice)
    {
        Changed?.Invoke(notice);
        foreach (var (channel, wanted) in _screens)
            if (wanted(notice)) channel.Writer.TryWrite(notice);
    }

    [LoggerMessage(EventId = 1021, Level = LogLevel.Debug, Message = "Change notices did not reach the other silos.")]
    private static partial void LogNoticesLost(ILogger log, Exception failure);
}
