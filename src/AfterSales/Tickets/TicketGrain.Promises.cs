using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Policies;
using AfterSales.Products;
using AfterSales.Promises.Rules;
using AfterSales.Records;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

public sealed partial class TicketGrain
{
    public Task<Answer> PausePromises(Intent<PausePromises> intent) =>
        Decide(intent, (ticket, now) => TicketPromiseRules.Pause(ticket, intent.Body, now));

    public Task<Answer> ResumePromises(Intent<Step> intent) => Decide(intent, TicketPromiseRules.Resume);

    public Task<Answer> ReckonPromises(Intent<Step> intent) => AskAndDecide(intent, async (ticket, now) =>
        Decision.Of([.. TicketPromiseRules.Reckon(ticket, await FactsOf(ticket), await TermsOf(ticket), now)]));

    /// <summary>Every step that touches the promises moves their clocks in the same save.</summary>
    protected override async ValueTask<Decision> AndWhatGoesAlong(Ticket? before, Decision decision, DateTimeOffset now)
    {
        if (!TicketPromiseRules.Touch(decision.Events)) return decision;
        var after = decision.Events.Aggregate(before, Ticket.Apply)!;
        if (!TicketPromiseRules.AreMade(after)) return decision;
        var facts = before is null || TicketPromiseRules.NeedFacts(before, decision.Events) ? await FactsOf(after) : before.Promises.Facts!;
        var followed = TicketPromiseRules.Follow(before, decision.Events, facts, await TermsOf(after), now).ToArray();
        return TicketPromiseRules.MustHaveWorkingTime(decision.Events, followed) is { } refusal ? refusal : Decision.Of([.. decision.Events, .. followed]);
    }

    private async ValueTask<IEnumerable<Event>> PromisesDue(Ticket ticket, DateTimeOffset now) =>
        ticket.Promises.NextDue <= now ? TicketPromiseRules.WhenDue(ticket, await TermsOf(ticket), now) : [];

    private async ValueTask<TicketPromiseTerms> TermsOf(Ticket ticket)
    {
        var branch = await BranchOf(ticket);
        var inForce = await policies.At(branch.Id);
        var places = ticket.Promises.Places.IsEmpty ? [(branch.Id, ticket.RegisteredAt)] : ticket.Promises.Places.ConvertAll(place => (place.BranchId, place.Since)).ToArray();
        return new(
            inForce.Get(TicketPromisePolicies.Promises), OriginOf(inForce),
            new(await histories.Of(places), inForce.Get(TicketPromisePolicies.WarnPercent), inForce.Get(TicketPromisePolicies.Escalation), TicketPromiseBasis.Of(branch, inForce),
                await calendars.OfHeadquarters()),
            inForce.Get(TicketPromisePolicies.ForwardedEscalation));
    }

    private static PromiseOrigin OriginOf(PoliciesInForce inForce) =>
        inForce.IsOwn(TicketPromisePolicies.Promises) ? PromiseOrigin.Branch
        : inForce.SetFor(TicketPromisePolicies.Promises) is null ? PromiseOrigin.Standard : PromiseOrigin.Headquarters;

    private async Task<PromiseFacts> FactsOf(Ticket ticket)
    {
        var customer = ticket.CustomerId is { } id ? await customers.Find(id, Caller.System) : null;
        var product = ticket.ProductId is { } productId ? await GrainFactory.GetGrain<IProductGrain>(productId).Read(Caller.System) : null;
        var address = customer?.Details.AddressOf(product?.AddressId);
        var branch = await BranchOf(ticket);
        var zone = address is null ? Zone.Urban : ZoneRules.ZoneOf(branch.Zones, address.PostalCode, address.Coordinates)?.Kind ?? address.Zone;
        var contract = ticket.ProductId is null ? null : await contracts.Of(ticket.ProductId, ticket.RegisteredDay);
        return new(
            zone, customer?.Tier ?? CustomerTier.Normal,
            ticket.Intake.ModelCode is { } code ? (await warranties.ModelOf(code))?.Details.ProductLine : null,
            contract is null ? null : new ContractPromises(contract.Id, contract.Details.Promises), customer?.Terms, branch.ZonesVersion);
    }
}
