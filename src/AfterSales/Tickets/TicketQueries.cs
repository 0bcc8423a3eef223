using System.Runtime.CompilerServices;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Technicians;
using AfterSales.Tickets.Rules;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Tickets;

[Queries]
public sealed class TicketQueries
{
    /// <summary>One ticket, by its key; null where there is none you may see.</summary>
    [Secured(Permission.SeeTickets)]
    public Task<TicketView?> GetTicketAsync(string id, IGrainFactory grains, ReadsOutside reads, Caller caller) =>
        grains.Show<ITicketGrain, Ticket, TicketView>(ITicketGrain.Prefix, id, caller, (ticket, version) => TicketView.Of(reads.Noted(ticket, ticket.Id, caller), version));

    /// <summary>
    /// The tickets you may see: a branch its own, a technician own jobs, headquarters all. Order by <c>rank</c>, then <c>registeredAt</c>, to see
    /// emergencies first, then what was carried over from a day before, then who waits longest.
    /// </summary>
    [Secured(Permission.SeeTickets), Paged(typeof(TicketRow))]
    public async Task<Connection<TicketView>> TicketsAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<TicketRow>().JobsVisibleTo(caller), page, cancellation))
            .Select(row => new TicketView(row));

    /// <summary>
    /// Your own jobs as a technician: the tickets you have a visit of, and those whose last visit was yours until another gets it. A colleague's are
    /// none, also where you see them because you support the customer; who is no technician has none.
    /// </summary>
    [Secured(Permission.SeeTickets), Paged(typeof(TicketRow))]
    public async Task<Connection<TicketView>> MyJobsAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation)
    {
        var own = caller.Technician;
        return (await databases.ToConnectionAsync(
            db => db.Set<TicketRow>().JobsVisibleTo(caller).Where(row => own != null && row.TechnicianId == own), page, cancellation))
            .Select(row => new TicketView(row));
    }

    /// <summary>The visits you may see, for a technician's day and for what is owed of them: <c>where isReportMissing</c> lists missing trip reports.</summary>
    [Secured(Permission.SeeTickets), Paged(typeof(VisitRow))]
    public async Task<Connection<VisitListView>> VisitsAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<VisitRow>().JobsVisibleTo(caller), page, cancellation)).Select(row => new VisitListView(row));
}

/// <summary>A visit in a list.</summary>
[Name("VisitListEntry"), Secured(Permission.SeeTickets)]
public sealed class VisitListView(VisitRow row)
{
    public string Id => row.Id;

    public string TicketId => row.TicketId;

    /// <summary>The agreed time includes this instant.</summary>
    public DateTimeOffset From => row.StartsAt;

    /// <summary>The agreed time excludes this instant.</summary>
    public DateTimeOffset To => row.EndsAt;

    /// <summary>It is to come or under way.</summary>
    public bool IsCurrent => row.IsCurrent;

    /// <summary>How it ended; null while it is to come or under way.</summary>
    public VisitEnd? End => row.HowEnded;

    /// <summary>By when the technician is to have called the customer.</summary>
    public DateTimeOffset ContactBy => row.ContactBy;

    public DateTimeOffset? ContactedAt => row.ContactedAt;

    /// <summary>When the report on the trip is due; null where nobody set out.</summary>
    public DateTimeOffset? ReportDue => row.ReportDue;

    public DateTimeOffset? ReportedAt => row.ReportedAt;

    /// <summary>The supervisor's mark for the time, from 1 (poor) to 4 (excellent).</summary>
    public int? TimeMark => row.TimeMark;

    /// <summary>The supervisor's mark for the quality, from 1 (poor) to 4 (excellent).</summary>
    public int? QualityMark => row.QualityMark;

    public Deferred<TechnicianView?> GetTechnician(TechnicianLoader technicians) => technicians.Load(row.TechnicianId ?? "");

    /// <summary>Null where the job has gone to another technician.</summary>
    public Deferred<TicketView?> GetTicket(TicketLoader tickets) => tickets.Load(row.TicketId);
}

/// <summary>Fetches the tickets of a page of something else, as far as the caller may see them.</summary>
public sealed class TicketLoader(IDbContextFactory<AfterSalesDb> databases, CurrentCaller current, IGrainFactory grains) : BatchLoader<string, TicketView>
{
    protected override Task<TicketView?> LoadOneAsync(string key, CancellationToken cancellation) =>
        grains.Show<ITicketGrain, Ticket, TicketView>(ITicketGrain.Prefix, key, current.Caller, TicketView.Of);

    protected override async Task<IReadOnlyDictionary<string, TicketView>> LoadAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<TicketRow>().AsNoTracking().JobsVisibleTo(current.Caller).Where(row => keys.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => new TicketView(row), cancellation);
    }
}

[Subscriptions]
public sealed class TicketSubscriptions(Announcer announcer, IGrainFactory grains)
{
    /// <summary>Each ticket that changes from now on, as far as you may see it. A client that was away reads the list again.</summary>
    /// <param name="branchId">Left out: of all branches.</param>
    [Secured(Permission.SeeTickets)]
    public async IAsyncEnumerable<TicketView> TicketChanged(
        Caller caller, string? branchId = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var notice in announcer.Listen(notice => notice.Kind == Ticket.Kind, cancellation))
        {
            var read = await grains.GetGrain<ITicketGrain>(notice.Key).ReadVersioned(caller);
            if (read is (var ticket, var version) && (branchId is null || ticket.BranchId == branchId)) yield return TicketView.Of(ticket, version);
        }
    }
}
