using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Records;
using AfterSales.Reports.Rules;
using AfterSales.Technicians;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using GraphQL;

namespace AfterSales.Reports;

/// <summary>Time worked by category, in minutes: A paid, B contract, C free under warranty, D internal administration.</summary>
[Name("WorkedMinutes"), SecuredByParent]
public sealed record WorkedMinutesView(int Paid, int Contract, int Warranty, int Internal, int Total)
{
    public static WorkedMinutesView Of(WorkedMinutes worked) => new(worked.Paid, worked.Contract, worked.Warranty, worked.Internal, worked.Total);
}

/// <summary>A technician's report of a working day. Until he confirms, its figures are what the tickets say now.</summary>
[Name("TechnicianReport"), Secured(Permission.SeeReports)]
public sealed class TechnicianReportView(TechnicianReportRow row)
{
    public string Id => row.Id;

    /// <summary>The working day at the branch: a night shift belongs to the day it began on.</summary>
    public DateOnly Day => row.Day;

    public bool IsConfirmed => row.IsConfirmed;

    /// <summary>The branch's manager signed the day with it as it is.</summary>
    public bool IsSigned => row.IsSigned;

    public DateTimeOffset? ConfirmedAt => row.ConfirmedAt;

    /// <summary>The key of the account: his own, or of whom he told it.</summary>
    public string? ConfirmedBy => row.ConfirmedBy;

    public DateTimeOffset DueAt => row.DueAt;

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.OfBranchId);

    public Deferred<TechnicianView?> GetTechnician(TechnicianLoader technicians) => technicians.Load(row.TechnicianId ?? "");

    /// <summary>As confirmed, with corrections.</summary>
    public Deferred<WorkedMinutesView> GetWorked(TechnicianReportLoader reports) => reports.Load(row).Select(report => WorkedMinutesView.Of(report!.Worked));

    /// <summary>What the tickets said when he confirmed.</summary>
    public Deferred<WorkedMinutesView> GetRecorded(TechnicianReportLoader reports) => reports.Load(row).Select(report => WorkedMinutesView.Of(report!.Recorded));

    /// <summary>Other hours than the tickets'.</summary>
    public Deferred<bool> GetIsCorrected(TechnicianReportLoader reports) => reports.Load(row).Select(report => report!.Worked != report.Recorded);

    /// <summary>On the way, beside the hours.</summary>
    public Deferred<int> GetTravelMinutes(TechnicianReportLoader reports) => reports.Load(row).Select(report => report!.TravelMinutes);

    /// <summary>What he worked on, in the order in which it ended.</summary>
    public Deferred<IReadOnlyList<ReportedWorkView>> GetWorks(TechnicianReportLoader reports) =>
        reports.Load(row).Select(IReadOnlyList<ReportedWorkView> (report) => [.. report!.Day.Works.Select(work => new ReportedWorkView(work))]);

    /// <summary>What stayed open: worked on and not done, or not come to.</summary>
    public Deferred<IReadOnlyList<OpenTicketView>> GetOpen(TechnicianReportLoader reports) =>
        reports.Load(row).Select(IReadOnlyList<OpenTicketView> (report) => [.. report!.Day.Open.Select(ticket => new OpenTicketView(ticket))]);

    /// <summary>What he had to say when he confirmed.</summary>
    public Deferred<string?> GetRemark(JournalEventLoader journal) => Said(journal, "remark");

    /// <summary>Why the hours differ from those of the tickets, or why another confirmed it.</summary>
    public Deferred<string?> GetReason(JournalEventLoader journal) => Said(journal, "reason");

    /// <summary>What was changed after it had been confirmed, oldest first.</summary>
    public Deferred<IReadOnlyList<ReportAmendmentView>> GetAmendments(TechnicianReportLoader reports, JournalEventLoader journal)
    {
        var (known, events) = (reports.Load(row), journal.Load(row.DayId));
        return new(async cancellation =>
        {
            // The first confirmation is none.
            var told = Own(await events.GetAsync(cancellation)).Skip(1).ToArray();
            return [.. (await known.GetAsync(cancellation))!.Amendments.Select((change, i) => new ReportAmendmentView(
                change.At, change.By, WorkedMinutesView.Of(change.Before), WorkedMinutesView.Of(change.After), i < told.Length ? TextOf(told[i], "reason") : null))];
        });
    }

    private Deferred<string?> Said(JournalEventLoader journal, string field) => journal.Load(row.DayId).Select(events =>
        Own(events).LastOrDefault(e => e.Name == nameof(TechnicianReportConfirmed)) is { } confirmed ? TextOf(confirmed, field) : null);

    private IEnumerable<JournalEvent> Own(IReadOnlyList<JournalEvent>? events) => (events ?? []).Where(e =>
        e.Name is nameof(TechnicianReportConfirmed) or nameof(TechnicianReportAmended) && e.Fact("technicianId") == row.TechnicianId);

    private static string? TextOf(JournalEvent e, string field) => e.Texts.FirstOrDefault(text => text.Field == field)?.Words;
}

