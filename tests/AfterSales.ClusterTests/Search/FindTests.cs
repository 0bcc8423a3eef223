using AfterSales.Access;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Search;
using AfterSales.Search.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Search;

/// <summary>What is typed is found on both databases, and nobody finds what he may not see.</summary>
public abstract class FindTests(TestCluster cluster)
{
    private static readonly Caller Headquarters = TestCluster.At(Assignment.Headquarters, Role.ServiceDirector);

    [Theory]
    [InlineData("王", SearchMatch.Name)]
    [InlineData("王伟", SearchMatch.Name)]
    [InlineData("伟", SearchMatch.Name)]
    [InlineData("w", SearchMatch.Pinyin)]
    [InlineData("ww", SearchMatch.Initials)]
    [InlineData("wang wei", SearchMatch.Pinyin)]
    [InlineData("138 0013 8000", SearchMatch.Phone)]
    [InlineData("+8613800138000", SearchMatch.Phone)]
    [InlineData("0086 138", SearchMatch.PhonePart)]
    [InlineData("8000", SearchMatch.PhonePart)]
    [InlineData("东路", SearchMatch.Words)]
    [InlineData("路", SearchMatch.Words)]
    [InlineData("nanjing", SearchMatch.Words)]
    [InlineData("上海 王", SearchMatch.Words)]
    public async Task A_customer_is_found_by_what_people_type(string typed, SearchMatch why)
    {
        var company = await Company.Open(cluster);
        var found = await Find(typed, company.Staff, SearchKind.Customer);
        Assert.Equal((company.CustomerId, why), (Assert.Single(found).Row.Id, found[0].Match));
    }

    [Theory]
    [InlineData("jose garcia", SearchMatch.Name)]
    [InlineData("PEÑA", SearchMatch.Name)]
    [InlineData("pena", SearchMatch.Name)]
    [InlineData("alcala", SearchMatch.Words)]
    [InlineData("911 23", SearchMatch.PhonePart)]
    [InlineData("+34 911 23 45 67", SearchMatch.Phone)]
    [InlineData("mad-77", SearchMatch.Code)]
    [InlineData("porteria", SearchMatch.Name)]
    public async Task A_Spanish_customer_is_found_with_and_without_accents(string typed, SearchMatch why)
    {
        var company = await Company.Open(cluster);
        var key = await Registered(company, "jose", Jose);
        var found = await Find(typed, company.Staff);
        Assert.Equal((key, why), (found[0].Row.Id, found[0].Match));
    }

    [Fact]
    public async Task Products_technicians_and_tickets_are_found_by_their_codes_and_names()
    {
        var company = await Company.Open(cluster);
        var serial = $"WM8-{company.BranchId[2..]}-2408811";
        await Company.Accepted(cluster.Grains.GetGrain<IProductGrain>($"{company.ProductId}-2").Put(company.Intent(
            new RegisterProduct(company.CustomerId, new ProductDetails("WM-8", serial, null, null, null, [])))));
        var number = (await (await company.Registered("found")).Read(Caller.System))!.Number;
        Assert.Equal(SearchKind.InstalledProduct, Assert.Single(await Find(serial, company.Staff)).Row.Kind);
        Assert.Equal(SearchKind.InstalledProduct, Assert.Single(await Find("2408811", company.Staff)).Row.Kind);
        var unit = cluster.Grains.GetGrain<IProductGrain>($"{company.ProductId}-2");
        await Company.Accepted(unit.IssueCard(company.Intent(new IssuePaper($"BX-{company.BranchCode}-77", DateOnly.FromDateTime(cluster.Now.UtcDateTime)))));
        Assert.Equal(unit.GetPrimaryKeyString(), Assert.Single(await Find($"bx-{company.BranchCode}-77", company.Staff)).Row.Id);
        Assert.Equal((SearchKind.Ticket, SearchMatch.Code), (await Find(number, company.Staff)).Select(hit => (hit.Row.Kind, hit.Match)).Single());
        Assert.Equal(SearchKind.Technician, Assert.Single(await Find("li", company.Staff)).Row.Kind);
        Assert.Empty(await Find("li", company.Staff, SearchKind.Customer));
    }

    [Theory]
    [InlineData("7-24")]
    [InlineData("m7-2408")]
    [InlineData("M724")]
    [InlineData("088")]
    public async Task The_middle_of_a_serial_number_is_found_whatever_divides_it(string typed)
    {
        var company = await Company.Open(cluster);
        await Company.Accepted(cluster.Grains.GetGrain<IProductGrain>($"{company.ProductId}-middle").Put(company.Intent(
            new RegisterProduct(company.CustomerId, new ProductDetails("RF-9", $"WM7-2408-8{company.BranchCode}", null, null, null, [])))));
        Assert.Contains(($"{company.ProductId}-middle", SearchMatch.CodePart), (await Find(typed, company.Staff)).Select(hit => (hit.Row.Id, hit.Match)));
    }

    [Fact]
    public async Task Exact_codes_come_first_then_numbers_then_names_then_the_rest_always_in_the_same_order()
    {
        var company = await Company.Open(cluster);
        var word = "q" + company.BranchId[2..];
        await Registered(company, "4", Jose with { Name = "Ana", Reference = null, Addresses = [new("", $"Calle {word}", "Madrid")] });
        await Registered(company, "3", Jose with { Name = $"Luis {word}", Reference = null });
        await Registered(company, "2", Jose with { Name = word, Reference = null });
        await Registered(company, "2b", Jose with { Name = word, Reference = null });
        await Registered(company, "1", Jose with { Name = "Eva", Reference = word.ToUpperInvariant() });
        string[] expected = [.. new[] { "1", "2", "2b", "3", "4" }.Select(name => $"{company.CustomerId}-{name}")];
        for (var i = 0; i < 3; i++) Assert.Equal(expected, (await Find(word, company.Staff)).Select(hit => hit.Row.Id));
        Assert.Equal(expected[..2], (await Find(word, company.Staff, first: 2)).Select(hit => hit.Row.Id));
    }

