using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.HardProblems.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tickets;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.HardProblems;

/// <summary>A problem that a branch can't solve and puts to headquarters.</summary>
[Name("HardProblem"), Secured(Permission.SeeHardProblems)]
public sealed class HardProblemView(HardProblemRow row)
{
    public string Id => row.Id;

    public HardProblemState State => row.State;

    /// <summary>The ticket it is about.</summary>
    public string? TicketId => row.TicketId;

    /// <summary>The key of the account that asked; null: the service itself.</summary>
    public string? AskedBy => row.AskedBy;

    /// <summary>The technician (<c>tech-…</c>) who asked, where one did.</summary>
    public string? TechnicianId => row.TechnicianId;

    public DateTimeOffset AskedAt => row.AskedAt;

    /// <summary>Headquarters answers by then; it is later by what it has had to wait for the branch.</summary>
    public DateTimeOffset DueAt => row.DueAt;

    /// <summary>How often headquarters asked back.</summary>
    public int AskedBack => row.AskedBack;

    /// <summary>When it was answered or withdrawn.</summary>
    public DateTimeOffset? EndedAt => row.EndedAt;

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);

    public Deferred<TicketView?> GetTicket(TicketLoader tickets) => tickets.Load(row.TicketId ?? "");

    public Deferred<string?> GetSubject(JournalTextLoader texts) =>
        texts.Load(row.Id).Select(all => all?.FirstOrDefault(text => text.Field == "subject")?.Words);

    public Deferred<string?> GetQuestion(JournalTextLoader texts) =>
        texts.Load(row.Id).Select(all => all?.FirstOrDefault(text => text.Field == "question")?.Words);

    /// <summary>What headquarters answered; null while it has not.</summary>
    public Deferred<string?> GetAnswer(JournalTextLoader texts) =>
        texts.Load(row.Id).Select(all => row.State == HardProblemState.Answered ? all?.LastOrDefault(text => text.Field == "words")?.Words : null);

    /// <summary>What happened to it and what was said, oldest first.</summary>
    public async Task<IReadOnlyList<JournalEntryView>> GetTimelineAsync(Journal journal, CancellationToken cancellation) =>
        JournalEntryView.Of(await journal.Read(row.Id, cancellation));

    public static HardProblemView Of(HardProblem problem, int version) => new(HardProblemRow.Of(problem, new RowStamp(version, 1)));
}

[Queries]
public sealed class HardProblemQueries
{
    /// <summary>One hard problem, by its key; null where there is none you may see.</summary>
    [Secured(Permission.SeeHardProblems)]
    public Task<HardProblemView?> GetHardProblemAsync(string id, IGrainFactory grains, Caller caller) =>
        grains.Show<IHardProblemGrain, HardProblem, HardProblemView>(IHardProblemGrain.Prefix, id, caller, HardProblemView.Of);

    /// <summary>The hard problems you may see: headquarters all, a branch its own, a technician those he asked.</summary>
    [Secured(Permission.SeeHardProblems), Paged(typeof(HardProblemRow))]
    public async Task<Connection<HardProblemView>> HardProblemsAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<HardProblemRow>().JobsVisibleTo(caller), page, cancellation)).Select(row => new HardProblemView(row));
}
