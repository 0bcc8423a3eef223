using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Catalogue;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Questionnaires.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Surveys.Rules;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Questionnaires;

/// <summary>Questions that go to a chosen group of customers on a schedule.</summary>
[Name("Questionnaire"), Secured(Permission.SeeSurveys)]
public sealed class QuestionnaireView(QuestionnaireRow row)
{
    public string Id => row.Id;

    /// <summary>The first day, at the branch.</summary>
    public DateOnly FirstOn => row.FirstOn;

    /// <summary>Null: once.</summary>
    public int? EveryMonths => row.EveryMonths;

    /// <summary>Days for which a sheet can be answered.</summary>
    public int OpenDays => row.OpenDays;

    /// <summary>When it goes out next; null: no more.</summary>
    public DateTimeOffset? NextAt => row.NextAt;

    public DateTimeOffset? StoppedAt => row.StoppedAt;

    public async Task<LocalTextView?> GetTitleAsync(IGrainFactory grains) =>
        await grains.GetGrain<IQuestionnaireGrain>(row.Id).Read(Caller.System) is { } known ? LocalTextView.Of(known.Title) : null;

    public async Task<IReadOnlyList<LocalTextView>> GetQuestionsAsync(IGrainFactory grains) =>
        await grains.GetGrain<IQuestionnaireGrain>(row.Id).Read(Caller.System) is { } known ? [.. known.Questions.Select(LocalTextView.Of)] : [];

    /// <summary>Which customers are asked.</summary>
    public async Task<CustomerGroupView?> GetGroupAsync(IGrainFactory grains) =>
        await grains.GetGrain<IQuestionnaireGrain>(row.Id).Read(Caller.System) is { Group: var group } ? new CustomerGroupView(group.Tier, group.Kind, group.Model) : null;

    /// <summary>What the customers answered, question by question.</summary>
    /// <param name="occurrence">Which time it went out, from 1; left out: all times.</param>
    public async Task<IReadOnlyList<QuestionResultView>> GetResultsAsync(
        IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation, int? occurrence = null)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var answers = await db.Set<QuestionnaireAnswerRow>().AsNoTracking().VisibleTo(caller)
            .Where(answer => answer.QuestionnaireId == row.Id && (occurrence == null || answer.Occurrence == occurrence))
            .GroupBy(answer => answer.Question).Select(answers => new { answers.Key, Answers = answers.Count(), Mean = answers.Average(answer => answer.Mark) })
            .OrderBy(result => result.Key).ToListAsync(cancellation);
        return answers.ConvertAll(result => new QuestionResultView(result.Key, result.Answers, result.Mean));
    }

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);

    public static QuestionnaireView Of(Questionnaire known, int version) => new(QuestionnaireRow.Of(known, new RowStamp(version, 1)));
}

/// <summary>Those to whom all that is said here applies.</summary>
/// <param name="Model">Who has a unit of this model.</param>
[Name("CustomerGroup"), SecuredByParent]
public sealed record CustomerGroupView(CustomerTier? Tier, CustomerKind? Kind, string? Model);

/// <param name="Question">From 1.</param>
/// <param name="Mean">Of the marks, 1 to 4.</param>
[Name("QuestionResult"), SecuredByParent]
public sealed record QuestionResultView(int Question, int Answers, double Mean);

/// <summary>A questionnaire as one customer got it one time, and his answers.</summary>
[Name("QuestionnaireSheet"), Secured(Permission.SeeSurveys)]
public sealed class QuestionnaireSheetView(QuestionnaireSheetRow row)
{
    public string Id => row.Id;

    public string QuestionnaireId => row.QuestionnaireId;

    /// <summary>Which time the questionnaire went out, from 1.</summary>
    public int Occurrence => row.Occurrence;

    public SheetState State => row.State;

    /// <summary>By which way the invitation goes; null: the customer allows none, and is asked when he is spoken to.</summary>
    public ContactChannel? Channel => row.Channel;

    public DateTimeOffset SentAt => row.SentAt;

    public DateTimeOffset ExpiresAt => row.ExpiresAt;

    public DateTimeOffset? AnsweredAt => row.AnsweredAt;

    public AnswerWay? AnsweredBy => row.AnsweredBy;

    /// <summary>In the order of the questions.</summary>
    public IReadOnlyList<SatisfactionLevel> Marks =>
        [.. row.Marks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(mark => (SatisfactionLevel)int.Parse(mark, System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>The customer's own words.</summary>
    public Deferred<string?> GetWords(JournalTextLoader texts) => texts.Load(row.Id).Select(all => all?.LastOrDefault(text => text.Field == "words")?.Words);

    /// <summary>What the invitation leads to, below the service's address; null while there is nothing to answer. Whoever has it may answer once.</summary>
    [Secured(Permission.SendSurveys)]
    public async Task<string?> GetLinkAsync(IGrainFactory grains, QuestionnaireLinks links) =>
        await grains.GetGrain<IQuestionnaireSheetGrain>(row.Id).Read(Caller.System) is { } sheet && links.LinkOf(sheet) is { } link ? $"/questionnaire/{link}" : null;

    public Deferred<CustomerView?> GetCustomer(CustomerLoader customers) => customers.Load(row.CustomerId);

    public static QuestionnaireSheetView Of(QuestionnaireSheet sheet, int version) => new(QuestionnaireSheetRow.Of(sheet, new RowStamp(version, 1)));
}

[Queries]
public sealed class QuestionnaireQueries(IDbContextFactory<AfterSalesDb> databases)
{
    /// <summary>One questionnaire, by its key; null where there is none you may see.</summary>
    [Secured(Permission.SeeSurveys)]
    public Task<QuestionnaireView?> GetQuestionnaireAsync(string id, IGrainFactory grains, Caller caller) =>
        grains.Show<IQuestionnaireGrain, Questionnaire, QuestionnaireView>(IQuestionnaireGrain.Prefix, id, caller, QuestionnaireView.Of);

    /// <summary>The questionnaires of the branches you see.</summary>
    [Secured(Permission.SeeSurveys), Paged(typeof(QuestionnaireRow))]
    public async Task<Connection<QuestionnaireView>> QuestionnairesAsync(PageRequest page, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<QuestionnaireRow>().VisibleTo(caller), page, cancellation)).Select(row => new QuestionnaireView(row));

    /// <summary>The sheets that went to customers, such as those of one customer.</summary>
    [Secured(Permission.SeeSurveys), Paged(typeof(QuestionnaireSheetRow))]
    public async Task<Connection<QuestionnaireSheetView>> QuestionnaireSheetsAsync(PageRequest page, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<QuestionnaireSheetRow>().VisibleTo(caller), page, cancellation)).Select(row => new QuestionnaireSheetView(row));
}
