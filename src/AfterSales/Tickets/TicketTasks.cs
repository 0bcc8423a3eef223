using AfterSales.Access;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

/// <summary>What people have to do because of what happened to a ticket, and what of it came about.</summary>
internal static class TicketTasks
{
    public static IEnumerable<Effect> Of(Ticket ticket, Event happened) => RaisedAndSettled(ticket, happened).Concat(PassedSettled(ticket, happened));

    private static IEnumerable<Effect> RaisedAndSettled(Ticket ticket, Event happened) => happened switch
    {
        TicketRegistered e =>
        [
            .. e.IsEmergency ? [Emergency(ticket, e.At)] : Array.Empty<Effect>(),
            .. e.AskCustomerAt is { } at ? [Raise(ticket, TaskKind.AskSellerForFacts, "", Role.Receptionist, at)] : Array.Empty<Effect>(),
            .. e.Support is { } support ? Support(ticket, support, e.Owner) : [],
        ],
        EmergencyFlagged e => [Emergency(ticket, e.At)],
        ClarificationPassedOn e =>
        [
            Settle(ticket, TaskKind.AskSellerForFacts), Raise(ticket, TaskKind.AskCustomerForFacts, "", Role.Receptionist, e.AskBy),
        ],
        FactsSupplied when ticket.Intake.Missing.IsEmpty => FactsAreKnown(ticket),
        InspectionOutlivedContract { DecideBy: { } by } e => [Raise(ticket, TaskKind.DecideInspection, Outlived(ticket), Role.Dispatcher, by, note: e.Contract)],
        InspectionInContractAgain => [Settle(ticket, TaskKind.DecideInspection, Outlived(ticket))],
        TicketReportedUp e => [Raise(ticket, TaskKind.ReportRequest, Round(ticket), Role.Dispatcher, e.AnswerBy)],
        CauseNamed { Whose: CauseOf.Supplier } e => [Raise(ticket, TaskKind.SupplierComes, $"{e.AgreedAt:O}", Role.Dispatcher, e.AgreedAt!.Value)],
        RepairOrderDrawnUp e => [Raise(ticket, TaskKind.ReviewRepairOrder, $"{e.At:O}", Role.BranchManager, e.DecideBy)],
        RepairOrderReviewed e => [.. OrderDecided(ticket), Raise(ticket, TaskKind.ApproveRepairOrder, $"{e.At:O}", Role.ServiceDirector, e.DecideBy)],
        RepairOrderApproved or RepairOrderDeclined => OrderDecided(ticket),
        VisitScheduled e => [.. GoesOn(ticket), Contact(ticket, e.VisitId, e.TechnicianId, e.ContactBy)],
        VisitHandedOn e => [Settle(ticket, TaskKind.ContactCustomer, e.VisitId), Contact(ticket, e.NewVisitId, e.TechnicianId, e.ContactBy)],
        VisitRescheduled e => [Settle(ticket, TaskKind.ContactCustomer, e.VisitId)],
        VisitHandedBack e => [Settle(ticket, TaskKind.ContactCustomer, e.VisitId)],
        BookingTakenBack e => [Settle(ticket, TaskKind.ContactCustomer, e.VisitId), .. WaitsAgain(ticket, e)],
        VisitRefused e => [Settle(ticket, TaskKind.ContactCustomer, e.VisitId)],
        VisitSlotLost e => [Settle(ticket, TaskKind.ContactCustomer, e.VisitId)],
        AppointmentPassed e when ticket.Visits.Find(e.VisitId) is { } visit =>
            [Raise(ticket, TaskKind.AppointmentPassed, Passing(visit), Role.Dispatcher, e.ActBy, e.TechnicianId, matter: new TaskMatter(null, e.From, e.To))],
        VisitAgreed e => [Settle(ticket, TaskKind.ContactCustomer, e.VisitId)],
        CustomerContacted e => [Settle(ticket, TaskKind.ContactCustomer, e.VisitId)],
        TechnicianArrived e => [Settle(ticket, TaskKind.ContactCustomer, e.VisitId)],
        VisitNotFinished or NobodyWasHome => InVain(ticket, (VisitEnded)happened),
        VisitEnded e => TripReport(ticket, e.VisitId, e.TechnicianId, e.ReportDue),
        ProductBroughtIn { VisitId: { } visitId } e => TripReport(ticket, visitId, e.TechnicianId!, e.ReportDue!.Value),
        ProductBroughtIn => GoesOn(ticket),
        TripReported e => [Settle(ticket, TaskKind.ReportTrip, e.VisitId)],
        TicketSolvedRemotely => ReportSettled(ticket),
        TicketRejected e => [.. FactsAreKnown(ticket), .. InspectionDecided(ticket), .. ReportSettled(ticket), .. SupportSettled(ticket), Tell(ticket, e.TellBy)],
        TicketCompleted e when ticket.CustomerId is not null =>
        [
            .. FactsAreKnown(ticket), .. InspectionDecided(ticket), .. ReportSettled(ticket), .. SupportSettled(ticket), Tell(ticket, e.TellBy),
            .. ticket.TicketKind == TicketKind.Inspection ? [Raise(ticket, TaskKind.ReadInspectionReport, Round(ticket), Role.BranchManager, e.TellBy, assignedTo: e.ReportTo)] : Array.Empty<Effect>(),
        ],
        ResultTold => [Settle(ticket, TaskKind.TellResult, Round(ticket))],
        TicketReopened => [Settle(ticket, TaskKind.TellResult, $"{ticket.Round - 1}")],
        TicketCancelled => Cancelled(ticket),
        _ => [],
    };

