using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.FollowUps;
using AfterSales.Policies;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

[GrainType("ticket")]
public sealed partial class TicketGrain(
    RecordServices services, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies, BranchNumbers numbers,
    CallDesk desk)
    : RecordGrain<Ticket>(services), ITicketGrain
{
    public Task<Answer> Register(Intent<RegisterTicket> intent) => Create(intent, async now =>
    {
        var request = intent.Body;
        if (!intent.Caller.ActsFor(request.BranchId) || await branches.Get(request.BranchId) is not { } branch) return new NotFound(request.BranchId);
        if (BranchRules.MustBeOpen(branch) is { } closed) return closed;
        if (await GrainFactory.GetGrain<ICustomerGrain>(request.CustomerId).Read(intent.Caller) is null) return new NotFound(request.CustomerId);
        if (request.ProductId is { } productId)
        {
            var product = await GrainFactory.GetGrain<IProductGrain>(productId).Read(intent.Caller);
            if (product is null) return new NotFound(productId);
            if (product.CustomerId != request.CustomerId) return new ProductOfAnotherCustomer(productId, request.CustomerId);
        }

        var day = branch.Calendar.LocalDay(now);
        return TicketRules.Register(Key, await numbers.Next(NumberSeries.Tickets, branch.Id, branch.Code, day), request, day, now);
    });

    public Task<Answer> Assess(Intent<AssessTicket> intent) => AskAndDecide(intent, async (ticket, now) =>
    {
        var branch = await BranchOf(ticket);
        var months = (await policies.At(ticket.BranchId)).Get(WarrantyPolicies.Months);
        return TicketRules.Assess(ticket, intent.Body, await ProductOf(ticket), branch.Calendar.LocalDay(now), months);
    });

    public Task<Answer> Complete(Intent<Step> intent) => AskAndDecide(intent, async (ticket, now) =>
        TicketRules.Complete(ticket, await PlansOf(ticket), (await BranchOf(ticket)).Calendar, now));

    private async ValueTask<Branch> BranchOf(Ticket ticket) =>
        await branches.Get(ticket.BranchId) ?? throw new TimeoutException($"Branch {ticket.BranchId} of {ticket.Id} could not be read.");

    private async Task<ProductDetails?> ProductOf(Ticket ticket) => ticket.ProductId is { } id
        ? (await GrainFactory.GetGrain<IProductGrain>(id).Read(Caller.System))?.Details
        : null;
}
