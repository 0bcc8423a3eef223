using AfterSales.Files;
using AfterSales.Records;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

/// <summary>A ticket, by its key <c>t-…</c>. Its way is drawn in src/README.md; a step out of order is refused as StepNotAllowed.</summary>
[Alias("ITicketGrain")]
public partial interface ITicketGrain : IRecord<Ticket>, IAttachments
{
    const string Prefix = "t-";

    /// <summary>
    /// Takes the request down. Refused: InputInvalid, NotFound (branch, customer, product), ProductOfAnotherCustomer,
    /// InternalWorkHasNoCustomer.
    /// </summary>
    [Alias("Register")]
    Task<Answer> Register(Intent<RegisterTicket> intent);

    /// <summary>The fault was reported again. Refused: TicketIsOver, InputInvalid.</summary>
    [Alias("Report")]
    Task<Answer> Report(Intent<ReportAgain> intent);

    /// <summary>Supplies what was missing; name and address go into the customer file. Refused: TicketIsOver, InputInvalid, NotFound, ProductOfAnotherCustomer.</summary>
    [Alias("Supply")]
    Task<Answer> Supply(Intent<SupplyFacts> intent);

    /// <summary>The seller can't say it: the customer is asked now. Refused: NotFound.</summary>
    [Alias("AskCustomer")]
    Task<Answer> AskCustomer(Intent<Step> intent);

    /// <summary>Flags an emergency; the superior is told at once. Refused: TicketIsOver.</summary>
    [Alias("Flag")]
    Task<Answer> Flag(Intent<Step> intent);

    /// <summary>Another account answers for the ticket from now on: of the branch, a department or a dealer. Refused: TicketIsOver, InputInvalid, NoOpenAccount, CannotAnswerForTicket.</summary>
    [Alias("HandOver")]
    Task<Answer> HandOver(Intent<HandOverTicket> intent);

    /// <summary>Says how it belongs to another ticket, which is not asked. Refused: TicketLinkedToItself.</summary>
    [Alias("Link")]
    Task<Answer> Link(Intent<TicketLink> intent);

    /// <summary>A note for our own people. Refused: InputInvalid.</summary>
    [Alias("Note")]
    Task<Answer> Note(Intent<NoteTicket> intent);

    /// <summary>A message to the customer. Refused: InputInvalid, InternalWorkHasNoCustomer.</summary>
    [Alias("Message")]
    Task<Answer> Message(Intent<SendMessage> intent);
}

/// <summary>A step that needs no more to be said.</summary>
/// <param name="VisitId">The visit it belongs to; null means the last one.</param>
[GenerateSerializer, Immutable, Alias("Step")]
public sealed record Step([property: Id(0)] string? VisitId = null);

/// <param name="CustomerId">Null for internal work.</param>
/// <param name="Model">As the customer tells it, where the product is not on file.</param>
/// <param name="PurchasedOn">As the customer tells it, where the product is not on file; a day at the branch.</param>
/// <param name="Link">How it belongs to an earlier ticket.</param>
/// <param name="HeardIn">The key of the contact, follow-up call or ticket it was told in; null: now, and the contact register hears of it too.</param>
[GenerateSerializer, Immutable, Alias("RegisterTicket")]
public sealed record RegisterTicket(
    [property: Id(0)] string BranchId,
    [property: Id(1)] string? CustomerId,
    [property: Id(2)] string? ProductId,
    [property: Id(3)] TicketKind Kind,
    [property: Id(4)] Channel Channel,
    [property: Id(5)] bool IsEmergency,
    [property: Id(6)] string Symptom,
    [property: Id(7)] string? Wish,
    [property: Id(8)] string? SymptomDetail = null,
    [property: Id(9)] string? Model = null,
    [property: Id(10)] DateOnly? PurchasedOn = null,
    [property: Id(11)] TicketLink? Link = null,
    [property: Id(12)] string? HeardIn = null)
{
    /// <summary>The key of the contract that owes it, for what a contract owes.</summary>
    [Id(13)]
    public string? ContractId { get; init; }
}

/// <param name="HeardIn">The key of the contact or follow-up call it was told in; null: now, and the contact register hears of it too.</param>
[GenerateSerializer, Immutable, Alias("ReportAgain")]
public sealed record ReportAgain(
    [property: Id(0)] Channel Channel, [property: Id(1)] string Symptom, [property: Id(2)] string? Wish, [property: Id(3)] bool IsEmergency = false,
    [property: Id(4)] string? HeardIn = null);

/// <param name="Name">Goes into the customer file where that has none.</param>
/// <param name="Address">Goes into the customer file where that has none.</param>
/// <param name="ProductId">The product, now that it is known.</param>
[GenerateSerializer, Immutable, Alias("SupplyFacts")]
public sealed record SupplyFacts(
    [property: Id(0)] string? Name = null,
    [property: Id(1)] string? Address = null,
    [property: Id(2)] string? ProductId = null,
    [property: Id(3)] string? Model = null,
    [property: Id(4)] DateOnly? PurchasedOn = null,
    [property: Id(5)] string? SymptomDetail = null,
    [property: Id(6)] string? Wish = null,
    [property: Id(7)] string? City = null);

/// <param name="To">The key of the account.</param>
[GenerateSerializer, Immutable, Alias("HandOverTicket")]
public sealed record HandOverTicket([property: Id(0)] string To, [property: Id(1)] string? Reason);

[GenerateSerializer, Immutable, Alias("NoteTicket")]
public sealed record NoteTicket([property: Id(0)] string Text);

[GenerateSerializer, Immutable, Alias("SendMessage")]
public sealed record SendMessage([property: Id(0)] Channel Channel, [property: Id(1)] string Text);
