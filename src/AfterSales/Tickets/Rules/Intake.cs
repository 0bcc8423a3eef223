using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>How the request reached us.</summary>
public enum Channel
{
    Call,
    Letter,
    Email,
    Web,
    WalkIn,
    Fax,

    /// <summary>Nobody asked: a contract owes it.</summary>
    Contract,
}

/// <summary>What is to be known of a request (S2: name, address, phone, model, purchase date, symptom, wish); the phone is always there.</summary>
public enum TicketFact
{
    Name,
    Address,
    Model,
    PurchaseDate,
    SymptomDetail,
    Wish,
}

/// <summary>Who is asked for what is missing (S2): first the seller, the shop or the superior, then the customer.</summary>
public enum ClarifyWith
{
    Seller,
    Customer,
}

/// <summary>Somebody asks for what is missing.</summary>
/// <param name="PassOnAt">When the question goes on to the customer, if the seller has not answered all of it.</param>
[GenerateSerializer, Immutable, Alias("Clarification")]
public sealed record Clarification([property: Id(0)] ClarifyWith With, [property: Id(1)] DateTimeOffset PassOnAt);

/// <summary>How one ticket belongs to another.</summary>
public enum TicketLinkKind
{
    /// <summary>It goes on where the other ended.</summary>
    FollowUpOf,

    /// <summary>The other's work is the cause.</summary>
    CausedBy,

    /// <summary>The other is about the same.</summary>
    DuplicateOf,
}

[GenerateSerializer, Immutable, Alias("TicketLink")]
public sealed record TicketLink([property: Id(0)] TicketLinkKind Kind, [property: Id(1)] string TicketId);

/// <summary>How the request came in and what is known of it: a part of the ticket's state.</summary>
[GenerateSerializer, Immutable, Alias("Intake")]
public sealed record Intake
{
    public static Intake None { get; } = new();

    [Id(0)]
    public Channel Channel { get; init; }

    /// <summary>When it was flagged as an emergency, if it was.</summary>
    [Id(1)]
    public DateTimeOffset? EmergencyAt { get; init; }

    /// <summary>The key of the account that answers for the ticket from the first call to the closing (S4).</summary>
    [Id(2)]
    public string Owner { get; init; } = "";

    /// <summary>As the customer told it, where the product is not on file.</summary>
    [Id(3)]
    public string? Model { get; init; }

    /// <summary>As the customer told it, where the product is not on file.</summary>
    [Id(4)]
    public DateOnly? PurchasedOn { get; init; }

    [Id(5)]
    public ImmutableList<TicketFact> Missing { get; init; } = [];

    [Id(6)]
    public Clarification? Clarification { get; init; }

    /// <summary>How often the fault was reported.</summary>
    [Id(7)]
    public int Reports { get; init; }

    [Id(8)]
    public ImmutableList<TicketLink> Links { get; init; } = [];

    /// <summary>Said in a call and still unsolved, it goes to the supervisor then (S3 ⑹-5 规定 4); null: it does not, or it has gone.</summary>
    [Id(9)]
    public DateTimeOffset? ReportUpAt { get; init; }

    /// <summary>The key of the contact, follow-up call or ticket it was told in; null where it entered the contact register by itself.</summary>
    [Id(10)]
    public string? HeardIn { get; init; }

    /// <summary>The code of the model the ticket is about: of the product on file, else as the customer told it.</summary>
    [Id(11)]
    public string? ModelCode { get; init; }

    /// <summary>When it last went to the supervisor, unsolved.</summary>
    [Id(12)]
    public DateTimeOffset? ReportedUpAt { get; init; }

    /// <summary>The accounts of the customer's support group, as they were told of it.</summary>
    [Id(13)]
    public ImmutableList<string> Supporters { get; init; } = [];

    /// <summary>The key of the contract that owes it; null for what somebody asked for.</summary>
    [Id(14)]
    public string? ContractId { get; init; }

    /// <summary>The day, at the branch, on which it was carried over because nobody had been sent, or had set out; null where it was not, or somebody is sent since.</summary>
    [Id(15)]
    public DateOnly? CarriedOverOn { get; init; }

    /// <summary>The last day of the contract that owes it, where that ended before the inspection was made; null where it did not.</summary>
    [Id(16)]
    public DateOnly? ContractEndsOn { get; init; }

    /// <summary>How often that was said.</summary>
    [Id(17)]
    public int TimesOutlived { get; init; }

    /// <summary>What <see cref="CarriedOverOn"/> was before somebody was booked.</summary>
    [Id(18)]
    public DateOnly? CarriedOverBefore { get; init; }

    public bool IsEmergency => EmergencyAt is not null;

