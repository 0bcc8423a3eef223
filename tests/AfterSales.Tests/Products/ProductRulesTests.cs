using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Records;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Products;

public sealed class ProductRulesTests
{
    private static readonly ProductDetails Details = new("AC-35", "S-1", Date("2025-01-10"), Date("2025-01-10"), Date("2025-01-10"), [new PartWarranty("fan", 24)]);

    private static readonly DateOnly Today = Date("2025-06-01");

    private static InstalledProduct Registered =>
        InstalledProduct.Apply(null, Assert.Single(ProductRules.Register("ip-1", "b-sh", "c-1", Details, null, Today).Events));

    [Fact]
    public void The_same_report_again_changes_nothing()
    {
        var again = ProductRules.Put(Registered, "c-1", Details with { Parts = [new PartWarranty("fan", 24)] }, Today);
        Assert.Null(again.Refusal);
        Assert.Empty(again.Events);
    }

    [Fact]
    public void Other_details_of_the_same_customer_amend_it()
    {
        var amended = InstalledProduct.Apply(Registered, Assert.Single(ProductRules.Put(Registered, "c-1", Details with { Parts = [] }, Today).Events));
        Assert.Empty(amended.Details.Parts);
    }

    [Fact]
    public void A_unit_of_one_customer_is_not_registered_for_another() =>
        Assert.Equal(new ProductBelongsToAnother("ip-1"), ProductRules.Put(Registered, "c-2", Details, Today).Refusal);

    [Theory]
    [InlineData("2025-01-09", "2025-01-10", "installedOn")]
    [InlineData("2025-01-10", "2025-01-09", "acceptedOn")]
    [InlineData(null, "2025-01-09", "acceptedOn")]
    public void Installation_does_not_precede_the_purchase_nor_acceptance_the_installation(string? installed, string accepted, string path)
    {
        var details = Details with { InstalledOn = installed is null ? null : Date(installed), AcceptedOn = Date(accepted) };
        Assert.Equal(path, Assert.Single(Assert.IsType<InputInvalid>(ProductRules.Register("ip-1", "b-sh", "c-1", details, null, Today).Refusal).Issues).Path);
    }

    [Fact]
    public void A_product_needs_a_model() =>
        Assert.IsType<InputInvalid>(ProductRules.Register("ip-1", "b-sh", "c-1", Details with { Model = " " }, null, Today).Refusal);

    [Theory]
    [InlineData(-1)]
    [InlineData(601)]
    public void A_warranty_term_is_from_none_to_fifty_years(int months) =>
        Assert.IsType<InputInvalid>(ProductRules.Register("ip-1", "b-sh", "c-1", Details with { Parts = [new PartWarranty("fan", months)] }, null, Today).Refusal);

    [Fact]
    public void A_model_has_each_serial_number_once_however_it_is_typed() =>
        Assert.Equal(IProductGrain.KeyOf("AC-35", "s-1"), IProductGrain.KeyOf(" ac-35 ", "S-1 "));
}