    [Fact]
    public async Task Another_branchs_records_are_never_found_and_headquarters_finds_all()
    {
        var (company, other) = (await Company.Open(cluster), await Company.Open(cluster));
        string[] keys = [company.CustomerId, company.ProductId, company.TechnicianId];
        foreach (var typed in new[] { "王伟", "ww", "13800138000", "8000", "南京", "WM-8", "S1", "Li", "上海" })
        {
            Assert.DoesNotContain(await Find(typed, other.Staff, first: 50), hit => keys.Contains(hit.Row.Id) || hit.Row.BranchId != other.BranchId);
            Assert.Empty(await Find(typed, TestCluster.At("b-nowhere", Role.Dispatcher)));
            Assert.Empty(await Find(typed, Caller.Nobody));
        }

        var found = await Find("王伟", Headquarters, first: 50);
        Assert.Contains(found, hit => hit.Row.Id == company.CustomerId);
        Assert.Contains(found, hit => hit.Row.Id == other.CustomerId);
    }

    [Fact]
    public async Task A_kind_is_found_only_where_its_permission_is_held()
    {
        var (company, other) = (await Company.Open(cluster), await Company.Open(cluster));
        var ticket = await (await company.Registered("kept")).Read(Caller.System);
        var storekeeper = TestCluster.At(company.BranchId, Role.Storekeeper);
        Assert.Empty(await Find("王伟", storekeeper));
        Assert.Equal(ticket!.Id, (await Find(ticket.Number[..4], storekeeper))[0].Row.Id);
        // A dispatcher there says nothing about customers here.
        var both = storekeeper with { Assignments = [.. storekeeper.Assignments, new Assignment(Role.Dispatcher, other.BranchId)] };
        Assert.Equal([(other.CustomerId, SearchMatch.Name), (other.ProductId, SearchMatch.BelongsTo)], (await Find("王伟", both)).Select(hit => (hit.Row.Id, hit.Match)));
    }

    [Fact]
    public async Task A_technician_finds_own_jobs_only()
    {
        var company = await Company.Open(cluster);
        var job = await (await company.Scheduled("own", cluster.Now.AddHours(1))).Read(Caller.System);
        var anothers = await (await company.Registered("other")).Read(Caller.System);
        var technician = TestCluster.At(company.BranchId, Role.Technician) with { Technician = company.TechnicianId };
        Assert.Equal(job!.Id, Assert.Single(await Find(job.Number, technician)).Row.Id);
        Assert.Empty(await Find(anothers!.Number, technician));
        Assert.Empty(await Find("王伟", technician));
    }

    [Fact]
    public async Task What_is_amended_is_found_by_its_new_words_alone_and_what_is_archived_only_on_demand()
    {
        var company = await Company.Open(cluster);
        var key = await Registered(company, "amended", Jose);
        await Company.Accepted(Customer(key).Amend(company.Intent(Jose with { Name = "张丽", Reference = "NEW-1", Phones = [new("+34600111222")] })));
        foreach (var gone in new[] { "jose", "pena", "MAD-77", "911234567", "1234567" }) Assert.Empty(await Find(gone, company.Staff));
        foreach (var now in new[] { "zl", "zhangli", "张丽", "new1", "600111222", "alcala" }) Assert.Equal(key, (await Find(now, company.Staff))[0].Row.Id);
        await Company.Accepted(Customer(key).Archive(company.Intent(new ArchiveCustomer("moved away"))));
        foreach (var typed in new[] { "zl", "new1", "alcala" })
        {
            Assert.Empty(await Find(typed, company.Staff));
            Assert.Equal(key, Assert.Single(await Find(typed, company.Staff, includeArchived: true)).Row.Id);
        }
    }

    [Fact]
    public async Task Odd_texts_find_nothing_and_break_nothing()
    {
        var company = await Company.Open(cluster);
        foreach (var typed in new[] { "", " ", "%", "_", "'", "\"", "\" OR \"", "-", "*", "NEAR(", "%%%%", "\\", "🛠️", new string('x', 100), new string('王', 100), "a b c d e f g h i j k l" })
            Assert.Empty(await Find(typed, company.Staff));
    }

    private static CustomerDetails Jose { get; } = new()
    {
        Name = "José García Peña", Phones = [new("+34911234567")], Reference = "MAD/77", Contacts = [new("", "Portería Norte", null, [])],
        Addresses = [new("", "Calle de Alcalá 5", "Madrid")],
    };

    private ICustomerGrain Customer(string key) => cluster.Grains.GetGrain<ICustomerGrain>(key);

    private async Task<string> Registered(Company company, string name, CustomerDetails details)
    {
        var key = $"{company.CustomerId}-{name}";
        await Company.Accepted(Customer(key).Register(company.Intent(new RegisterCustomer(company.BranchId, details))));
        return key;
    }

    private Task<IReadOnlyList<(SearchRow Row, SearchMatch Match)>> Find(string text, Caller caller, SearchKind? kind = null, int first = 20, bool includeArchived = false) =>
        cluster.Services.GetRequiredService<Finder>().Find(text, kind is { } one ? [one] : SearchKinds.All, first, includeArchived, caller, CancellationToken.None);
}

public sealed class FindTestsOnSqlite(SqliteCluster cluster) : FindTests(cluster), IClassFixture<SqliteCluster>;

public sealed class FindTestsOnPostgreSql(PostgreSqlCluster cluster) : FindTests(cluster), IClassFixture<PostgreSqlCluster>;
