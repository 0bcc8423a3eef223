using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Customers;
using AfterSales.FollowUps.Rules;
using AfterSales.Storage;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.FollowUps;

/// <summary>A call owed to a customer after the service.</summary>
[Name("FollowUpCall"), Secured(Permission.SeeTickets)]
public sealed class FollowUpCallView(FollowUpCallRow row)
{
    public string Id => row.Id;

    public string TicketId => row.TicketId;

    /// <summary>Which call of the ticket, from 1.</summary>
    public int Number => row.Number;

    /// <summary>The step of the follow-up plan.</summary>
    public string Step => row.Step;

    public FollowUpState State => row.State;

    /// <summary>The window opens: the branch's opening on its first day.</summary>
    public DateTimeOffset OpensAt => row.OpensAt;

    /// <summary>The window closes: the branch's closing on its last day.</summary>
    public DateTimeOffset ClosesAt => row.ClosesAt;

    public int Tries => row.Tries;

    /// <summary>Not before, after a call that reached nobody.</summary>
    public DateTimeOffset? NextTryAt => row.NextTryAt;

    public DateTimeOffset? EndedAt => row.EndedAt;

    public Deferred<CustomerView?> GetCustomer(CustomerLoader customers) => customers.Load(row.CustomerId);

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);
}

[Queries]
public sealed class FollowUpQueries
{
    /// <summary>The calls to be made now, due and overdue; order by <c>closesAt</c> to see the most urgent first.</summary>
    [Secured(Permission.SeeFollowUps), Paged(typeof(FollowUpCallRow))]
    public async Task<Connection<FollowUpCallView>> FollowUpQueueAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(
            db => db.Set<FollowUpCallRow>().VisibleTo(caller).Where(call => call.State == FollowUpState.Due || call.State == FollowUpState.Overdue),
            page, cancellation)).Select(row => new FollowUpCallView(row));
}
