using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Catalogue.Rules;
using AfterSales.Records;
using AfterSales.Technicians.Rules;

namespace AfterSales.Catalogue;

/// <summary>What the catalogue says of a model.</summary>
/// <param name="ProductLine">A short word of small letters, digits and hyphens, such as <c>cooling</c>.</param>
/// <param name="Skill">The code of the work that serving it needs: only who is qualified for it is booked, unless the assessment names another.</param>
/// <param name="ReturnRules">In force for this model; left out: the company's own hold.</param>
public sealed record ModelInput(
    LocalTextView Name,
    [property: StringLength(40)] string ProductLine,
    [property: MaxLength(200)] IReadOnlyList<ModelPartView>? Parts = null,
    [property: MaxLength(200)] IReadOnlyList<WarrantyTermView>? Terms = null,
    [property: MaxLength(100)] IReadOnlyList<ModelInspectionView>? Inspections = null,
    [property: MaxLength(100)] IReadOnlyList<ModelDocumentView>? Documents = null,
    LocalTextView? ReturnRules = null,
    [property: StringLength(40)] string? Skill = null)
{
    internal ModelDetails ToDetails() => new(
        Name.ToText(), ProductLine.Trim(), [.. (Parts ?? []).Select(part => part.ToPart())], [.. (Terms ?? []).Select(term => term.ToTerm())],
        [.. (Inspections ?? []).Select(item => item.ToInspection())], [.. (Documents ?? []).Select(document => document.ToDocument())],
        ReturnRules?.ToText() ?? LocalText.None, SkillCode.Of(Skill));
}

/// <summary>Another term for what is sold within dates.</summary>
/// <param name="Part">The code of the part; left out: every part without a term of its own.</param>
/// <param name="SalesTo">The last day of sale, included.</param>
public sealed record PromotionInput(
    LocalTextView Name, int Months, DateOnly SalesFrom, DateOnly SalesTo, [property: StringLength(100)] string? Part = null)
{
    internal Promotion ToPromotion() => new(0, Name.ToText(), string.IsNullOrWhiteSpace(Part) ? null : Part.Trim(), Months, SalesFrom, SalesTo);
}

[Mutations]
public sealed class ModelMutations(IGrainFactory grains)
{
    /// <summary>Takes a model into the catalogue. Its key follows from its code, so that a code is given once.</summary>
    [Secured(Permission.ManageCatalogue), Errors(typeof(AlreadyExists), typeof(SkillUnknown))]
    public Task<Outcome<ModelView>> RegisterModel([StringLength(100)] string code, ModelInput model, Caller caller, string? requestId = null) =>
        On(IModelGrain.KeyOf(code), caller, grain => grain.Register(new Intent<RegisterModel>(new RegisterModel(code.Trim(), model.ToDetails()), caller, requestId)));

    /// <summary>Takes the place of all that the catalogue says of a model. What was promised to units sold already is not shortened.</summary>
    /// <param name="expectedVersion">The version of the model you have read; refused if somebody else has changed it since. Left out: whatever it is now.</param>
    [Secured(Permission.ManageCatalogue), Errors(typeof(TermAlreadyPromised), typeof(SkillUnknown), typeof(ChangedMeanwhile))]
    public Task<Outcome<ModelView>> AmendModel(string id, ModelInput model, Caller caller, int? expectedVersion = null, string? requestId = null) =>
        On(id, caller, grain => grain.Amend(new Intent<ModelDetails>(model.ToDetails(), caller, requestId, ExpectedVersion: expectedVersion)));

    /// <summary>Changes a term for what is sold within dates; the service staff of every branch is told at once.</summary>
    [Secured(Permission.ManageCatalogue), Errors(typeof(PromotionBelowLegalMinimum), typeof(TermAlreadyPromised))]
    public Task<Outcome<ModelView>> AnnouncePromotion(string modelId, PromotionInput promotion, Caller caller, string? requestId = null) =>
        On(modelId, caller, grain => grain.Announce(new Intent<Promotion>(promotion.ToPromotion(), caller, requestId)));

    /// <summary>Brings the last day of sale of a promotion forward; what was sold by then keeps it. Before its first day it is withdrawn.</summary>
    [Secured(Permission.ManageCatalogue)]
    public Task<Outcome<ModelView>> EndPromotion(string modelId, int number, DateOnly lastSalesDay, Caller caller, string? requestId = null) =>
        On(modelId, caller, grain => grain.EndPromotion(new Intent<EndPromotion>(new EndPromotion(number, lastSalesDay), caller, requestId)));

    /// <summary>The model is not sold any more; the units at customers' are served as before.</summary>
    [Secured(Permission.ManageCatalogue)]
    public Task<Outcome<ModelView>> ArchiveModel(string id, Caller caller, string? requestId = null) =>
        On(id, caller, grain => grain.Archive(new Intent<ArchiveModel>(new ArchiveModel(), caller, requestId)));

    /// <summary>An archived model is sold again.</summary>
    [Secured(Permission.ManageCatalogue)]
    public Task<Outcome<ModelView>> RestoreModel(string id, Caller caller, string? requestId = null) =>
        On(id, caller, grain => grain.Restore(new Intent<RestoreModel>(new RestoreModel(), caller, requestId)));

    private Task<Outcome<ModelView>> On(string key, Caller caller, Func<IModelGrain, Task<Answer>> ask) =>
        grains.Ask<IModelGrain, ProductModel, ModelView>(IModelGrain.Prefix, key, caller, ask, ModelView.Of);
}
