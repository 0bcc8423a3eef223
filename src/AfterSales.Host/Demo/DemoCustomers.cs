using System.Globalization;
using AfterSales.Customers.Rules;

namespace AfterSales.Host.Demo;

/// <summary>A customer of the demo company, as files come in life: some thin, some twice, a few very important.</summary>
internal sealed record DemoCustomer(string Id, string Branch, CustomerDetails Details, CustomerTier Tier, DemoConsent[] Consents, MaintenanceCycle? Cycle, int NextServiceInDays);

/// <param name="IsGiven">False: refused.</param>
internal sealed record DemoConsent(ConsentChannel Channel, bool IsGiven);

/// <summary>The customers beside those the demo's stories are about: the same ones on every machine.</summary>
internal static class DemoCustomers
{
    // Two of five in Shanghai; the smallest branch is the last.
    private static readonly string[] Branches = ["b-sh", "b-sh", "b-sh", "b-sh", "b-cd", "b-cd", "b-mad", "b-mad", "b-mad", "b-bcn"];

    private static readonly string[] Roles = ["行政经理", "前台", "物业主管", "采购"];

    private static readonly string[] SpanishRoles = ["portero", "gerente", "administradora", "recepción"];

    public static IEnumerable<DemoCustomer> All(int count)
    {
        DemoCustomer? before = null;
        for (var number = 1; number <= count; number++)
        {
            // A number of one's own, so that one more customer changes none before it.
            var chance = new Random(SeedOf(number));
            var customer = number % 50 == 0 && before is not null ? Again(before, number, chance) : New(number, chance);
            yield return before = customer;
        }
    }

    /// <summary>Far from those before and behind it: what is drawn from neighbouring seeds is nearly the same, and some names would never be.</summary>
    private static int SeedOf(int number) => unchecked((int)(0x9E37_79B9u * (uint)(20_260_301 + number)));

    private static DemoCustomer New(int number, Random chance)
    {
        var branch = Branches[number % Branches.Length];
        var address = DemoPlaces.Address(branch, chance);
        var isEnglish = chance.Next(100) < 8;
        var kind = chance.Next(100) switch { < 84 => CustomerKind.Person, < 97 => CustomerKind.Organisation, _ => CustomerKind.Dealer };
        var isFirm = kind != CustomerKind.Person;
        var details = new CustomerDetails
        {
            Kind = kind,
            Name = isFirm ? DemoPeople.Firm(branch, address.City!, chance) : DemoPeople.Person(branch, isEnglish, chance),
            Phones = isFirm ? [DemoPeople.Landline(branch, chance)] : chance.Next(6) == 0 ? [DemoPeople.Mobile(branch, chance), DemoPeople.Landline(branch, chance)] : [DemoPeople.Mobile(branch, chance)],
            Email = chance.Next(3) == 0 ? string.Create(CultureInfo.InvariantCulture, $"customer{number}@example.{(address.Country == "CN" ? "cn" : "es")}") : null,
            Contacts = isFirm ? [new ContactPerson("", DemoPeople.Person(branch, isEnglish: false, chance), (address.Country == "CN" ? Roles : SpanishRoles)[chance.Next(4)], [DemoPeople.Mobile(branch, chance)])] : [],
            Addresses = isFirm && chance.Next(4) == 0 ? [address, DemoPlaces.Address(branch, chance)] : [address],
            Language = isEnglish && !isFirm ? "en" : address.Country == "CN" ? "zh-CN" : "es",
            TimeZone = isEnglish && chance.Next(4) == 0 ? "Europe/London" : null,
        };
        return new(Key(branch, number), branch, Thinned(details, chance), chance.Next(100) switch { < 2 => CustomerTier.Vip, < 8 => CustomerTier.Important, _ => CustomerTier.Normal },
            chance.Next(10) switch
            {
                0 => [new(ConsentChannel.Email, true)],
                1 => [new(ConsentChannel.Call, false)],
                _ => [],
            },
            chance.Next(5) == 0 ? new MaintenanceCycle(chance.Next(2) == 0 ? 6 : 12, CycleUnit.Months) : null, chance.Next(20, 360));
    }

    /// <summary>One file in seven lacks what an agent forgot to ask; one in fifty says a telephone number and no more.</summary>
    private static CustomerDetails Thinned(CustomerDetails details, Random chance) => chance.Next(100) switch
    {
        < 2 => new CustomerDetails { Phones = [details.Phones[0]] },
        < 7 => details with { Addresses = [] },
        < 11 => details with { Language = null },
        < 14 => details with { Addresses = [details.Addresses[0] with { Street = null, Coordinates = null }] },
        _ => details,
    };

    /// <summary>The customer before, taken down a second time: with another number, and as another hand writes the name.</summary>
    private static DemoCustomer Again(DemoCustomer known, int number, Random chance)
    {
        var name = known.Details.Name.Replace('í', 'i').Replace('á', 'a').Replace('é', 'e').Replace('ó', 'o');
        if (name == known.Details.Name && name.Length is 2 or 3) name = $"{name[..1]} {name[1..]}";
        var details = known.Details with { Name = name, Phones = [DemoPeople.Mobile(known.Branch, chance)], Email = null };
        return known with { Id = Key(known.Branch, number), Details = details, Tier = CustomerTier.Normal, Consents = [], Cycle = null };
    }

    private static string Key(string branch, int number) => string.Create(CultureInfo.InvariantCulture, $"c-{branch[2..]}-d{number:D4}");
}
