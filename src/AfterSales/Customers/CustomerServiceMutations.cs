using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Customers.Rules;
using AfterSales.Records;

namespace AfterSales.Customers;

/// <summary>How often the customer's products are to be maintained.</summary>
public sealed record MaintenanceCycleInput([property: Range(1, 5000)] int Count, CycleUnit Unit);

[Mutations]
public sealed class CustomerServiceMutations(IGrainFactory grains, CustomerFiles files)
{
    /// <summary>
    /// Says how often and when next a customer's products are maintained, and what he wishes; it takes the place of what was planned. When
    /// the day comes near a reminder call is raised, once.
    /// </summary>
    /// <param name="nextOn">A day at the branch; left out with a cycle: one cycle from today.</param>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(CustomerIsMerged), typeof(CustomerIsArchived), typeof(CustomerIsErased))]
    public Task<Outcome<CustomerView>> PlanCustomerService(
        string customerId, Caller caller, MaintenanceCycleInput? cycle = null, DateOnly? nextOn = null,
        [MaxLength(20)] IReadOnlyList<string>? wishes = null, string? requestId = null) =>
        On(customerId, caller, grain => grain.PlanService(new(
            new PlanService(cycle is { } c ? new MaintenanceCycle(c.Count, c.Unit) : null, nextOn, [.. wishes ?? []]), caller, requestId)));

    /// <summary>Records that the planned service was done: the next one is due one cycle later.</summary>
    /// <param name="on">A day at the branch.</param>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(CustomerIsMerged), typeof(CustomerIsErased))]
    public Task<Outcome<CustomerView>> RecordCustomerServiceDone(string customerId, DateOnly on, Caller caller, string? requestId = null) =>
        On(customerId, caller, grain => grain.ServiceDone(new(new ServiceDone(on), caller, requestId)));

    /// <summary>Plans the next call to a customer: at its time it lies in the agents' queue.</summary>
    /// <param name="at">Left out: no call is planned any more.</param>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(CustomerIsMerged), typeof(CustomerIsArchived), typeof(CustomerIsErased))]
    public Task<Outcome<CustomerView>> PlanCustomerCall(
        string customerId, Caller caller, [StringLength(1000)] string? topic = null, DateTimeOffset? at = null, string? requestId = null) =>
        On(customerId, caller, grain => grain.PlanCall(new(new PlanCall(topic, at), caller, requestId)));

    /// <summary>
    /// Records that a customer is addressed with an offer or benefit. It is refused where he has not allowed the channel, or has had as many as
    /// the policy allows: ask before it goes out.
    /// </summary>
    /// <param name="name">Names the campaign or benefit.</param>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(ConsentNotGiven), typeof(OfferTooSoon), typeof(CustomerIsArchived), typeof(CustomerIsErased), typeof(CustomerIsMerged))]
    public Task<Outcome<CustomerView>> MakeCustomerOffer(
        string customerId, [StringLength(100)] string name, ConsentChannel channel, Caller caller, string? requestId = null) =>
        On(customerId, caller, grain => grain.MakeOffer(new(new MakeOffer(name, channel), caller, requestId)));

    private async Task<Outcome<CustomerView>> On(string id, Caller caller, Func<ICustomerGrain, Task<Answer>> ask) =>
        await files.Find(id, caller) is { } file
            ? await grains.Ask(ICustomerGrain.Prefix, file.Id, caller, ask, (Func<Customer, int, CustomerView>)CustomerView.Of)
            : new NotFound(id);
}
