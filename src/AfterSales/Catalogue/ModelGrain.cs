using System.Collections.Immutable;
using System.Globalization;
using AfterSales.Access;
using AfterSales.Catalogue.Rules;
using AfterSales.Files;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Technicians.Rules;

namespace AfterSales.Catalogue;

[GrainType("product_model")]
public sealed class ModelGrain(RecordServices services, ServiceBranches branches, EffectivePolicies policies, AttachingFiles files)
    : RecordGrain<ProductModel>(services), IModelGrain
{
    public Task<Answer> Register(Intent<RegisterModel> intent) =>
        Create(intent, async now => KnownWork.Beside(ModelRules.Register(Key, intent.Body.Code, intent.Body.Details), [intent.Body.Details.Skill], await Skills()));

    public async Task<Answer> Amend(Intent<ModelDetails> intent)
    {
        var skills = await Skills();
        return await DecideAndTell(intent, (model, now) => KnownWork.Beside(ModelRules.Amend(model, intent.Body, now), [intent.Body.Skill], skills, model.Details.Skill));
    }

    public Task<Answer> Announce(Intent<Promotion> intent) => DecideAndTell(intent, (model, now) => ModelRules.Announce(model, intent.Body, now));

    public Task<Answer> EndPromotion(Intent<EndPromotion> intent) =>
        DecideAndTell(intent, (model, now) => ModelRules.End(model, intent.Body.Number, intent.Body.LastSalesDay, now));

    public Task<Answer> Archive(Intent<ArchiveModel> intent) => Decide(intent, (model, now) => ModelRules.Archive(model));

    public Task<Answer> Restore(Intent<RestoreModel> intent) => Decide(intent, (model, now) => ModelRules.Restore(model));

    public Task<Answer> Attach(Intent<AttachFile> intent) =>
        AskAndDecide(intent, async (model, now) => await files.Attach(model.Attachments, Key, intent, now));

    public Task<Answer> Detach(Intent<DetachFile> intent) => Decide(intent, (model, now) => ModelRules.Detach(model, intent.Body.FileId));

    protected override IEnumerable<Effect> EffectsOf(ProductModel state, Event happened) => happened is ServiceStaffTold told
        ? told.Branches.Select(branch => new RaiseTask(NoticeOf(state, branch),
            new RaisedTask(branch, TaskKind.Notice, state.Id, CustomerId: null, Role.Dispatcher, told.DueAt, Note: told.What)))
        : AttachingFiles.EffectsOf(state.Id, happened);

    protected override IEnumerable<object> RowsOf(ProductModel state, RowStamp stamp) => [ModelRow.Of(state, stamp)];

    /// <summary>Whoever serves customers hears of changed terms with the change itself.</summary>
    private Task<Answer> DecideAndTell<T>(Intent<T> intent, Func<ProductModel, DateTimeOffset, Decision> rule) => AskAndDecide(intent, async (model, now) =>
    {
        var hours = (await policies.At(Assignment.Headquarters)).Get(CataloguePolicies.NoticeHours);
        return TermNotice.Beside(model, rule(model, now), await branches.All(), now.AddHours(hours));
    });

    private async ValueTask<ImmutableList<string>> Skills() => (await policies.At(Assignment.Headquarters)).Get(TechnicianPolicies.Skills);

    private static string NoticeOf(ProductModel model, string branch) =>
        IWorkTaskGrain.KeyOf(TaskKind.Notice, string.Create(CultureInfo.InvariantCulture, $"{model.Id}\n{model.TermsVersion}\n{branch}"));
}
