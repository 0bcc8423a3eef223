using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Promises.Rules;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>What a step of the ticket's way does to the promises made to its customer (domain.md §4).</summary>
public static class TicketPromiseRules
{
    /// <summary>Nothing is promised to ourselves, and of what a contract owes nobody asked.</summary>
    public static bool AreMade(Ticket ticket) => ticket.TicketKind != TicketKind.Internal && ticket.Intake.Channel != Channel.Contract;

    /// <summary>Whether these events touch promises.</summary>
    public static bool Touch(IEnumerable<Event> events) => events.Any(happened => happened is TicketReopened or BookingTakenBack or EmergencyFlagged or PromisePaused or PromiseResumed or FactsSupplied or TicketAssessed or HandedOver
        || MomentsOf(happened).Count > 0 || FallsThrough(happened) || PauseOf(happened) is not null || GoesOn(happened) || IsMovedByCustomer(happened) || EndsAll(happened));

    /// <summary>Whether zone, tier, product line and contract are to be looked up again.</summary>
    public static bool NeedFacts(Ticket before, IEnumerable<Event> events) => before.Promises.Facts is null
        || events.Any(happened => happened is FactsSupplied or TicketAssessed or TicketReopened or HandedOver or PromiseFactsKnown);

    /// <summary>What follows from the events for the promises.</summary>
    public static IEnumerable<Event> Follow(Ticket? before, IReadOnlyList<Event> events, PromiseFacts facts, TicketPromiseTerms terms, DateTimeOffset now)
    {
        var (ticket, followed) = (before, new List<Event>());
        // What was reckoned with an older calendar is not held against anybody.
        if (before is not null) Take(Reckon(before, terms, now));
        foreach (var happened in events)
        {
            ticket = Ticket.Apply(ticket, happened);
            if (happened is TicketRegistered && ticket.Promises.Facts != facts) Take([new PromiseFactsKnown(facts)]);
            Take(Restored(ticket, happened));
            Take(Stopped(ticket, happened, terms));
            Take(Paused(ticket, happened, now));
            Take(Moved(ticket, happened, now));
            Take(Started(ticket, happened, facts, terms, now));
        }

        if (ticket!.Promises.Facts != facts) Take([new PromiseFactsKnown(facts)]);
        Take(Reckon(ticket, terms, now));
        return followed;

        void Take(IEnumerable<Event> next)
        {
            foreach (var one in next.ToArray())
            {
                ticket = Ticket.Apply(ticket, one);
                followed.Add(one);
            }
        }
    }

    /// <summary>
    /// What a calendar without working time can't promise is not promised to anybody who asks. What the service itself registers is taken: its clocks
    /// wait for a calendar.
    /// </summary>
    public static NoWorkingTime? MustHaveWorkingTime(IEnumerable<Event> events, IEnumerable<Event> followed) =>
        events.OfType<TicketRegistered>().Any(registered => registered.Owner != Caller.System.Account)
        && followed.OfType<PromiseStarted>().FirstOrDefault(started => started.Reckoned.DueAt is null) is { } started
            ? new NoWorkingTime(started.Promise)
            : null;

    /// <summary>Each running clock by what is known of the customer's side now; what it ran and stood still by then stays.</summary>
    public static IEnumerable<Event> Reckon(Ticket ticket, PromiseFacts facts, TicketPromiseTerms terms, DateTimeOffset now)
    {
        if (!ticket.Promises.Running.Any()) return [];
        Event[] known = ticket.Promises.Facts == facts ? [] : [new PromiseFactsKnown(facts)];
        return [.. known, .. Reckon(known.Aggregate(ticket, Ticket.Apply), terms, now)];
    }

