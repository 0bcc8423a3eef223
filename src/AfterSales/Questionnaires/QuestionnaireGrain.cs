using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Policies;
using AfterSales.Products;
using AfterSales.Questionnaires.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Surveys.Rules;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Questionnaires;

[GrainType("questionnaire")]
public sealed class QuestionnaireGrain(
    RecordServices services, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies, IDbContextFactory<AfterSalesDb> databases,
    CustomerAliases aliases)
    : RecordGrain<Questionnaire>(services), IQuestionnaireGrain
{
    public Task<Answer> Make(Intent<MakeQuestionnaire> intent) => Create(intent, async now =>
    {
        var asked = intent.Body;
        if (!intent.Caller.ActsFor(asked.BranchId) || await branches.Get(asked.BranchId) is not { } branch) return new NotFound(asked.BranchId);
        if (BranchRules.MustBeOpen(branch) is { } closed) return closed;
        return QuestionnaireRules.Make(Key, asked, await SendAt(branch.Id), branch.Calendar, now);
    });

    public Task<Answer> Stop(Intent<StopQuestionnaire> intent) => Decide(intent, QuestionnaireRules.Stop);

    protected override async ValueTask<Decision> WhenDue(Questionnaire state, DateTimeOffset now)
    {
        var branch = await branches.Get(state.BranchId) ?? throw new TimeoutException($"Branch {state.BranchId} of {Key} could not be read.");
        return QuestionnaireRules.WhenDue(state, branch.State, await NextCustomers(state), await SendAt(branch.Id), branch.Calendar, now);
    }

    protected override IEnumerable<Effect> EffectsOf(Questionnaire state, Event happened) => happened is not QuestionnaireSent sent ? [] : sent.Customers.Select(
        customer => new MakeSheetForCustomer(
            RecordKey.Derived(IQuestionnaireSheetGrain.Prefix, FormattableString.Invariant($"{state.Id}:{sent.Occurrence}:{customer}")),
            new MakeSheet(state.BranchId, customer, state.Id, sent.Occurrence, state.OpenDays)));

    protected override IEnumerable<object> RowsOf(Questionnaire state, RowStamp stamp) => [QuestionnaireRow.Of(state, stamp)];

    /// <summary>At the time of day at which opinion cards go out as well.</summary>
    private async ValueTask<TimeOnly> SendAt(string branchId) => (await policies.At(branchId)).Get(SurveyPolicies.SendAt);

    private async Task<List<string>> NextCustomers(Questionnaire questionnaire)
    {
        var (tier, kind, model) = questionnaire.Group;
        var after = questionnaire.Cursor ?? "";
        await using var db = await databases.CreateDbContextAsync();
        // A unit hangs on the file it was registered with, also where that was merged into another.
        var merged = model is null ? [] : await db.Set<InstalledProductRow>().AsNoTracking()
            .Where(unit => unit.Model == model && db.Set<CustomerRow>().Any(row => row.Id == unit.CustomerId && row.MergedInto != null))
            .Select(unit => unit.CustomerId).Distinct().ToListAsync();
        var owners = await aliases.SurvivorsOf(merged, CancellationToken.None);
        return await db.Set<CustomerRow>().AsNoTracking()
            .Where(row => row.BranchId == questionnaire.BranchId && row.Standing == CustomerStanding.Active && row.Id.CompareTo(after) > 0
                && (tier == null || row.Tier == tier) && (kind == null || row.Kind == kind)
                && (model == null || owners.Contains(row.Id) || db.Set<InstalledProductRow>().Any(unit => unit.CustomerId == row.Id && unit.Model == model)))
            .OrderBy(row => row.Id).Select(row => row.Id).Take(QuestionnaireRules.PageSize + 1).ToListAsync();
    }
}
