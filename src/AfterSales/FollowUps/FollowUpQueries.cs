using AfterSales.Absences;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Customers;
using AfterSales.FollowUps.Rules;
using AfterSales.Storage;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.FollowUps;

/// <summary>A call owed to a customer after a service or sale.</summary>
[Name("FollowUpCall"), Secured(Permission.SeeFollowUps)]
public sealed class FollowUpCallView(FollowUpCallRow row)
{
    public string Id => row.Id;

    /// <summary>The key of the ticket or sale it follows.</summary>
    public string RecordId => row.RecordId;

    /// <summary>Null after a sale.</summary>
    public string? TicketId => row.TicketId;

    /// <summary>Which call of the ticket or sale, from 1.</summary>
    public int Number => row.Number;

    /// <summary>Which completion of the ticket it follows, from 1.</summary>
    public int Round => row.Round;

    /// <summary>The step of the follow-up plan.</summary>
    public string Step => row.Step;

    /// <summary>What it follows.</summary>
    public FollowUpTrigger Trigger => row.Occasion;

    public FollowUpState State => row.State;

    /// <summary>Why it is no longer owed.</summary>
    public WithdrawalReason? Withdrawal => row.Withdrawal;

    /// <summary>Who makes it.</summary>
    public FollowUpMaker MadeBy => row.MadeBy;

    public CallChannel Channel => row.Channel;

    /// <summary>The key of the account in whose queue it stands; null: the branch's.</summary>
    public string? AgentId => row.AgentId;

    /// <summary>The dealer who owes it (<c>d-…</c>).</summary>
    public string? DealerId => row.DealerId;

    /// <summary>The window opens: the branch's opening on its first day.</summary>
    public DateTimeOffset OpensAt => row.OpensAt;

    /// <summary>The window closes: the branch's closing on its last day.</summary>
    public DateTimeOffset ClosesAt => row.ClosesAt;

    public int Tries => row.Tries;

    /// <summary>Not before, after a call that reached nobody.</summary>
    public DateTimeOffset? NextTryAt => row.NextTryAt;

    public CallResult? LastResult => row.LastResult;

    public DateTimeOffset? LastTryAt => row.LastTryAt;

    public DateTimeOffset? EndedAt => row.EndedAt;

    /// <summary>
    /// The keys of the tickets, enquiries and complaints that what the customer said has led to. The ticket of a fault is named a moment after the
    /// call was recorded: once it is there.
    /// </summary>
    public IReadOnlyList<string> OpenedIds => row.Opened.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What whoever calls should know.</summary>
    public Task<FollowUpScript?> GetScriptAsync(IFollowUpScripts scripts, Caller caller, CancellationToken cancellation) =>
        scripts.Of(row, caller, cancellation);

    public Deferred<CustomerView?> GetCustomer(CustomerLoader customers) => customers.Load(row.CustomerId);

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);
}

[Queries]
public sealed class FollowUpQueries(IDbContextFactory<AfterSalesDb> databases)
{
    /// <summary>
    /// The calls to be made now at the branches you see, due and overdue; order by <c>closesAt</c> to see the most urgent first. A call that
    /// waits for its next try has a <c>nextTryAt</c> in the future.
    /// </summary>
    [Secured(Permission.SeeFollowUps), Paged(typeof(FollowUpCallRow))]
    public async Task<Connection<FollowUpCallView>> FollowUpQueueAsync(PageRequest page, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => InQueue(db).VisibleTo(caller), page, cancellation)).Select(row => new FollowUpCallView(row));

    /// <summary>
    /// The calls of your own queue: those assigned to you, those of colleagues you stand in for, and those that nobody in particular owes; a
    /// dealer's too, once its window has closed.
    /// While you are away your own stand in your substitute's.
    /// </summary>
    [Secured(Permission.RecordFollowUps), Paged(typeof(FollowUpCallRow))]
    public async Task<Connection<FollowUpCallView>> MyFollowUpQueueAsync(
        PageRequest page, CurrentStandIns standIns, Caller caller, CancellationToken cancellation)
    {
        var now = await standIns.At(caller, cancellation);
        var (mine, orphaned) = (now.WorkedFor(caller.Account), now.Orphaned());
        var takesTurns = now.For(caller.Account) == caller.Account;
        return (await databases.ToConnectionAsync(
            db => InQueue(db).VisibleTo(caller).Where(call => (call.DealerId == null || call.State == FollowUpState.Overdue)
                && ((call.AgentId != null && mine.Contains(call.AgentId)) || (takesTurns && (call.AgentId == null || orphaned.Contains(call.AgentId))))),
            page, cancellation)).Select(row => new FollowUpCallView(row));
    }

    /// <summary>Follow-up calls in any state, such as those of one customer or ticket: the call list (S3 ⑹-5 (六)).</summary>
    [Secured(Permission.SeeFollowUps), Paged(typeof(FollowUpCallRow))]
    public async Task<Connection<FollowUpCallView>> FollowUpCallsAsync(PageRequest page, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<FollowUpCallRow>().VisibleTo(caller), page, cancellation)).Select(row => new FollowUpCallView(row));

    private static IQueryable<FollowUpCallRow> InQueue(AfterSalesDb db) =>
        db.Set<FollowUpCallRow>().Where(call => call.State == FollowUpState.Due || call.State == FollowUpState.Overdue);
}