    /// <summary>Each running clock as the row that holds now and the calendars say; the change is told with its reason.</summary>
    public static IEnumerable<Event> Reckon(Ticket ticket, TicketPromiseTerms terms, DateTimeOffset now)
    {
        if (ticket.Promises.Facts is not { } facts) yield break;
        var circumstances = CircumstancesOf(ticket, facts);
        foreach (var clock in ticket.Promises.Running)
        {
            var chosen = PromiseChoice.Of(clock.Promise, circumstances, ContractOf(facts, clock.Promise), clock.StartedAt, clock.Pauses, terms, now) ?? clock.Chosen;
            var reckoned = PromiseRules.Reckon(chosen, clock.Pauses, circumstances.IsEmergency, terms.ClocksOf(clock.Promise));
            if (chosen == clock.Chosen && reckoned == clock.Reckoned) continue;
            yield return new PromiseReckoned(clock.Number, clock.Promise, now, WhyAnew(clock, chosen, reckoned), chosen, reckoned);
        }
    }

    public static IEnumerable<Event> WhenDue(Ticket ticket, TicketPromiseTerms terms, DateTimeOffset now)
    {
        if (!(ticket.Promises.NextDue <= now)) return [];
        var anew = Reckon(ticket, terms, now).ToArray();
        ticket = anew.Aggregate(ticket, Ticket.Apply);
        return [.. anew, .. ticket.Promises.Running.SelectMany(clock => PromiseRules.WhenDue(clock, terms.Clocks, now))];
    }

    /// <summary>People say that the customer waits for nothing just now.</summary>
    public static Decision Pause(Ticket ticket, PausePromises request, DateTimeOffset now)
    {
        if (TicketSteps.MustBeOpen(ticket) is { } over) return over;
        if (request.Until <= now) return InputInvalid.At("until", "IN_THE_PAST");
        if (request.Until is null && request.Reason == PauseReason.AgreedLater) return InputInvalid.At("until", "REQUIRED");
        var clocks = Pausable(ticket, request.Reason, now);
        return clocks.IsEmpty ? new NothingToPause(request.Reason) : new PromisePaused(now, request.Reason, request.Until, clocks, request.Note);
    }

    public static Decision Resume(Ticket ticket, DateTimeOffset now) =>
        StandingStill(ticket, now) is { IsEmpty: false } clocks ? new PromiseResumed(now, clocks) : Decision.NothingToDo;

    private static IEnumerable<Event> Restored(Ticket ticket, Event happened)
    {
        if (happened is not BookingTakenBack taken || ticket.Visits.Find(taken.VisitId) is not { ScheduledAt: var booked }) return [];
        return ticket.Promises.Clocks.Where(clock => clock.Round == ticket.Round && clock.ChangedAt(booked))
            .Select(clock => new PromiseRestored(clock.Number, clock.Promise, taken.At, booked));
    }

    private static IEnumerable<Event> Stopped(Ticket ticket, Event happened, TicketPromiseTerms terms)
    {
        var moments = MomentsOf(happened);
        if (moments.IsEmpty && !EndsAll(happened)) return [];
        var at = TimeOf(happened);
        return ticket.Promises.Running.SelectMany(clock =>
            moments.Contains(clock.Chosen.Stops) ? PromiseRules.Stop(clock, at, terms.Clocks)
            : EndsAll(happened) ? PromiseRules.Withdraw(clock, at, terms.Clocks)
            : []);
    }

    private static IEnumerable<Event> Paused(Ticket ticket, Event happened, DateTimeOffset now)
    {
        var paused = BookedFrom(happened) is { } from ? StandingStill(ticket, now, pause => IsEndedBy(pause, happened, from)) : GoesOn(happened) ? StandingStill(ticket, now) : [];
        if (!paused.IsEmpty) yield return new PromiseResumed(now, paused);
        if (PauseOf(happened) is { } reason && Pausable(ticket, reason, now) is { IsEmpty: false } clocks) yield return new PromisePaused(now, reason, null, clocks, null);
    }

