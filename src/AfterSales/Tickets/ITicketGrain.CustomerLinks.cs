using AfterSales.Records;

namespace AfterSales.Tickets;

public partial interface ITicketGrain
{
    /// <summary>Sends the customer a link to his ticket's page. Refused: InternalWorkHasNoCustomer.</summary>
    [Alias("SendLink")]
    Task<Answer> SendLink(Intent<SendCustomerLink> intent);

    /// <summary>A link opens nothing any more; taking it back again changes nothing. Refused: CustomerLinkUnknown.</summary>
    [Alias("TakeBackLink")]
    Task<Answer> TakeBackLink(Intent<TakeBackCustomerLink> intent);

    /// <summary>The customer agrees to an appointment. Refused: CustomerLinkOver, VisitIsOver, VisitHasBegun.</summary>
    [Alias("Agree")]
    Task<Answer> Agree(Intent<AgreeToVisit> intent);

    /// <summary>
    /// The customer moves an appointment to a time of the same technician at which nothing speaks against it. Refused: CustomerLinkOver, VisitIsOver, VisitHasBegun,
    /// TooLateToMove, MovedTooOften, TimeNotOffered.
    /// </summary>
    [Alias("Move")]
    Task<Answer> Move(Intent<MoveVisit> intent);
}

[GenerateSerializer, Immutable, Alias("SendCustomerLink")]
public sealed record SendCustomerLink;

[GenerateSerializer, Immutable, Alias("TakeBackCustomerLink")]
public sealed record TakeBackCustomerLink([property: Id(0)] int Number);

/// <param name="Link">The number of the link he followed.</param>
/// <param name="VisitId">The appointment he saw.</param>
[GenerateSerializer, Immutable, Alias("AgreeToVisit")]
public sealed record AgreeToVisit([property: Id(0)] int Link, [property: Id(1)] string VisitId);

/// <param name="Link">The number of the link he followed.</param>
/// <param name="VisitId">The appointment he saw.</param>
/// <param name="From">When it is to begin; it takes as long as before.</param>
/// <param name="Said">What he wants the technician to know.</param>
[GenerateSerializer, Immutable, Alias("MoveVisit")]
public sealed record MoveVisit([property: Id(0)] int Link, [property: Id(1)] string VisitId, [property: Id(2)] DateTimeOffset From, [property: Id(3)] string? Said);
