using AfterSales.Console.Api;

namespace AfterSales.Console.Tickets;

/// <summary>A ticket in a list.</summary>
public sealed record TicketLine(
    string Id, string Number, string Step, string Kind, bool IsEmergency, string? Category, DateTimeOffset RegisteredAt, string? Symptom,
    Named? Customer, Product? Product, Named? Technician, Place? Branch);

public sealed record Named(string Name);

public sealed record Product(string Model);

public sealed record Place(string Code, string TimeZone);

/// <summary>A page of tickets as the API answers it.</summary>
public sealed record TicketPage(Page<TicketLine> Tickets);
