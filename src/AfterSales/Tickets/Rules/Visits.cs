using System.Collections.Immutable;
using System.Text.Json.Serialization;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>How a visit ended.</summary>
public enum VisitEnd
{
    Done,
    PartsAwaited,

    /// <summary>The product was taken along to the workshop.</summary>
    BroughtIn,

    NotFinished,
    NobodyHome,

    /// <summary>Another time was agreed; another visit took its place.</summary>
    Rescheduled,

    /// <summary>Another technician goes; another visit took its place.</summary>
    HandedOn,

    HandedBack,

    /// <summary>The technician did not take the job.</summary>
    Refused,

    /// <summary>The ticket was cancelled.</summary>
    Cancelled,

    /// <summary>The technician's time was given away before it was confirmed.</summary>
    SlotLost,

    /// <summary>It was booked by mistake, and nobody knew of it.</summary>
    TakenBack,
}

/// <summary>How good something was, in the four levels of S1 §25.</summary>
public enum SupervisorMark
{
    Poor,
    Fair,
    Good,
    Excellent,
}

/// <summary>When something was done.</summary>
/// <param name="At">By the server's clock.</param>
/// <param name="DeviceAt">By the clock of the device, where it was recorded offline.</param>
[GenerateSerializer, Immutable, Alias("Moment")]
public sealed record Moment([property: Id(0)] DateTimeOffset At, [property: Id(1)] DateTimeOffset? DeviceAt = null)
{
    /// <summary>When it was done: by the device, where that says so.</summary>
    [JsonIgnore]
    public DateTimeOffset When => DeviceAt ?? At;
}

/// <summary>The technician comes later than agreed.</summary>
/// <param name="Minutes">Later than agreed.</param>
/// <param name="Reported">Of several the one reported last holds.</param>
[GenerateSerializer, Immutable, Alias("VisitDelay")]
public sealed record VisitDelay([property: Id(0)] int Minutes, [property: Id(1)] Moment Reported);

/// <summary>What can be counted on a certificate.</summary>
/// <param name="Minutes">Time worked.</param>
/// <param name="ChargedMinor">In the currency's smallest unit.</param>
/// <param name="IsSigned">False: the customer refused to sign, which is recorded.</param>
/// <param name="IsDemonstrated">It was shown that the product works, and its use was explained.</param>
[GenerateSerializer, Immutable, Alias("VisitFigures")]
public sealed record VisitFigures(
    [property: Id(0)] int Minutes,
    [property: Id(1)] long ChargedMinor,
    [property: Id(2)] string Currency,
    [property: Id(3)] bool IsSigned,
    [property: Id(4)] bool IsDemonstrated);

/// <summary>The service certificate of a visit; its words and its signature stand with the journal entry of its saving.</summary>
[GenerateSerializer, Immutable, Alias("Certificate")]
public sealed record Certificate([property: Id(0)] Moment Finished, [property: Id(1)] VisitFigures Figures);

/// <summary>What the supervisor thinks of a repair (S1 P1 5.12); kept for the technician's evaluation.</summary>
/// <param name="By">The key of the account.</param>
[GenerateSerializer, Immutable, Alias("RepairMarks")]
public sealed record RepairMarks(
    [property: Id(0)] SupervisorMark Time, [property: Id(1)] SupervisorMark Quality, [property: Id(2)] string By, [property: Id(3)] DateTimeOffset At);

/// <summary>A step that was recorded offline and reached us before the one it follows: it is taken when that one has come.</summary>
/// <param name="IsSlipLeft">Where nobody was at home.</param>
[GenerateSerializer, Immutable, Alias("WaitingStep")]
public sealed record WaitingStep(
    [property: Id(0)] TicketAction Action, [property: Id(1)] DateTimeOffset DeviceAt, [property: Id(2)] VisitFigures? Figures, [property: Id(3)] bool IsSlipLeft);

