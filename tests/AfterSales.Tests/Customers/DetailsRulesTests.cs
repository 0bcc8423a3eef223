using AfterSales.Branches.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Records;
using CsCheck;
using static AfterSales.Tests.Customers.CustomerScenarios;

namespace AfterSales.Tests.Customers;

public sealed class DetailsRulesTests
{
    private static readonly Gen<CustomerAddress> SomeAddress =
        Gen.Select(Gen.OneOf("", "Calle Mayor, 4", "南京东路 1", "5 High St"), Gen.OneOf("Madrid", "上海"), Gen.Bool)
            .Select((street, city, isDefault) => new CustomerAddress("", street, city, IsDefault: isDefault));

    [Fact]
    public void Addresses_and_contacts_are_numbered_for_good_and_a_number_is_never_given_again()
    {
        var hotel = Registered(Hotel);
        Assert.Equal(["a1", "a2"], hotel.Details.Addresses.Select(address => address.Id));
        Assert.Equal(["p3"], hotel.Details.Contacts.Select(contact => contact.Id));
        var less = After(hotel, CustomerRules.RemoveContact(hotel, "p3", Now));
        var more = After(less, CustomerRules.PutContact(less, new ContactPerson("", "Núria", null, []), Now));
        Assert.Equal(["p4"], more.Details.Contacts.Select(contact => contact.Id));
    }

    [Fact]
    public void An_address_typed_again_without_its_number_keeps_it()
    {
        var hotel = Registered(Hotel);
        var amended = After(hotel, CustomerRules.Amend(hotel, Hotel with { Addresses = [Hotel.Addresses[1], new CustomerAddress("", "Gran Vía, 1", "Madrid")] }, Now));
        Assert.Equal(["a2", "a4"], amended.Details.Addresses.Select(address => address.Id));
    }

    [Fact]
    public void The_default_address_stays_it_until_another_is_named_or_it_goes()
    {
        var hotel = Registered(Hotel);
        Assert.Equal("a1", hotel.Details.Address!.Id);
        var changed = After(hotel, CustomerRules.PutAddress(hotel, new CustomerAddress("a1", "Calle Mayor, 6", "Madrid"), Now));
        Assert.Equal(("a1", "Calle Mayor, 6"), (changed.Details.Address!.Id, changed.Details.Address.Street));
        var named = After(changed, CustomerRules.PutAddress(changed, new CustomerAddress("a2", "Calle de Alcalá, 120", "Madrid", Zone: Zone.Suburban, IsDefault: true), Now));
        Assert.Equal(("a2", Zone.Suburban), (named.Details.Address!.Id, named.Zone));
        Assert.Equal("a1", After(named, CustomerRules.RemoveAddress(named, "a2", Now)).Details.Address!.Id);
    }

    [Fact]
    public void What_the_file_does_not_have_can_neither_be_amended_nor_removed()
    {
        var hotel = Registered(Hotel);
        Assert.IsType<NotFound>(CustomerRules.PutAddress(hotel, new CustomerAddress("a9", "x", "y"), Now).Refusal);
        Assert.IsType<NotFound>(CustomerRules.RemoveAddress(hotel, "a9", Now).Refusal);
        Assert.IsType<NotFound>(CustomerRules.PutContact(hotel, new ContactPerson("p9", "x", null, []), Now).Refusal);
        Assert.IsType<NotFound>(CustomerRules.RemoveContact(hotel, "p9", Now).Refusal);
        var refusal = Assert.IsType<InputInvalid>(CustomerRules.Amend(hotel, Hotel with { Contacts = [new ContactPerson("p9", "x", null, [])] }, Now).Refusal);
        Assert.Equal([new InputIssue("contacts[0].id", "UNKNOWN")], refusal.Issues);
    }

    [Fact]
    public void What_is_wrong_is_said_of_each_place()
    {
        var details = Hotel with
        {
            Language = "español", TimeZone = "Mars/Phobos",
            Contacts = [new ContactPerson("", " ", null, [])],
            Addresses =
            [
                new CustomerAddress("", "x", "y", Country: "esp", IsDefault: true), new CustomerAddress("", " ", null, IsDefault: true),
                new CustomerAddress("", "z", null, Coordinates: new Coordinates(90.1, double.NaN)),
            ],
        };
        var refusal = Assert.IsType<InputInvalid>(CustomerRules.Register("c-1", "b-sh", details, "acc-1", Now).Refusal);
        Assert.Equal(
            [
                new("language", "LANGUAGE_UNKNOWN"), new("timeZone", "TIME_ZONE_UNKNOWN"), new("contacts[0].name", "NAME_OR_PHONE_REQUIRED"),
                new("addresses", "ONE_DEFAULT_ONLY"), new("addresses[0].country", "COUNTRY_UNKNOWN"), new("addresses[1].street", "REQUIRED"),
                new("addresses[2].coordinates.latitude", "OUT_OF_RANGE"), new("addresses[2].coordinates.longitude", "OUT_OF_RANGE"),
            ],
            refusal.Issues);
    }

    [Fact]
    public void However_addresses_come_and_go_numbers_differ_and_one_is_the_default() =>
        Gen.Select(SomeAddress.Array[0, 6], SomeAddress.Array[0, 6]).Sample((first, second) =>
        {
            var before = DetailsRules.Ordered(Wang with { Addresses = [.. first.Select((a, i) => a with { IsDefault = i == 1 })] }, new CustomerDetails(), 0);
            var after = DetailsRules.Ordered(Wang with { Addresses = [.. second.Select((a, i) => a with { IsDefault = i == 2 })] }, before, before.LastPart);
            Assert.Equal(after.Addresses.Count, after.Addresses.Select(a => a.Id).Distinct().Count());
            Assert.Equal(after.Addresses.IsEmpty ? 0 : 1, after.Addresses.Count(a => a.IsDefault));
            Assert.All(after.Addresses, a => Assert.True(
                !before.Addresses.Exists(b => b.Id == a.Id) || before.Addresses.Exists(b => b.Id == a.Id && b.Street == a.Street && b.City == a.City)));
            Assert.Equal(after, DetailsRules.Ordered(after, after, after.LastPart));
        });
}
