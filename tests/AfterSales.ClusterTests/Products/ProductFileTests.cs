using AfterSales.Access;
using AfterSales.Catalogue;
using AfterSales.Catalogue.Rules;
using AfterSales.Customers;
using AfterSales.Policies;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Records;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Products;

/// <summary>Units on file: one serial number each, where they are and were, and the warranty that lists are made by.</summary>
public abstract class ProductFileTests(TestCluster cluster)
{
    private static readonly Caller Headquarters = TestCluster.At(Assignment.Headquarters, Role.Administrator);

    private DateOnly Today => DateOnly.FromDateTime(cluster.Now.AddHours(8).UtcDateTime);

    [Fact]
    public async Task A_serial_number_that_two_units_claim_at_once_goes_to_one_of_them()
    {
        var company = await Company.Open(cluster);
        var units = new List<IProductGrain>();
        for (var i = 0; i < 8; i++) units.Add(await Unit(company, "AC-35", serial: null));
        var answers = await Task.WhenAll(units.Select(unit => unit.Amend(company.Intent(Details("ac-35", "Ｓ1-" + company.BranchId)))));
        Assert.Equal(1, answers.Count(answer => answer.Refusal is null));
        var winner = answers.Single(answer => answer.Refusal is null).Key;
        Assert.All(answers.Where(answer => answer.Refusal is not null), answer =>
            Assert.Equal(winner, Assert.IsType<SerialTaken>(answer.Refusal).ProductId));
        Assert.Single(await Rows(company), row => row.Serial is { } serial && serial.EndsWith(company.BranchId.ToUpperInvariant(), StringComparison.Ordinal) && row.ModelId == IModelGrain.KeyOf("AC-35"));
    }

    [Fact]
    public async Task Another_model_may_have_the_same_number_and_another_branch_is_not_told_whose_it_is()
    {
        var company = await Company.Open(cluster);
        var other = await Company.Open(cluster);
        var serial = $"N-{company.BranchId}";
        await Unit(company, "AC-35", serial);
        await Unit(other, "WH-200", serial);
        var unit = await Unit(other, "AC-35", serial: null);
        Assert.Equal(new SerialTaken(serial, null), await Company.Refused<SerialTaken>(unit.Amend(other.Intent(Details("AC-35", serial)))));
    }

    [Fact]
    public async Task A_corrected_number_is_free_for_the_unit_that_really_bears_it()
    {
        var company = await Company.Open(cluster);
        var (wrong, right) = ($"W-{company.BranchId}", $"R-{company.BranchId}");
        var unit = await Unit(company, "AC-35", wrong);
        await Company.Accepted(unit.Amend(company.Intent(Details("AC-35", right))));
        var keys = cluster.Services.GetRequiredService<ProductKeys>();
        Assert.Equal(unit.GetPrimaryKeyString(), (await keys.For(Details("AC-35", right), company.Staff)).Key);
        Assert.Null((await keys.For(Details("AC-35", wrong), company.Staff)).Key);
        // A list that still has the wrong number is told so.
        await Company.Refused<SerialCorrected>(unit.Put(company.Intent(new RegisterProduct(company.CustomerId, Details("AC-35", wrong), IsFromList: true))));
        await Unit(company, "AC-35", wrong, key: $"ip-{Guid.NewGuid():N}x");
    }

