using System.Collections.Immutable;
using AfterSales.Catalogue.Rules;

namespace AfterSales.Contracts.Rules;

/// <summary>The inspection plan that the catalogue proposes for a contract: what is to be looked after at every unit of its products' models (S0 P4 III).</summary>
public static class InspectionTemplate
{
    /// <summary>
    /// Each inspection of the models once, counted from the contract's first day. Where several models are covered, one that they share stays one and
    /// names them in its checklist; another of the same code has its model's behind it.
    /// </summary>
    /// <param name="models">Of the products, in their order; one model may come again.</param>
    /// <param name="language">In which the customer reads what is inspected.</param>
    public static ImmutableList<InspectionItem> Of(IEnumerable<ProductModel> models, string language)
    {
        ProductModel[] distinct = [.. models.DistinctBy(model => model.Id)];
        var codes = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. from planned in distinct.SelectMany(model => model.Details.Inspections.Select(item => (Model: model, Item: item)))
               group planned.Model by planned.Item into shared
               select ItemOf(shared.Key, [.. shared]),
        ];

        InspectionItem ItemOf(ModelInspection item, ProductModel[] of)
        {
            var code = codes.Add(ModelCode.Normalise(item.Code)) ? item.Code : $"{item.Code} {of[0].Code}";
            return new(code, item.Name.In(language), item.FirstAfterMonths, item.EveryMonths, item.Channel, item.Season,
                distinct.Length == 1 ? [] : [.. of.Select(model => model.Details.Name.In(language))]);
        }
    }
}
