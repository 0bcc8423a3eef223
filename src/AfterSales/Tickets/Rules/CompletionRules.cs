using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>How a ticket ends, and how it comes back (domain.md §3.9).</summary>
public static class CompletionRules
{
    /// <summary>By advice alone, without charge, whether a warranty runs or not (S0 P3).</summary>
    public static Decision SolveRemotely(Ticket ticket, string advice, DateTimeOffset now) =>
        TicketSteps.MustAllow(ticket, TicketAction.SolveRemotely) is { } refusal ? refusal
        : string.IsNullOrWhiteSpace(advice) ? InputInvalid.At("advice", "REQUIRED")
        : new TicketSolvedRemotely(now, advice);

    public static Decision AdviceFailed(Ticket ticket, string? why, DateTimeOffset now) =>
        TicketSteps.MustAllow(ticket, TicketAction.AdviceFailed) ?? (Decision)new AdviceFailed(now, why);

    public static Decision Reject(Ticket ticket, string reason, WorkingCalendar calendar, DateTimeOffset now) =>
        TicketSteps.MustAllow(ticket, TicketAction.Reject) is { } refusal ? refusal
        : string.IsNullOrWhiteSpace(reason) ? InputInvalid.At("reason", "REQUIRED")
        : new TicketRejected(now, calendar.ClosingAfter(now), reason);

    /// <summary>By the customer, from any step before work begins.</summary>
    public static Decision Cancel(Ticket ticket, string reason, DateTimeOffset now) =>
        ticket.Visits.HasWorkBegun && ticket.Step.IsOpen() ? new WorkHasBegun(ticket.Step, TicketSteps.AllowedFrom(ticket.Step))
        : TicketSteps.MustAllow(ticket, TicketAction.Cancel) is { } refusal ? refusal
        : string.IsNullOrWhiteSpace(reason) ? InputInvalid.At("reason", "REQUIRED")
        : new TicketCancelled(now, reason);

    /// <summary>The dispatcher has inspected the finished work. Completion sets off what is owed after it.</summary>
    /// <param name="reopenDays">Days within which the same fault opens the ticket again.</param>
    /// <param name="nextTicketId">The key of the case that a failed repair leads to.</param>
    /// <param name="reportTo">The account that the contract names, where one owes the ticket.</param>
    public static Decision Complete(
        Ticket ticket, CompleteTicket request, string nextTicketId, AftermathPlans plans, int reopenDays, WorkingCalendar calendar, DateTimeOffset now,
        string? reportTo = null)
    {
        if (TicketSteps.MustAllow(ticket, TicketAction.Complete) is { } refusal) return refusal;
        if (RepairOrderRules.MustBeAccepted(ticket) is { } unaccepted) return unaccepted;
        var resolution = ResolutionOf(ticket.Step);
        var isService = resolution != Resolution.Remote && request.FailedBecause is null && plans.ServiceKinds.Contains(ticket.TicketKind);
        var completed = new TicketCompleted(now, calendar.LocalDay(now), resolution, now.AddDays(reopenDays), calendar.ClosingAfter(now), isService, reportTo);
        if (ticket.TicketKind == TicketKind.Internal) return completed;
        if (request.FailedBecause is null && request.LeadsTo is null) return Decision.Of([completed, .. Aftermath.OfCompletion(ticket, plans, calendar, now)]);
        if (string.IsNullOrWhiteSpace(request.FailedBecause)) return InputInvalid.At("failedBecause", "REQUIRED");
        if (request.LeadsTo is not { } leads) return InputInvalid.At("leadsTo", "REQUIRED");
        return Decision.Of(
            [completed, new RepairFailed(now, leads, nextTicketId, request.FailedBecause), .. Aftermath.OfCompletion(ticket, plans, calendar, now)]);
    }

