using AfterSales.Customers.Rules;
using AfterSales.Host.Demo;
using PhoneNumbers;

namespace AfterSales.Tests.Host;

public sealed class DemoCustomersTests
{
    private static readonly DemoCustomer[] All = [.. DemoCustomers.All(2000)];

    private static readonly Dictionary<string, (double Latitude, double Longitude)> Cities = new()
    {
        ["b-sh"] = (31.23, 121.47), ["b-cd"] = (30.66, 104.07), ["b-mad"] = (40.42, -3.70), ["b-bcn"] = (41.39, 2.17),
    };

    [Fact]
    public void The_same_customers_are_made_on_every_machine()
    {
        Assert.Equal(All.Take(300).Select(customer => (customer.Id, customer.Details)), DemoCustomers.All(300).Select(customer => (customer.Id, customer.Details)));
        Assert.Equal(2000, All.Select(customer => customer.Id).Distinct().Count());
        Assert.Equal(["b-bcn", "b-cd", "b-mad", "b-sh"], All.Select(customer => customer.Branch).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_file_is_one_that_the_rules_take()
    {
        foreach (var customer in All) Assert.Null(CustomerRules.Register(customer.Id, customer.Branch, customer.Details, null, DateTimeOffset.UnixEpoch).Refusal);
    }

    [Fact]
    public void Each_telephone_number_can_be_one_of_its_country()
    {
        var util = PhoneNumberUtil.GetInstance();
        foreach (var (customer, phone) in All.SelectMany(customer => customer.Details.Phones.Concat(customer.Details.Contacts.SelectMany(contact => contact.Phones)).Select(phone => (customer, phone))))
        {
            var number = util.Parse(phone.Number, null);
            Assert.True(util.IsValidNumber(number), phone.Number);
            Assert.Equal(customer.Branch is "b-sh" or "b-cd" ? 86 : 34, number.CountryCode);
        }
    }

    [Fact]
    public void Each_address_lies_in_or_around_its_city()
    {
        foreach (var (customer, at) in All.SelectMany(customer => customer.Details.Addresses.Where(a => a.Coordinates is not null).Select(a => (customer, a.Coordinates!))))
        {
            var (latitude, longitude) = Cities[customer.Branch];
            Assert.InRange(at.Latitude, latitude - 0.4, latitude + 0.4);
            Assert.InRange(at.Longitude, longitude - 0.4, longitude + 0.4);
        }
    }

    [Fact]
    public void The_commonest_surnames_are_the_oftenest()
    {
        var bearers = All.Where(customer => customer.Details.Kind == CustomerKind.Person && customer.Details.Name is ['王' or '李' or '张' or '刘' or '陈' or '杨', ..])
            .CountBy(customer => customer.Details.Name[0]).ToDictionary();
        Assert.Equal(6, bearers.Count);
        Assert.All(bearers, surname => Assert.InRange(surname.Value, 15, 100));
    }

    [Fact]
    public void Files_are_as_in_life_some_thin_some_twice_a_few_very_important_and_in_three_languages()
    {
        Assert.InRange(All.Count(customer => customer.Tier == CustomerTier.Vip), 20, 70);
        Assert.InRange(All.Count(customer => customer.Details.Name.Length == 0), 20, 80);
        Assert.InRange(All.Count(customer => customer.Details.Addresses.IsEmpty), 80, 260);
        Assert.InRange(All.Count(customer => customer.Details.Kind != CustomerKind.Person), 200, 450);
        foreach (var language in new[] { "zh-CN", "en", "es" }) Assert.InRange(All.Count(customer => customer.Details.Language == language), 80, 1400);
        var twice = All.Where(customer => customer.Details.Addresses.Exists(a => a.Street is not null)).GroupBy(customer => customer.Details.Addresses[0].Street).Count(same => same.Count() > 1);
        Assert.InRange(twice, 25, 60);
    }
}
