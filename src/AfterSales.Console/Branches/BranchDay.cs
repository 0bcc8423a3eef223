using AfterSales.Console.Api;
using AfterSales.Console.Dispatch;

namespace AfterSales.Console.Branches;

/// <summary>What a branch's manager looks at first.</summary>
public sealed record BranchDay(Counted<DuePromise>? TicketPromises, TechnicianTimes? TechnicianCalendars, Counted<EndingContract>? Contracts);

public sealed record DuePromise(string Id, string Promise, DateTimeOffset? DueAt, bool IsOverdue, int Steps, DueTicket? Ticket);

public sealed record DueTicket(string Id, string Number, Named? Customer, Named? Technician);

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
    string Id, DateOnly Day, bool IsSummedUp, int TravelMinutes, string? Remark, string? MissingBecause, IReadOnlyList<NamedTechnician> Missing, WorkedHours Worked, SumsToSign? ToSign)
{
    /// <summary>What a signature would stand under now; where nothing waits for one, the day as it is known.</summary>
    public SumsToSign Sums => ToSign ?? new(TravelMinutes, Remark, MissingBecause, Missing, Worked);
}

public sealed record SumsToSign(int TravelMinutes, string? Remark, string? MissingBecause, IReadOnlyList<NamedTechnician> Missing, WorkedHours Worked);

/// <summary>In minutes.</summary>
public sealed record WorkedHours(int Paid, int Contract, int Warranty, int Internal, int Total);

public sealed record SignedReport(string Id);

/// <summary>How full a technician's day is.</summary>
public sealed record TeamLoad(NamedTechnician Technician, int Jobs, DayLoad Day)
{
    /// <summary>Who works today or has something to do, the fullest first.</summary>
    public static IReadOnlyList<TeamLoad> Of(IEnumerable<TechnicianTime> team, DateTimeOffset from, DateTimeOffset to) =>
    [
        .. team.Select(time => new TeamLoad(
                new(time.Technician.Id, time.Technician.Name), time.Entries.Count(entry => entry.Kind == "APPOINTMENT"), DayLoad.Of(time, from, to)))
            .Where(load => load.Day.Working > TimeSpan.Zero || load.Jobs > 0)
            .OrderByDescending(load => load.Day.Busy).ThenBy(load => load.Technician.Name, StringComparer.CurrentCulture),
    ];
}
