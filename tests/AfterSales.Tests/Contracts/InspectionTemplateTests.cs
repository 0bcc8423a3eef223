using AfterSales.Catalogue.Rules;
using AfterSales.Contracts.Rules;
using static AfterSales.Tests.Catalogue.CatalogueScenarios;

namespace AfterSales.Tests.Contracts;

/// <summary>What the catalogue says is to be looked after becomes the plan of a contract for which nobody said another (S0 P4 III).</summary>
public sealed class InspectionTemplateTests
{
    private static readonly ModelInspection Seals = new("seals", new LocalText("Seals", "密封条", "Juntas"), 1, 6, InspectionChannel.Site, new Season(3, 10));
    private static readonly ModelInspection Call = new("call", new LocalText("How it runs", null, "Cómo funciona"), 1, 1, InspectionChannel.Phone);
    private static readonly ProductModel Window = Of("W-1", "Window", Seals, Call);

    [Fact]
    public void Units_of_one_model_are_inspected_as_it_says_in_the_customers_language()
    {
        Assert.Equal(
        [
            new InspectionItem("seals", "Juntas", 1, 6, InspectionChannel.Site, new Season(3, 10), []),
            new InspectionItem("call", "Cómo funciona", 1, 1, InspectionChannel.Phone, null, []),
        ], InspectionTemplate.Of([Window, Window], "es"));
        Assert.Equal(["密封条", "How it runs"], InspectionTemplate.Of([Window], "zh-CN").Select(item => item.Name));
        Assert.Empty(InspectionTemplate.Of([], "en"));
        Assert.Empty(InspectionTemplate.Of([Of("X", "None")], "en"));
    }

    [Fact]
    public void What_several_models_share_is_one_inspection_and_another_of_the_same_code_bears_its_model()
    {
        var door = Of("D-1", "Door", Call, Seals with { Code = "SEALS", EveryMonths = 12 });
        var plan = InspectionTemplate.Of([Window, door], "en");
        Assert.Equal([("seals", 6), ("call", 1), ("SEALS D-1", 12)], plan.Select(item => (item.Code, item.EveryMonths!.Value)));
        Assert.Equal(["Window", "Window, Door", "Door"], plan.Select(item => string.Join(", ", item.Checklist)));
    }

    private static ProductModel Of(string code, string name, params ModelInspection[] inspections) =>
        new() { Id = $"m-{code}", Code = code, Details = AirConditioner with { Name = Named(name), Inspections = [.. inspections] } };
}
