namespace AfterSales.Console.Tickets;

/// <summary>What a booking answers with.</summary>
public sealed record BookedVisit(string Id, string Number, IReadOnlyList<BookedVisitId> Visits);

public sealed record BookedVisitId(string Id);
