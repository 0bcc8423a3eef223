using AfterSales.Customers;
using AfterSales.Records;

namespace AfterSales.ClusterTests.Storage;

/// <summary>Every text a person can type is kept as it was typed.</summary>
public abstract class TextConformance(TestCluster cluster)
{
    public static TheoryData<string> Texts =>
    [
        "王伟 · 南京东路１号", "e\u0301 is not é", "🛠️👩‍🔧🇨🇳", "\"quoted\" 'single' \\back\\ /slash/", "six characters: \\u0000", "a backslash before them: \\\\u0000",
        "tab\tline\r\nline\u2028\u2029", "\u0001\u001f\u007f\u0085\ufeff\uffff", "\u202eright to left\u202c", "{\"a\": [1, null]} <b>&amp;</b> $1 @p0 ${x} %s",
        new string('长', 2000),
    ];

    [Theory, MemberData(nameof(Texts))]
    public async Task Text_is_kept_as_typed_in_state_row_and_journal(string text)
    {
        var company = await Company.Open(cluster);
        await Company.Accepted(Customer(company).Amend(company.Intent(Company.Wang with { Name = text })));
        var ticket = company.Ticket("text");
        await Company.Accepted(ticket.Register(company.Intent(company.Leak with { Symptom = text })));

        await cluster.Forget(Customer(company));
        Assert.Equal(text, (await Customer(company).Read(company.Staff))!.Details.Name);
        Assert.Equal(text, Assert.Single(await cluster.Rows<CustomerRow>(rows => rows.Where(r => r.Id == company.CustomerId))).Name);
        var key = ticket.GetPrimaryKeyString();
        Assert.Equal(text, Assert.Single(await cluster.Rows<JournalTextRow>(rows => rows.Where(r => r.Record == key && r.Field == "symptom"))).Words);
        // The database compares them as we do.
        Assert.Single(await cluster.Rows<CustomerRow>(rows => rows.Where(r => r.Id == company.CustomerId && r.Name == text)));
    }

    [Theory]
    [InlineData("half \ud83d alone")]
    [InlineData("\udc00")]
    public async Task A_lone_surrogate_breaks_nothing(string text)
    {
        var company = await Company.Open(cluster);
        await Company.Accepted(Customer(company).Amend(company.Intent(Company.Wang with { Name = text })));
        var ticket = company.Ticket("lone");
        await Company.Accepted(ticket.Register(company.Intent(company.Leak with { Symptom = text })));
        await cluster.Forget(Customer(company));
        var kept = text.Replace('\ud83d', '\ufffd').Replace('\udc00', '\ufffd');
        Assert.Equal(kept, (await Customer(company).Read(company.Staff))!.Details.Name);
        Assert.Equal(kept, Assert.Single(await cluster.Rows<CustomerRow>(rows => rows.Where(r => r.Id == company.CustomerId))).Name);
        await Company.Accepted(Customer(company).Amend(company.Intent(Company.Wang)));
    }

    [Fact]
    public async Task U0000_is_refused_and_nothing_is_written()
    {
        var company = await Company.Open(cluster);
        var ticket = company.Ticket("nul");
        await Assert.ThrowsAnyAsync<Exception>(() => ticket.Register(company.Intent(company.Leak with { Symptom = "before\0after" })));
        Assert.Equal("- - 0 0 0 0 0", await cluster.Standing(ticket.GetGrainId()));
        Assert.Null(await ticket.Read(company.Staff));
        // The backslashes before it do not hide it.
        await Assert.ThrowsAnyAsync<Exception>(() => ticket.Register(company.Intent(company.Leak with { Symptom = "\\\\\0" })));
        await Company.Accepted(ticket.Register(company.Intent(company.Leak)));
    }

    private ICustomerGrain Customer(Company company) =>
        cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId);
}

public sealed class TextConformanceOnSqlite(SqliteCluster cluster) : TextConformance(cluster), IClassFixture<SqliteCluster>;

public sealed class TextConformanceOnPostgreSql(PostgreSqlCluster cluster) : TextConformance(cluster), IClassFixture<PostgreSqlCluster>;
