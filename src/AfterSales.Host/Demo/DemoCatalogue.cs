using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Catalogue;
using AfterSales.Catalogue.Rules;

namespace AfterSales.Host.Demo;

/// <summary>A dozen models in three product lines, and a promotion that runs.</summary>
internal sealed class DemoCatalogue(IGrainFactory grains, TimeProvider clock)
{
    private const string Promoted = "AC-50";

    private static readonly LocalText ReturnRules = new(
        "Within 7 days, unused and in its packing, no reason is needed; the customer pays the postage. With a fault of quality we pay it, and exchange or refund for 15 days.",
        "七天内商品完好、包装齐全可无理由退货，邮费由客户承担；如属质量问题，十五天内包退包换，邮费由我司承担。",
        "En 7 días, sin usar y en su embalaje, se devuelve sin motivo; el cliente paga el envío. Con un defecto de calidad lo pagamos nosotros, y cambiamos o reembolsamos durante 15 días.");

    private static readonly ModelPart Motor = Part("MOTOR", "Motor", "电机", "Motor", "Welling");
    private static readonly ModelPart Pump = Part("PUMP", "Drain pump", "排水泵", "Bomba de desagüe", "Hanyu");
    private static readonly ModelPart Board = Part("BOARD", "Control board", "控制板", "Placa de control", "Topband");
    private static readonly ModelPart Seal = Part("SEAL", "Door seal", "门封圈", "Junta de la puerta", isConsumable: true);
    private static readonly ModelPart Compressor = Part("COMPRESSOR", "Compressor", "压缩机", "Compresor", "Highly");
    private static readonly ModelPart Fan = Part("FAN", "Fan", "风扇", "Ventilador", "Broad-Ocean");
    private static readonly ModelPart Filter = Part("FILTER", "Air filter", "空气滤网", "Filtro de aire", isConsumable: true);
    private static readonly ModelPart Tank = Part("TANK", "Tank", "内胆", "Depósito", "Baosteel");
    private static readonly ModelPart Burner = Part("BURNER", "Burner", "燃烧器", "Quemador", "Polidoro");
    private static readonly ModelPart Exchanger = Part("EXCHANGER", "Heat exchanger", "换热器", "Intercambiador", "Alfa Laval");
    private static readonly ModelPart Anode = Part("ANODE", "Magnesium anode", "镁棒", "Ánodo de magnesio", isConsumable: true);

    private static readonly ModelInspection CleanFilter = new("filter", new("Clean the filter", "清洗滤网", "Limpiar el filtro"), 3, 6, InspectionChannel.Phone);
    private static readonly ModelInspection BeforeSummer = new("summer", new("Check the refrigerant", "检查制冷剂", "Comprobar el refrigerante"), 6, 12, InspectionChannel.Site, new(4, 6));
    private static readonly ModelInspection BeforeWinter = new("winter", new("Check burner and flue", "检查燃烧器与烟道", "Revisar quemador y evacuación"), 6, 12, InspectionChannel.Site, new(9, 11));
    private static readonly ModelInspection AnodeYearly = new("anode", new("Check the anode", "检查镁棒", "Revisar el ánodo"), 12, 12, InspectionChannel.Site);

