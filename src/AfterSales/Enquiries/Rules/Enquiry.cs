using AfterSales.Branches.Rules;
using AfterSales.Contacts.Rules;
using AfterSales.Records;

namespace AfterSales.Enquiries.Rules;

public enum EnquiryKind
{
    /// <summary>What a product costs: never answered at once, always called back (S0 P5 I.3(4)).</summary>
    PriceQuestion,

    /// <summary>Interest in a product or contract: a lead for the sales manager.</summary>
    Lead,

    /// <summary>A request or wish that could not be answered at once (S3 ⑹-5 §4).</summary>
    Request,
}

public enum EnquiryState
{
    Open,

    /// <summary>A solution is entered; the customer does not know yet.</summary>
    Solved,

    /// <summary>The customer was told, or for a lead: was contacted.</summary>
    Told,

    /// <summary>A lead that nobody contacted, however often the sales manager was reminded; the branch's manager knows. It can still be contacted.</summary>
    Lost,
}

/// <summary>Something a customer asked or wished that somebody has to come back to (domain.md §5); the words stand in the journal.</summary>
[GenerateSerializer, Immutable, Alias("Enquiry")]
public sealed record Enquiry : IRecordState<Enquiry>
{
    public static string Kind => "enquiry";

    /// <summary><c>enq-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    [Id(1)]
    public string BranchId { get; init; } = "";

    /// <summary>Null for a stranger without a file.</summary>
    [Id(2)]
    public string? CustomerId { get; init; }

    [Id(3)]
    public EnquiryKind EnquiryKind { get; init; }

    /// <summary>The key of the ticket, follow-up call or contact it was heard in.</summary>
    [Id(4)]
    public string? HeardIn { get; init; }

    /// <summary>The account that took it down and answers it; null where the service did.</summary>
    [Id(5)]
    public string? TakenBy { get; init; }

    [Id(6)]
    public EnquiryState State { get; init; }

    [Id(7)]
    public DateTimeOffset TakenAt { get; init; }

    /// <summary>The customer is to be called back by then; for a lead: contacted.</summary>
    [Id(8)]
    public DateTimeOffset DueAt { get; init; }

    /// <summary>When an unsolved request goes to the supervisor, and an uncontacted lead is reminded of next.</summary>
    [Id(9)]
    public DateTimeOffset? RemindAt { get; init; }

    /// <summary>How often the supervisor or sales manager was reminded.</summary>
    [Id(10)]
    public int Reminders { get; init; }

    [Id(11)]
    public DateTimeOffset? SolvedAt { get; init; }

    /// <summary>The customer is to be told by then: the day the solution was entered.</summary>
    [Id(12)]
    public DateTimeOffset? TellBy { get; init; }

    [Id(13)]
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>What a request is about.</summary>
    [Id(14)]
    public RequestMatter Matter { get; init; }

    /// <summary>When the leader is next to hear how the customer gets on with what he was told; null: not again.</summary>
    [Id(15)]
    public DateTimeOffset? ReportAt { get; init; }

    /// <summary>How many of those reports fell due.</summary>
    [Id(16)]
    public int Reports { get; init; }

    public DateTimeOffset? NextDue => State switch
    {
        EnquiryState.Open => RemindAt,
        EnquiryState.Told => ReportAt,
        _ => null,
    };

    public static Enquiry Apply(Enquiry? state, Event happened) => happened switch
    {
        EnquiryTaken e => new Enquiry
        {
            Id = e.Id,
            BranchId = e.BranchId,
            CustomerId = e.CustomerId,
            EnquiryKind = e.Kind,
            HeardIn = e.HeardIn,
            TakenBy = e.TakenBy,
            TakenAt = e.At,
            DueAt = e.DueAt,
            RemindAt = e.RemindAt,
            Matter = e.Matter,
        },
        EnquiryReminded e => state! with { Reminders = e.Number, RemindAt = e.RemindAt },
        LeadLost => state! with { State = EnquiryState.Lost, RemindAt = null },
        EnquirySolved e => state! with { State = EnquiryState.Solved, SolvedAt = e.At, TellBy = e.TellBy },
        EnquiryTold e => state! with { State = EnquiryState.Told, ToldAt = e.At, ReportAt = e.ReportAt },
        UseReportDue e => state! with { Reports = e.Number, ReportAt = e.NextAt },
        HandedOver e => state! with { BranchId = e.ToBranchId },
        _ => state!,
    };
}

/// <param name="Words">The customer's words.</param>
/// <param name="Contact">Name and number of a stranger without a file.</param>
public sealed record EnquiryTaken(
    string Id, string BranchId, string? CustomerId, EnquiryKind Kind, string? HeardIn, string? TakenBy, DateTimeOffset At, DateTimeOffset DueAt,
    DateTimeOffset? RemindAt, [property: Words] string Words, [property: Words] string? Contact, ContactChannel Channel = ContactChannel.Call,
    RequestMatter Matter = RequestMatter.Other) : Event;

/// <summary>Nothing came of it yet: the supervisor is told of a request, the sales manager reminded of a lead.</summary>
/// <param name="ActBy">By when whoever is told is to act on it: the closing of the day.</param>
public sealed record EnquiryReminded(int Number, DateTimeOffset? RemindAt, DateTimeOffset ActBy) : Event;

/// <summary>After the last reminder nobody had contacted the lead: its branch's manager is told.</summary>
/// <param name="ReadBy">By when the manager is to have read of it.</param>
public sealed record LeadLost(DateTimeOffset At, DateTimeOffset ReadBy) : Event;

public sealed record EnquirySolved(DateTimeOffset At, DateTimeOffset TellBy, [property: Words] string Words) : Event;

/// <param name="ReportAt">When the leader is first to hear how the customer gets on; null: never.</param>
public sealed record EnquiryTold(DateTimeOffset At, [property: Words] string Words, ContactChannel Channel = ContactChannel.Call, DateTimeOffset? ReportAt = null) : Event;

/// <summary>The leader is to hear how the customer gets on with what he was told (S3 ⑺ std 14).</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="NextAt">Null: it was the last.</param>
public sealed record UseReportDue(int Number, DateTimeOffset? NextAt, DateTimeOffset ActBy) : Event;
