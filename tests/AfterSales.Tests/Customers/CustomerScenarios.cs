using AfterSales.Branches.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Records;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Customers;

/// <summary>Named customer files.</summary>
internal static class CustomerScenarios
{
    public static readonly DateTimeOffset Now = At("2026-03-09T02:00:00Z");

    public static CustomerDetails Wang { get; } = new()
    {
        Name = "王伟",
        Phones = [new Phone("+8613800138000")],
        Addresses = [new CustomerAddress("", "南京东路 1", "上海", Country: "CN")],
        Language = "zh-CN",
        Reference = "K-1",
    };

    public static CustomerDetails Hotel { get; } = new()
    {
        Kind = CustomerKind.Organisation,
        Name = "Hotel Núñez",
        Phones = [new Phone("+34915221098", "12")],
        Contacts = [new ContactPerson("", "Íñigo Peña", "portero", [new Phone("+34612345678")])],
        Addresses = [new CustomerAddress("", "Calle Mayor, 4", "Madrid"), new CustomerAddress("", "Calle de Alcalá, 120", "Madrid", Zone: Zone.Suburban)],
        Language = "es",
    };

    public static Customer Registered(CustomerDetails? details = null) => After(null, CustomerRules.Register("c-1", "b-sh", details ?? Wang, "acc-1", Now));

    public static Customer After(Customer? before, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(before, (state, happened) => Customer.Apply(state, happened))!;
    }
}