/// <summary>Hours that were changed after they had been confirmed.</summary>
/// <param name="By">The key of the account.</param>
/// <param name="Reason">As far as it is kept.</param>
[Name("ReportAmendment"), SecuredByParent]
public sealed record ReportAmendmentView(DateTimeOffset At, string By, WorkedMinutesView Before, WorkedMinutesView After, string? Reason);

/// <summary>A piece of work of a technician's day: a visit, or a repair in the workshop.</summary>
[Name("ReportedWork"), Secured(Permission.SeeReports)]
public sealed class ReportedWorkView(ReportedWork work)
{
    public string TicketId => work.TicketId;

    public ServiceCategory Category => work.Category;

    /// <summary>Time worked.</summary>
    public int Minutes => work.Minutes;

    /// <summary>The way there.</summary>
    public int TravelMinutes => work.TravelMinutes;

    /// <summary>The work on the ticket was not done with it.</summary>
    public bool StaysOpen => work.StaysOpen;

    public Deferred<TicketView?> GetTicket(TicketLoader tickets) => tickets.Load(work.TicketId);

    /// <summary>The parts that were used, or are awaited, as far as it is kept.</summary>
    public Deferred<string?> GetParts(JournalEventLoader journal) => journal.Load(work.TicketId).Select(events => WorkWords.PartsOf(work, events ?? []));
}

/// <summary>A ticket that stayed open at the end of a technician's day.</summary>
[Name("OpenTicket"), Secured(Permission.SeeReports)]
public sealed class OpenTicketView(string ticketId)
{
    public string TicketId => ticketId;

    public Deferred<TicketView?> GetTicket(TicketLoader tickets) => tickets.Load(ticketId);
}

/// <summary>The words of a piece of work, which stand with the ticket.</summary>
internal static class WorkWords
{
    public static string? PartsOf(ReportedWork work, IReadOnlyList<JournalEvent> events) => events
        .Where(e => e.Fact("visitId") == work.Id || (e.Name == nameof(WorkshopRepairFinished) && work.Id.EndsWith("/workshop", StringComparison.Ordinal)))
        .SelectMany(e => e.Texts).LastOrDefault(text => text.Field is "partsUsed" or "partsAwaited")?.Words;
}

/// <summary>The words of a branch's day belong to the figures that are shown: those that were signed, else those the supervisor confirmed.</summary>
internal static class DayWords
{
    public static JournalEvent? SignatureOf(IReadOnlyList<JournalEvent> events) => events.LastOrDefault(e => e.Name == nameof(DayReportSigned));

    /// <summary>What the supervisor confirmed after the last signature waits for the next one.</summary>
    public static JournalEvent? ConfirmationOf(IReadOnlyList<JournalEvent> events)
    {
        var signed = SignatureOf(events);
        return events.TakeWhile(e => !ReferenceEquals(e, signed)).LastOrDefault(e => e.Name == nameof(SupervisorReportConfirmed));
    }
}

/// <summary>The daily report of a branch: the supervisor's sums of its technicians' reports, signed by its manager.</summary>
[Name("DayReport"), Secured(Permission.SeeReports)]
public sealed class DayReportView(DayReportRow row)
{
    public string Id => row.Id;

    /// <summary>The working day at the branch.</summary>
    public DateOnly Day => row.Day;

    /// <summary>The supervisor confirmed all that the technicians have confirmed.</summary>
    public bool IsSummedUp => row.IsSummedUp;

    /// <summary>The manager signed it; headquarters sees it from then on, as it was signed.</summary>
    public bool IsSigned => row.IsSigned;

    /// <summary>A technician's report came or changed after it was signed: it is to be confirmed and signed again.</summary>
    public bool IsChangedSince => row.IsChangedSince;

    /// <summary>How many technicians worked.</summary>
    public int Technicians => row.Technicians;

    /// <summary>How many of them have confirmed.</summary>
    public int Confirmed => row.Confirmed;

    /// <summary>As it was signed, else as the supervisor confirmed it; nothing before.</summary>
    public WorkedMinutesView Worked =>
        WorkedMinutesView.Of(new(row.PaidMinutes, row.ContractMinutes, row.WarrantyMinutes, row.InternalMinutes));

    /// <summary>On the way, beside the hours.</summary>
    public int TravelMinutes => row.TravelMinutes;

    public DateTimeOffset? SummedUpAt => row.SummedUpAt;

    /// <summary>The key of the supervisor's account.</summary>
    public string? SummedUpBy => row.SummedUpBy;

    public DateTimeOffset? SignedAt => row.SignedAt;