/// <summary>A visit of a technician.</summary>
/// <param name="From">The agreed time includes this instant.</param>
/// <param name="To">The agreed time excludes this instant.</param>
/// <param name="ContactBy">By when the technician is to have called the customer.</param>
[GenerateSerializer, Immutable, Alias("Visit")]
public sealed record Visit(
    [property: Id(0)] string Id,
    [property: Id(1)] string TechnicianId,
    [property: Id(2)] DateTimeOffset From,
    [property: Id(3)] DateTimeOffset To,
    [property: Id(4)] DateTimeOffset ScheduledAt,
    [property: Id(5)] DateTimeOffset ContactBy)
{
    [Id(6)]
    public Moment? Accepted { get; init; }

    /// <summary>The customer was told and agreed to the time.</summary>
    [Id(7)]
    public Moment? Contacted { get; init; }

    [Id(8)]
    public Moment? Departed { get; init; }

    [Id(9)]
    public Moment? Arrived { get; init; }

    /// <summary>Null while it is to come or under way.</summary>
    [Id(10)]
    public VisitEnd? End { get; init; }

    [Id(11)]
    public Moment? Ended { get; init; }

    [Id(12)]
    public Certificate? Certificate { get; init; }

    /// <summary>The technician's report on the trip.</summary>
    [Id(13)]
    public Moment? Reported { get; init; }

    /// <summary>When the report is due; null for a visit that nobody set out for.</summary>
    [Id(14)]
    public DateTimeOffset? ReportDue { get; init; }

    [Id(15)]
    public RepairMarks? Marks { get; init; }

    [Id(16)]
    public ImmutableList<WaitingStep> Waiting { get; init; } = [];

    /// <summary>When to set out and to arrive; null in what was stored before it was kept.</summary>
    [Id(17)]
    public TripPlan? Trip { get; init; }

    /// <summary>What was said last of his being late; null: nothing was.</summary>
    [Id(18)]
    public VisitDelay? Delay { get; init; }

    /// <summary>What of the kit the technician did not have with him when he set out.</summary>
    [Id(19)]
    public ImmutableList<KitItem> Lacking { get; init; } = [];

    /// <summary>When the customer was last sent a message, or the link to his ticket's page, while the visit was to come: he may know of it.</summary>
    [Id(20)]
    public DateTimeOffset? MessageAt { get; init; }

    /// <summary>The customer agreed to the time himself, on his ticket's page.</summary>
    [Id(21)]
    public DateTimeOffset? Agreed { get; init; }

    /// <summary>When its time was over, the one said last, and nobody had set out; null where it is not over.</summary>
    [Id(22)]
    public DateTimeOffset? PassedAt { get; init; }

    /// <summary>How often its time was over so.</summary>
    [Id(23)]
    public int TimesPassed { get; init; }

    /// <summary>When the technician began the work, as he said: of several the earliest. Null: he did not say.</summary>
    [Id(24)]
    public Moment? Started { get; init; }

    /// <summary>
    /// When the work began, as was said: after the arrival and before the end, whatever the clock of the device says. Null where nobody said so, and while
    /// nobody has arrived.
    /// </summary>
    [JsonIgnore]
    public DateTimeOffset? WorkBegan
    {
        get
        {
            if (Arrived is not { When: var arrived } || Started is not { When: var began }) return null;
            if (Ended is { When: var ended } && began > ended) began = ended;
            return began < arrived ? arrived : began;
        }
    }

    /// <summary>When it is over: as agreed, or as much later as was said last.</summary>
    [JsonIgnore]
    public DateTimeOffset EndsBy => To.AddMinutes(Delay?.Minutes ?? 0);

    /// <summary>Somebody has set out for it, also where a device has not sent that yet, but what follows.</summary>
    [JsonIgnore]
    public bool ShowsDeparture => this is not { Departed: null, Started: null, Waiting.IsEmpty: true };

    /// <summary>It is to come, and nothing shows that anybody has set out for it.</summary>
    [JsonIgnore]
    public bool IsAwaited => End is null && !ShowsDeparture;

    /// <summary>Its time is over, and nobody has set out.</summary>
    [JsonIgnore]
    public bool HasPassed => IsAwaited && PassedAt is not null;

    /// <summary>Somebody set out for it and it is over.</summary>
    [JsonIgnore]
    public bool WasMade => End is VisitEnd.Done or VisitEnd.PartsAwaited or VisitEnd.BroughtIn or VisitEnd.NotFinished or VisitEnd.NobodyHome;

    /// <summary>Whether this step was taken already, as it was recorded on the device.</summary>
    public bool HasTaken(TicketAction action, DateTimeOffset deviceAt) => action switch
    {
        TicketAction.Depart => Departed?.DeviceAt == InOrder(action, deviceAt),
        TicketAction.Arrive => Arrived?.DeviceAt == InOrder(action, deviceAt),
        _ => Ended?.DeviceAt == InOrder(action, deviceAt),
    };

    /// <summary>The device's time of a step, or that of the step before it where the device's clock is behind: nobody sets out before the visit was booked.</summary>
    public DateTimeOffset? InOrder(TicketAction action, DateTimeOffset? deviceAt)
    {
        DateTimeOffset? before = action switch
        {
            TicketAction.Depart => ScheduledAt,
            TicketAction.Arrive => Departed?.When,
            _ => Arrived?.When,
        };
        return before > deviceAt ? before : deviceAt;
    }
}

