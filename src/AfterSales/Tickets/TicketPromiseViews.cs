using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Promises.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tickets.Rules;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Tickets;

/// <summary>A promise to the customer of a ticket, with its clock: which row was chosen and why, when it runs out, and how it stands.</summary>
[Name("TicketPromise"), SecuredByParent]
public sealed class TicketPromiseView(PromiseClock clock, DateTimeOffset now)
{
    /// <summary>Counts from 1 within the ticket.</summary>
    public int Number => clock.Number;

    public PromiseKind Promise => clock.Promise;

    /// <summary>The round of the ticket it was made in: a reopened ticket has new promises and keeps the old ones.</summary>
    public int Round => clock.Round;

    /// <summary>As it stands now: what has run out is overdue at that instant.</summary>
    public PromiseState State => clock.StateAt(now);

    public int Amount => clock.Chosen.Amount;

    public PromiseUnit Unit => clock.Chosen.Unit;

    /// <summary>Who promises so much.</summary>
    public PromiseOrigin Origin => clock.Chosen.Origin;

    /// <summary>Why this row: the conditions it makes, which the ticket meets. Empty: it holds for all.</summary>
    public IReadOnlyList<PromiseCondition> Because => clock.Chosen.Because;

    /// <summary>The key of the contract that promises it; null where none does.</summary>
    public string? ContractId => clock.Chosen.ContractId;

    public DateTimeOffset StartedAt => clock.StartedAt;

    /// <summary>From when its time counts: its start, or when the ticket became an emergency.</summary>
    public DateTimeOffset CountsFrom => clock.Chosen.CountsFrom;

    /// <summary>The times in which it stood or stands still, in order.</summary>
    public IReadOnlyList<PromisePauseView> Pauses => clock.Pauses.ConvertAll(pause => new PromisePauseView(pause.Reason, pause.From, pause.To));

    /// <summary>When its time runs out; null while it stands still and nobody knows until when.</summary>
    public DateTimeOffset? DueAt => clock.DueAt;

    /// <summary>When the dispatcher is warned.</summary>
    public DateTimeOffset? WarnAt => clock.Reckoned.WarnAt;

    public DateTimeOffset? WarnedAt => clock.WarnedAt;

    /// <summary>When its time ran out.</summary>
    public DateTimeOffset? MissedAt => clock.MissedAt;

    /// <summary>The steps it went up, each once.</summary>
    public IReadOnlyList<PromiseStepView> Escalations => clock.Taken.ConvertAll(step => new PromiseStepView(step.Role, step.At));

    /// <summary>The next step up, if it is still owed then; null where none is left.</summary>
    public PromiseStepView? NextEscalation => clock is { IsRunning: true, NextStep: { } next } ? new(next.Role, next.At) : null;

    /// <summary>When it was kept, or not owed any more; by the clock of the device where it was recorded offline.</summary>
    public DateTimeOffset? EndedAt => clock.EndedAt;

    /// <summary>In time; null while it is owed, and where it is not owed any more.</summary>
    public bool? IsKept => clock.IsKept;
}

/// <summary>A time in which a promise stands still.</summary>
/// <param name="To">Null while nobody knows.</param>
[Name("PromisePause"), SecuredByParent]
public sealed record PromisePauseView(PauseReason Reason, DateTimeOffset From, DateTimeOffset? To);

/// <summary>A step by which a missed promise goes up.</summary>
/// <param name="At">Null while the promise stands still.</param>
[Name("PromiseStep"), SecuredByParent]
public sealed record PromiseStepView(Role Role, DateTimeOffset? At);

/// <summary>A promise in a list.</summary>
[Name("PromiseListEntry"), Secured(Permission.SeeTickets)]
public sealed class PromiseListView(TicketPromiseRow row, DateTimeOffset now)
{
    private static readonly Func<TicketPromiseRow, DateTimeOffset, bool> IsOverdueAt = TicketPromiseRow.IsOverdue.Compile();

    public string Id => row.Id;

    public string TicketId => row.TicketId;

    public PromiseKind Promise => row.Promise;

    /// <summary>It is still owed, in time or not.</summary>
    public bool IsRunning => row.IsRunning;

    /// <summary>Its time has run out and it is still owed.</summary>
    public bool IsOverdue => IsOverdueAt(row, now);

    /// <summary>Null while it is owed, and where it is not owed any more.</summary>
    public bool? IsKept => row.IsKept;

    /// <summary>When its time runs out or ran out; null while it stands still and nobody knows until when.</summary>
    public DateTimeOffset? DueAt => row.DueAt == TicketPromiseRow.Unknown ? null : row.DueAt;

    public DateTimeOffset StartedAt => row.StartedAt;

    public DateTimeOffset? EndedAt => row.EndedAt;

    /// <summary>How many steps it went up.</summary>
    public int Steps => row.Steps;

    /// <summary>Null where you may not see it.</summary>
    public Deferred<TicketView?> GetTicket(TicketLoader tickets) => tickets.Load(row.TicketId);
}

[Queries]
public sealed class TicketPromiseQueries(TimeProvider clock)
{
    /// <summary>
    /// The promises to the customers of the tickets you may see. <c>where isRunning</c> and order by <c>dueAt</c> to see first what runs out first or ran out
    /// longest ago; what stands still comes last.
    /// </summary>
    [Secured(Permission.SeeTickets), Paged(typeof(TicketPromiseRow))]
    public async Task<Connection<PromiseListView>> TicketPromisesAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation)
    {
        var now = clock.GetInstant();
        return (await databases.ToConnectionAsync(db => db.Set<TicketPromiseRow>().JobsVisibleTo(caller), page, cancellation)).Select(row => new PromiseListView(row, now));
    }
}

[Mutations]
public sealed class TicketPromiseMutations(IGrainFactory grains)
{
    /// <summary>Lets those promises of a ticket stand still which this reason stops.</summary>
    /// <param name="until">When they go on by themselves; needed where a later date was agreed. Sooner, when the next step is taken: but a visit on the later date, or after it, leaves them standing until then. Left out: when somebody says so, or the next step is taken.</param>
    [Secured(Permission.DispatchTickets), Errors(typeof(TicketIsOver), typeof(NothingToPause))]
    public Task<Outcome<TicketView>> PauseTicketPromises(
        string ticketId, PauseReason reason, Caller caller, DateTimeOffset? until = null, [StringLength(400)] string? note = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.PausePromises(new(new PausePromises(reason, until, note), caller, requestId)));

    /// <summary>Lets the promises of a ticket go on that stand still.</summary>
    [Secured(Permission.DispatchTickets)]
    public Task<Outcome<TicketView>> ResumeTicketPromises(string ticketId, Caller caller, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.ResumePromises(new(new Step(), caller, requestId)));
}
