using AfterSales.Console.Api;

namespace AfterSales.Console.Customers;

/// <summary>Who is on the phone, and what is going on already.</summary>
public sealed record CustomerFile(
    Customer? Customer, Listed<CustomerTicket>? Tickets, Listed<OwnedProduct>? InstalledProducts, Listed<CustomerContract>? Contracts, Listed<CustomerProject>? Projects,
    Listed<CustomerComplaint>? Complaints, Listed<CustomerEnquiry>? Enquiries);

public sealed record Customer(
    string Id, int Version, string BranchId, string Name, string Kind, string Tier, IReadOnlyList<Phone> Phones, string? Email, string? Address, string? City, string? CountryName,
    DateTimeOffset RegisteredAt, Branch? Branch);

public sealed record Branch(string Id, string Code, string Name, string TimeZone);

public sealed record Phone(string Display, string Number);

public sealed record CustomerTicket(
    string Id, string Number, string Step, string Kind, bool IsEmergency, DateTimeOffset RegisteredAt, string? Symptom, TicketProduct? Product, Named? Technician)
{
    public bool IsOpen => Step != "COMPLETED";
}

public sealed record TicketProduct(string Id, string Model);

public sealed record Named(string Name);

public sealed record CustomerContract(string Id, string Number, string State, DateOnly EndsOn);

public sealed record CustomerProject(string Id, string Number, string Name, bool IsOpen);

public sealed record CustomerComplaint(string Id, string Category, string State, DateTimeOffset RaisedAt);

public sealed record CustomerEnquiry(string Id, string Kind, string State, DateTimeOffset TakenAt);

public sealed record OwnedProduct(string Id, int Version, string Model, string? Serial, bool IsRetired, IReadOnlyList<Products.Warranty> Warranty);