    // He is on his way after all or says when, another time or technician was agreed, or nobody has to go any more.
    private static IEnumerable<Effect> PassedSettled(Ticket ticket, Event happened)
    {
        var visitId = happened switch
        {
            VisitRescheduled e => e.VisitId,
            VisitHandedOn e => e.VisitId,
            VisitHandedBack e => e.VisitId,
            BookingTakenBack e => e.VisitId,
            VisitRefused e => e.VisitId,
            VisitSlotLost e => e.VisitId,
            VisitDelayed e => e.VisitId,
            TechnicianDeparted e => e.VisitId,
            WorkStarted e => e.VisitId,
            VisitStepWaits e => e.VisitId,
            TicketCancelled => ticket.Visits.Last?.Id,
            _ => null,
        };
        return visitId is not null && ticket.Visits.Find(visitId) is { TimesPassed: > 0, HasPassed: false } visit ? [Settle(ticket, TaskKind.AppointmentPassed, Passing(visit))] : [];
    }

    private static string Passing(Visit visit) => FormattableString.Invariant($"{visit.Id}:{visit.TimesPassed}");

    private static IEnumerable<Effect> Cancelled(Ticket ticket)
    {
        foreach (var effect in FactsAreKnown(ticket).Concat(InspectionDecided(ticket)).Concat(OrderDecided(ticket)).Concat(ReportSettled(ticket)).Concat(SupportSettled(ticket)).Concat(GoesOn(ticket))) yield return effect;
        if (ticket.Visits.Last is { End: VisitEnd.Cancelled } visit) yield return Settle(ticket, TaskKind.ContactCustomer, visit.Id);
        if (ticket.Assessment.Cause is { Whose: CauseOf.Supplier, AgreedAt: { } at }) yield return Settle(ticket, TaskKind.SupplierComes, $"{at:O}");
    }

    private static IEnumerable<Effect> ReportSettled(Ticket ticket) =>
        ticket.Intake.ReportedUpAt is not null ? [Settle(ticket, TaskKind.ReportRequest, Round(ticket))] : [];

    // Whoever of them took the ticket down knows of it.
    private static IEnumerable<Effect> Support(Ticket ticket, Support support, string owner) => support.Members.Where(member => member != owner).Select(member => new RaiseTask(
        KeyOf(ticket, TaskKind.SupportTicket, member),
        new RaisedTask(ticket.BranchId, TaskKind.SupportTicket, ticket.Id, ticket.CustomerId, Role.FollowUpAgent, support.SeeBy, AssignedTo: member)));

