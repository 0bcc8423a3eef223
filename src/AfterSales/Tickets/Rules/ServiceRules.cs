using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>When the technician's report on a trip is due, and what it is charged in.</summary>
public sealed record TripTerms(string Currency, DateTimeOffset ReportDue, DateTimeOffset Now, DateTimeOffset? DeviceAt);

/// <summary>
/// What the technician does on the way and at the customer's (domain.md §3.6). A step recorded offline carries its device time; reaching us
/// before the one it follows it waits for that, so a replay has one outcome in whatever order its steps arrive, and however often. No step comes before the
/// one it follows: where the device's clock says so, it counts from that one's time.
/// </summary>
public static class ServiceRules
{
    /// <summary>
    /// With badge, tools, parts and papers looked at one by one, or a reason for what is not there (S2 B 准备出发 1): also where it was recorded offline, as he
    /// looked at them then. What he went without is kept.
    /// </summary>
    /// <param name="kit">What is to be with him at this branch.</param>
    public static Decision Depart(Ticket ticket, SetOut request, ImmutableList<KitItem> kit, TripTerms terms)
    {
        var lacking = kit.RemoveAll(request.Kit.Contains);
        if (CouldTake(ticket, TicketAction.Depart, request.VisitId, terms))
        {
            if (ticket.Assessment is { NeedsConfirmation: true, ConfirmedAt: null }) return new ConditionsNotConfirmed();
            if (!lacking.IsEmpty && string.IsNullOrWhiteSpace(request.LackingBecause)) return new KitIncomplete(lacking);
        }

        return Take(ticket, TicketAction.Depart, request.VisitId, terms,
            (visit, at) => new TechnicianDeparted(terms.Now, at, visit.Id, lacking, lacking.IsEmpty ? null : request.LackingBecause));
    }

    public static Decision Arrive(Ticket ticket, string? visitId, TripTerms terms) =>
        Take(ticket, TicketAction.Arrive, visitId, terms, (visit, at) => new TechnicianArrived(terms.Now, at, visit.Id));

    /// <summary>
    /// He says that he begins the work, which he may leave out. Recorded offline it is a fact of the visit and waits for nothing: it is taken down also when it
    /// reaches us before the arrival or after the end, and of several the earliest holds, in whatever order they come. Where the visit is not named it is the
    /// last one that was booked by then.
    /// </summary>
    public static Decision StartWork(Ticket ticket, string? visitId, DateTimeOffset? deviceAt, DateTimeOffset now)
    {
        var visit = visitId is null && deviceAt is not null && ticket.Visits.All.FindLast(booked => booked.ScheduledAt <= deviceAt) is { } then
            ? then : DispatchRules.FindVisit(ticket, visitId);
        if (visit is null && visitId is not null) return new NotFound(visitId);
        if (deviceAt is null && visit == ticket.Visits.Last && TicketSteps.MustAllow(ticket, TicketAction.StartWork) is { } notNow) return notNow;
        if (visit is null) return new NotFound(ticket.Id);
        if (visit.End is not null && !(deviceAt is not null && visit.WasMade)) return new VisitIsOver(visit.Id);
        return visit.Started?.When <= (deviceAt ?? now) ? Decision.NothingToDo : new WorkStarted(now, deviceAt, visit.Id);
    }

    public static Decision Finish(Ticket ticket, FinishVisit request, TripTerms terms)
    {
        if (CertificateRules.Refuse(ticket, request) is { } refusal && CouldTake(ticket, TicketAction.Finish, request.VisitId, terms)) return refusal;
        var figures = new VisitFigures(
            request.Minutes, request.ChargedMinor, terms.Currency, request.Signature is not null, request is { IsDemonstrated: true, IsUseExplained: true });
        return Take(ticket, TicketAction.Finish, request.VisitId, terms,
            (visit, at) => new VisitFinished(
                terms.Now, at, visit.Id, visit.TechnicianId, terms.ReportDue, figures, request.Found, request.Done, request.PartsUsed,
                request.Opinion, request.SignedBy, request.Signature, request.RefusedToSignBecause),
            visit => new VisitStepWaits(
                terms.Now, terms.DeviceAt!.Value, visit.Id, TicketAction.Finish, figures, false, request.Found, request.Done, request.PartsUsed,
                request.Opinion, request.SignedBy, request.Signature, request.RefusedToSignBecause));
    }

    public static Decision AwaitParts(Ticket ticket, AwaitParts request, TripTerms terms) =>
        Missing(("found", request.Found), ("parts", request.Parts)) is { } missing && CouldTake(ticket, TicketAction.AwaitParts, request.VisitId, terms)
            ? missing
            : Take(ticket, TicketAction.AwaitParts, request.VisitId, terms,
                (visit, at) => new VisitAwaitsParts(terms.Now, at, visit.Id, visit.TechnicianId, terms.ReportDue, request.Found, request.Parts),
                visit => Waits(visit, TicketAction.AwaitParts, terms, found: request.Found, partsUsed: request.Parts));

