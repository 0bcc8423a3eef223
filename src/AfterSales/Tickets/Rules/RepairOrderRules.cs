using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>A larger repair is approved by the head of the department and by the leader before it is scheduled (S3 ⑹-1 二8).</summary>
public static class RepairOrderRules
{
    private const long MostMinor = 1_000_000_000_00;

    /// <summary>A declined one is drawn up anew; one that is being decided is not changed under the hands of those who decide.</summary>
    public static Decision DrawUp(Ticket ticket, DrawUpRepairOrder order, string by, DateOnly today, DateTimeOffset decideBy, DateTimeOffset now)
    {
        if (ticket.Step != TicketStep.Assessed) return TicketSteps.MustBeOpen(ticket) ?? (Decision)new NotAssessed();
        if (ticket.Order.State is not (RepairOrderState.None or RepairOrderState.Declined)) return new RepairOrderIsAt(ticket.Order.State);
        var issues = Issues(order, today).ToArray();
        return issues.Length > 0
            ? new InputInvalid(issues)
            : new RepairOrderDrawnUp(now, by, decideBy, order.Items, order.CostMinor, order.DueOn, order.ProjectManager, order.Defect, order.Cause, order.Measures);
    }

    /// <summary>By the head of the department.</summary>
    public static Decision Review(Ticket ticket, DecideRepairOrder decided, string by, DateTimeOffset decideBy, DateTimeOffset now) =>
        ticket.Order.State != RepairOrderState.DrawnUp ? new RepairOrderIsAt(ticket.Order.State)
        : Declined(decided, by, now) ?? new RepairOrderReviewed(now, by, decideBy);

    /// <summary>By the leader, who is another than the head of the department.</summary>
    public static Decision Approve(Ticket ticket, DecideRepairOrder decided, string by, DateTimeOffset now) =>
        ticket.Order.State != RepairOrderState.Reviewed ? new RepairOrderIsAt(ticket.Order.State)
        : Declined(decided, by, now) ?? (by == ticket.Order.ReviewedBy ? new TwoPeopleDecide(by) : new RepairOrderApproved(now, by));

    /// <summary>The order closes with cause, remedy and completion in writing and the signed sheet (S0 P4 11).</summary>
    public static Decision Accept(Ticket ticket, FileAcceptance accepted, DateTimeOffset now)
    {
        if (ticket.Order.State == RepairOrderState.Accepted) return Decision.NothingToDo;
        if (ticket.Order.State != RepairOrderState.Approved) return new RepairOrderIsAt(ticket.Order.State);
        if (ticket.Step is not (TicketStep.Done or TicketStep.Returned)) return new RepairNotDone(ticket.Step);
        (string Path, string Text)[] texts =
            [("cause", accepted.Cause), ("remedy", accepted.Remedy), ("completion", accepted.Completion), ("signedBy", accepted.SignedBy)];
        InputIssue[] missing = [.. texts.Where(text => string.IsNullOrWhiteSpace(text.Text)).Select(text => new InputIssue(text.Path, "REQUIRED"))];
        return missing.Length > 0
            ? new InputInvalid(missing)
            : new RepairOrderAccepted(now, accepted.Cause, accepted.Remedy, accepted.Completion, accepted.SignedBy, accepted.Sheet);
    }

    /// <summary>Null when nothing in this keeps the ticket from being scheduled.</summary>
    public static RepairOrderNotApproved? MustBeApproved(Ticket ticket) =>
        ticket.Assessment.NeedsOrder && ticket.Order.State != RepairOrderState.Approved ? new RepairOrderNotApproved(ticket.Order.State) : null;

    /// <summary>Null when nothing in this keeps the ticket from being completed.</summary>
    public static AcceptanceSheetMissing? MustBeAccepted(Ticket ticket) =>
        ticket.Order.State == RepairOrderState.Approved ? new AcceptanceSheetMissing() : null;

    private static Decision? Declined(DecideRepairOrder decided, string by, DateTimeOffset now) =>
        decided.IsApproved ? null
        : string.IsNullOrWhiteSpace(decided.Reason) ? InputInvalid.At("reason", "REQUIRED")
        : new RepairOrderDeclined(now, by, decided.Reason);

    private static IEnumerable<InputIssue> Issues(DrawUpRepairOrder order, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(order.Defect)) yield return new("defect", "REQUIRED");
        if (string.IsNullOrWhiteSpace(order.Cause)) yield return new("cause", "REQUIRED");
        if (string.IsNullOrWhiteSpace(order.Measures)) yield return new("measures", "REQUIRED");
        if (order.Items.IsEmpty) yield return new("items", "REQUIRED");
        if (order.Items.Any(item => item.Quantity is <= 0 or > 1_000_000)) yield return new("items", "OUT_OF_RANGE");
        if (order.CostMinor is < 0 or > MostMinor) yield return new("costMinor", "OUT_OF_RANGE");
        if (order.DueOn < today) yield return new("dueOn", "IN_THE_PAST");
    }
}

/// <summary>The repair order stands at <paramref name="State"/>, where this can't be done.</summary>
[GenerateSerializer, Immutable, Alias("RepairOrderIsAt")]
public sealed record RepairOrderIsAt([property: Id(0)] RepairOrderState State) : Refusal;

/// <summary>A larger repair is not scheduled before its order is approved by the head of the department and the leader.</summary>
[GenerateSerializer, Immutable, Alias("RepairOrderNotApproved")]
public sealed record RepairOrderNotApproved([property: Id(0)] RepairOrderState State) : Refusal;

/// <summary>Head of department and leader are two people.</summary>
[GenerateSerializer, Immutable, Alias("TwoPeopleDecide")]
public sealed record TwoPeopleDecide([property: Id(0)] string Account) : Refusal;

/// <summary>The work must be done before it is accepted.</summary>
[GenerateSerializer, Immutable, Alias("RepairNotDone")]
public sealed record RepairNotDone([property: Id(0)] TicketStep Step) : Refusal;

/// <summary>A larger repair ends with cause, remedy and completion in writing and the signed acceptance sheet.</summary>
[GenerateSerializer, Immutable, Alias("AcceptanceSheetMissing")]
public sealed record AcceptanceSheetMissing : Refusal;
