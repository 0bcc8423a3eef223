using System.Globalization;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Headquarters;
using AfterSales.Records;
using AfterSales.Reports;
using AfterSales.Reports.Rules;
using AfterSales.Storage;
using AfterSales.Technicians;
using AfterSales.Tickets;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Registers;

/// <summary>The daily reports of technicians and branches on paper, as their reader may see them (S1 P2 (15)–(17)). Hours are told in minutes.</summary>
public sealed class ReportPages(
    IGrainFactory grains, IDbContextFactory<AfterSalesDb> databases, IDbContextFactory<AccountsDb> accounts, TechnicianReports days,
    ReferenceCache<IBranchGrain, Branch> branches, Journal journal, TimeProvider clock)
{
    private static readonly string[] Categories = ["ServiceCategory.Paid", "ServiceCategory.Contract", "ServiceCategory.FreeUnderWarranty", "ServiceCategory.InternalAdministration"];

    /// <summary>技术员工作日报. Null where there is none the caller may see.</summary>
    /// <param name="technicianId">Null: the caller's own.</param>
    internal async Task<RegisterPage?> OfTechnician(string branchId, string? technicianId, DateOnly? day, Caller caller, CancellationToken cancellation)
    {
        if ((technicianId ?? caller.Technician) is not { } technician || await Branch(branchId) is not { } branch) return null;
        var on = day ?? branch.Calendar.WorkingDayOf(clock.GetInstant());
        if (await days.Find(branchId, on, technician, caller) is not { } row) return null;
        var report = (await days.Read([row], cancellation))[row];
        await using var db = await databases.CreateDbContextAsync(cancellation);
        string[] keys = [.. report.Day.Works.Select(work => work.TicketId).Concat(report.Day.Open).Distinct()];
        var numbers = await db.Set<TicketRow>().AsNoTracking().Where(ticket => keys.Contains(ticket.Id)).ToDictionaryAsync(ticket => ticket.Id, ticket => ticket.Number, cancellation);
        var events = await journal.Read([.. report.Day.Works.Select(work => work.TicketId)], cancellation);
        var parts = report.Day.Works.ToDictionary(work => work.Id, work => WorkWords.PartsOf(work, events[work.TicketId]));
        var said = (await Told(row, cancellation)).LastOrDefault();
        return new RegisterPage("TechnicianReport", $"{branch.Name} · {await NameOf(db, technician, cancellation)} · {Day(on)}",
            [
                .. Hours(report.Worked, report.TravelMinutes),
                ("Recorded", [Minutes(report.Recorded.Total)]),
                ("ConfirmedAt", [report.ConfirmedAt is { } at ? Time(branch, at) : new Cell("NotConfirmed", IsWord: true), await Named(report.ConfirmedBy, cancellation)]),
                ("Remark", [Word(said, "remark")]),
                ("Reason", [Word(said, "reason")]),
                ("StaysOpen", [.. report.Day.Open.Select(ticket => (Cell)numbers.GetValueOrDefault(ticket, ticket))]),
            ],
            ["Number", "Category", "Minutes", "Travel", "Parts", "StaysOpen"],
            [
                .. report.Day.Works.Select(work => (IReadOnlyList<Cell>)
                [
                    numbers.GetValueOrDefault(work.TicketId, work.TicketId), Cell.Word(work.Category), Minutes(work.Minutes), Minutes(work.TravelMinutes), parts[work.Id], work.StaysOpen ? "●" : "",
                ]),
            ]);
    }

    /// <summary>网点日报. Null where there is none the caller may see.</summary>
    /// <param name="day">Left out: the working day that ended last.</param>
    internal async Task<RegisterPage?> OfBranch(string branchId, DateOnly? day, Caller caller, CancellationToken cancellation)
    {
        if (await Branch(branchId) is not { } branch) return null;
        var on = day ?? branch.Calendar.WorkingDayOf(clock.GetInstant()).AddDays(-1);
        var key = WorkingDayKey.Of(branchId, on);
        if (await grains.GetGrain<IDayReportGrain>(key).Read(caller) is not { } known) return null;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.Set<TechnicianReportRow>().AsNoTracking().JobsVisibleTo(caller).Where(row => row.OfBranchId == branchId && row.Day == on).OrderBy(row => row.Id).ToListAsync(cancellation);
        var reports = await days.Read(rows, cancellation);
        string[] technicians = [.. known.Technicians.Select(report => report.TechnicianId)];
        var names = await db.Set<TechnicianRow>().AsNoTracking().Where(row => technicians.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        // Headquarters has what was signed.
        var summed = known.Signature?.Report ?? known.Supervisor;
        var events = await journal.Read(key, cancellation);
        var missing = summed?.Missing ?? [.. known.Missing.Select(report => report.TechnicianId)];
        return new RegisterPage("DayReport", $"{branch.Name} · {Day(on)}",
            [
                .. Hours(summed?.Worked ?? WorkedMinutes.None, summed?.TravelMinutes ?? 0),
                ("MissingReports", [.. missing.Select(technician => (Cell)names.GetValueOrDefault(technician, technician))]),
                ("Supervisor", [summed is null ? new Cell("NotConfirmed", IsWord: true) : Time(branch, summed.At), await Named(summed?.By, cancellation), Word(DayWords.ConfirmationOf(events), "remark")]),
                ("Manager", [known.Signature is { } signed ? Time(branch, signed.At) : new Cell("NotSigned", IsWord: true), await Named(known.Signature?.By, cancellation), Word(DayWords.SignatureOf(events), "remark")]),
            ],
            ["Technician", .. Categories, "Total", "Travel", "ConfirmedAt"],
            [
                .. rows.Select(row => (IReadOnlyList<Cell>)
                [
                    names.GetValueOrDefault(row.TechnicianId!, row.TechnicianId!), .. By(reports[row].Worked).Select(Minutes), Minutes(reports[row].Worked.Total), Minutes(reports[row].TravelMinutes),
                    row is { IsConfirmed: true, ConfirmedAt: { } at } ? Time(branch, at) : new Cell("NotConfirmed", IsWord: true),
                ]),
            ]);
    }

    /// <summary>周报、月报、年报. Null where there is none the caller may see.</summary>
    internal async Task<RegisterPage?> OfPeriod(string id, Caller caller, CancellationToken cancellation)
    {
        if (!RecordKey.IsWellFormed(IPeriodReportGrain.Prefix, id) || await grains.GetGrain<IPeriodReportGrain>(id).Read(caller) is not { } report) return null;
        if (await Branch(report.OfBranchId) is not { } branch) return null;
        var lines = await PeriodFigures.Of(grains, report.OfBranchId, report.Period, report.From);
        var events = await journal.Read(id, cancellation);
        var measures = new List<Cell>();
        var names = await NamesOf([.. report.Measures.Select(measure => measure.Account)], cancellation);
        foreach (var measure in report.Measures)
        {
            var who = names.GetValueOrDefault(measure.Account, measure.Account);
            var found = Word(events.LastOrDefault(e => e.Name == nameof(MeasureChecked) && e.Data.GetProperty("number").GetInt32() == measure.Number), "found");
            measures.Add($"{measure.Number}. {Word(events.LastOrDefault(e => e.Name == nameof(MeasureDecided) && e.Data.GetProperty("number").GetInt32() == measure.Number), "what").Text} · {who} · {Day(measure.DueOn)} · {found.Text}");
        }

        return new RegisterPage("PeriodReport", $"{branch.Name} · {Day(report.From)} – {Day(report.To)}",
            [
                ("Text", [Word(Last(events, nameof(PeriodReportSubmitted)), "text")]),
                ("ConfirmedAt", [report.SubmittedAt is { } at ? Time(branch, at) : new Cell("NotConfirmed", IsWord: true), await Named(report.SubmittedBy, cancellation)]),
                ("Measures", measures),
            ],
            ["Figure", "Value", "Before", "Goal"],
            [
                .. lines.Select(line => (IReadOnlyList<Cell>)
                    [FigureWording.NameOf(line.Figure, caller.Language), Value(line.Figure, line.Value), Value(line.Figure, line.Before), Value(line.Figure, line.Goal)]),
            ]);
    }

    private static string? Value(FigureKey figure, double? value) =>
        value?.ToString(FigureBook.Of(figure).Unit == FigureUnit.Share ? "0.0 %" : "0.##", CultureInfo.InvariantCulture);

    private static IEnumerable<(string, IReadOnlyList<Cell>)> Hours(WorkedMinutes worked, int travel) =>
        [.. Categories.Zip(By(worked)).Select(one => (one.First, (IReadOnlyList<Cell>)[Minutes(one.Second)])), ("Total", [Minutes(worked.Total)]), ("Travel", [Minutes(travel)])];

    private static int[] By(WorkedMinutes worked) => [worked.Paid, worked.Contract, worked.Warranty, worked.Internal];

    private static JournalEvent? Last(IReadOnlyList<JournalEvent> events, string name) => events.LastOrDefault(e => e.Name == name);

    private static Cell Word(JournalEvent? e, string field) => e?.Texts.FirstOrDefault(text => text.Field == field)?.Words;

    private static Cell Minutes(int minutes) => minutes.ToString(CultureInfo.InvariantCulture);

    private static string Time(Branch branch, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{branch.Calendar.LocalDay(at):yyyy-MM-dd} {branch.Calendar.LocalTime(at):HH\\:mm}");

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static async Task<string> NameOf(AfterSalesDb db, string technicianId, CancellationToken cancellation) =>
        await db.Set<TechnicianRow>().AsNoTracking().Where(row => row.Id == technicianId).Select(row => row.Name).FirstOrDefaultAsync(cancellation) ?? technicianId;

    private async ValueTask<Branch?> Branch(string id) => RecordKey.IsWellFormed(IBranchGrain.Prefix, id) ? await branches.Get(id) : null;

    /// <summary>What was said of one technician's report that day.</summary>
    private async Task<IEnumerable<JournalEvent>> Told(TechnicianReportRow row, CancellationToken cancellation) =>
        (await journal.Read(row.Id.Split('/')[0], cancellation)).Where(e => e.Name == nameof(TechnicianReportConfirmed) && e.Fact("technicianId") == row.TechnicianId);

    private async Task<Dictionary<string, string>> NamesOf(IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        await using var book = await accounts.CreateDbContextAsync(cancellation);
        return await book.Users.AsNoTracking().Where(user => keys.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName, cancellation);
    }

    private async Task<Cell> Named(string? account, CancellationToken cancellation)
    {
        if (account is null) return "";
        await using var book = await accounts.CreateDbContextAsync(cancellation);
        return await book.Users.AsNoTracking().Where(user => user.Id == account).Select(user => user.DisplayName).FirstOrDefaultAsync(cancellation) ?? account;
    }
}
