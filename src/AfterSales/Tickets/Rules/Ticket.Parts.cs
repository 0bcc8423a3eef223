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
    public Assessment Assessment { get; init; } = Assessment.None;

    [Id(31)]
    public Visits Visits { get; init; } = Visits.None;

    [Id(32)]
    public Completion Completion { get; init; } = Completion.None;

    [Id(33)]
    public FollowUpCalls FollowUps { get; init; } = FollowUpCalls.None;

    public DateTimeOffset? NextDue => new[] { FollowUps.NextDue }.Min();

    private Ticket WithParts(Event happened) => this with
    {
        Assessment = Assessment.Apply(happened),
        Visits = Visits.Apply(happened),
        Completion = Completion.Apply(happened),
        FollowUps = FollowUps.Apply(happened),
    };
}