    private static IEnumerable<Effect> SupportSettled(Ticket ticket) =>
        ticket.Intake.Supporters.Select(member => Settle(ticket, TaskKind.SupportTicket, member));

    // The superior is told at once: it is due now, and goes up by itself while nobody has confirmed it.
    private static RaiseTask Emergency(Ticket ticket, DateTimeOffset at) => Raise(ticket, TaskKind.EmergencyReported, "", Role.BranchManager, at);

    private static RaiseTask Contact(Ticket ticket, string visitId, string technicianId, DateTimeOffset by) =>
        Raise(ticket, TaskKind.ContactCustomer, visitId, Role.Technician, by, technicianId);

    private static RaiseTask Tell(Ticket ticket, DateTimeOffset by) => Raise(ticket, TaskKind.TellResult, Round(ticket), Role.Receptionist, by);

    // A report that came from the device before the visit's end is there already.
    private static IEnumerable<Effect> TripReport(Ticket ticket, string visitId, string technicianId, DateTimeOffset due) =>
        ticket.Visits.Find(visitId)?.Reported is null ? [Raise(ticket, TaskKind.ReportTrip, visitId, Role.Technician, due, technicianId)] : [];

    private static IEnumerable<Effect> InVain(Ticket ticket, VisitEnded ended) =>
    [
        .. TripReport(ticket, ended.VisitId, ended.TechnicianId, ended.ReportDue),
        Raise(ticket, TaskKind.ArrangeAnotherVisit, ended.VisitId, Role.Dispatcher, ended.ReportDue),
    ];

    private static IEnumerable<Effect> GoesOn(Ticket ticket) => ticket.Visits.LastInVain is { } inVain ? [Settle(ticket, TaskKind.ArrangeAnotherVisit, inVain.Id)] : [];

    // What the booking settled is to be done after all.
    private static IEnumerable<Effect> WaitsAgain(Ticket ticket, BookingTakenBack back) =>
        ticket.Visits is { LastInVain: { } inVain } visits && visits.Find(back.VisitId) is { } slip
            ? [new ReopenTask(KeyOf(ticket, TaskKind.ArrangeAnotherVisit, inVain.Id), slip.ScheduledAt)]
            : [];

    private static IEnumerable<Effect> FactsAreKnown(Ticket ticket) => ticket.TicketKind == TicketKind.Internal
        ? []
        : [Settle(ticket, TaskKind.AskSellerForFacts), Settle(ticket, TaskKind.AskCustomerForFacts)];

    private static IEnumerable<Effect> InspectionDecided(Ticket ticket) =>
        ticket.Intake.ContractEndsOn is not null ? [Settle(ticket, TaskKind.DecideInspection, Outlived(ticket))] : [];

    private static IEnumerable<Effect> OrderDecided(Ticket ticket)
    {
        if (ticket.Order.DrawnUpAt is { } drawnUp) yield return Settle(ticket, TaskKind.ReviewRepairOrder, $"{drawnUp:O}");
        if (ticket.Order.ReviewedAt is { } reviewed) yield return Settle(ticket, TaskKind.ApproveRepairOrder, $"{reviewed:O}");
    }

    private static RaiseTask Raise(Ticket ticket, TaskKind kind, string of, Role role, DateTimeOffset due, string? technicianId = null, string? assignedTo = null, string? note = null,
        TaskMatter? matter = null) => new(
        KeyOf(ticket, kind, of), new RaisedTask(ticket.BranchId, kind, ticket.Id, ticket.CustomerId, role, due, assignedTo, note) { TechnicianId = technicianId, Matter = matter });

    private static SettleTask Settle(Ticket ticket, TaskKind kind, string of = "") => new(KeyOf(ticket, kind, of));

    private static string KeyOf(Ticket ticket, TaskKind kind, string of) => IWorkTaskGrain.KeyOf(kind, $"{ticket.Id}:{of}");

    private static string Outlived(Ticket ticket) => FormattableString.Invariant($"{ticket.Intake.TimesOutlived}");

    private static string Round(Ticket ticket) => FormattableString.Invariant($"{ticket.Round}");
}
