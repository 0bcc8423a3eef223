using AfterSales.Branches.Rules;
using AfterSales.Contracts;
using AfterSales.Records;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

public sealed partial class TicketGrain : ITakeInspections
{
    public Task<Answer> TakeInspection(Intent<OwedInspection> intent) => Create(intent, async now =>
    {
        var owed = intent.Body;
        var branch = await branches.Get(owed.BranchId) ?? throw new TimeoutException($"Branch {owed.BranchId} could not be read.");
        var day = branch.Calendar.LocalDay(now);
        var request = new RegisterTicket(
            owed.BranchId, owed.CustomerId, owed.ProductId, TicketKind.Inspection, Channel.Contract, false, string.Join('\n', owed.Work), null);
        return TicketRules.Register(Key, await numbers.Next(NumberSeries.Tickets, branch.Id, branch.Code, day), request, day, now);
    });
}
