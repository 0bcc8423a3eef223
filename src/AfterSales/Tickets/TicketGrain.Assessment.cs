using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

public sealed partial class TicketGrain
{
    public Task<Answer> Assess(Intent<AssessTicket> intent) => AskAndDecide(intent, async (ticket, now) =>
    {
        var today = (await BranchOf(ticket)).Calendar.LocalDay(now);
        var inForce = await policies.At(ticket.BranchId);
        return AssessmentRules.Assess(
            ticket, intent.Body, await ProductOf(ticket), today, inForce.Get(WarrantyPolicies.Months), inForce.Get(TicketPolicies.RepairOrderFrom), now);
    });

    public Task<Answer> RequestParts(Intent<Step> intent) => Decide(intent, AssessmentRules.RequestParts);

    public Task<Answer> ConfirmConditions(Intent<ConfirmConditions> intent) =>
        Decide(intent, (ticket, now) => AssessmentRules.Confirm(ticket, intent.Body, now));

    public Task<Answer> NameCause(Intent<NameCause> intent) => Decide(intent, (ticket, now) => AssessmentRules.NameCause(ticket, intent.Body, now));

    public Task<Answer> DrawUpOrder(Intent<DrawUpRepairOrder> intent) => AskAndDecide(intent, async (ticket, now) =>
        RepairOrderRules.DrawUp(
            ticket, intent.Body, intent.Caller.Account, (await BranchOf(ticket)).Calendar.LocalDay(now), await DecideBy(ticket, now), now));

    public Task<Answer> ReviewOrder(Intent<DecideRepairOrder> intent) =>
        AskAndDecide(intent, async (ticket, now) =>
            RepairOrderRules.Review(ticket, intent.Body, intent.Caller.Account, await DecideBy(ticket, now), now));

    public Task<Answer> ApproveOrder(Intent<DecideRepairOrder> intent) =>
        Decide(intent, (ticket, now) => RepairOrderRules.Approve(ticket, intent.Body, intent.Caller.Account, now));

    public Task<Answer> FileAcceptance(Intent<FileAcceptance> intent) =>
        Decide(intent, (ticket, now) => RepairOrderRules.Accept(ticket, intent.Body, now));

    private async ValueTask<DateTimeOffset> DecideBy(Ticket ticket, DateTimeOffset now)
    {
        var days = (await policies.At(ticket.BranchId)).Get(TicketPolicies.OrderDecisionDays);
        return (await BranchOf(ticket)).Calendar.AddWorkingDays(now, days) ?? now.AddDays(days);
    }
}
