using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.FollowUps.Rules;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.FollowUps;

/// <summary>A call a dealer owes to somebody he sold to: is the product in use, understood, fitting (S3 ⑶ 3). It shows no more of the customer than that needs.</summary>
[Name("DealerCall"), SecuredByParent]
public sealed class DealerCallView(FollowUpCallRow row)
{
    public string Id => row.Id;

    /// <summary>The dealer who owes it (<c>d-…</c>).</summary>
    public string? DealerId => row.DealerId;

    public FollowUpState State => row.State;

    /// <summary>The window opens: the branch's opening on the third day.</summary>
    public DateTimeOffset OpensAt => row.OpensAt;

    /// <summary>The window closes; afterwards the branch sees to it.</summary>
    public DateTimeOffset ClosesAt => row.ClosesAt;

    public int Tries => row.Tries;

    /// <summary>Not before, after a call that reached nobody.</summary>
    public DateTimeOffset? NextTryAt => row.NextTryAt;

    public async Task<string?> GetCustomerNameAsync(CustomerFiles customers) => (await Customer(customers))?.Details.Name;

    /// <summary>The number to call, E.164.</summary>
    public async Task<string?> GetPhoneAsync(CustomerFiles customers) => (await Customer(customers))?.Details.Phone?.Number;

    /// <summary>The model that was sold.</summary>
    public async Task<string?> GetProductAsync(IGrainFactory grains) =>
        await grains.GetGrain<ISaleGrain>(row.RecordId).Read(Caller.System) is { } sale
            ? (await grains.Read<IProductGrain, InstalledProduct>(IProductGrain.Prefix, sale.ProductId, Caller.System))?.Details.Model
            : null;

    // Whose sale it is was asked before; the dealer himself sees no customer files.
    private Task<Customer?> Customer(CustomerFiles customers) => customers.Find(row.CustomerId, Caller.System);
}

[Queries]
public sealed class DealerCallQueries(IDbContextFactory<AfterSalesDb> databases)
{
    /// <summary>The calls you owe as a dealer to those you sold to, due and overdue.</summary>
    [Secured(Permission.CallOwnBuyers), Paged(typeof(FollowUpCallRow))]
    public async Task<Connection<DealerCallView>> DealerCallQueueAsync(PageRequest page, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(
            db => db.Set<FollowUpCallRow>().OwnSalesOf(caller).Where(call => call.State == FollowUpState.Due || call.State == FollowUpState.Overdue),
            page, cancellation)).Select(row => new DealerCallView(row));
}

[Mutations]
public sealed class DealerCallMutations(FollowUpFiles files)
{
    /// <summary>Records a call a dealer made to somebody he sold to.</summary>
    /// <param name="callId">The call's key.</param>
    /// <param name="callBackAt">When the customer wants to be called, where the result is <c>CALL_BACK_LATER</c>.</param>
    /// <param name="words">What was said, for whoever calls next.</param>
    /// <param name="said">What the customer asks, wishes or complains of: each opens something of its own, at the branch.</param>
    [Secured(Permission.CallOwnBuyers), Errors(typeof(FollowUpNotDue), typeof(FollowUpOver), typeof(FollowUpTooSoon))]
    public Task<Outcome<DealerCallView>> RecordDealerCall(
        string callId, CallResult result, Caller caller, DateTimeOffset? callBackAt = null, string? words = null,
        [MaxLength(10)] IReadOnlyList<SaidInput>? said = null, string? requestId = null) =>
        files.Ask(callId, caller, (calls, number) => calls.RecordFollowUp(new Intent<RecordFollowUp>(
            new RecordFollowUp(number, result, callBackAt, words) { Said = SaidInput.ToSaid(said) }, caller, requestId)), row => new DealerCallView(row));
}
