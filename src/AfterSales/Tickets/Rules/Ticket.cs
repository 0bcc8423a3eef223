using AfterSales.Access;
using AfterSales.Branches.Rules;
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

    /// <summary>Nobody asked: a contract owes it.</summary>
    Contract,
}

/// <summary>One service case of one customer at one branch (domain.md §2, §3). Its parts are listed in the other half of this type.</summary>
[GenerateSerializer, Immutable, Alias("Ticket")]
public sealed partial record Ticket : IRecordState<Ticket>, IScopedToTechnician
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

    /// <summary>Who has the job.</summary>
    public string? TechnicianId => Visits.Last?.TechnicianId;

    public static Ticket Apply(Ticket? state, Event happened) => happened is TicketRegistered registered
        ? Registered(registered)
        : state!.WithParts(happened) with
        {
            Step = TicketSteps.After(state.Step, happened),
            BranchId = happened is HandedOver moved ? moved.ToBranchId : state.BranchId,
        };

    private static Ticket Registered(TicketRegistered e) => new()
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
    };
}
