using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Records;

namespace AfterSales.Reports.Rules;

/// <summary>Hours that were changed after they had been confirmed; the reason stands in the journal.</summary>
/// <param name="By">The key of the account.</param>
[GenerateSerializer, Immutable, Alias("ReportAmendment")]
public sealed record ReportAmendment(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] string By, [property: Id(2)] WorkedMinutes Before, [property: Id(3)] WorkedMinutes After);

/// <summary>A technician's report in a day's: owed as soon as he is known to have worked (S1 P2 (15)).</summary>
[GenerateSerializer, Immutable, Alias("TechnicianReport")]
public sealed record TechnicianReport([property: Id(0)] string TechnicianId)
{
    /// <summary>As it was when he confirmed.</summary>
    [Id(1)]
    public DayOfWork Day { get; init; } = new([], []);

    /// <summary>As confirmed: what the tickets say, or what he put in its place.</summary>
    [Id(2)]
    public WorkedMinutes Worked { get; init; } = WorkedMinutes.None;

    [Id(3)]
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>The key of the account: his own, or of whom he told it.</summary>
    [Id(4)]
    public string? ConfirmedBy { get; init; }

    /// <summary>More work became known since: it is to be confirmed again.</summary>
    [Id(5)]
    public bool IsBehind { get; init; }

    /// <summary>Oldest first.</summary>
    [Id(6)]
    public ImmutableList<ReportAmendment> Amendments { get; init; } = [];

    /// <summary>Counts how often a task reminded him.</summary>
    [Id(7)]
    public int Reminders { get; init; }

    /// <summary>That task waits for him.</summary>
    [Id(8)]
    public bool IsReminded { get; init; }

    /// <summary>Which change of the day's reports was his last.</summary>
    [Id(9)]
    public int Change { get; init; }

    /// <summary>How long he was to work that day, as it stood when he confirmed.</summary>
    [Id(10)]
    public int MinutesToWork { get; init; }

    public bool IsConfirmed => ConfirmedAt is not null && !IsBehind;

    /// <summary>What the tickets said when he confirmed.</summary>
    public WorkedMinutes Recorded => WorkedMinutes.Of(Day.Works);

    public int TravelMinutes => Day.Works.Sum(work => work.TravelMinutes);
}

/// <summary>What the supervisor made of the technicians' reports (S1 P2 (16)).</summary>
/// <param name="Change">Up to which change of the reports it goes.</param>
/// <param name="Missing">The technicians who worked and had not confirmed.</param>
/// <param name="By">The key of the account.</param>
[GenerateSerializer, Immutable, Alias("SupervisorReport")]
public sealed record SupervisorReport(
    [property: Id(0)] int Change,
    [property: Id(1)] WorkedMinutes Worked,
    [property: Id(2)] int TravelMinutes,
    [property: Id(3)] ImmutableList<string> Missing,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] string By);

/// <summary>The manager's signature under the supervisor's report as it then was: headquarters has it from then on (S1 P2 (17)).</summary>
/// <param name="By">The key of the account.</param>
[GenerateSerializer, Immutable, Alias("ReportSignature")]
public sealed record ReportSignature([property: Id(0)] SupervisorReport Report, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string By);

/// <summary>
/// The reports of a branch on one working day: those of the technicians who worked, the supervisor's, the manager's signature. What is confirmed keeps
/// its figures; until then they are read from the tickets. It wakes itself to remind those whose part is missing.
/// </summary>
[GenerateSerializer, Immutable, Alias("DayReport")]
public sealed record DayReport : IRecordState<DayReport>, ISignedByBranch
{
    public static string Kind => "day_report";

    /// <summary><c>dr-…</c>, made of branch and day.</summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>The branch whose people see to it; once that has closed, the one that took its work.</summary>
    [Id(1)]
    public string BranchId { get; init; } = "";

    /// <summary>The branch whose day it is.</summary>
    [Id(2)]
    public string OfBranchId { get; init; } = "";

    /// <summary>The working day at that branch: a night shift belongs to the day it began on.</summary>
    [Id(3)]
    public DateOnly Day { get; init; }

    [Id(4)]
    public ReportTimes Times { get; init; } = new(default, default, default, default, default);

    /// <summary>In the order of their keys.</summary>
    [Id(5)]
    public ImmutableList<TechnicianReport> Technicians { get; init; } = [];

    /// <summary>Counts the changes of the technicians' reports: what was summed up before the last one is behind.</summary>
    [Id(6)]
    public int Changes { get; init; }

    /// <summary>Null while it is missing.</summary>
    [Id(7)]
    public SupervisorReport? Supervisor { get; init; }

    /// <summary>Null while it is missing.</summary>
    [Id(8)]
    public ReportSignature? Signature { get; init; }

    /// <summary>Counts how often a task reminded the supervisor.</summary>
    [Id(9)]
    public int SupervisorReminders { get; init; }

    [Id(10)]
    public bool IsSupervisorReminded { get; init; }

    /// <summary>Counts how often a task reminded the manager.</summary>
    [Id(11)]
    public int ManagerReminders { get; init; }

    [Id(12)]
    public bool IsManagerReminded { get; init; }

    /// <summary>The supervisor's report holds all that the technicians have confirmed.</summary>
    public bool IsSummedUp => Supervisor?.Change == Changes;