    /// <summary>A customer who chooses a later time waits for nothing until then.</summary>
    private static Event[] Moved(Ticket ticket, Event happened, DateTimeOffset now)
    {
        if (!IsMovedByCustomer(happened) || ticket.Visits.All is not [.., { From: var before }, { From: var agreed }]) return [];
        var stood = StandingStill(ticket, now, pause => pause.Reason == PauseReason.AgreedLater);
        if (!StoodForALaterDate(ticket, now) && agreed <= before) return [];
        Event[] ended = stood.IsEmpty ? [] : [new PromiseResumed(now, stood)];
        var clocks = Pausable(ended.Aggregate(ticket, Ticket.Apply), PauseReason.AgreedLater, now);
        return clocks.IsEmpty ? ended : [.. ended, new PromisePaused(now, PauseReason.AgreedLater, agreed, clocks, null)];
    }

    /// <summary>Until this very instant at least.</summary>
    private static bool StoodForALaterDate(Ticket ticket, DateTimeOffset now) =>
        ticket.Promises.Running.SelectMany(clock => clock.Pauses).Any(pause => pause.Reason == PauseReason.AgreedLater && pause.From < now && !(pause.To < now));

    private static IEnumerable<Event> Started(Ticket ticket, Event happened, PromiseFacts facts, TicketPromiseTerms terms, DateTimeOffset now)
    {
        if (!AreMade(ticket)) yield break;
        var moments = happened switch
        {
            TicketReopened => [PromiseMoment.Request],
            TicketHandedOver when CarryOverRules.UndispatchedSince(ticket) is null => [],
            _ => MomentsOf(happened),
        };
        var number = ticket.Promises.Clocks.Count;
        foreach (var promise in Enum.GetValues<PromiseKind>())
        {
            // Each time it is sent on it is to be arranged anew, and each time what was arranged falls through; whatever else is promised once a round.
            var isAnew = promise == PromiseKind.Arranged && FallsThrough(happened);
            if (ticket.Promises.Clocks.Exists(clock => clock.Promise == promise && clock.Round == ticket.Round && (clock.IsRunning || !(isAnew || promise == PromiseKind.Forwarded)))) continue;
            var starts = terms.Rows.Find(row => row.Promise == promise)?.Starts ?? StartOf(promise);
            if (!isAnew && !moments.Contains(starts)) continue;
            var circumstances = CircumstancesOf(ticket, facts);
            var at = TimeOf(happened);
            if (PromiseChoice.Of(promise, circumstances, ContractOf(facts, promise), at, [], terms, now) is not { } chosen) continue;
            yield return new PromiseStarted(++number, promise, ticket.Round, at, chosen, PromiseRules.Reckon(chosen, [], circumstances.IsEmergency, terms.ClocksOf(promise)));
        }
    }

    private static PromiseMoment StartOf(PromiseKind promise) => promise switch
    {
        PromiseKind.WorkshopDone => PromiseMoment.BroughtIn,
        PromiseKind.Forwarded => PromiseMoment.Forwarded,
        _ => PromiseMoment.Request,
    };

    private static ImmutableList<PromiseMoment> MomentsOf(Event happened) => happened switch
    {
        TicketRegistered => [PromiseMoment.Request],
        CustomerMessageSent or CustomerContacted or TicketRejected or TicketSolvedRemotely => [PromiseMoment.Answer],
        VisitScheduled => [PromiseMoment.Answer, PromiseMoment.Arrangement],
        TechnicianArrived => [PromiseMoment.Answer, PromiseMoment.Arrival],
        // Carried in by the customer, it needs nobody to come.
        ProductBroughtIn { VisitId: null } => [PromiseMoment.Answer, PromiseMoment.Arrangement, PromiseMoment.Arrival, PromiseMoment.BroughtIn],
        ProductBroughtIn => [PromiseMoment.BroughtIn],
        WorkshopRepairFinished => [PromiseMoment.WorkshopDone],
        VisitFinished or ProductReturned => [PromiseMoment.Restored],
        TicketCompleted => [PromiseMoment.Restored],
        TicketHandedOver => [PromiseMoment.Forwarded],
        _ => [],
    };

