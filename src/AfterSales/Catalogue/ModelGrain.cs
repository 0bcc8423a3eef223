using AfterSales.Catalogue.Rules;
using AfterSales.Records;

namespace AfterSales.Catalogue;

[GrainType("product_model")]
public sealed class ModelGrain(RecordServices services) : RecordGrain<ProductModel>(services), IModelGrain
{
    public Task<Answer> Register(Intent<RegisterModel> intent) =>
        Create(intent, now => new(ModelRules.Register(Key, intent.Body.Code, intent.Body.Details)));

    public Task<Answer> Amend(Intent<ModelDetails> intent) => Decide(intent, (model, now) => ModelRules.Amend(model, intent.Body, now));

    public Task<Answer> Announce(Intent<Promotion> intent) => Decide(intent, (model, now) => ModelRules.Announce(model, intent.Body, now));

    public Task<Answer> EndPromotion(Intent<EndPromotion> intent) =>
        Decide(intent, (model, now) => ModelRules.End(model, intent.Body.Number, intent.Body.LastSalesDay, now));

    public Task<Answer> Archive(Intent<ArchiveModel> intent) => Decide(intent, (model, now) => ModelRules.Archive(model));

    public Task<Answer> Restore(Intent<RestoreModel> intent) => Decide(intent, (model, now) => ModelRules.Restore(model));

    protected override IEnumerable<object> RowsOf(ProductModel state, RowStamp stamp) => [ModelRow.Of(state, stamp)];
}
