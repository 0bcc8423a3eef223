using AfterSales.Catalogue.Rules;
using AfterSales.Products.Rules;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Products;

/// <summary>What warranties are judged by in these tests: the standard policies.</summary>
internal static class WarrantyScenarios
{
    public static WarrantyPolicy Standard { get; } =
        new(WarrantyPolicies.Months.Standard, WarrantyPolicies.ProjectMonths.Standard, WarrantyPolicies.LegalMinimumMonths.Standard);

    public static ChargePolicy Charges { get; } =
        new(WarrantyPolicies.Prices.Standard, WarrantyPolicies.SmallJobMinutes.Standard, WarrantyPolicies.JudgementDays.Standard);

    public static ProductDetails Details(string? purchased = null, string? installed = null, string? accepted = null) =>
        new("X-1", "S-1", Day(purchased), Day(installed), Day(accepted), []);

    public static WarrantyBasis Basis(ProductDetails details, ProductModel? model = null, params IEnumerable<Judgement> judgements) =>
        new(details, model, Standard, [.. judgements]);

    private static DateOnly? Day(string? day) => day is null ? null : Date(day);
}
