using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Search;
using AfterSales.Storage;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Audit;

/// <summary>One save of a record: what happened, when, by whom.</summary>
[Name("TimelineEntry"), SecuredByParent]
public sealed class TimelineEntryView(TimelineRow row)
{
    public string Id => row.Id;

    /// <summary>The key of the record: its prefix says which kind.</summary>
    public string RecordId => row.Record;

    /// <summary>What people call the record; null where it bears no name, or you may not find it.</summary>
    public Deferred<string?> GetRecordName(CalledLoader called) => called.Load(row.Record);

    public int Version => row.Version;

    /// <summary>The server's time.</summary>
    public DateTimeOffset At => row.At;

    /// <summary>The device's time, where it was recorded offline.</summary>
    public DateTimeOffset? DeviceAt => row.DeviceAt;

    /// <summary>The key of the account; <c>system</c> where the service acted by itself.</summary>
    public string ActorId => row.Actor;

    /// <summary>The effect or reminder that led to it; null where somebody acted directly.</summary>
    public string? Cause => row.Cause;

    /// <summary>What happened, with the words that belong to it as far as they are not erased.</summary>
    public Deferred<IReadOnlyList<JournalEntryView>> GetEvents(JournalTextLoader texts) => texts.Load(row.Record).Select(all =>
        JournalEntryView.Of(Journal.EventsOf(row.Version, row.At, row.DeviceAt, row.Actor, row.Cause, row.Events,
            position => (all ?? []).Where(text => text.Version == row.Version && text.Event == position))));
}

/// <summary>Somebody opened a record outside his own work, on one day.</summary>
/// <param name="ActorId">The key of the account.</param>
[Name("ReadOutside"), SecuredByParent]
public sealed record ReadOutsideView(string ActorId, string RecordId, DateTimeOffset FirstAt, DateTimeOffset LastAt, int Times)
{
    /// <summary>What people call the record; null where you may not find it.</summary>
    public Deferred<string?> GetRecordName(CalledLoader called) => called.Load(RecordId);
}

[Queries]
public sealed partial class AuditQueries(IDbContextFactory<AfterSalesDb> databases)
{
    private const string System = "system";

    /// <summary>
    /// What happened to a record of any kind that you may see, oldest first; <c>last</c> begins with the newest. Empty where there is none you
    /// may see.
    /// </summary>
    /// <param name="recordId">The record's key.</param>
    /// <param name="events">Only saves with one of these events, such as <c>VisitScheduled</c>.</param>
    /// <param name="actorId">Only by this account.</param>
    /// <param name="from">Includes this instant.</param>
    /// <param name="to">Excludes this instant.</param>
    [Secured(Permission.UseOwnAccount), Paged(typeof(TimelineRow))]
    public async Task<Connection<TimelineEntryView>> TimelineAsync(
        PageRequest page, string recordId, IGrainFactory grains, Caller caller, [MaxLength(20)] IReadOnlyList<string>? events = null,
        [StringLength(100)] string? actorId = null, DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken cancellation = default)
    {
        var record = await grains.IsSeen(recordId, caller) ? recordId : "";
        return await Read(rows => Narrowed(rows.Where(row => row.Record == record && (actorId == null || row.Actor == actorId)), events, from, to), page, cancellation);
    }

    /// <summary>What a person did, over all records, the latest first. For those who look after order in the whole company.</summary>
    /// <param name="actorId">The key of the account.</param>
    /// <param name="events">Only saves with one of these events, such as <c>CustomerAmended</c>.</param>
    /// <param name="from">Includes this instant.</param>
    /// <param name="to">Excludes this instant.</param>
    [Secured(Permission.SeeAudit), Paged(typeof(TimelineRow))]
    public Task<Connection<TimelineEntryView>> AuditTrailAsync(
        PageRequest page, [StringLength(100)] string actorId, [MaxLength(20)] IReadOnlyList<string>? events = null, DateTimeOffset? from = null,
        DateTimeOffset? to = null, CancellationToken cancellation = default) =>
        // What the service does by itself is no person's, and its index leaves it out.
        Read(rows => Narrowed(rows.Where(row => row.Actor == actorId && row.Actor != System), events, from, to),
            page.Order.Count > 0 ? page : page with { Order = [(nameof(TimelineRow.At), true)] }, cancellation);

    /// <summary>
    /// Who opened a customer's file or a ticket that is not of his own or his branch's work, the latest first: a line for each day. By account, by record, or
    /// both; at most 200.
    /// </summary>
    /// <param name="actorId">The key of the account.</param>
    /// <param name="recordId">The key of the record.</param>
    /// <param name="to">Excludes this instant: that of the last line, for those before it.</param>
    [Secured(Permission.SeeAudit)]
    public async Task<IReadOnlyList<ReadOutsideView>> ReadsOutsideAsync(
        CancellationToken cancellation, [StringLength(100)] string? actorId = null, [StringLength(100)] string? recordId = null, DateTimeOffset? to = null)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = db.Set<ReadRow>().AsNoTracking();
        if (actorId is not null) rows = rows.Where(row => row.ActorId == actorId);
        if (recordId is not null) rows = rows.Where(row => row.RecordId == recordId);
        if (to is { } end) rows = rows.Where(row => row.LastAt < end);
        var found = await rows.OrderByDescending(row => row.LastAt).ThenBy(row => row.Id).Take(200).ToListAsync(cancellation);
        return found.ConvertAll(row => new ReadOutsideView(row.ActorId, row.RecordId, row.FirstAt, row.LastAt, row.Times));
    }

    private async Task<Connection<TimelineEntryView>> Read(
        Func<IQueryable<TimelineRow>, IQueryable<TimelineRow>> narrow, PageRequest page, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => narrow(db.Set<TimelineRow>()), page, cancellation)).Select(row => new TimelineEntryView(row));

    private static IQueryable<TimelineRow> Narrowed(
        IQueryable<TimelineRow> rows, IReadOnlyList<string>? events, DateTimeOffset? from, DateTimeOffset? to)
    {
        if (from is { } first) rows = rows.Where(row => row.At >= first);
        if (to is { } end) rows = rows.Where(row => row.At < end);
        if (events is null) return rows;
        // Names stand in quotes among the events; what is none can't be found.
        var names = events.Where(name => EventName().IsMatch(name)).Select(name => $"\"{name}\"").ToArray();
        return rows.Where(row => names.Any(name => row.Events.Contains(name)));
    }

    [GeneratedRegex("^[A-Za-z]{1,80}\\z")]
    private static partial Regex EventName();
}