    /// <summary>The key of the manager's account.</summary>
    public string? SignedBy => row.SignedBy;

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.OfBranchId);

    /// <summary>The technicians who worked and whose reports are missing; of what was signed, those that were missing then.</summary>
    public Deferred<IReadOnlyList<TechnicianView>> GetMissing(DayReportLoader days, TechnicianLoader technicians)
    {
        var day = days.Load(row.Id);
        return new(async cancellation => await day.GetAsync(cancellation) is { } known
            ? await technicians.Named(known.Signature?.Report.Missing ?? [.. known.Missing.Select(report => report.TechnicianId)], cancellation) : []);
    }

    /// <summary>What the supervisor confirmed and the manager has not signed yet, also where he signed before it changed; null where nothing waits for him.</summary>
    [Secured(Permission.ConfirmDailyReports)]
    public Deferred<ReportToSignView?> GetToSign(DayReportLoader days) => days.Load(row.Id).Select(day =>
        day is { IsSummedUp: true, IsSignedAsItIs: false, Supervisor: { } report } ? new ReportToSignView(row.Id, report) : null);

    /// <summary>What the supervisor had to say.</summary>
    public Deferred<string?> GetRemark(JournalEventLoader journal) => Said(journal, DayWords.ConfirmationOf, "remark");

    /// <summary>Why it was confirmed although reports were missing.</summary>
    public Deferred<string?> GetMissingBecause(JournalEventLoader journal) => Said(journal, DayWords.ConfirmationOf, "missingBecause");

    /// <summary>What the manager had to say.</summary>
    public Deferred<string?> GetManagersRemark(JournalEventLoader journal) => Said(journal, DayWords.SignatureOf, "remark");

    public static DayReportView Of(DayReport day, int version) => new(DayReportRow.Of(day, new RowStamp(version, 1)));

    private Deferred<string?> Said(JournalEventLoader journal, Func<IReadOnlyList<JournalEvent>, JournalEvent?> of, string field) => journal.Load(row.Id).Select(events =>
        of(events ?? [])?.Texts.FirstOrDefault(text => text.Field == field)?.Words);
}

/// <summary>The supervisor's sums of a day as the manager is to sign them.</summary>
[Name("ReportToSign"), SecuredByParent]
public sealed class ReportToSignView(string dayId, SupervisorReport report)
{
    public WorkedMinutesView Worked => WorkedMinutesView.Of(report.Worked);

    /// <summary>On the way, beside the hours.</summary>
    public int TravelMinutes => report.TravelMinutes;

    /// <summary>The technicians who worked and had not confirmed.</summary>
    public Deferred<IReadOnlyList<TechnicianView>> GetMissing(TechnicianLoader technicians) => new(cancellation => technicians.Named(report.Missing, cancellation));

    /// <summary>What the supervisor had to say.</summary>
    public Deferred<string?> GetRemark(JournalEventLoader journal) => Said(journal, "remark");

    /// <summary>Why it was confirmed although reports were missing.</summary>
    public Deferred<string?> GetMissingBecause(JournalEventLoader journal) => Said(journal, "missingBecause");

    private Deferred<string?> Said(JournalEventLoader journal, string field) => journal.Load(dayId).Select(events =>
        events?.LastOrDefault(e => e.Name == nameof(SupervisorReportConfirmed))?.Texts.FirstOrDefault(text => text.Field == field)?.Words);
}

/// <summary>A day of a branch of which a report or a signature is missing: nothing of what stands in it.</summary>
[Name("MissingReport"), Secured(Permission.SeeReports)]
public sealed class MissingReportView(DayReportRow row)
{
    public string Id => row.Id;

    public DateOnly Day => row.Day;

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.OfBranchId);

    /// <summary>How many technicians worked.</summary>
    public int Technicians => row.Technicians;

    /// <summary>How many of them have confirmed.</summary>
    public int Confirmed => row.Confirmed;

    /// <summary>The supervisor has confirmed; what is missing is the signature.</summary>
    public bool IsSummedUp => row.IsSummedUp;

    /// <summary>It was signed before something changed.</summary>
    public bool WasSigned => row.IsSigned;
}

/// <summary>Fetches days as they stand. Whoever sees a row of one sees what belongs to it.</summary>
public sealed class DayReportLoader(IGrainFactory grains) : BatchLoader<string, DayReport>
{
    protected override async Task<IReadOnlyDictionary<string, DayReport>> LoadAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        var days = await Task.WhenAll(keys.Select(key => grains.GetGrain<IDayReportGrain>(key).Read(Caller.System)));
        return days.OfType<DayReport>().ToDictionary(day => day.Id);
    }
}

internal static class TechniciansByKey
{
    /// <summary>Those whom the caller may see, in this order.</summary>
    public static async Task<IReadOnlyList<TechnicianView>> Named(this TechnicianLoader technicians, ImmutableList<string> keys, CancellationToken cancellation)
    {
        var (asked, found) = (keys.ConvertAll(technicians.Load), new List<TechnicianView>());
        foreach (var one in asked)
            if (await one.GetAsync(cancellation) is { } technician) found.Add(technician);
        return found;
    }
}

/// <summary>Fetches technicians' reports: as they were confirmed, else as the tickets tell the day now.</summary>
public sealed class TechnicianReportLoader(TechnicianReports days) : BatchLoader<TechnicianReportRow, TechnicianReport>
{
    protected override async Task<IReadOnlyDictionary<TechnicianReportRow, TechnicianReport>> LoadAsync(
        IReadOnlyList<TechnicianReportRow> keys, CancellationToken cancellation) => await days.Read(keys, cancellation);
}