    public static Decision CannotFinish(Ticket ticket, CannotFinish request, TripTerms terms) =>
        Missing(("reason", request.Reason)) is { } missing && CouldTake(ticket, TicketAction.CannotFinish, request.VisitId, terms)
            ? missing
            : Take(ticket, TicketAction.CannotFinish, request.VisitId, terms,
                (visit, at) => new VisitNotFinished(terms.Now, at, visit.Id, visit.TechnicianId, terms.ReportDue, request.Reason),
                visit => Waits(visit, TicketAction.CannotFinish, terms, found: request.Reason));

    public static Decision NobodyHome(Ticket ticket, NobodyHome request, TripTerms terms) =>
        Take(ticket, TicketAction.NobodyHome, request.VisitId, terms,
            (visit, at) => new NobodyWasHome(terms.Now, at, visit.Id, visit.TechnicianId, terms.ReportDue, request.IsSlipLeft, request.Remark),
            visit => Waits(visit, TicketAction.NobodyHome, terms, isSlipLeft: request.IsSlipLeft, found: request.Remark));

    /// <summary>Taken along by the technician, with the certificate signed (S1 §11); or carried in by the customer after an assessment that says so.</summary>
    public static Decision BringIn(Ticket ticket, BringIn request, TripTerms terms)
    {
        if (ticket.Step == TicketStep.Assessed && ticket.Visits.Current is null && request.VisitId is null) return CarryIn(ticket, request, terms);
        if (((Refusal?)Missing(("found", request.Found)) ?? CertificateRules.SignedOrRefused(request.SignedBy, request.Signature, request.RefusedToSignBecause))
                is { } refusal && CouldTake(ticket, TicketAction.BringIn, request.VisitId, terms)) return refusal;
        var figures = new VisitFigures(0, 0, terms.Currency, request.Signature is not null, false);
        return Take(ticket, TicketAction.BringIn, request.VisitId, terms,
            (visit, at) => new ProductBroughtIn(
                terms.Now, at, visit.Id, visit.TechnicianId, terms.ReportDue, figures, request.Found, request.SignedBy, request.Signature,
                request.RefusedToSignBecause),
            visit => new VisitStepWaits(
                terms.Now, terms.DeviceAt!.Value, visit.Id, TicketAction.BringIn, figures, false, request.Found, null, null, null, request.SignedBy,
                request.Signature, request.RefusedToSignBecause));
    }

    /// <summary>At any time after the visit was made, before we hear of its end and after the ticket was reopened or went to somebody else.</summary>
    /// <param name="only">The technician who asks as such: he reports on his own trips, whoever has the job now. Null: the branch's people report on any.</param>
    public static Decision Report(Ticket ticket, ReportTrip report, DateTimeOffset? deviceAt, DateTimeOffset now, string? only = null)
    {
        if (string.IsNullOrWhiteSpace(report.Report)) return InputInvalid.At("report", "REQUIRED");
        if (VisitOf(ticket, report.VisitId, only) is not { } visit) return DispatchRules.NoVisit(ticket, report.VisitId);
        return visit.Reported is null ? new TripReported(now, deviceAt, visit.Id, report.Report) : Decision.NothingToDo;
    }

    /// <summary>Each repair is judged by the supervisor once it is done; a later judgement takes the place of the former.</summary>
    public static Decision Mark(Ticket ticket, MarkRepair marked, string by, DateTimeOffset now)
    {
        if (VisitOf(ticket, marked.VisitId) is not { } visit) return DispatchRules.NoVisit(ticket, marked.VisitId);
        if (visit.End is not (VisitEnd.Done or VisitEnd.BroughtIn)) return new RepairNotDone(ticket.Step);
        return visit.Marks is { } known && (known.Time, known.Quality, known.By) == (marked.Time, marked.Quality, by) && marked.Remark is null
            ? Decision.NothingToDo
            : new RepairMarked(now, by, visit.Id, marked.Time, marked.Quality, marked.Remark);
    }

    /// <summary>Of any round; left out, the last of this one, else of the one before.</summary>
    private static Visit? VisitOf(Ticket ticket, string? visitId, string? only = null) =>
        ticket.AllVisits.LastOrDefault(visit => (visitId is null || visit.Id == visitId) && (only is null || visit.TechnicianId == only));

    private static Decision CarryIn(Ticket ticket, BringIn request, TripTerms terms) =>
        ticket.Assessment.Place != ServicePlace.CarryIn ? new NotToBeCarriedIn()
        : Missing(("found", request.Found)) is { } missing ? missing
        : new ProductBroughtIn(
            terms.Now, terms.DeviceAt, null, null, null, null, request.Found, request.SignedBy, request.Signature, request.RefusedToSignBecause);

