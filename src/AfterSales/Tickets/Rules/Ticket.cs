using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

public enum TicketKind
{
    Repair,
    Installation,
    Inspection,
    Consultation,
    Visit,
}

/// <summary>How the request reached us.</summary>
public enum Channel
{
    Call,
    Letter,
    Email,
    Web,
    WalkIn,
}

/// <summary>A visit of a technician.</summary>
/// <param name="From">The agreed time includes this instant.</param>
/// <param name="To">The agreed time excludes this instant.</param>
[GenerateSerializer, Immutable, Alias("Visit")]
public sealed record Visit(
    [property: Id(0)] string Id,
    [property: Id(1)] string TechnicianId,
    [property: Id(2)] DateTimeOffset From,
    [property: Id(3)] DateTimeOffset To,
    [property: Id(4)] DateTimeOffset? DepartedAt = null,
    [property: Id(5)] DateTimeOffset? ArrivedAt = null,
    [property: Id(6)] Certificate? Certificate = null);

/// <summary>The service certificate of a visit; its words and its signature stand with the journal entry of its saving.</summary>
/// <param name="Minutes">Time worked.</param>
/// <param name="ChargedMinor">In the currency's smallest unit.</param>
/// <param name="IsSigned">False: the customer refused to sign, which is recorded.</param>
[GenerateSerializer, Immutable, Alias("Certificate")]
public sealed record Certificate(
    [property: Id(0)] DateTimeOffset FinishedAt,
    [property: Id(1)] int Minutes,
    [property: Id(2)] long ChargedMinor,
    [property: Id(3)] string Currency,
    [property: Id(4)] bool IsSigned);

/// <summary>One service case of one customer at one branch (domain.md §2, §3).</summary>
[GenerateSerializer, Immutable, Alias("Ticket")]
public sealed record Ticket : IRecordState<Ticket>, IScopedToTechnician
{
    public static string Kind => "ticket";

    /// <summary><c>t-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>For people: <c>SH-2611-00042</c>.</summary>
    [Id(1)]
    public string Number { get; init; } = "";

    [Id(2)]
    public string BranchId { get; init; } = "";

    [Id(3)]
    public string CustomerId { get; init; } = "";

    [Id(4)]
    public string? ProductId { get; init; }

    [Id(5)]
    public TicketKind TicketKind { get; init; }

    [Id(6)]
    public Channel Channel { get; init; }

    [Id(7)]
    public bool IsEmergency { get; init; }

    [Id(8)]
    public TicketStep Step { get; init; }

    [Id(9)]
    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The day at the branch.</summary>
    [Id(10)]
    public DateOnly RegisteredDay { get; init; }

    [Id(11)]
    public ImmutableList<PartAssessment> Parts { get; init; } = [];

    [Id(12)]
    public ImmutableList<Visit> Visits { get; init; } = [];

    [Id(13)]
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The day at the branch.</summary>
    [Id(14)]
    public DateOnly? CompletedDay { get; init; }

    [Id(15)]
    public FollowUpCalls FollowUps { get; init; } = FollowUpCalls.None;

    public DateTimeOffset? NextDue => FollowUps.NextDue;

    public Visit? LastVisit => Visits.IsEmpty ? null : Visits[^1];

    /// <summary>Who has the job.</summary>
    public string? TechnicianId => LastVisit?.TechnicianId;

    /// <summary>The category the whole ticket is counted under: paid if any part is, else contract, else free.</summary>
    public ServiceCategory? Category => Parts.IsEmpty ? null : Parts.Min(part => part.Category);

    public static Ticket Apply(Ticket? state, Event happened) => happened switch
    {
        TicketRegistered e => new Ticket
        {
            Id = e.Id,
            Number = e.Number,
            BranchId = e.BranchId,
            CustomerId = e.CustomerId,
            ProductId = e.ProductId,
            TicketKind = e.Kind,
            Channel = e.Channel,
            IsEmergency = e.IsEmergency,
            Step = TicketStep.Registered,
            RegisteredAt = e.At,
            RegisteredDay = e.Day,
        },
        TicketAssessed e => state! with { Step = TicketStep.Assessed, Parts = e.Parts },
        VisitScheduled e => state! with { Step = TicketStep.Scheduled, Visits = state.Visits.Add(new Visit(e.VisitId, e.TechnicianId, e.From, e.To)) },
        VisitSlotLost e => state! with { Step = TicketStep.Assessed, Visits = state.Visits.RemoveAll(visit => visit.Id == e.VisitId) },
        TechnicianDeparted e => state!.OnVisit(visit => visit with { DepartedAt = e.At }) with { Step = TicketStep.EnRoute },
        TechnicianArrived e => state!.OnVisit(visit => visit with { ArrivedAt = e.At }) with { Step = TicketStep.OnSite },
        VisitFinished e => state!.OnVisit(visit => visit with
        {
            Certificate = new Certificate(e.At, e.Minutes, e.ChargedMinor, e.Currency, e.Signature is not null),
        }) with { Step = TicketStep.Done },
        TicketCompleted e => state! with { Step = TicketStep.Completed, CompletedAt = e.At, CompletedDay = e.Day },
        _ => state! with { FollowUps = state.FollowUps.Apply(happened) },
    };

    private Ticket OnVisit(Func<Visit, Visit> change) => this with { Visits = Visits.SetItem(Visits.Count - 1, change(Visits[^1])) };
}