/// <summary>The visits of a round, oldest first: a part of the ticket's state.</summary>
[GenerateSerializer, Immutable, Alias("Visits")]
public sealed record Visits
{
    public static Visits None { get; } = new();

    [Id(0)]
    public ImmutableList<Visit> All { get; init; } = [];

    public Visit? Last => All.IsEmpty ? null : All[^1];

    /// <summary>The one that is to come or under way.</summary>
    public Visit? Current => Last is { End: null } visit ? visit : null;

    /// <summary>The technician who has the job, or had it last: until another gets it he may look at what he gave back, and report on it.</summary>
    public string? Holder => LastMeant is { End: not VisitEnd.SlotLost } visit ? visit.TechnicianId : null;

    /// <summary>The last that was not booked by mistake.</summary>
    [JsonIgnore]
    public Visit? LastMeant => All.FindLast(visit => visit.End != VisitEnd.TakenBack);

    /// <summary>The one before the booking that is to come.</summary>
    [JsonIgnore]
    public Visit? LastEnded => All.FindLast(visit => visit.End is not (null or VisitEnd.TakenBack));

    /// <summary>The last that ended without the work being finished, or with nobody at home.</summary>
    [JsonIgnore]
    public Visit? LastInVain => All.FindLast(visit => visit.End is VisitEnd.NotFinished or VisitEnd.NobodyHome);

    /// <summary>Whether anybody has begun to work at the customer's.</summary>
    public bool HasWorkBegun => All.Exists(visit => visit.End is VisitEnd.Done or VisitEnd.PartsAwaited or VisitEnd.BroughtIn or VisitEnd.NotFinished);

    public Visit? Find(string visitId) => All.Find(visit => visit.Id == visitId);

