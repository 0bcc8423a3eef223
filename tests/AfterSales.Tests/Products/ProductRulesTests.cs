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

    [Theory]
    [InlineData("purchasedOn", "2025-06-02", null, null)]
    [InlineData("installedOn", "2025-01-10", "2025-06-02", null)]
    [InlineData("acceptedOn", "2025-01-10", "2025-01-10", "2025-06-02")]
    public void Nothing_of_a_unit_happened_tomorrow(string path, string bought, string? installed, string? accepted)
    {
        var details = Details with { PurchasedOn = Date(bought), InstalledOn = installed is null ? null : Date(installed), AcceptedOn = accepted is null ? null : Date(accepted) };
        Assert.Equal(new InputIssue(path, "IN_THE_FUTURE"),
            Assert.Single(Assert.IsType<InputInvalid>(ProductRules.Register("ip-1", "b-sh", "c-1", details, null, Today).Refusal).Issues));
    }

    [Theory]
    [InlineData("b-sh", true)]
    [InlineData("d-north-7", true)]
    [InlineData("c-1", true)]
    [InlineData("ip-1", false)]
    [InlineData("b-", false)]
    [InlineData("d-É", false)]
    public void A_seller_is_a_branch_or_a_dealer(string seller, bool isSeller) =>
        Assert.Equal(isSeller, ProductRules.Register("ip-1", "b-sh", "c-1", Details with { SellerId = seller }, null, Today).Refusal is null);

    [Fact]
    public void A_term_is_agreed_once_for_a_part() =>
        Assert.IsType<InputInvalid>(ProductRules.Register("ip-1", "b-sh", "c-1", Details with { Parts = [new("fan", 1), new("FAN ", 2)] }, null, Today).Refusal);

    [Fact]
    public void A_list_adds_what_it_says_and_takes_nothing_away()
    {
        var known = Details with { SellerId = "d-1", IsProject = true, AgreedMonths = 24 };
        var listed = new ProductDetails("ac-35", "s-1", null, null, Date("2025-02-01"), []);
        Assert.Equal(known with { AcceptedOn = Date("2025-02-01") }, ProductRules.Supplemented(known, listed));
        Assert.Equal([new PartWarranty("Fan", 36), new PartWarranty("pump", 6)],
            ProductRules.Supplemented(known with { Parts = [new("fan", 24), new("pump", 6)] }, listed with { Parts = [new("Fan", 36)] }).Parts);
    }

    [Fact]
    public void A_unit_whose_number_was_corrected_is_not_turned_back_by_a_list() =>
        Assert.Equal(new SerialCorrected("ip-1", "S-1"), ProductRules.Put(Registered, "c-1", Details with { Serial = "S-2" }, Today).Refusal);

    [Fact]
    public void A_day_that_is_not_said_stays_as_it_is_known()
    {
        var installed = InstalledProduct.Apply(Registered, Assert.Single(ProductRules.Install(Registered, new(null, Date("2025-03-01")), Today).Events));
        Assert.Equal((Details.InstalledOn, Date("2025-03-01")), (installed.Details.InstalledOn, installed.Details.AcceptedOn));
        Assert.IsType<InputInvalid>(ProductRules.Install(Registered, new(null, null), Today).Refusal);
    }

    [Theory]
    [InlineData("on", "2025-06-02")]
    [InlineData("on", "2025-01-09")]
    [InlineData("replacedById", "2025-06-01", "ip-1")]
    public void A_unit_is_retired_between_its_sale_and_today_and_not_by_itself(string path, string on, string? by = null)
    {
        var refused = ProductRules.Retire(Registered, new RetireProduct(Date(on), RetirementReason.Replaced, by), Today).Refusal;
        Assert.Equal(path, Assert.Single(Assert.IsType<InputInvalid>(refused).Issues).Path);
    }

    [Theory]
    [InlineData("part", " ", "质检院", "2025-05-01", "2025-05-10", "why")]
    [InlineData("authority", "fan", "", "2025-05-01", "2025-05-10", "why")]
    [InlineData("why", "fan", "质检院", "2025-05-01", "2025-05-10", " ")]
    [InlineData("faultOn", "fan", "质检院", "2025-01-09", "2025-05-10", "why")]
    [InlineData("judgedOn", "fan", "质检院", "2025-05-01", "2025-04-30", "why")]
    [InlineData("judgedOn", "fan", "质检院", "2025-05-01", "2025-06-02", "why")]
    public void A_judgement_says_of_what_by_whom_when_and_why(string path, string part, string authority, string fault, string judged, string why)
    {
        var refused = ProductRules.Judge(Registered, new JudgeFault(part, authority, Date(fault), Date(judged), why), Today).Refusal;
        Assert.Equal(path, Assert.Single(Assert.IsType<InputInvalid>(refused).Issues).Path);
    }

    [Fact]
    public void Judgements_are_counted_and_stand()
    {
        var request = new JudgeFault("fan", "质检院", Date("2025-05-01"), Date("2025-05-10"), "轴承早期磨损");
        var judged = InstalledProduct.Apply(Registered, Assert.Single(ProductRules.Judge(Registered, request, Today).Events));
        Assert.Equal(2, Assert.IsType<FaultJudged>(Assert.Single(ProductRules.Judge(judged, request, Today).Events)).Number);
    }
}