    [Fact]
    public async Task A_unit_is_moved_with_its_history_and_its_warranty()
    {
        var company = await Company.Open(cluster);
        var unit = await Unit(company, "AC-35", $"M-{company.BranchId}");
        var next = await Customer(company, "next");
        var before = (await unit.Read(company.Staff))!;
        await Company.Refused<AddressUnknown>(unit.Move(company.Intent(new MoveProduct(next, "a7"))));
        await Company.Accepted(unit.Move(company.Intent(new MoveProduct(next, "a1", "搬家"), "move-1")));
        // The same request again, and the same wish again, change nothing.
        await Company.Accepted(unit.Move(company.Intent(new MoveProduct(next, "a1", "搬家"), "move-1")));
        await Company.Accepted(unit.Move(company.Intent(new MoveProduct(next, "a1"))));
        var after = (await unit.Read(company.Staff))!;
        Assert.Equal((next, "a1"), (after.CustomerId, after.AddressId));
        Assert.Equal([new Placement(company.CustomerId, company.BranchId, null, Today)], after.EarlierPlacements);
        Assert.Equal(before.Warranty, after.Warranty);
        Assert.Equal("搬家", Assert.Single(await cluster.Rows<JournalTextRow>(rows => rows.Where(row => row.Record == after.Id))).Words);
    }

    [Fact]
    public async Task Headquarters_moves_a_unit_to_another_branchs_customer_and_the_branch_loses_sight_of_it()
    {
        var (company, other) = (await Company.Open(cluster), await Company.Open(cluster));
        var unit = await Unit(company, "AC-35", $"H-{company.BranchId}");
        await Company.Refused<NotFound>(unit.Move(company.Intent(new MoveProduct(other.CustomerId))));
        await Company.Accepted(unit.Move(new Intent<MoveProduct>(new MoveProduct(other.CustomerId), Headquarters)));
        Assert.Null(await unit.Read(company.Staff));
        Assert.Equal(other.BranchId, (await unit.Read(other.Staff))!.BranchId);
        Assert.Equal(other.BranchId, Assert.Single(await cluster.Rows<InstalledProductRow>(rows => rows.Where(row => row.Id == unit.GetPrimaryKeyString()))).BranchId);
    }

    [Fact]
    public async Task A_retired_unit_is_not_moved_until_it_is_reinstated()
    {
        var company = await Company.Open(cluster);
        var unit = await Unit(company, "AC-35", $"T-{company.BranchId}");
        var retire = new RetireProduct(new DateOnly(2026, 3, 1), RetirementReason.Scrapped);
        await Company.Accepted(unit.Retire(company.Intent(retire)));
        await Company.Accepted(unit.Retire(company.Intent(retire)));
        await Company.Refused<ProductAlreadyRetired>(unit.Retire(company.Intent(retire with { Reason = RetirementReason.Lost })));
        await Company.Refused<ProductAlreadyRetired>(unit.Move(company.Intent(new MoveProduct(await Customer(company, "late")))));
        await Company.Accepted(unit.Reinstate(company.Intent(new ReinstateProduct())));
        await Company.Accepted(unit.Move(company.Intent(new MoveProduct(await Customer(company, "late")))));
    }

    [Fact]
    public async Task Days_are_those_of_the_branch()
    {
        var company = await Company.Open(cluster);
        var unit = await Unit(company, "AC-35", $"D-{company.BranchId}");
        var tomorrow = Today.AddDays(1);
        await Company.Refused<InputInvalid>(unit.Install(company.Intent(new InstallProduct(tomorrow, null))));
        await cluster.Time.MoveTo(new DateTimeOffset(cluster.Now.UtcDateTime.Date, TimeSpan.Zero).AddHours(16));
        // Midnight in Shanghai, and still the day before in Greenwich.
        await Company.Accepted(unit.Install(company.Intent(new InstallProduct(tomorrow, null))));
    }

