using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>What kind of service is wanted.</summary>
public enum TicketKind
{
    Repair,
    Installation,
    Inspection,
    Consultation,
    Visit,

    /// <summary>The product is to be exchanged, or its price refunded.</summary>
    ReturnOrExchange,

    /// <summary>Our own administration (S1: category D): inspection of work, parts, tools, training. It has no customer.</summary>
    Internal,
}

/// <summary>An event that may move a ticket on its way: it says when, by the server's clock.</summary>
public abstract record TicketMoved(DateTimeOffset At) : Event;

/// <summary>One service case of one customer at one branch (domain.md §2, §3). Its parts are listed in the other half of this type.</summary>
[GenerateSerializer, Immutable, Alias("Ticket")]
public sealed partial record Ticket : IRecordState<Ticket>, IShownToTechnicians, IScopedToSupporters
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

    /// <summary>Null for internal work.</summary>
    [Id(3)]
    public string? CustomerId { get; init; }

    [Id(4)]
    public string? ProductId { get; init; }

    [Id(5)]
    public TicketKind TicketKind { get; init; }

    [Id(6)]
    public TicketStep Step { get; init; }

    /// <summary>Since when it stands there.</summary>
    [Id(7)]
    public DateTimeOffset StepSince { get; init; }

    [Id(8)]
    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The day at the branch.</summary>
    [Id(9)]
    public DateOnly RegisteredDay { get; init; }

    /// <summary>Counts from 1; each reopening begins another.</summary>
    [Id(10)]
    public int Round { get; init; } = 1;

    /// <summary>Who has the job, or had it last: also before it was reopened, until another gets it.</summary>
    public string? TechnicianId => Workshop.TechnicianId ?? Visits.Holder ?? (Visits.LastMeant is null ? Earlier.LastOrDefault()?.TechnicianId : null);

    /// <summary>Those who went to the customer: each owes a report on his trip, whoever has the job now.</summary>
    public IEnumerable<string> FormerTechnicianIds => AllVisits.Where(visit => visit.ReportDue is not null).Select(visit => visit.TechnicianId);

    public static Ticket Apply(Ticket? state, Event happened) => happened switch
    {
        TicketRegistered e => Registered(e),
        TicketReopened e => state!.Reopened(e).StandingAt(TicketSteps.After(state, e), e),
        _ => state!.WithParts(happened).StandingAt(TicketSteps.After(state, happened), happened),
    };

    private static Ticket Registered(TicketRegistered e) => new()
    {
        Id = e.Id,
        Number = e.Number,
        BranchId = e.BranchId,
        CustomerId = e.CustomerId,
        ProductId = e.ProductId,
        TicketKind = e.Kind,
        Step = TicketStep.Registered,
        StepSince = e.At,
        RegisteredAt = e.At,
        RegisteredDay = e.Day,
        Intake = Intake.None.Apply(e),
        Promises = TicketPromises.None.Apply(e),
    };

    private Ticket StandingAt(TicketStep step, Event happened) => this with
    {
        Step = step,
        StepSince = happened is TicketMoved moved && step != Step ? moved.At : StepSince,
        ProductId = (happened as FactsSupplied)?.ProductId ?? ProductId,
        BranchId = (happened as HandedOver)?.ToBranchId ?? BranchId,
    };
}