    /// <summary>It was signed; headquarters sees what was.</summary>
    public bool IsSigned => Signature is not null;

    /// <summary>Nothing has changed since it was signed.</summary>
    public bool IsSignedAsItIs => Signature?.Report.Change == Changes;

    public IEnumerable<TechnicianReport> Missing => Technicians.Where(report => !report.IsConfirmed);

    public DateTimeOffset? NextDue =>
        Technicians.Exists(report => report is { IsConfirmed: false, IsReminded: false }) ? Times.Closing
        : (IsSummedUp ? !IsSignedAsItIs && !IsManagerReminded : !IsSupervisorReminded) ? Times.Opening
        : null;

    /// <summary>It was signed with this report as it is.</summary>
    public bool IsSignedWith(TechnicianReport report) => report.IsConfirmed && Signature?.Report.Change >= report.Change;

    public TechnicianReport? Of(string technicianId) => Technicians.Find(report => report.TechnicianId == technicianId);

    public static DayReport Apply(DayReport? state, Event happened) => happened switch
    {
        DayReportBegun e => new DayReport { Id = e.Id, BranchId = e.BranchId, OfBranchId = e.BranchId, Day = e.Day, Times = e.Times },
        WorkNoted e => state!.With(e.TechnicianId, report => report with { IsBehind = report.ConfirmedAt is not null, IsReminded = false }),
        TechniciansReminded e => e.TechnicianIds.Aggregate(state!, (day, technician) =>
            day.With(technician, report => report with { Reminders = report.Reminders + 1, IsReminded = true })),
        TechnicianReportConfirmed e => state!.Changed(e.TechnicianId, report => report with
        {
            Day = e.Day, Worked = e.Worked, ConfirmedAt = e.At, ConfirmedBy = e.By, MinutesToWork = e.MinutesToWork, IsBehind = false, IsReminded = false,
            Amendments = report.ConfirmedAt is null ? report.Amendments : report.Amendments.Add(new ReportAmendment(e.At, e.By, report.Worked, e.Worked)),
        }),
        TechnicianReportAmended e => state!.Changed(e.TechnicianId, report => report with
        {
            Worked = e.Worked, Amendments = report.Amendments.Add(new ReportAmendment(e.At, e.By, report.Worked, e.Worked)),
        }),
        SupervisorReminded => state! with { SupervisorReminders = state.SupervisorReminders + 1, IsSupervisorReminded = true },
        SupervisorReportConfirmed e => state! with { Supervisor = e.Report, IsSupervisorReminded = false },
        ManagerReminded => state! with { ManagerReminders = state.ManagerReminders + 1, IsManagerReminded = true },
        DayReportSigned e => state! with { Signature = new ReportSignature(state.Supervisor!, e.At, e.By), IsManagerReminded = false },
        HandedOver e => state! with { BranchId = e.ToBranchId },
        _ => state!,
    };

    private DayReport Changed(string technicianId, Func<TechnicianReport, TechnicianReport> change) =>
        With(technicianId, report => change(report) with { Change = Changes + 1 }) with { Changes = Changes + 1 };

    private DayReport With(string technicianId, Func<TechnicianReport, TechnicianReport> change) => this with
    {
        Technicians = [.. Technicians.RemoveAll(report => report.TechnicianId == technicianId).Add(change(Of(technicianId) ?? new TechnicianReport(technicianId)))
            .OrderBy(report => report.TechnicianId, StringComparer.Ordinal)],
    };
}

public sealed record DayReportBegun(string Id, string BranchId, DateOnly Day, ReportTimes Times) : Event;

/// <summary>Work of a technician became known that he has not confirmed: he owes his report.</summary>
/// <param name="WorkId">The key of the visit or of the repair in the workshop.</param>
public sealed record WorkNoted(string TechnicianId, string WorkId) : Event;

/// <summary>The branch closed and their reports are missing.</summary>
public sealed record TechniciansReminded(ImmutableList<string> TechnicianIds, DateTimeOffset DueAt) : Event;

/// <param name="By">The key of the account.</param>
/// <param name="Reason">Why the hours differ from those of the tickets, or why another confirms it.</param>
/// <param name="MinutesToWork">How long he was to work that day.</param>
public sealed record TechnicianReportConfirmed(
    string TechnicianId, DayOfWork Day, WorkedMinutes Worked, DateTimeOffset At, string By, [property: Words] string? Remark, [property: Words] string? Reason,
    int MinutesToWork = 0) : Event;

/// <param name="By">The key of the account.</param>
public sealed record TechnicianReportAmended(string TechnicianId, WorkedMinutes Worked, DateTimeOffset At, string By, [property: Words] string Reason) : Event;

public sealed record SupervisorReminded(DateTimeOffset DueAt) : Event;

/// <param name="MissingBecause">Why it is confirmed although reports are missing.</param>
public sealed record SupervisorReportConfirmed(SupervisorReport Report, [property: Words] string? Remark, [property: Words] string? MissingBecause) : Event;

public sealed record ManagerReminded(DateTimeOffset DueAt) : Event;

/// <param name="By">The key of the account.</param>
public sealed record DayReportSigned(DateTimeOffset At, string By, [property: Words] string? Remark) : Event;
