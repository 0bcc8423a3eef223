using System.Globalization;
using AfterSales.Customers.Rules;
using AfterSales.Products.Rules;
using AfterSales.Search;
using AfterSales.Search.Rules;
using AfterSales.Tickets.Rules;

namespace AfterSales.Benchmarks;

/// <summary>Customers of China and Spain with the commonest names, the same ones for the same number.</summary>
internal static class ManyCustomers
{
    public const int Branches = 100;

    private static readonly string[] Surnames = [.. "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕".EnumerateRunes().Select(rune => rune.ToString())];

    private static readonly string[] Given =
    [
        "伟", "芳", "娜", "秀英", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀兰", "霞", "平", "刚", "桂英", "建国", "志强", "晓明", "雨涵",
        "子轩", "浩然", "欣怡", "海燕", "玉兰", "建华", "文博", "思远", "佳琪", "俊杰", "梓涵", "一诺", "国强",
    ];

    private static readonly string[] First =
    [
        "José", "María", "Antonio", "Carmen", "Luis", "Ana", "Pedro", "Lucía", "Juan", "Marta", "Pablo", "Elena", "David", "Laura", "Javier", "Sara", "Carlos", "Irene", "Miguel",
        "Paula", "Ángel", "Begoña", "Íñigo", "Núria",
    ];

    private static readonly string[] Last =
    [
        "García", "López", "Martínez", "Sánchez", "Pérez", "Gómez", "Ruiz", "Díaz", "Moreno", "Álvarez", "Romero", "Navarro", "Torres", "Domínguez", "Vázquez", "Ramos", "Gil",
        "Serrano", "Blanco", "Molina", "Castro", "Ortega", "Rubio", "Marín", "Sanz", "Núñez", "Iglesias", "Medina", "Garrido", "Peña", "Cortés", "Castillo", "Ibáñez", "Muñoz",
    ];

    private static readonly string[] Roads = ["南京西路", "淮海中路", "人民路", "解放路", "中山北路", "建设路", "和平路", "新华路", "长江路", "友谊路", "四川北路", "延安中路", "虹桥路", "张江路"];

    private static readonly string[] Streets = ["Mayor", "Real", "del Sol", "de la Luna", "de Gracia", "de Alcalá", "Serrano", "de Goya", "de Velázquez", "de Toledo", "San Juan", "de la Paz"];

    private static readonly string[] Cities = ["上海", "成都", "北京", "广州", "Madrid", "Barcelona", "Valencia", "Sevilla"];

    public static Customer Number(int number)
    {
        var random = new Sequence((ulong)number + 1);
        var isChinese = number % 2 == 0;
        var city = Cities[(isChinese ? 0 : 4) + random.Below(4)];
        return new Customer
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"c-{random.Next():x16}{number:x8}"),
            BranchId = string.Create(CultureInfo.InvariantCulture, $"b-{(number / 2 % (Branches / 2) * 2) + (isChinese ? 0 : 1)}"),
            Details = new CustomerDetails
            {
                Name = isChinese ? random.Of(Surnames) + random.Of(Given) : $"{random.Of(First)} {random.Of(Last)} {random.Of(Last)}",
                Phones = [new((isChinese ? "+861" + (30 + random.Below(69)).ToString(CultureInfo.InvariantCulture) : "+346") + random.Below(100_000_000).ToString("d8", CultureInfo.InvariantCulture))],
                Addresses = [new("a1", isChinese ? $"{random.Of(Roads)} {1 + random.Below(2000)} 号" : $"Calle {random.Of(Streets)} {1 + random.Below(300)}", city)],
                Reference = string.Create(CultureInfo.InvariantCulture, $"K-{number:d7}"),
            },
        };
    }

    /// <summary>What somebody types who looks for this customer: his name letter by letter, his number, his address, what his machine is.</summary>
    public static IEnumerable<(string Kind, string Text)> Typed(int number)
    {
        var details = Number(number).Details;
        var (name, phone) = (details.Name, details.Phones[0].Number);
        var isChinese = name.Length < 4;
        for (var length = 1; length <= Math.Min(name.Length, 12); length++) yield return (isChinese ? "Chinese name" : "Spanish name", name[..length]);
        foreach (var key in NameKeys.Of(name).Where(key => key.Match is SearchMatch.Pinyin or SearchMatch.Initials).Take(2))
            foreach (var length in new[] { 2, 4, 6, 9 }.Where(length => length <= key.Text.Length)) yield return (key.Match == SearchMatch.Pinyin ? "pinyin" : "initials", key.Text[..length]);
        if (name.Split(' ') is [var first, var last, var mother])
        {
            foreach (var words in new[] { last, mother, $"{last} {mother}", $"{first} {mother}", $"{last} {first}" }) yield return ("Spanish name", words);
            foreach (var plain in new[] { name, last, $"{first} {mother}" }) yield return ("without accents", FoldedText.Fold(plain));
        }
        else yield return ("Chinese name", name[1..]);
        foreach (var part in new[] { phone, phone[^4..], phone[^6..], phone[3..7], phone[3..9], phone[..6] }) yield return (part == phone ? "phone" : "phone fragment", part);
        var address = details.Addresses[0];
        yield return ("address", address.Street!);
        yield return ("address", $"{address.Street} {address.City}");
        yield return ("address", $"{name} {address.City}");
        yield return ("reference", details.Reference!);
        yield return ("reference", details.Reference![^5..]);
        yield return ("serial number", Serial(number));
        yield return ("serial number", Serial(number)[^6..]);
        yield return ("ticket number", Ticket(number));
        yield return ("ticket number", Ticket(number)[3..]);
    }

    /// <summary>The entries of the customer and, with each tenth and each that is sought, of a machine and a ticket.</summary>
    /// <param name="soughtEvery">Every such number is sought.</param>
    public static IEnumerable<SearchRow> Rows(int number, int soughtEvery)
    {
        var customer = Number(number);
        yield return Customers.CustomerSearch.Of(customer);
        if (number % 10 != 0 && number % soughtEvery != 0) yield break;
        var product = new InstalledProduct
        {
            Id = $"ip-{customer.Id[2..]}", BranchId = customer.BranchId, CustomerId = customer.Id, Details = new ProductDetails("WM-8", Serial(number), null, null, null, []),
        };
        yield return Products.ProductSearch.Of(product);
        yield return Tickets.TicketSearch.Of(new Ticket
        {
            Id = $"t-{customer.Id[2..]}", Number = Ticket(number), BranchId = customer.BranchId, CustomerId = customer.Id, ProductId = product.Id,
        });
    }

    private static string Serial(int number) => string.Create(CultureInfo.InvariantCulture, $"WM8-{new Sequence((ulong)number).Next() % 10_000_000_000:d10}");

    private static string Ticket(int number) => string.Create(CultureInfo.InvariantCulture, $"SH-26{1 + (number % 12):d2}-{number:d6}");

    /// <summary>Numbers that look like chance and are the same everywhere (SplitMix64).</summary>
    private sealed class Sequence(ulong start)
    {
        private ulong _state = start;

        public ulong Next()
        {
            var z = unchecked(_state += 0x9E3779B97F4A7C15UL);
            z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
            z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
            return z ^ (z >> 31);
        }

        public int Below(int limit) => (int)(Next() % (ulong)limit);

        public string Of(string[] list) => list[Below(list.Length)];
    }
}