    /// <summary>What was recorded offline counts by the clock of the device, which is not believed about the future.</summary>
    private static DateTimeOffset TimeOf(Event happened)
    {
        var (at, device) = happened switch
        {
            TechnicianArrived e => (e.At, e.DeviceAt),
            CustomerContacted e => (e.At, e.DeviceAt),
            VisitFinished e => (e.At, e.DeviceAt),
            ProductBroughtIn e => (e.At, e.DeviceAt),
            ProductReturned e => (e.At, e.DeviceAt),
            CustomerMessageSent e => (e.At, null),
            TicketHandedOver e => (e.At, null),
            _ => (((TicketMoved)happened).At, (DateTimeOffset?)null),
        };
        return device < at ? device.Value : at;
    }

    private static PauseReason? PauseOf(Event happened) => happened switch
    {
        // He tries what he was advised, or was not there.
        TicketSolvedRemotely or NobodyWasHome => PauseReason.Customer,
        VisitAwaitsParts => PauseReason.Parts,
        _ => null,
    };

    private static bool GoesOn(Event happened) => BookedFrom(happened) is not null || happened is AdviceFailed or TechnicianArrived or ProductBroughtIn;

    /// <summary>When the visit begins that somebody was booked for; null where nobody was.</summary>
    private static DateTimeOffset? BookedFrom(Event happened) => happened switch
    {
        VisitScheduled e => e.From,
        VisitRescheduled e => e.From,
        VisitHandedOn e => e.From,
        _ => null,
    };

    /// <summary>The later date that was agreed stands where somebody comes on it or after it. What else was waited for is over with a first booking.</summary>
    private static bool IsEndedBy(PromisePause pause, Event booking, DateTimeOffset from) =>
        pause.Reason == PauseReason.AgreedLater ? !(pause.To <= from) : booking is VisitScheduled;

    private static bool IsMovedByCustomer(Event happened) => happened is VisitAgreed { IsMoved: true };

    /// <summary>Technician and time were agreed, and nobody comes: somebody else has to be found.</summary>
    private static bool FallsThrough(Event happened) => happened is VisitRefused or VisitHandedBack or VisitSlotLost;

    private static bool EndsAll(Event happened) => happened is TicketRejected or TicketCancelled or TicketCompleted;

    private static ImmutableList<int> Pausable(Ticket ticket, PauseReason reason, DateTimeOffset now) =>
        [.. ticket.Promises.Running.Where(clock => clock.Chosen.Pauses.Contains(reason) && !clock.IsPausedAt(now)).Select(clock => clock.Number)];

    private static ImmutableList<int> StandingStill(Ticket ticket, DateTimeOffset now, Func<PromisePause, bool>? pauses = null) =>
        [.. ticket.Promises.Running.Where(clock => clock.PauseAt(now) is { } pause && pauses?.Invoke(pause) != false).Select(clock => clock.Number)];

    private static PromiseCircumstances CircumstancesOf(Ticket ticket, PromiseFacts facts) =>
        new(ticket.TicketKind, facts.Zone, facts.Tier, facts.ProductLine, facts.Contract?.ContractId, ticket.Intake.EmergencyAt);

    private static Contracts.Rules.ContractPromise? ContractOf(PromiseFacts facts, PromiseKind promise) => facts.Contract?.Promises.Find(one => one.Kind == promise);

    private static PromiseChange WhyAnew(PromiseClock clock, ChosenPromise chosen, PromiseReckoning reckoned) =>
        PromiseBasis.PoliciesOf(clock.Reckoned.Basis) != PromiseBasis.PoliciesOf(reckoned.Basis) ? PromiseChange.Policy
        : chosen != clock.Chosen ? PromiseChange.Circumstances
        : clock.Reckoned.Basis != reckoned.Basis ? PromiseChange.Calendar
        : PromiseChange.Pause;
}

/// <summary>No promise that runs stands still for this reason.</summary>
[GenerateSerializer, Immutable, Alias("NothingToPause")]
public sealed record NothingToPause([property: Id(0)] PauseReason Reason) : Refusal;

/// <summary>The branch's calendar has no working time for more than a year, and this promise needs some.</summary>
[GenerateSerializer, Immutable, Alias("NoWorkingTime")]
public sealed record NoWorkingTime([property: Id(0)] PromiseKind Promise) : Refusal;
