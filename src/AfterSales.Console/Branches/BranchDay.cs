using AfterSales.Console.Api;

namespace AfterSales.Console.Branches;

/// <summary>What a branch's manager looks at first.</summary>
public sealed record BranchDay(Counted<DuePromise>? TicketPromises, DayVisits? Visits, Counted<EndingContract>? Contracts);

/// <summary>The first of a list, and how many there are in all.</summary>
public sealed record Counted<T>(IReadOnlyList<T>? Nodes, int? TotalCount)
{
    public IReadOnlyList<T> All => Nodes ?? [];
}

public sealed record DuePromise(string Id, string Promise, DateTimeOffset? DueAt, bool IsOverdue, int Steps, DueTicket? Ticket);

public sealed record DueTicket(string Id, string Number, Named? Customer, Named? Technician);

public sealed record DayVisits(IReadOnlyList<DayVisit>? Nodes, More PageInfo);

/// <param name="HasNextPage">There are more than were asked for.</param>
public sealed record More(bool HasNextPage);

/// <param name="End">How it ended; null while it is to come or under way.</param>
public sealed record DayVisit(string Id, DateTimeOffset From, DateTimeOffset To, string? End, NamedTechnician? Technician)
{
    /// <summary>Somebody goes there or was there; what was moved, handed on or given up beforehand takes nobody's time.</summary>
    public bool TakesTime => End is null or "DONE" or "PARTS_AWAITED" or "BROUGHT_IN" or "NOT_FINISHED" or "NOBODY_HOME";
}

public sealed record EndingContract(string Id, string Number, DateOnly EndsOn, Named? Customer, string? RenewedByName);

public sealed record Named(string Name);

public sealed record NamedTechnician(string Id, string Name);

public sealed record FoundWords(Listed<CustomersCard>? SurveyCards);

public sealed record CustomersCard(string Id, string TicketId, string? Words, bool IsLow, CardMarks? Marks, Named? Customer, Named? Technician);

public sealed record CardMarks(string Attitude, string Skill, string Punctuality, string Promises);

public sealed record FoundUnsigned(Counted<UnsignedDay>? MissingReports);

public sealed record UnsignedDay(string Id, DateOnly Day, int Technicians, int Confirmed, bool IsSummedUp, bool WasSigned);

public sealed record FoundDay(DayToSign? DayReport);

public sealed record DayToSign(
    string Id, DateOnly Day, int Technicians, int Confirmed, bool IsSummedUp, bool IsSigned, bool IsChangedSince, int TravelMinutes, string? Remark, string? MissingBecause,
    IReadOnlyList<NamedTechnician> Missing, WorkedHours Worked);

/// <summary>In minutes.</summary>
public sealed record WorkedHours(int Paid, int Contract, int Warranty, int Internal, int Total);

public sealed record SignedReport(string Id);

/// <summary>What a technician has to do on a day.</summary>
public sealed record Load(string TechnicianId, string Name, int Visits, int Minutes, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The most laden first.</summary>
    public static IReadOnlyList<Load> Of(IEnumerable<DayVisit> visits) =>
    [
        .. visits.Where(visit => visit.TakesTime && visit.Technician is not null).GroupBy(visit => visit.Technician!)
            .Select(of => new Load(of.Key.Id, of.Key.Name, of.Count(), (int)of.Sum(visit => (visit.To - visit.From).TotalMinutes), of.Min(visit => visit.From), of.Max(visit => visit.To)))
            .OrderByDescending(load => load.Minutes).ThenBy(load => load.Name, StringComparer.CurrentCulture),
    ];
}
