using System.Globalization;
using AfterSales.Access;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace AfterSales.Records;

/// <summary>What every record works with.</summary>
public sealed class RecordServices(
    [FromKeyedServices(RecordServices.StorageName)] IGrainStorage storage,
    IDbContextFactory<AfterSalesDb> databases,
    Courier courier,
    Announcer announcer,
    TimeProvider clock,
    IEnumerable<IMarkListener> markListeners,
    IEnumerable<IPublishEvents> publishers,
    RecordMeters meters,
    ILogger<RecordServices> log)
{
    public const string StorageName = "records";

    /// <summary>What is due sooner than the silos' next look at the reminder table is registered with Orleans as well, for punctuality.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(6);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>
    /// For so long what is in memory is taken for what is stored. Where a host was frozen and what it had sent arrives after the record has moved, nobody tells the
    /// new activation; it looks for itself.
    /// </summary>
    internal TimeSpan CertainFor { get; set; } = TimeSpan.FromSeconds(30);

    internal IGrainStorage Storage => storage;

    internal Courier Courier => courier;

    internal Announcer Announcer => announcer;

    internal RecordMeters Meters => meters;

    internal ILogger Log => log;

    /// <summary>Now, to the millisecond that is stored.</summary>
    internal DateTimeOffset Now => clock.GetInstant();

    /// <summary>Comes soon, and by itself: on a clock that is held somebody moves it, and wakes records in the order they are due.</summary>
    internal bool IsNear(DateTimeOffset at) => RunsByItself && at - Now < Near;

    /// <summary>Is the service's clock the one Orleans' reminders go by. It would write another instant for a clock that was put ahead.</summary>
    internal bool IsOrleansClock => ReferenceEquals(clock, TimeProvider.System);

    private bool RunsByItself => IsOrleansClock || clock is VirtualClock { RunsByItself: true };

    internal void Marked(IEnumerable<string> branches)
    {
        foreach (var branch in branches)
            foreach (var listener in markListeners) listener.Marked(branch);
    }

    /// <summary>At least a second: Orleans skips a tick that is past when it gets to it, and comes back a whole period later.</summary>
    internal TimeSpan Until(DateTimeOffset at) => at - Now > Soon ? at - Now : Soon;

    /// <summary>How long it is until then, where that is no more than a moment: a millisecond at least. Null otherwise.</summary>
    internal TimeSpan? MomentsUntil(DateTimeOffset? at) =>
        at - Now is { Ticks: > 0 } wait && wait < Soon ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)) : null;

    /// <summary>What programs outside are told of the events of a save.</summary>
    internal async ValueTask<IReadOnlyList<Effect>> EffectsOutside(string record, IScoped state, int version, JournalEntry? entry)
    {
        if (entry is null) return [];
        var effects = new List<Effect>();
        foreach (var (i, happened) in entry.Events.Index())
        {
            if (PublishedEvents.NameOf(happened) is not { } name) continue;
            var published = new PublishedEvent(name, string.Create(CultureInfo.InvariantCulture, $"{record}-{version}-{i}"), record, version, state.BranchId, entry.At);
            foreach (var publisher in publishers) effects.AddRange(await publisher.EffectsOf(published));
        }

        return effects;
    }

    /// <summary>The answer this request got when it came before, if it did.</summary>
    internal async Task<Answer?> FirstAnswer(string record, HandledRequest request, int attempt)
    {
        if (request.RequestId is null && attempt == 1) return null;
        await using var db = await databases.CreateDbContextAsync();
        var first = await db.Set<HandledRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Record == record && row.Id == request.Id);
        if (first is null) return null;
        return first.Input == request.Input
            ? new Answer(record, first.Version)
            : new Answer(record, 0, new RequestIdReused(request.RequestId ?? ""));
    }
}
