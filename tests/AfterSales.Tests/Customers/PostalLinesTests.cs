using AfterSales.Customers.Rules;

namespace AfterSales.Tests.Customers;

public sealed class PostalLinesTests
{
    [Fact]
    public void A_letter_names_street_postal_code_and_city_as_far_as_they_are_known()
    {
        var details = new CustomerDetails { Name = "María García", Addresses = [new CustomerAddress("", "Calle de Alcalá, 120", "Madrid", PostalCode: "28009")] };
        Assert.Equal(["María García", "Calle de Alcalá, 120", "28009 Madrid"], details.PostalLines());
        Assert.Equal(["María García", "Madrid"], (details with { Addresses = [new CustomerAddress("", "", "Madrid")] }).PostalLines());
        Assert.Equal(["María García"], (details with { Addresses = [] }).PostalLines());
    }
}
