using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Customers;
using AfterSales.Technicians;
using AfterSales.Tickets;
using GraphQL;

namespace AfterSales.Headquarters;

/// <summary>What kind of record a figure is counted from.</summary>
public enum FigureRecordKind
{
    /// <summary>A ticket, on the day it was registered.</summary>
    Ticket,

    /// <summary>One passage of a ticket to its completion, on the day it was completed.</summary>
    Completion,

    /// <summary>A promise to the customer of a ticket, on the day it was kept or missed.</summary>
    Promise,

    /// <summary>The opinion card of a completion, on the day of the completion.</summary>
    SurveyCard,

    /// <summary>A follow-up call, on the day it was ended or its window closed, whichever came first.</summary>
    FollowUpCall,

    /// <summary>A term of a contract, on its last day.</summary>
    ContractTerm,

    /// <summary>A complaint, on the day it was raised.</summary>
    Complaint,

    /// <summary>A complaint, on the day it was first answered or the time for an answer passed, whichever came first.</summary>
    ComplaintAnswer,

    /// <summary>A complaint about quality, on the day it was closed or the time for that passed, whichever came first.</summary>
    ComplaintClosing,

    /// <summary>A customer file, on the day it was begun.</summary>
    CustomerFile,

    /// <summary>The open tickets of a branch at the end of a day.</summary>
    Evening,

    /// <summary>A ticket that was open at the end of a day, more than a week after it was registered.</summary>
    OldTicket,

    /// <summary>An entry of the contact register, on its day.</summary>
    Contact,

    /// <summary>The report of a technician on his working day.</summary>
    WorkedDay,

    /// <summary>A customer who was under warranty for another half-year, on its last day, with the first visit he had in it.</summary>
    WarrantyVisit,
}

/// <summary>Which records of a figure are meant.</summary>
public enum FigurePart
{
    Numerator,
    Denominator,
}

/// <summary>A record behind a figure, as it is found.</summary>
public sealed record FigureRecord : IScoped
{
    /// <summary>The record's key; of a part of a record also its number, after a slash.</summary>
    [Filtered]
    public string Id { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    /// <summary>The day on which it counts, at the branch.</summary>
    [Filtered, Sorted]
    public DateOnly Day { get; init; }

    [Filtered]
    public string? TicketId { get; init; }

    public string? CustomerId { get; init; }

    [Filtered]
    public string? TechnicianId { get; init; }
}

/// <summary>A record behind a figure.</summary>
[Name("FigureRecord"), Secured(Permission.SeePerformance)]
public sealed class FigureRecordView(FigureRecord record, FigureRecordKind kind)
{
    /// <summary>The record's key; of a part of a record also its number, after a slash.</summary>
    public string Id => record.Id;

    public FigureRecordKind Kind => kind;

    /// <summary>The day on which it counts, at the branch.</summary>
    public DateOnly Day => record.Day;

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(record.BranchId);

    /// <summary>The ticket it belongs to, where there is one that you may see.</summary>
    public Deferred<TicketView?> GetTicket(TicketLoader tickets) => tickets.Load(record.TicketId ?? "");

    public Deferred<CustomerView?> GetCustomer(CustomerLoader customers) => customers.Load(record.CustomerId ?? "");

    public Deferred<TechnicianView?> GetTechnician(TechnicianLoader technicians) => technicians.Load(record.TechnicianId ?? "");
}
