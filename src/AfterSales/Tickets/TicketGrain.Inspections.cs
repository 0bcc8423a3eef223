using AfterSales.Access;
using AfterSales.Branches;
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
        var branch = await branches.ForWork(owed.BranchId, intent.Caller) ?? throw new TimeoutException($"Branch {owed.BranchId} could not be read.");
        var request = new RegisterTicket(
            branch.Id, owed.CustomerId, owed.ProductId, TicketKind.Inspection, Channel.Contract, false, string.Join('\n', owed.Work), null)
        {
            ContractId = owed.ContractId,
        };
        // It is owed, whatever the files say meanwhile.
        var known = (await Known(Caller.System, owed.CustomerId, owed.ProductId)).Facts with { HasName = true, HasAddress = true, OutOfUse = null };
        var number = await numbers.Next(NumberSeries.Tickets, branch.Id, branch.Code, branch.Calendar.LocalDay(now));
        return IntakeRules.Register(Key, number, request, known, intent.Caller.Account, branch.Calendar,
            sellerHours: 0, now);
    });

    public Task<Answer> TakeBack(Intent<EndedContract> intent) => AskAndDecide(intent, async (ticket, now) =>
        InspectionRules.TakeBack(ticket, intent.Body.ContractId, intent.Body.Number, intent.Body.EndsOn, (await BranchOf(ticket)).Calendar, now));

    public Task<Answer> HoldAgain(Intent<ContractHoldsAgain> intent) => Decide(intent, (ticket, _) => InspectionRules.HoldAgain(ticket, intent.Body.ContractId));
}
