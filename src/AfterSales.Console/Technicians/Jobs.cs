namespace AfterSales.Console.Technicians;

/// <summary>A job in the day's list.</summary>
public sealed record Job(
    string Id, string Number, string Step, bool IsEmergency, string? Symptom, Customer? Customer, Product? Product, Branch? Branch, IReadOnlyList<JobVisit> Visits)
{
    /// <summary>The visit that counts.</summary>
    public JobVisit? Visit => Visits is [.., var last] ? last : null;
}

/// <summary>The technician's visits of today as one way.</summary>
/// <param name="Vehicle">Null where none is planned.</param>
public sealed record Day(string? Vehicle, DayTechnician Technician, IReadOnlyList<Stop> Visits);

public sealed record DayTechnician(HomeBranch? Branch);

public sealed record HomeBranch(string Id);

/// <summary>A visit on the way.</summary>
public sealed record Stop(
    StopVisit Visit, StopTicket Ticket, StopAddress? Address, bool IsFromPrevious, int? TravelMinutes, DateTimeOffset LeaveAt, DateTimeOffset ArriveFrom,
    DateTimeOffset ArriveBy, DateTimeOffset ExpectedAt, int LateMinutes, bool IsReachable);

/// <param name="DelayMinutes">Null where nobody said that he comes later.</param>
public sealed record StopVisit(string Id, DateTimeOffset From, DateTimeOffset To, DateTimeOffset? ArrivedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, int? DelayMinutes);

public sealed record StopTicket(string Id, string Number, string Step, bool IsEmergency, string? Symptom, Person? Customer, Product? Product, Place? Branch)
{
    public string Who => Customer?.Name ?? Number;

    public string? Zone => Branch?.TimeZone;
}

public sealed record StopAddress(string? Street, string? City)
{
    public string Where => string.Join(", ", new[] { Street, City }.Where(part => !string.IsNullOrEmpty(part)));
}

/// <summary>A job at hand.</summary>
public sealed record JobAtHand(
    string Id, string Number, string Step, bool IsEmergency, string? Symptom, string? Wish, IReadOnlyList<string> AllowedActions, Customer? Customer,
    ProductAtHand? Product, Branch? Branch, IReadOnlyList<AssessedPart> Parts, IReadOnlyList<string> Kit, IReadOnlyList<string> CertificateAsks, IReadOnlyList<Visit> Visits)
{
    public Visit? Visit => Visits is [.., var last] ? last : null;

    /// <summary>The one step of a technician that is possible now.</summary>
    public string? NextStep => AllowedActions.FirstOrDefault(action => action is "DEPART" or "ARRIVE" or "FINISH");
}

public sealed record Customer(string Name, string? Address, string? City, string? CountryName, IReadOnlyList<Phone> Phones)
{
    public string Where => string.Join(", ", new[] { Address, City, CountryName }.Where(part => !string.IsNullOrEmpty(part)));
}

public sealed record Phone(string Display, string Number);

public sealed record Product(string Model);

public sealed record ProductAtHand(string Model, string? Serial);

public sealed record Branch(string TimeZone, string Currency);

public sealed record AssessedPart(string Part, string Category);

public sealed record JobVisit(string Id, DateTimeOffset From, DateTimeOffset To);

public sealed record Visit(string Id, DateTimeOffset From, DateTimeOffset To, DateTimeOffset? ArrivedAt, DateTimeOffset? StartedAt);

/// <summary>A trip that is still to be reported on.</summary>
/// <param name="Ticket">Null where the job has gone to another technician.</param>
public sealed record MissingReport(string Id, string TicketId, DateTimeOffset From, DateTimeOffset To, JobOfReport? Ticket);

public sealed record JobOfReport(string Number, Person? Customer, Place? Branch);

public sealed record Person(string Name);

public sealed record Place(string TimeZone);

/// <summary>A trip of this job that is still to be reported on.</summary>
public sealed record TripToReport(string Id, DateTimeOffset From, DateTimeOffset To);

/// <summary>The visit that is to come or under way, if it is the technician's.</summary>
public sealed record OwnVisit(string Id);

/// <summary>What a step answers with.</summary>
public sealed record JobStepped(string Id, string Step);