    private static readonly (string Code, ModelDetails Details)[] Models =
    [
        ("WM-8", Washing("Washer 8 kg", "8 公斤洗衣机", "Lavadora 8 kg")), ("WM-10", Washing("Washer 10 kg", "10 公斤洗衣机", "Lavadora 10 kg")),
        ("WD-9", Washing("Washer dryer 9 kg", "9 公斤洗烘一体机", "Lavasecadora 9 kg")), ("DR-7", Washing("Heat pump dryer 7 kg", "7 公斤热泵干衣机", "Secadora con bomba de calor 7 kg")),
        ("AC-35", AirConditioner("Air conditioner 3.5 kW", "3.5 千瓦空调", "Aire acondicionado 3,5 kW")),
        ("AC-50", AirConditioner("Air conditioner 5.0 kW", "5.0 千瓦空调", "Aire acondicionado 5,0 kW")),
        ("RF-320", Refrigerator("Refrigerator 320 l", "320 升冰箱", "Frigorífico 320 l")), ("RF-420", Refrigerator("Refrigerator 420 l", "420 升冰箱", "Frigorífico 420 l")),
        ("WH-80", Heating("Water heater 80 l", "80 升热水器", "Termo eléctrico 80 l", [Tank, Anode, Board], AnodeYearly)),
        ("WH-200", Heating("Commercial water heater 200 l", "200 升商用热水器", "Acumulador comercial 200 l", [Tank, Anode, Burner, Exchanger, Board], AnodeYearly, BeforeWinter)),
        ("BO-24", Heating("Condensing boiler 24 kW", "24 千瓦冷凝锅炉", "Caldera de condensación 24 kW", [Burner, Fan, Board], BeforeWinter) with { Skill = "heating" }),
        ("HP-12", Heating("Heat pump 12 kW", "12 千瓦热泵", "Bomba de calor 12 kW", [Compressor, Fan, Board], BeforeWinter, BeforeSummer) with { Skill = "heating" }),
    ];

    public async Task Make()
    {
        foreach (var (code, details) in Models)
        {
            var model = grains.GetGrain<IModelGrain>(IModelGrain.KeyOf(code));
            if (await model.Read(Caller.System) is null) await DemoCompany.Demand(model.Register(DemoCompany.Ask(new RegisterModel(code, details))));
        }
    }

    /// <summary>Sold in the last two months or the next one: five years instead of two. The branches that are there by now are told.</summary>
    public async Task Promote()
    {
        var model = grains.GetGrain<IModelGrain>(IModelGrain.KeyOf(Promoted));
        if (await model.Read(Caller.System) is not { Promotions.IsEmpty: true }) return;
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var name = new LocalText("Five-year season", "五年质保季", "Temporada de cinco años");
        await DemoCompany.Demand(model.Announce(DemoCompany.Ask(new Promotion(0, name, null, 60, today.AddMonths(-2), today.AddMonths(1)))));
    }

    public static string MainPartOf(string model) => Models.Single(known => known.Code == model).Details.Parts[0].Code;

    private static ModelDetails Washing(string en, string zh, string es) =>
        Model(new(en, zh, es), "washing", [Motor, Pump, Board, Seal], [Term(12, minimum: 12), Term(60, "MOTOR", 36)], []);

    private static ModelDetails AirConditioner(string en, string zh, string es) =>
        Model(new(en, zh, es), "cooling", [Compressor, Fan, Board, Filter], [Term(24, minimum: 12), Term(72, "COMPRESSOR", 36)], [BeforeSummer, CleanFilter]);

    private static ModelDetails Refrigerator(string en, string zh, string es) =>
        Model(new(en, zh, es), "cooling", [Compressor, Fan, Board, Seal], [Term(24, minimum: 12), Term(72, "COMPRESSOR", 36)], []);

    private static ModelDetails Heating(string en, string zh, string es, ImmutableList<ModelPart> parts, params ImmutableList<ModelInspection> inspections) =>
        Model(new(en, zh, es), "heating", parts, parts.Contains(Tank) ? [Term(24, minimum: 12), Term(60, "TANK", 36)] : [Term(24, minimum: 12)], inspections);

    private static ModelDetails Model(LocalText name, string line, ImmutableList<ModelPart> parts, ImmutableList<WarrantyTerm> terms, ImmutableList<ModelInspection> inspections) =>
        new(name, line, parts, terms, inspections, [Manual(name.ZhCn!, "zh-CN"), Manual(name.Es!, "es")], ReturnRules);

    private static ModelPart Part(string code, string en, string zh, string es, string? supplier = null, bool isConsumable = false) =>
        new(code, new(en, zh, es), isConsumable, supplier);

    private static WarrantyTerm Term(int months, string? part = null, int minimum = 0) => new(part, months, WarrantyTerm.UsualStartOrder, LegalMinimumMonths: minimum);

    private static ModelDocument Manual(string name, string language) =>
        new(ModelDocumentKind.Manual, name, $"https://docs.demo.example/{Uri.EscapeDataString(name)}.pdf", language, "2026-01");
}