    public Visits Apply(Event happened) => happened switch
    {
        VisitScheduled e => With(new Visit(e.VisitId, e.TechnicianId, e.From, e.To, e.At, e.ContactBy) { Trip = e.Trip }),
        VisitRescheduled e => Ended(e.VisitId, VisitEnd.Rescheduled, new Moment(e.At))
            .With(new Visit(e.NewVisitId, e.TechnicianId, e.From, e.To, e.At, e.At) { Contacted = new Moment(e.At), Trip = e.Trip }),
        VisitHandedOn e => Ended(e.VisitId, VisitEnd.HandedOn, new Moment(e.At))
            .With(new Visit(e.NewVisitId, e.TechnicianId, e.From, e.To, e.At, e.ContactBy) { Trip = e.Trip }),
        VisitHandedBack e => Ended(e.VisitId, VisitEnd.HandedBack, new Moment(e.At)),
        VisitRefused e => Ended(e.VisitId, VisitEnd.Refused, new Moment(e.At, e.DeviceAt)),
        BookingTakenBack e => Ended(e.VisitId, VisitEnd.TakenBack, new Moment(e.At)),
        VisitSlotLost e => Ended(e.VisitId, VisitEnd.SlotLost, new Moment(e.At)),
        VisitAccepted e => On(e.VisitId, visit => visit with { Accepted = new Moment(e.At, e.DeviceAt) }),
        CustomerContacted e => On(e.VisitId, visit => visit with { Contacted = new Moment(e.At, e.DeviceAt) }),
        CustomerMessageSent e when Current is { } visit => On(visit.Id, told => told with { MessageAt = e.At }),
        CustomerLinkGiven e when Current is { } visit => On(visit.Id, told => told with { MessageAt = e.At }),
        VisitAgreed e => On(e.VisitId, visit => visit with { Agreed = e.At, Contacted = visit.Contacted ?? new Moment(e.At) }),
        VisitDelayed e => On(e.VisitId, visit => visit.Delay?.Reported.When > e.When.When ? visit : visit.Delayed(e)),
        AppointmentPassed e => On(e.VisitId, visit => visit with { PassedAt = e.At, TimesPassed = visit.TimesPassed + 1 }),
        TechnicianDeparted e => On(e.VisitId, visit => visit.Taken(TicketAction.Depart) with { Departed = new Moment(e.At, e.DeviceAt), Lacking = e.Lacking }),
        TechnicianArrived e => On(e.VisitId, visit => visit.Taken(TicketAction.Arrive) with { Arrived = new Moment(e.At, e.DeviceAt) }),
        WorkStarted e => On(e.VisitId, visit => visit with { Started = new Moment(e.At, e.DeviceAt) }),
        VisitStepWaits e => On(e.VisitId, visit => visit with { Waiting = visit.Waiting.Add(new WaitingStep(e.Action, e.DeviceAt, e.Figures, e.IsSlipLeft)) }),
        VisitFinished e => Ended(e, VisitEnd.Done, e.Figures),
        VisitAwaitsParts e => Ended(e, VisitEnd.PartsAwaited),
        VisitNotFinished e => Ended(e, VisitEnd.NotFinished),
        NobodyWasHome e => Ended(e, VisitEnd.NobodyHome),
        ProductBroughtIn { VisitId: not null } e => Ended(e.VisitId, VisitEnd.BroughtIn, new Moment(e.At, e.DeviceAt), e.ReportDue, e.Figures),
        TicketCancelled e when Current is { } visit => Ended(visit.Id, VisitEnd.Cancelled, new Moment(e.At)),
        TripReported e => On(e.VisitId, visit => visit with { Reported = new Moment(e.At, e.DeviceAt) }),
        RepairMarked e => On(e.VisitId, visit => visit with { Marks = new RepairMarks(e.Time, e.Quality, e.By, e.At) }),
        _ => this,
    };

    private Visits With(Visit visit) => this with { All = All.Add(visit) };

    private Visits Ended(VisitEnded e, VisitEnd how, VisitFigures? figures = null) => Ended(e.VisitId, how, new Moment(e.At, e.DeviceAt), e.ReportDue, figures);

    // No step that still waits can follow an end.
    private Visits Ended(string visitId, VisitEnd how, Moment at, DateTimeOffset? reportDue = null, VisitFigures? figures = null) =>
        On(visitId, visit => visit with
        {
            End = how,
            Ended = at,
            ReportDue = reportDue,
            Certificate = figures is null ? null : new Certificate(at, figures),
            Waiting = [],
        });

    private Visits On(string visitId, Func<Visit, Visit> change) =>
        this with { All = [.. All.Select(visit => visit.Id == visitId ? change(visit) : visit)] };
}

internal static class WaitingSteps
{
    public static Visit Taken(this Visit visit, TicketAction action) => visit with { Waiting = visit.Waiting.RemoveAll(step => step.Action == action) };

    /// <summary>He still comes, where the time he says is ahead.</summary>
    public static Visit Delayed(this Visit visit, VisitDelayed said)
    {
        var delayed = visit with { Delay = new VisitDelay(said.Minutes, said.When) };
        return delayed.EndsBy > said.At ? delayed with { PassedAt = null } : delayed;
    }
}
