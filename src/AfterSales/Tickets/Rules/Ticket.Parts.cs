using System.Collections.Immutable;
using AfterSales.Files.Rules;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>
/// The parts of a ticket's state: each a pure type with its own events, rules and due time. A new one is a property here, its line in
/// <see cref="WithParts"/> and in <see cref="NextDue"/>, and its lines in the grain's list of parts.
/// </summary>
public sealed partial record Ticket
{
    [Id(30)]
    public Intake Intake { get; init; } = Intake.None;

    [Id(31)]
    public Assessment Assessment { get; init; } = Assessment.None;

    [Id(32)]
    public RepairOrder Order { get; init; } = RepairOrder.None;

    [Id(33)]
    public Visits Visits { get; init; } = Visits.None;

    [Id(34)]
    public Workshop Workshop { get; init; } = Workshop.None;

    [Id(35)]
    public Completion Completion { get; init; } = Completion.None;

    /// <summary>What was done before the ticket was reopened, oldest first.</summary>
    [Id(36)]
    public ImmutableList<TicketRound> Earlier { get; init; } = [];

    [Id(37)]
    public FollowUpCalls FollowUps { get; init; } = FollowUpCalls.None;

    [Id(38)]
    public Attachments Attachments { get; init; } = Attachments.None;

    /// <summary>What was promised, and how it stands.</summary>
    [Id(39)]
    public TicketPromises Promises { get; init; } = TicketPromises.None;

    [Id(40)]
    public CustomerLinks CustomerLinks { get; init; } = CustomerLinks.None;

    /// <summary>Of every round, oldest first.</summary>
    public IEnumerable<Visit> AllVisits => Earlier.SelectMany(round => round.Visits.All).Concat(Visits.All);

    public DateTimeOffset? NextDue => new[]
    {
        IntakeRules.Due(this),
        CompletionRules.Due(this),
        FollowUps.NextDue,
        Promises.NextDue,
        PassedVisitRules.Due(this),
    }.Min();

    private Ticket WithParts(Event happened) => this with
    {
        Intake = Intake.Apply(happened),
        Assessment = Assessment.Apply(happened),
        Order = Order.Apply(happened),
        Visits = Visits.Apply(happened),
        // Trips are reported and repairs judged also after the ticket was reopened.
        Earlier = happened is TripReported or RepairMarked ? Earlier.ConvertAll(round => round with { Visits = round.Visits.Apply(happened) }) : Earlier,
        Workshop = Workshop.Apply(happened),
        Completion = Completion.Apply(happened),
        FollowUps = FollowUps.Apply(happened),
        Attachments = Attachments.Apply(happened),
        Promises = Promises.Apply(happened),
        CustomerLinks = CustomerLinks.Apply(happened),
    };

    /// <summary>The old record stays readable, and the work begins anew with what was found the last time.</summary>
    private Ticket Reopened(TicketReopened e) => this with
    {
        Round = Round + 1,
        Intake = Intake.Apply(e),
        Earlier = Earlier.Add(new TicketRound(Round, Assessment, Order, Visits, Workshop, Completion, e.At)),
        Assessment = Assessment.ForAnotherRound(),
        Order = RepairOrder.None,
        Visits = Visits.None,
        Workshop = Workshop.None,
        Completion = Completion.None,
        FollowUps = FollowUps.Apply(e),
    };
}

/// <summary>One passage of a ticket from assessment to completion, as it was when the ticket was reopened.</summary>
[GenerateSerializer, Immutable, Alias("TicketRound")]
public sealed record TicketRound(
    [property: Id(0)] int Number,
    [property: Id(1)] Assessment Assessment,
    [property: Id(2)] RepairOrder Order,
    [property: Id(3)] Visits Visits,
    [property: Id(4)] Workshop Workshop,
    [property: Id(5)] Completion Completion,
    [property: Id(6)] DateTimeOffset ReopenedAt)
{
    /// <summary>Who had the job to the end.</summary>
    public string? TechnicianId => Workshop.TechnicianId ?? Visits.Holder;
}
