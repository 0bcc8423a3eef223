using System.Runtime.CompilerServices;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Tickets;

[Queries]
public sealed class TicketQueries
{
    /// <summary>One ticket, by its key; null where there is none you may see.</summary>
    [Secured(Permission.SeeTickets)]
    public Task<TicketView?> GetTicketAsync(string id, IGrainFactory grains, Caller caller) =>
        grains.Show<ITicketGrain, Ticket, TicketView>(ITicketGrain.Prefix, id, caller, TicketView.Of);

    /// <summary>The tickets you may see: a branch its own, a technician own jobs, headquarters all.</summary>
    [Secured(Permission.SeeTickets), Paged(typeof(TicketRow))]
    public async Task<Connection<TicketView>> TicketsAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<TicketRow>().JobsVisibleTo(caller), page, cancellation)).Select(row => new TicketView(row));
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