    public static Decision Tell(Ticket ticket, TellResult told, DateTimeOffset now) =>
        ticket.Step is not (TicketStep.Completed or TicketStep.Rejected or TicketStep.Closed) ? new NoResultYet(ticket.Step)
        : ticket.Completion.ToldAt is not null ? Decision.NothingToDo
        : new ResultTold(now, told.Channel, told.Said);

    /// <summary>The old record stays, and the calls that were still to be made for it are taken back.</summary>
    public static Decision Reopen(Ticket ticket, string why, DateTimeOffset now)
    {
        if (TicketSteps.MustAllow(ticket, TicketAction.Reopen) is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(why)) return InputInvalid.At("reason", "REQUIRED");
        return ticket.Completion.ReopenUntil is { } until && until < now
            ? new ReopenedTooLate(until)
            : Decision.Of([new TicketReopened(now, ticket.Round + 1, why), .. Aftermath.OfReopening(ticket, now)]);
    }

    public static Decision Close(Ticket ticket, DateTimeOffset now)
    {
        if (TicketSteps.MustAllow(ticket, TicketAction.Close) is { } refusal) return refusal;
        var owed = Owed(ticket).ToArray();
        return owed.Length > 0 ? new SomethingIsOwed(owed) : new TicketClosed(now);
    }

    /// <summary>What keeps the ticket from being closed.</summary>
    public static IEnumerable<Owed> Owed(Ticket ticket)
    {
        if (ticket.TicketKind == TicketKind.Internal) return [];
        return
        [
            .. ticket.Completion.ToldAt is null ? [Rules.Owed.Result] : Array.Empty<Owed>(),
            .. ticket.AllVisits.Any(visit => visit is { ReportDue: not null, Reported: null }) ? [Rules.Owed.TripReport] : Array.Empty<Owed>(),
            .. Aftermath.Owed(ticket),
        ];
    }

    /// <summary>A ticket of which nothing is owed closes by itself when the same fault would no longer open it.</summary>
    public static DateTimeOffset? Due(Ticket ticket) =>
        ticket.Step == TicketStep.Completed && !Owed(ticket).Any() ? ticket.Completion.ReopenUntil : null;

    public static IEnumerable<Event> WhenDue(Ticket ticket, DateTimeOffset now) =>
        Due(ticket) is { } due && due <= now ? [new TicketClosed(due)] : [];

    private static Resolution ResolutionOf(TicketStep step) => step switch
    {
        TicketStep.SolvedRemotely => Resolution.Remote,
        TicketStep.Returned => Resolution.Workshop,
        _ => Resolution.OnSite,
    };
}

/// <summary>What a ticket still owes before it is closed.</summary>
public enum Owed
{
    /// <summary>The customer is told the result.</summary>
    Result,

    /// <summary>The technician reports on the trip.</summary>
    TripReport,

    FollowUpCalls,
}

/// <summary>Work has begun, also where it waits for parts: what was done is to be settled instead, by way of <paramref name="Allowed"/>.</summary>
[GenerateSerializer, Immutable, Alias("WorkHasBegun")]
public sealed record WorkHasBegun([property: Id(0)] TicketStep Step, [property: Id(1)] IReadOnlyList<TicketAction> Allowed) : Refusal;

/// <summary>The same fault opens the ticket again until then; now it is a new ticket.</summary>
[GenerateSerializer, Immutable, Alias("ReopenedTooLate")]
public sealed record ReopenedTooLate([property: Id(0)] DateTimeOffset Until) : Refusal;

/// <summary>There is no result to be told yet.</summary>
[GenerateSerializer, Immutable, Alias("NoResultYet")]
public sealed record NoResultYet([property: Id(0)] TicketStep Step) : Refusal;

/// <summary>A ticket is closed when nothing is owed any more.</summary>
[GenerateSerializer, Immutable, Alias("SomethingIsOwed")]
public sealed record SomethingIsOwed([property: Id(0)] IReadOnlyList<Owed> Owed) : Refusal;
