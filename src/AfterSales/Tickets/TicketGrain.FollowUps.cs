using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;

namespace AfterSales.Tickets;

public sealed partial class TicketGrain : IFollowUpCalls
{
    public Task<Answer> RecordFollowUp(Intent<RecordFollowUp> intent) => AskAndDecide(intent, async (ticket, now) =>
    {
        var calendar = (await BranchOf(ticket)).Calendar;
        var retries = (await policies.At(ticket.BranchId)).Get(FollowUpPolicies.Retries);
        return FollowUpRules.Record(ticket.FollowUps, ticket.Id, intent.Body, calendar, retries, now);
    });
}
