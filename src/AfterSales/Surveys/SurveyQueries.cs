using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Customers;
using AfterSales.Storage;
using AfterSales.Surveys.Rules;
using AfterSales.Technicians;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Surveys;

/// <summary>The opinion card of a completed repair.</summary>
[Name("SurveyCard"), Secured(Permission.SeeSurveys)]
public sealed class SurveyCardView(SurveyCardRow row)
{
    public string Id => row.Id;

    public string TicketId => row.TicketId;

    public SurveyState State => row.State;

    /// <summary>By which way the invitation went.</summary>
    public SurveyChannel? Channel => row.Channel;

    /// <summary>The day of the completion, at the branch.</summary>
    public DateOnly CompletedDay => row.CompletedDay;

    public DateTimeOffset SendAt => row.SendAt;

    public DateTimeOffset? InvitedAt => row.InvitedAt;

    public DateTimeOffset? ExpiresAt => row.ExpiresAt;

    /// <summary>Reminders sent.</summary>
    public int Reminders => row.Reminders;

    public DateTimeOffset? AnsweredAt => row.AnsweredAt;

    public AnswerWay? AnsweredBy => row.AnsweredBy;

    /// <summary>Null until it is answered.</summary>
    public MarksView? Marks => MarksView.Of(row);

    /// <summary>The marks were so low that they raised a complaint.</summary>
    public bool IsLow => row.IsLow;

    /// <summary>The customer's own words.</summary>
    public Deferred<string?> GetWords(JournalTextLoader texts) =>
        texts.Load(row.Id).Select(all => all?.LastOrDefault(text => text.Field == "words")?.Words);

    /// <summary>What the invitation leads to, below the service's address; null while there is nothing to answer. Whoever has it may answer the card once.</summary>
    [Secured(Permission.SendSurveys)]
    public async Task<string?> GetLinkAsync(IGrainFactory grains, SurveyLinks links) =>
        await grains.GetGrain<ISurveyCardGrain>(row.Id).Read(Caller.System) is { } card && links.LinkOf(card) is { } link ? $"/survey/{link}" : null;

    public Deferred<CustomerView?> GetCustomer(CustomerLoader customers) => customers.Load(row.CustomerId);

    public Deferred<TechnicianView?> GetTechnician(TechnicianLoader technicians) => technicians.Load(row.TechnicianId ?? "");

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);
}

/// <summary>The four marks.</summary>
/// <param name="Punctuality">Arrival at the agreed time.</param>
/// <param name="Promises">Keeping of what was promised.</param>
[Name("Marks"), SecuredByParent]
public sealed record MarksView(SatisfactionLevel Attitude, SatisfactionLevel Skill, SatisfactionLevel Punctuality, SatisfactionLevel Promises)
{
    public static MarksView? Of(SurveyCardRow row) => row is { Attitude: { } attitude, Skill: { } skill, Punctuality: { } punctuality, Promises: { } promises }
        ? new((SatisfactionLevel)attitude, (SatisfactionLevel)skill, (SatisfactionLevel)punctuality, (SatisfactionLevel)promises)
        : null;
}

/// <summary>What the customers' marks of one month say of a technician.</summary>
/// <param name="Month">Of the completions, at the branch: <c>2026-03</c>.</param>
/// <param name="Sent">Cards whose invitation went out.</param>
/// <param name="Attitude">The mean of the marks, 1 to 4; null where nobody answered.</param>
/// <param name="Low">Answers that raised a complaint.</param>
[Name("TechnicianMarks"), SecuredByParent]
public sealed record TechnicianMarksView(
    string TechnicianId, string Month, int Sent, int Answered, double? Attitude, double? Skill, double? Punctuality, double? Promises, int Low)
{
    public Deferred<TechnicianView?> GetTechnician(TechnicianLoader technicians) => technicians.Load(TechnicianId);
}

/// <summary>How many of the invited customers answered.</summary>
[Name("SurveyResponse"), SecuredByParent]
public sealed record SurveyResponseView(int Sent, int Answered)
{
    /// <summary>Null where no card went out.</summary>
    public double? Rate => Sent == 0 ? null : (double)Answered / Sent;
}

[Queries]
public sealed class SurveyQueries(IDbContextFactory<AfterSalesDb> databases)
{
    private const int MostTechnicians = 500;

    /// <summary>The opinion cards you may see.</summary>
    [Secured(Permission.SeeSurveys), Paged(typeof(SurveyCardRow))]
    public async Task<Connection<SurveyCardView>> SurveyCardsAsync(PageRequest page, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<SurveyCardRow>().VisibleTo(caller), page, cancellation)).Select(row => new SurveyCardView(row));

    /// <summary>The marks of a month, technician by technician: part of the monthly evaluation (S1 P2 23).</summary>
    /// <param name="month"><c>2026-03</c></param>
    /// <param name="branchId">Left out: of all branches you may see.</param>
    [Secured(Permission.SeePerformance)]
    public async Task<IReadOnlyList<TechnicianMarksView>> TechnicianMarksAsync(
        string month, Caller caller, CancellationToken cancellation, string? branchId = null, string? technicianId = null)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await Sent(db, caller, month, branchId)
            .Where(row => row.TechnicianId != null && (technicianId == null || row.TechnicianId == technicianId))
            .GroupBy(row => row.TechnicianId!)
            .Select(cards => new
            {
                cards.Key,
                Sent = cards.Count(),
                Answered = cards.Count(card => card.State == SurveyState.Answered),
                Attitude = cards.Average(card => card.Attitude),
                Skill = cards.Average(card => card.Skill),
                Punctuality = cards.Average(card => card.Punctuality),
                Promises = cards.Average(card => card.Promises),
                Low = cards.Count(card => card.IsLow),
            })
            .OrderBy(marks => marks.Key).Take(MostTechnicians).ToListAsync(cancellation);
        return rows.ConvertAll(m => new TechnicianMarksView(m.Key, month, m.Sent, m.Answered, m.Attitude, m.Skill, m.Punctuality, m.Promises, m.Low));
    }

    /// <summary>How many customers answered the cards of a month's completions.</summary>
    /// <param name="month"><c>2026-03</c></param>
    /// <param name="branchId">Left out: of all branches you may see.</param>
    [Secured(Permission.SeePerformance)]
    public async Task<SurveyResponseView> GetSurveyResponseAsync(string month, Caller caller, CancellationToken cancellation, string? branchId = null)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var cards = Sent(db, caller, month, branchId);
        return new SurveyResponseView(
            await cards.CountAsync(cancellation), await cards.CountAsync(card => card.State == SurveyState.Answered, cancellation));
    }

    /// <summary>Cards that a customer could answer: one that was asked in a call counts as sent.</summary>
    private static IQueryable<SurveyCardRow> Sent(AfterSalesDb db, Caller caller, string month, string? branchId) =>
        db.Set<SurveyCardRow>().AsNoTracking().VisibleTo(caller).Where(row => row.Month == month && (branchId == null || row.BranchId == branchId)
            && (row.State == SurveyState.Invited || row.State == SurveyState.Answered || row.State == SurveyState.Expired));
}
