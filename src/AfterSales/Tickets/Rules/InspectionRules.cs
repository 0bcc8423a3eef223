using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>What becomes of an inspection when the contract that owes it ends before.</summary>
public static class InspectionRules
{
    /// <summary>
    /// While nothing is agreed with the customer it is cancelled, with the contract as the reason. Where a time is agreed, or the work has begun,
    /// somebody of the branch speaks with him: cancel, or go on for money.
    /// </summary>
    public static Decision TakeBack(Ticket ticket, string contractId, string number, DateOnly endsOn, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (!ticket.Step.IsOpen() || ticket.Intake.ContractEndsOn is not null) return Decision.NothingToDo;
        var reason = $"合同终止 · Contract ended · Contrato terminado: {number}";
        return ticket.Step is TicketStep.Registered or TicketStep.Assessed && !ticket.Visits.HasWorkBegun
            ? Decision.Of([new InspectionOutlivedContract(contractId, endsOn, null, number), new TicketCancelled(now, reason)])
            : new InspectionOutlivedContract(contractId, endsOn, calendar.ClosingAfter(now), number);
    }

    /// <summary>It is to be made as before, and there is nothing to decide.</summary>
    public static Decision HoldAgain(Ticket ticket, string contractId) =>
        ticket.Step.IsOpen() && ticket.Intake.ContractEndsOn is not null ? new InspectionInContractAgain(contractId) : Decision.NothingToDo;
}
