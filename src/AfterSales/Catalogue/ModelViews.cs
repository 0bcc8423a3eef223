using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Catalogue.Rules;
using AfterSales.Files;
using AfterSales.Records;
using GraphQL;

namespace AfterSales.Catalogue;

/// <summary>A model of the company's catalogue.</summary>
[Name("ProductModel"), Secured(Permission.SeeCatalogue)]
public sealed class ModelView(ModelRow row, ProductModel? known = null)
{
    public string Id => row.Id;

    public string Code => row.Code;

    /// <summary>A short word, such as <c>cooling</c>.</summary>
    public string ProductLine => row.ProductLine;

    /// <summary>In your language, or as good as there is.</summary>
    public string GetName(Caller caller) => new LocalText(row.NameEn, row.NameZhCn, row.NameEs).In(caller.Language);

    public LocalTextView Names => new(row.NameEn, row.NameZhCn, row.NameEs);

    /// <summary>Not sold any more.</summary>
    public bool IsArchived => row.IsArchived;

    /// <summary>Counts up with every change.</summary>
    public int Version => row.Version;

    /// <summary>The code of the work that serving it needs; null: none in particular.</summary>
    public async Task<string?> GetSkillAsync(ReferenceCache<IModelGrain, ProductModel> models) => (await State(models)).Details.Skill;

    public async Task<IReadOnlyList<ModelPartView>> GetPartsAsync(ReferenceCache<IModelGrain, ProductModel> models) =>
        (await State(models)).Details.Parts.ConvertAll(ModelPartView.Of);

    /// <summary>How long what is under warranty, by day of sale. The most specific row holds.</summary>
    public async Task<IReadOnlyList<WarrantyTermView>> GetTermsAsync(ReferenceCache<IModelGrain, ProductModel> models) =>
        (await State(models)).Details.Terms.ConvertAll(WarrantyTermView.Of);

    public async Task<IReadOnlyList<PromotionView>> GetPromotionsAsync(ReferenceCache<IModelGrain, ProductModel> models) =>
        (await State(models)).Promotions.ConvertAll(PromotionView.Of);

    /// <summary>What is to be looked after at every unit.</summary>
    public async Task<IReadOnlyList<ModelInspectionView>> GetInspectionsAsync(ReferenceCache<IModelGrain, ProductModel> models) =>
        (await State(models)).Details.Inspections.ConvertAll(ModelInspectionView.Of);

    public async Task<IReadOnlyList<ModelDocumentView>> GetDocumentsAsync(ReferenceCache<IModelGrain, ProductModel> models) =>
        (await State(models)).Details.Documents.ConvertAll(ModelDocumentView.Of);

    /// <summary>The return rules in force, in your language; null: the company's own hold.</summary>
    public async Task<string?> GetReturnRulesAsync(ReferenceCache<IModelGrain, ProductModel> models, Caller caller) =>
        (await State(models)).Details.ReturnRules is { IsEmpty: false } rules ? rules.In(caller.Language) : null;

    public async Task<LocalTextView> GetReturnRulesInAllLanguagesAsync(ReferenceCache<IModelGrain, ProductModel> models) =>
        LocalTextView.Of((await State(models)).Details.ReturnRules);

    /// <summary>Its documents that were uploaded, in the order they were attached.</summary>
    public async Task<IReadOnlyList<FileView>> GetAttachmentsAsync(
        ReferenceCache<IModelGrain, ProductModel> models, FileLoader files, CancellationToken cancellation) =>
        await files.Of((await State(models)).Attachments, cancellation);

    public static ModelView Of(ProductModel model, int version) => new(ModelRow.Of(model, new RowStamp(version, 1)), model);

    private async ValueTask<ProductModel> State(ReferenceCache<IModelGrain, ProductModel> models) => known ?? await models.Get(row.Id) ?? new ProductModel();
}

/// <summary>A name or text in the company's languages; where one is missing, another is shown.</summary>
[Name("LocalText"), SecuredByParent]
public sealed record LocalTextView(
    [property: StringLength(4000)] string? En = null, [property: StringLength(4000)] string? ZhCn = null, [property: StringLength(4000)] string? Es = null)
{
    public static LocalTextView Of(LocalText text) => new(text.En, text.ZhCn, text.Es);

    internal LocalText ToText() => LocalText.Of(En, ZhCn, Es);
}

/// <summary>A part of a model.</summary>
/// <param name="IsConsumable">Wears by normal use: charged even while the warranty runs.</param>
[Name("ModelPart"), SecuredByParent]
public sealed record ModelPartView(
    [property: StringLength(100)] string Code, LocalTextView Name, bool IsConsumable = false, [property: StringLength(200)] string? Supplier = null)
{
    public static ModelPartView Of(ModelPart part) => new(part.Code, LocalTextView.Of(part.Name), part.IsConsumable, part.Supplier);

    internal ModelPart ToPart() => new(Code.Trim(), Name.ToText(), IsConsumable, string.IsNullOrWhiteSpace(Supplier) ? null : Supplier.Trim());
}

