using System.Globalization;
using AfterSales.Branches.Rules;
using AfterSales.Customers.Rules;

namespace AfterSales.Host.Demo;

/// <summary>Streets in and around the four cities, with their postal codes and roughly where they lie.</summary>
internal static class DemoPlaces
{
    private static readonly Dictionary<string, Street[]> Streets = new()
    {
        ["b-sh"] =
        [
            new("南京东路", "上海", "200001", 31.2365, 121.4810), new("淮海中路", "上海", "200020", 31.2190, 121.4620), new("延安西路", "上海", "200040", 31.2215, 121.4330),
            new("世纪大道", "上海", "200120", 31.2300, 121.5270), new("陆家嘴环路", "上海", "200120", 31.2390, 121.5010), new("四川北路", "上海", "200080", 31.2560, 121.4830),
            new("长宁路", "上海", "200050", 31.2200, 121.4180), new("徐家汇路", "上海", "200023", 31.2050, 121.4690), new("虹桥路", "上海", "200030", 31.1960, 121.4200),
            new("曹杨路", "上海", "200063", 31.2400, 121.4130), new("控江路", "上海", "200093", 31.2760, 121.5180), new("天山路", "上海", "200051", 31.2150, 121.3990),
            new("七莘路", "上海", "201100", 31.1560, 121.3560, Zone.Suburban), new("沪松公路", "上海", "201615", 31.1150, 121.2760, Zone.Suburban),
            new("川沙路", "上海", "201200", 31.1880, 121.7020, Zone.Suburban), new("宝安公路", "上海", "201907", 31.3810, 121.3520, Zone.Suburban),
        ],
        ["b-cd"] =
        [
            new("春熙路", "成都", "610021", 30.6570, 104.0800), new("天府大道", "成都", "610041", 30.5720, 104.0660), new("人民南路", "成都", "610041", 30.6350, 104.0650),
            new("建设路", "成都", "610051", 30.6700, 104.1020), new("武侯祠大街", "成都", "610041", 30.6440, 104.0470), new("玉林南路", "成都", "610041", 30.6230, 104.0560),
            new("红星路", "成都", "610017", 30.6650, 104.0840), new("抚琴西路", "成都", "610031", 30.6830, 104.0380), new("科华北路", "成都", "610041", 30.6300, 104.0780),
            new("东升街", "成都", "610200", 30.5740, 103.9240, Zone.Suburban), new("柳城大道", "成都", "611130", 30.6820, 103.8560, Zone.Suburban),
            new("望丛中路", "成都", "611730", 30.8060, 103.8870, Zone.Suburban),
        ],
        ["b-mad"] =
        [
            new("Calle de Alcalá", "Madrid", "28009", 40.4230, -3.6750), new("Calle Mayor", "Madrid", "28013", 40.4155, -3.7090), new("Gran Vía", "Madrid", "28013", 40.4203, -3.7058),
            new("Calle de Serrano", "Madrid", "28001", 40.4280, -3.6870), new("Paseo de la Castellana", "Madrid", "28046", 40.4500, -3.6910),
            new("Calle de Bravo Murillo", "Madrid", "28020", 40.4560, -3.7030), new("Calle de Fuencarral", "Madrid", "28004", 40.4290, -3.7020),
            new("Calle de Goya", "Madrid", "28001", 40.4245, -3.6790), new("Calle de Embajadores", "Madrid", "28012", 40.4040, -3.7000),
            new("Calle de Arturo Soria", "Madrid", "28043", 40.4560, -3.6560), new("Calle de Toledo", "Madrid", "28005", 40.4080, -3.7110),
            new("Calle Madrid", "Getafe", "28901", 40.3070, -3.7300, Zone.Suburban), new("Calle Real", "Las Rozas", "28231", 40.4930, -3.8740, Zone.Suburban),
            new("Calle Mayor", "Alcalá de Henares", "28801", 40.4820, -3.3640, Zone.Suburban), new("Avenida de España", "Alcobendas", "28100", 40.5450, -3.6420, Zone.Suburban),
        ],
        ["b-bcn"] =
        [
            new("Carrer de Mallorca", "Barcelona", "08036", 41.3920, 2.1590), new("Passeig de Gràcia", "Barcelona", "08007", 41.3920, 2.1650),
            new("Carrer d'Aragó", "Barcelona", "08009", 41.3950, 2.1690), new("La Rambla", "Barcelona", "08002", 41.3810, 2.1730),
            new("Avinguda Diagonal", "Barcelona", "08029", 41.3930, 2.1430), new("Carrer de Sants", "Barcelona", "08014", 41.3750, 2.1350),
            new("Gran de Gràcia", "Barcelona", "08012", 41.4010, 2.1530), new("Carrer de Balmes", "Barcelona", "08006", 41.3980, 2.1490),
            new("Passeig de Fabra i Puig", "Barcelona", "08016", 41.4290, 2.1770), new("Rambla del Poblenou", "Barcelona", "08005", 41.4010, 2.2010),
            new("Rambla Just Oliveras", "L'Hospitalet de Llobregat", "08901", 41.3610, 2.1020, Zone.Suburban),
            new("Carrer de Francesc Layret", "Badalona", "08911", 41.4480, 2.2470, Zone.Suburban), new("Rambla d'Ègara", "Terrassa", "08221", 41.5620, 2.0100, Zone.Suburban),
        ],
    };

    public static CustomerAddress Address(string branch, Random chance)
    {
        var street = Streets[branch][chance.Next(Streets[branch].Length)];
        var (region, country) = branch switch { "b-sh" => ("上海市", "CN"), "b-cd" => ("四川省", "CN"), "b-mad" => ("Comunidad de Madrid", "ES"), _ => ("Catalunya", "ES") };
        var number = chance.Next(1, 240);
        var line = country == "CN"
            ? string.Create(CultureInfo.InvariantCulture, $"{street.Name} {number} 弄 {chance.Next(1, 40)} 号 {chance.Next(1, 25)}0{chance.Next(1, 5)} 室")
            : string.Create(CultureInfo.InvariantCulture, $"{street.Name}, {number}, {chance.Next(1, 9)}º {(char)('A' + chance.Next(4))}");
        // A few hundred metres along the street.
        var at = new Coordinates(Math.Round(street.Latitude + (chance.NextDouble() - 0.5) * 0.008, 5), Math.Round(street.Longitude + (chance.NextDouble() - 0.5) * 0.008, 5));
        return new CustomerAddress("", line, street.City, region, street.PostalCode, country, street.Zone, at);
    }

    private sealed record Street(string Name, string City, string PostalCode, double Latitude, double Longitude, Zone Zone = Zone.Urban);
}
