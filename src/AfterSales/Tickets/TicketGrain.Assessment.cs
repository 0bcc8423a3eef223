using AfterSales.Access;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

public sealed partial class TicketGrain
{
    public Task<Answer> Assess(Intent<AssessTicket> intent) => AskAndDecide(intent, async (ticket, now) =>
        TicketSteps.MustAllow(ticket, TicketAction.Assess) ?? KnownWork.Beside(AssessmentRules.Assess(ticket, intent.Body, await BasisOf(ticket), now),
            [intent.Body.Skill], (await policies.At(ticket.BranchId)).Get(TechnicianPolicies.Skills), ticket.Assessment.Skill));

    public Task<Answer> RequestParts(Intent<Step> intent) => Decide(intent, AssessmentRules.RequestParts);

    public Task<Answer> ConfirmConditions(Intent<ConfirmConditions> intent) =>
        Decide(intent, (ticket, now) => AssessmentRules.Confirm(ticket, intent.Body, now));

    public Task<Answer> NameCause(Intent<NameCause> intent) => Decide(intent, (ticket, now) => AssessmentRules.NameCause(ticket, intent.Body, now));

    public Task<Answer> DrawUpOrder(Intent<DrawUpRepairOrder> intent) => AskAndDecide(intent, async (ticket, now) =>
        await accounts.MustBeOpen(intent.Body.ProjectManager) ?? RepairOrderRules.DrawUp(
            ticket, intent.Body, intent.Caller.Account, (await BranchOf(ticket)).Calendar.LocalDay(now), await DecideBy(ticket, now), now));

    public Task<Answer> ReviewOrder(Intent<DecideRepairOrder> intent) =>
        AskAndDecide(intent, async (ticket, now) =>
            RepairOrderRules.Review(ticket, intent.Body, intent.Caller.Account, await DecideBy(ticket, now), now));

    public Task<Answer> ApproveOrder(Intent<DecideRepairOrder> intent) =>
        Decide(intent, (ticket, now) => RepairOrderRules.Approve(ticket, intent.Body, intent.Caller.Account, now));

    public Task<Answer> FileAcceptance(Intent<FileAcceptance> intent) =>
        Decide(intent, (ticket, now) => RepairOrderRules.Accept(ticket, intent.Body, now));

    /// <summary>The product on file, or what the customer told of it, with the contract that covers it.</summary>
    private async Task<AssessmentBasis> BasisOf(Ticket ticket)
    {
        var product = ticket.ProductId is { } id ? await GrainFactory.GetGrain<IProductGrain>(id).Read(Caller.System)
            : ticket.Intake.Model is { } model ? new InstalledProduct { BranchId = ticket.BranchId, Details = Told(model, ticket.Intake.PurchasedOn) }
            : null;
        return new AssessmentBasis(
            product is null ? null : await warranties.BasisOf(product), await warranties.ChargesAt(ticket.BranchId),
            ticket.ProductId is null ? null : await contracts.Of(ticket.ProductId, ticket.RegisteredDay),
            (await policies.At(ticket.BranchId)).Get(TicketPolicies.RepairOrderFrom));
    }

    private static ProductDetails Told(string model, DateOnly? purchasedOn) => new(model, null, purchasedOn, null, null, []);

    private async ValueTask<DateTimeOffset> DecideBy(Ticket ticket, DateTimeOffset now)
    {
        var days = (await policies.At(ticket.BranchId)).Get(TicketPolicies.OrderDecisionDays);
        return (await BranchOf(ticket)).Calendar.AddWorkingDays(now, days) ?? now.AddDays(days);
    }
}