/// <summary>How long something is under warranty, for what is sold within some dates.</summary>
/// <param name="Months">0: no warranty.</param>
/// <param name="Part">The code of the part; left out: every part without a row of its own.</param>
/// <param name="StartOrder">The term runs from the first of these days that is known; left out: acceptance, completion, purchase.</param>
/// <param name="SalesFrom">The first day of sale it holds for; left out: from ever.</param>
/// <param name="SalesTo">The last day of sale, included; left out: until further notice.</param>
/// <param name="LegalMinimumMonths">What the law demands: neither this row nor a promotion may give less.</param>
[Name("WarrantyTerm"), SecuredByParent]
public sealed record WarrantyTermView(
    int Months, [property: StringLength(100)] string? Part = null, [property: MaxLength(3)] IReadOnlyList<WarrantyStart>? StartOrder = null,
    DateOnly? SalesFrom = null, DateOnly? SalesTo = null, int LegalMinimumMonths = 0)
{
    public static WarrantyTermView Of(WarrantyTerm term) =>
        new(term.Months, term.Part, term.StartOrder, term.SalesFrom, term.SalesTo, term.LegalMinimumMonths);

    internal WarrantyTerm ToTerm() => new(string.IsNullOrWhiteSpace(Part) ? null : Part.Trim(), Months, StartOrder is null ? WarrantyTerm.UsualStartOrder : [.. StartOrder],
        SalesFrom, SalesTo, LegalMinimumMonths);
}

/// <summary>Another term for what is sold within dates.</summary>
/// <param name="Number">Counts the model's promotions from 1.</param>
/// <param name="Part">The code of the part; null: every part without a term of its own.</param>
/// <param name="SalesTo">The last day of sale, included.</param>
[Name("Promotion"), SecuredByParent]
public sealed record PromotionView(int Number, LocalTextView Name, string? Part, int Months, DateOnly SalesFrom, DateOnly SalesTo)
{
    public static PromotionView Of(Promotion promotion) =>
        new(promotion.Number, LocalTextView.Of(promotion.Name), promotion.Part, promotion.Months, promotion.SalesFrom, promotion.SalesTo);
}

/// <summary>The months of the year in which an inspection makes sense, both included; October to March goes over the year's end.</summary>
[Name("Season"), SecuredByParent]
public sealed record SeasonView(int FromMonth, int ToMonth);

/// <summary>What is to be looked after at every unit of a model.</summary>
/// <param name="FirstAfterMonths">From the day the warranty starts to the first.</param>
/// <param name="EveryMonths">From one inspection to the next; left out: once only.</param>
/// <param name="Season">The months in which it makes sense; left out: all year.</param>
[Name("ModelInspection"), SecuredByParent]
public sealed record ModelInspectionView(
    [property: StringLength(100)] string Code, LocalTextView Name, int FirstAfterMonths, int? EveryMonths = null,
    InspectionChannel Channel = InspectionChannel.Site, SeasonView? Season = null)
{
    public static ModelInspectionView Of(ModelInspection item) => new(item.Code, LocalTextView.Of(item.Name), item.FirstAfterMonths, item.EveryMonths, item.Channel,
        item.Season is { } s ? new(s.FromMonth, s.ToMonth) : null);

    internal ModelInspection ToInspection() => new(Code.Trim(), Name.ToText(), FirstAfterMonths, EveryMonths, Channel,
        Season is { } s ? new(s.FromMonth, s.ToMonth) : null);
}

/// <summary>A document that belongs to a model.</summary>
/// <param name="File">The key of one of the model's attachments, or the document's address where it is kept elsewhere.</param>
/// <param name="Language">BCP 47; left out: without words, such as a drawing.</param>
/// <param name="Edition">Such as <c>3.1</c> or <c>2026-02</c>.</param>
[Name("ModelDocument"), SecuredByParent]
public sealed record ModelDocumentView(
    ModelDocumentKind Kind, [property: StringLength(200)] string Title, [property: StringLength(500)] string File,
    [property: StringLength(35)] string? Language = null, [property: StringLength(40)] string? Edition = null)
{
    public static ModelDocumentView Of(ModelDocument document) => new(document.Kind, document.Title, document.File, document.Language, document.Edition);

    internal ModelDocument ToDocument() => new(Kind, Title.Trim(), File.Trim(), string.IsNullOrWhiteSpace(Language) ? null : Language.Trim(),
        string.IsNullOrWhiteSpace(Edition) ? null : Edition.Trim());
}