    [Fact]
    public async Task A_change_of_the_catalogues_terms_reaches_the_lists_of_the_units_sold_in_them_and_no_others()
    {
        var company = await Company.Open(cluster);
        var code = $"WM-{company.BranchId}";
        var (spring, summer) = (await Unit(company, code, "1", new DateOnly(2025, 3, 1)), await Unit(company, code, "2", new DateOnly(2025, 7, 1)));
        Assert.Equal(new ReckonedWarranty(new DateOnly(2025, 3, 1), new DateOnly(2026, 2, 28), 0, 12), (await spring.Read(company.Staff))!.Warranty);
        var model = cluster.Grains.GetGrain<IModelGrain>(IModelGrain.KeyOf(code));
        await Company.Accepted(model.Register(new Intent<RegisterModel>(new RegisterModel(code, Washer), Headquarters)));
        await Company.Accepted(model.Announce(new Intent<Promotion>(
            new Promotion(0, new LocalText("Spring", null, null), null, 36, new DateOnly(2025, 2, 1), new DateOnly(2025, 4, 30)), Headquarters)));
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(2));
        Assert.Equal(new ReckonedWarranty(new DateOnly(2025, 3, 1), new DateOnly(2028, 2, 29), 2, 12), (await spring.Read(company.Staff))!.Warranty);
        Assert.Equal(new ReckonedWarranty(new DateOnly(2025, 7, 1), new DateOnly(2026, 12, 31), 2, 12), (await summer.Read(company.Staff))!.Warranty);
        Assert.Equal(new DateOnly(2028, 2, 29), (await Rows(company)).Single(row => row.Id == spring.GetPrimaryKeyString()).WarrantyUntil);
    }

    [Fact]
    public async Task A_change_of_the_companys_general_term_reaches_the_lists_of_the_units_it_holds_for()
    {
        var company = await Company.Open(cluster);
        var (unknown, known) = (await Unit(company, $"G-{company.BranchId}", "1"), await Unit(company, $"K-{company.BranchId}", "1"));
        await Company.Accepted(cluster.Grains.GetGrain<IModelGrain>(IModelGrain.KeyOf($"K-{company.BranchId}"))
            .Register(new Intent<RegisterModel>(new RegisterModel($"K-{company.BranchId}", Washer), Headquarters)));
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(2));
        await Company.Accepted(cluster.Grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(company.BranchId)).Set(
            new Intent<SetPolicy>(new SetPolicy(company.BranchId, WarrantyPolicies.Months.Key, PolicyBook.Write(WarrantyPolicies.Months, 36)), Headquarters)));
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(2));
        Assert.Equal(new DateOnly(2028, 5, 31), (await unknown.Read(company.Staff))!.Warranty.Until);
        Assert.Equal(new DateOnly(2026, 11, 30), (await known.Read(company.Staff))!.Warranty.Until);
        Assert.All(await Rows(company), row => Assert.Equal(36, row.GeneralMonths));
    }

    private static ModelDetails Washer => new(new LocalText("Washer", "洗衣机", "Lavadora"), "washing", [],
        [new WarrantyTerm(null, 18, WarrantyTerm.UsualStartOrder)], [], [], LocalText.None);

    private static ProductDetails Details(string model, string? serial, DateOnly? bought = null) =>
        new(model, serial, bought ?? new DateOnly(2025, 6, 1), null, null, []);

    private async Task<IProductGrain> Unit(Company company, string model, string? serial, DateOnly? bought = null, string? key = null)
    {
        var unit = cluster.Grains.GetGrain<IProductGrain>(key ?? (serial is null ? $"ip-{Guid.NewGuid():N}x" : IProductGrain.KeyOf(model, serial)));
        await Company.Accepted(unit.Put(company.Intent(new RegisterProduct(company.CustomerId, Details(model, serial, bought)))));
        return unit;
    }

    private async Task<string> Customer(Company company, string name)
    {
        var key = $"{company.CustomerId}-{name}";
        await cluster.Grains.GetGrain<ICustomerGrain>(key).Register(company.Intent(new RegisterCustomer(company.BranchId, Company.Wang)));
        return key;
    }

    private Task<List<InstalledProductRow>> Rows(Company company) => cluster.Rows<InstalledProductRow>(rows => rows.Where(row => row.BranchId == company.BranchId));
}

public sealed class ProductFileTestsOnSqlite(SqliteCluster cluster) : ProductFileTests(cluster), IClassFixture<SqliteCluster>;

public sealed class ProductFileTestsOnPostgreSql(PostgreSqlCluster cluster) : ProductFileTests(cluster), IClassFixture<PostgreSqlCluster>;
