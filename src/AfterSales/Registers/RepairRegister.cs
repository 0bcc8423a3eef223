using System.Globalization;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Surveys;
using AfterSales.Surveys.Rules;
using AfterSales.Technicians;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Registers;

/// <summary>A repair that was completed at a branch, as its register has it.</summary>
[Secured(Permission.SeeTickets)]
public sealed class RepairRegisterEntry(TicketCompletionRow row)
{
    /// <summary>The ticket's key, a slash and the round.</summary>
    public string Id => row.Id;

    public DateTimeOffset CompletedAt => row.CompletedAt;

    /// <summary>The category it is counted under.</summary>
    public ServiceCategory? Category => row.Category;

    public Resolution Resolution => row.Resolution;

    /// <summary>Time worked, on site and in the workshop.</summary>
    public int Minutes => row.Minutes;

    /// <summary>Its number, customer and product.</summary>
    public Deferred<TicketView?> GetTicket(TicketLoader tickets) => tickets.Load(row.TicketId);

    /// <summary>Who did the work; null where nobody had to come.</summary>
    public Deferred<TechnicianView?> GetTechnician(TechnicianLoader technicians) => technicians.Load(row.TechnicianId ?? "");

    /// <summary>What was found, as far as it is kept.</summary>
    public Deferred<string?> GetFound(RepairWordsLoader words) => words.Load(row).Select(said => said?.Found);

    /// <summary>What was done, as far as it is kept.</summary>
    public Deferred<string?> GetDone(RepairWordsLoader words) => words.Load(row).Select(said => said?.Done);

    /// <summary>How its opinion card stands; null where there is none.</summary>
    [Secured(Permission.SeeSurveys)]
    public Deferred<SurveyState?> GetOpinionCard(RepairCardLoader cards) => cards.Load(row.Id).Select(card => card?.State);
}

/// <summary>What was found and done in one passage of a ticket.</summary>
public sealed record RepairWords(string? Found, string? Done);

/// <summary>Fetches the last words before each completion; those of a passage before stay with that one.</summary>
public sealed class RepairWordsLoader(IDbContextFactory<AfterSalesDb> databases) : BatchLoader<TicketCompletionRow, RepairWords>
{
    protected override async Task<IReadOnlyDictionary<TicketCompletionRow, RepairWords>> LoadAsync(IReadOnlyList<TicketCompletionRow> keys, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await RepairRegister.WordsOf(db, keys, cancellation);
    }
}

/// <summary>Fetches the opinion cards of completions.</summary>
public sealed class RepairCardLoader(IDbContextFactory<AfterSalesDb> databases, CurrentCaller current) : BatchLoader<string, SurveyCardRow>
{
    protected override async Task<IReadOnlyDictionary<string, SurveyCardRow>> LoadAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await RepairRegister.CardsOf(db, keys, current.Caller, cancellation);
    }
}

/// <summary>The repair register of a branch: what was completed there on a day (S1 P2 (24)).</summary>
internal static class RepairRegister
{
    public static IQueryable<TicketCompletionRow> Of(AfterSalesDb db, Caller caller, string branchId, DateOnly day) =>
        db.Set<TicketCompletionRow>().VisibleTo(caller).Where(row => row.BranchId == branchId && row.CompletedDay == day && row.Kind == TicketKind.Repair);

    public static async Task<Dictionary<TicketCompletionRow, RepairWords>> WordsOf(AfterSalesDb db, IReadOnlyList<TicketCompletionRow> rows, CancellationToken cancellation)
    {
        var tickets = rows.Select(row => row.TicketId).Distinct().ToArray();
        var said = await (
            from text in db.Set<JournalTextRow>().AsNoTracking()
            join entry in db.Set<JournalRow>().AsNoTracking() on new { text.Record, text.Version } equals new { entry.Record, entry.Version }
            where tickets.Contains(text.Record) && (text.Field == "found" || text.Field == "done") && text.Words != null
            orderby text.Version, text.Event
            select new { text.Record, text.Field, text.Words, entry.At }).ToListAsync(cancellation);
        var byTicket = said.ToLookup(text => text.Record);
        var before = new Dictionary<TicketCompletionRow, RepairWords>();
        foreach (var row in rows) before[row] = new RepairWords(Last(row, "found"), Last(row, "done"));
        return before;

        string? Last(TicketCompletionRow row, string field) => byTicket[row.TicketId].LastOrDefault(text => text.Field == field && text.At <= row.CompletedAt)?.Words;
    }

    /// <summary>By the keys of the completions.</summary>
    public static async Task<Dictionary<string, SurveyCardRow>> CardsOf(AfterSalesDb db, IReadOnlyList<string> completions, Caller caller, CancellationToken cancellation)
    {
        var cards = completions.ToDictionary(CardOf);
        string[] keys = [.. cards.Keys];
        return (await db.Set<SurveyCardRow>().AsNoTracking().VisibleTo(caller).Where(row => keys.Contains(row.Id)).ToListAsync(cancellation)).ToDictionary(row => cards[row.Id]);
    }

    /// <summary>The last full day at the branch.</summary>
    public static DateOnly Yesterday(Branch branch, DateTimeOffset now) => branch.Calendar.LocalDay(now).AddDays(-1);

    private static string CardOf(string completion)
    {
        var at = completion.LastIndexOf('/');
        return ISurveyCardGrain.KeyOf(completion[..at], int.Parse(completion[(at + 1)..], CultureInfo.InvariantCulture));
    }
}

[Queries]
public sealed class RepairRegisterQueries(IDbContextFactory<AfterSalesDb> databases, ReferenceCache<IBranchGrain, Branch> branches, TimeProvider clock)
{
    /// <summary>
    /// The repairs completed at a branch on a day: a branch reads its own register, headquarters each. Also printed, at
    /// <c>/registers/repairs/b-…</c>. Empty for a branch whose register you may not see.
    /// </summary>
    /// <param name="day">At the branch; left out: yesterday.</param>
    [Secured(Permission.SeeTickets), Paged(typeof(TicketCompletionRow))]
    public async Task<Connection<RepairRegisterEntry>> RepairRegisterAsync(
        PageRequest page, string branchId, Caller caller, DateOnly? day = null, CancellationToken cancellation = default)
    {
        var on = day ?? (await Branch(branchId) is { } branch ? RepairRegister.Yesterday(branch, clock.GetInstant()) : DateOnly.MinValue);
        return (await databases.ToConnectionAsync(db => RepairRegister.Of(db, caller, branchId, on), page, cancellation)).Select(row => new RepairRegisterEntry(row));
    }

    private async ValueTask<Branch?> Branch(string id) => RecordKey.IsWellFormed(IBranchGrain.Prefix, id) ? await branches.Get(id) : null;
}
