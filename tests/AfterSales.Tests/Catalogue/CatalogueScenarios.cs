using AfterSales.Catalogue.Rules;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Catalogue;

/// <summary>A model to judge by.</summary>
internal static class CatalogueScenarios
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public static LocalText Named(string name) => new(name, null, null);

    public static WarrantyTerm Term(int months, string? part = null, string? from = null, string? to = null, int minimum = 0) =>
        new(part, months, WarrantyTerm.UsualStartOrder, from is null ? null : Date(from), to is null ? null : Date(to), minimum);

    public static Promotion Offer(int months, string from, string to, string? part = null) => new(0, Named("Offer"), part, months, Date(from), Date(to));

    /// <summary>An air conditioner: one year, its compressor five; the filter is a consumable.</summary>
    public static ModelDetails AirConditioner { get; } = new(new LocalText("Air conditioner 35", "空调 35", "Aire acondicionado 35"), "cooling",
        [
            new ModelPart("COMPRESSOR", new LocalText("Compressor", "压缩机", "Compresor"), false, "Highly"),
            new ModelPart("FAN", new LocalText("Fan", "风扇", "Ventilador"), false, null),
            new ModelPart("FILTER", new LocalText("Filter", "滤网", "Filtro"), true, null),
        ],
        [Term(12), Term(60, "COMPRESSOR", minimum: 36)],
        [new ModelInspection("filter", Named("Clean the filter"), 3, 6, InspectionChannel.Site)], [], LocalText.None);

    public static ProductModel Model(ModelDetails? details = null, params IEnumerable<Promotion> offers)
    {
        var model = After(null, ModelRules.Register("m-1", "AC-35", details ?? AirConditioner));
        foreach (var offer in offers) model = After(model, ModelRules.Announce(model, offer, Now));
        return model;
    }

    public static ProductModel After(ProductModel? model, AfterSales.Records.Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(model, (state, happened) => ProductModel.Apply(state, happened))!;
    }
}