    public Intake Apply(Event happened) => happened switch
    {
        TicketRegistered e => this with
        {
            Channel = e.Channel,
            EmergencyAt = e.IsEmergency ? e.At : null,
            Owner = e.Owner,
            Model = e.Model,
            PurchasedOn = e.PurchasedOn,
            Missing = e.Missing,
            Clarification = e.AskCustomerAt is { } at ? new Clarification(ClarifyWith.Seller, at) : null,
            Reports = 1,
            Links = e.Link is { } link ? [link] : [],
            HeardIn = e.HeardIn,
            ModelCode = e.ModelCode,
            Supporters = e.Support?.Members ?? [],
            ContractId = e.ContractId,
        },
        InspectionOutlivedContract e => this with { ContractEndsOn = e.EndsOn, TimesOutlived = TimesOutlived + 1 },
        InspectionInContractAgain => this with { ContractEndsOn = null },
        TicketCarriedOver e => this with { CarriedOverOn = e.Day },
        VisitScheduled => this with { CarriedOverOn = null, CarriedOverBefore = CarriedOverOn },
        BookingTakenBack => this with { CarriedOverOn = CarriedOverBefore, CarriedOverBefore = null },
        ProductBroughtIn or AppointmentPassed or VisitRescheduled or VisitHandedOn or TechnicianDeparted => this with { CarriedOverOn = null },
        ReportJoined => this with { Reports = Reports + 1 },
        FactsSupplied e => Supplied(e),
        ClarificationPassedOn => this with { Clarification = Clarification! with { With = ClarifyWith.Customer } },
        EmergencyFlagged e => this with { EmergencyAt = e.At },
        TicketHandedOver e => this with { Owner = e.To },
        SolutionAwaited e => this with { ReportUpAt = e.ReportUpAt },
        TicketReportedUp e => this with { ReportUpAt = null, ReportedUpAt = e.At },
        // What was asked for is done with; reopened, the ticket is reported up only for what is asked from then on.
        TicketCompleted or TicketRejected or TicketCancelled => this with { ReportUpAt = null },
        TicketReopened => this with { ReportUpAt = null, ReportedUpAt = null, CarriedOverOn = null },
        TicketLinked e => this with { Links = Links.Add(e.Link) },
        _ => this,
    };

    private Intake Supplied(FactsSupplied e)
    {
        var missing = Missing.RemoveAll(e.Facts.Contains);
        return this with
        {
            Missing = missing,
            Model = e.Model ?? Model,
            PurchasedOn = e.PurchasedOn ?? PurchasedOn,
            ModelCode = e.ModelCode ?? ModelCode,
            Clarification = missing.IsEmpty ? null : Clarification,
        };
    }
}

/// <param name="Owner">The key of the account that took it down.</param>
/// <param name="ModelCode">Of the product on file, else as the customer told it.</param>
/// <param name="AskCustomerAt">When what the seller could not say is asked of the customer; null where nothing is missing.</param>
/// <param name="Support">Null where the customer has no support group.</param>
[Published("ticket.registered")]
public sealed record TicketRegistered(
    string Id, string Number, string BranchId, string? CustomerId, string? ProductId, TicketKind Kind, Channel Channel, bool IsEmergency,
    DateTimeOffset At, DateOnly Day, string Owner, string? Model, DateOnly? PurchasedOn, ImmutableList<TicketFact> Missing,
    DateTimeOffset? AskCustomerAt, TicketLink? Link,
    [property: Words] string Symptom, [property: Words] string? SymptomDetail, [property: Words] string? Wish, string? HeardIn = null,
    string? ModelCode = null, Support? Support = null, string? ContractId = null) : TicketMoved(At);

/// <summary>The contract that owes the inspection ends before its day.</summary>
/// <param name="EndsOn">The contract's last day.</param>
/// <param name="DecideBy">By when the branch is to decide how it goes on; null where it is cancelled.</param>
/// <param name="Contract">The contract's number.</param>
public sealed record InspectionOutlivedContract(string ContractId, DateOnly EndsOn, DateTimeOffset? DecideBy, [property: Words] string Contract) : Event;

/// <summary>The contract that owes the inspection holds on its day after all.</summary>
public sealed record InspectionInContractAgain(string ContractId) : Event;

/// <summary>Who looks after the customer together, and by when they are to have seen the ticket.</summary>
/// <param name="Members">Accounts.</param>
public sealed record Support(ImmutableList<string> Members, DateTimeOffset SeeBy);

/// <summary>The fault was reported again while the ticket was open.</summary>
public sealed record ReportJoined(Channel Channel, DateTimeOffset At, [property: Words] string Symptom, [property: Words] string? Wish, string? HeardIn = null) : Event;

/// <param name="Facts">What is missing no longer; name and address stand in the customer file.</param>
public sealed record FactsSupplied(
    ImmutableList<TicketFact> Facts, string? ProductId, string? Model, DateOnly? PurchasedOn,
    [property: Words] string? SymptomDetail, [property: Words] string? Wish, string? ModelCode = null) : Event;

/// <summary>The seller could not say all: the customer is asked.</summary>
/// <param name="AskBy">By when.</param>
public sealed record ClarificationPassedOn(DateTimeOffset At, DateTimeOffset AskBy) : Event;

public sealed record EmergencyFlagged(DateTimeOffset At) : Event;

/// <param name="From">The key of the account that answered for it so far.</param>
public sealed record TicketHandedOver(DateTimeOffset At, string From, string To, [property: Words] string? Reason) : Event;

/// <summary>The customer asked for it in a call.</summary>
/// <param name="ReportUpAt">Unsolved by then, it goes to the supervisor.</param>
public sealed record SolutionAwaited(DateTimeOffset ReportUpAt) : Event;

/// <summary>What was asked for in a call is unsolved: the supervisor is told.</summary>
/// <param name="AnswerBy">By when the supervisor says how it goes on.</param>
public sealed record TicketReportedUp(DateTimeOffset At, DateTimeOffset AnswerBy) : Event;

public sealed record TicketLinked(TicketLink Link) : Event;

/// <summary>For our own people only.</summary>
public sealed record InternalNoteAdded(DateTimeOffset At, [property: Words] string Text) : Event;

/// <summary>The customer reads or hears this.</summary>
public sealed record CustomerMessageSent(DateTimeOffset At, Channel Channel, [property: Words] string Text) : Event;
