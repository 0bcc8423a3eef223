using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>A link that opens the ticket's page for the customer, who does not log in.</summary>
/// <param name="Number">Counts from 1; the signed link names it.</param>
/// <param name="ExpiresAt">From this instant on it opens nothing.</param>
/// <param name="VisitId">The visit he was told of with it; null where he was only given the link.</param>
/// <param name="TakenBackAt">From then on it opens nothing.</param>
[GenerateSerializer, Immutable, Alias("CustomerLink")]
public sealed record CustomerLink(
    [property: Id(0)] int Number, [property: Id(1)] DateTimeOffset GivenAt, [property: Id(2)] DateTimeOffset ExpiresAt, [property: Id(3)] string? VisitId,
    [property: Id(4)] DateTimeOffset? TakenBackAt = null)
{
    public bool OpensAt(DateTimeOffset now) => TakenBackAt is null && now < ExpiresAt;
}

/// <summary>The links a customer was given to his ticket, and what he did by them: a part of the ticket's state.</summary>
[GenerateSerializer, Immutable, Alias("CustomerLinks")]
public sealed record CustomerLinks
{
    /// <summary>Of more the oldest opens nothing any more.</summary>
    public const int Most = 20;

    public static CustomerLinks None { get; } = new();

    /// <summary>Oldest first.</summary>
    [Id(0)]
    public ImmutableList<CustomerLink> All { get; init; } = [];

    [Id(1)]
    public int Given { get; init; }

    /// <summary>How often he moved an appointment by himself.</summary>
    [Id(2)]
    public int Moves { get; init; }

    public CustomerLink? Find(int number) => All.Find(link => link.Number == number);

    public CustomerLinks Apply(Event happened) => happened switch
    {
        CustomerLinkGiven e => this with { Given = e.Number, All = [.. All.Add(new CustomerLink(e.Number, e.At, e.ExpiresAt, e.VisitId)).TakeLast(Most)] },
        CustomerLinkTakenBack e => this with { All = All.ConvertAll(link => link.Number == e.Number ? link with { TakenBackAt = e.At } : link) },
        VisitAgreed { IsMoved: true } => this with { Moves = Moves + 1 },
        _ => this,
    };
}

/// <summary>The customer is sent a link that opens his ticket's page.</summary>
/// <param name="VisitId">The visit he is told of with it.</param>
public sealed record CustomerLinkGiven(DateTimeOffset At, int Number, DateTimeOffset ExpiresAt, string? VisitId) : Event;

/// <summary>A link opens nothing any more.</summary>
public sealed record CustomerLinkTakenBack(DateTimeOffset At, int Number) : Event;

/// <summary>The customer agreed to an appointment on his ticket's page.</summary>
/// <param name="Link">The number of the link he followed.</param>
/// <param name="IsMoved">He chose the time himself.</param>
/// <param name="Said">What he wants the technician to know.</param>
[Published("visit.agreed")]
public sealed record VisitAgreed(DateTimeOffset At, string VisitId, int Link, bool IsMoved, [property: Words] string? Said) : Event;