    private static Decision Take(
        Ticket ticket, TicketAction action, string? visitId, TripTerms terms, Func<Visit, DateTimeOffset?, Event> happened, Func<Visit, VisitStepWaits>? waits = null)
    {
        if (visitId is not null && ticket.Visits.Find(visitId) is null) return new NotFound(visitId);
        if (DispatchRules.FindVisit(ticket, visitId) is { } known && terms.DeviceAt is { } at && known.HasTaken(action, at)) return Decision.NothingToDo;
        var notNow = TicketSteps.MustAllow(ticket, action);
        if (ticket.Visits.Current is not { } visit) return (Refusal?)notNow ?? new NotFound(visitId ?? ticket.Id);
        if (visitId is not null && visit.Id != visitId) return new VisitIsOver(visitId);
        if (notNow is null) return WithThoseThatWaited(ticket, happened(visit, visit.InOrder(action, terms.DeviceAt)), terms);
        if (terms.DeviceAt is null || !IsAhead(visit, action)) return notNow;
        return visit.Waiting.Exists(step => step.Action == action) ? Decision.NothingToDo : waits?.Invoke(visit) ?? Waits(visit, action, terms);
    }

    /// <summary>Whether the step would be taken now or wait: only then its input matters.</summary>
    private static bool CouldTake(Ticket ticket, TicketAction action, string? visitId, TripTerms terms) =>
        ticket.Visits.Current is { } visit && (visitId is null || visitId == visit.Id)
        && (TicketSteps.MustAllow(ticket, action) is null || (terms.DeviceAt is not null && IsAhead(visit, action)));

    private static Decision WithThoseThatWaited(Ticket ticket, Event first, TripTerms terms)
    {
        var events = new List<Event> { first };
        ticket = Ticket.Apply(ticket, first);
        while (ticket.Visits.Current is { } visit
            && visit.Waiting.OrderBy(step => Stage(step.Action)).ThenBy(step => step.DeviceAt)
                .FirstOrDefault(step => TicketSteps.MustAllow(ticket, step.Action) is null) is { } step)
        {
            var next = Happened(visit, step, terms);
            events.Add(next);
            ticket = Ticket.Apply(ticket, next);
        }

        return Decision.Of(events);
    }

    private static Event Happened(Visit visit, WaitingStep step, TripTerms terms)
    {
        var (now, at, due) = (terms.Now, visit.InOrder(step.Action, step.DeviceAt), terms.ReportDue);
        return step.Action switch
        {
            TicketAction.Depart => new TechnicianDeparted(now, at, visit.Id, [], null),
            TicketAction.Arrive => new TechnicianArrived(now, at, visit.Id),
            TicketAction.Finish => new VisitFinished(now, at, visit.Id, visit.TechnicianId, due, step.Figures!, null, null, null, null, null, null, null),
            TicketAction.AwaitParts => new VisitAwaitsParts(now, at, visit.Id, visit.TechnicianId, due, null, null),
            TicketAction.BringIn => new ProductBroughtIn(now, at, visit.Id, visit.TechnicianId, due, step.Figures, null, null, null, null),
            TicketAction.CannotFinish => new VisitNotFinished(now, at, visit.Id, visit.TechnicianId, due, null),
            _ => new NobodyWasHome(now, at, visit.Id, visit.TechnicianId, due, step.IsSlipLeft, null),
        };
    }

    private static VisitStepWaits Waits(
        Visit visit, TicketAction action, TripTerms terms, bool isSlipLeft = false, string? found = null, string? partsUsed = null) =>
        new(terms.Now, terms.DeviceAt!.Value, visit.Id, action, null, isSlipLeft, found, null, partsUsed, null, null, null, null);

    private static bool IsAhead(Visit visit, TicketAction action) =>
        Stage(action) > (visit.Arrived is not null ? 2 : visit.Departed is not null ? 1 : 0);

    private static int Stage(TicketAction action) => action switch
    {
        TicketAction.Depart => 1,
        TicketAction.Arrive => 2,
        _ => 3,
    };

    private static InputInvalid? Missing(params (string Path, string Text)[] texts)
    {
        InputIssue[] missing = [.. texts.Where(text => string.IsNullOrWhiteSpace(text.Text)).Select(text => new InputIssue(text.Path, "REQUIRED"))];
        return missing.Length > 0 ? new InputInvalid(missing) : null;
    }
}

/// <summary>Environment, tools and people of this job are to be confirmed in writing by both sides before anybody sets out.</summary>
[GenerateSerializer, Immutable, Alias("ConditionsNotConfirmed")]
public sealed record ConditionsNotConfirmed : Refusal;

/// <summary>The technician does not have all with him that he needs, and nobody says why he goes without it.</summary>
[GenerateSerializer, Immutable, Alias("KitIncomplete")]
public sealed record KitIncomplete([property: Id(0)] ImmutableList<KitItem> Missing) : Refusal;

/// <summary>The assessment says that the work is done at the customer's.</summary>
[GenerateSerializer, Immutable, Alias("NotToBeCarriedIn")]
public sealed record NotToBeCarriedIn : Refusal;
