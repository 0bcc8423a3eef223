using System.Security.Cryptography;
using System.Text;
using AfterSales.Customers;
using AfterSales.Records;

namespace AfterSales.ClusterTests.Records;

/// <summary>The journal keeps what happened; people's names and words stand where they can be erased.</summary>
public abstract class JournalTests(TestCluster cluster)
{
    [Fact]
    public async Task The_journal_holds_no_name_no_phone_and_no_free_words()
    {
        var company = await Company.Open(cluster);
        await Company.Accepted(cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).Amend(company.Intent(Company.Wang with { Email = "wang@example.cn" })));
        await company.Completed("people", cluster.Now.AddHours(1));
        await cluster.Time.Settle();
        var entries = await cluster.Query("select record, actor, cause, events from journal");
        Assert.True(entries.Count > 8);
        foreach (var written in entries.SelectMany(entry => entry).OfType<string>())
            foreach (var person in new[] { "王伟", "13800138000", "南京东路", "wang@example.cn", "\"Li\"", "漏水", "泵坏了", "Changed the pump", "很好", "svg" })
                Assert.DoesNotContain(person, written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_words_and_files_of_an_event_stand_beside_it_with_their_hashes()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Completed("words", cluster.Now.AddHours(1));
        var key = ticket.GetPrimaryKeyString();
        var words = (await cluster.Rows<JournalTextRow>(rows => rows.Where(row => row.Record == key))).ToDictionary(row => row.Field);
        Assert.Equal(["done", "found", "opinion", "partsUsed", "reason", "signedBy", "symptom", "symptomDetail", "wish"], words.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("漏水", words["symptom"].Words);
        Assert.All(words.Values, row => Assert.Equal(Hash(Encoding.UTF8.GetBytes(row.Words!)), row.Hash));
        var signature = Assert.Single(await cluster.Rows<FileRow>(rows => rows.Where(row => row.Record == key)));
        Assert.Equal(("image/svg+xml", "signature"), (signature.MediaType, signature.Field));
        Assert.Equal("<svg/>"u8, Convert.FromBase64String(signature.Content!));
        Assert.Equal(Hash([.. "<svg/>"u8]), signature.Hash);
        // Each stands beside its own event.
        var entry = (await cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == key && row.Version == signature.Version))).Single();
        Assert.Contains("VisitFinished", entry.Events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_journal_says_who_when_and_why()
    {
        var company = await Company.Open(cluster);
        var ticket = company.Ticket("who");
        var offline = cluster.Now.AddHours(-3);
        await Company.Accepted(ticket.Register(company.Intent(company.Leak) with { DeviceTime = offline }));
        var entry = Assert.Single(await cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == ticket.GetPrimaryKeyString())));
        Assert.Equal((1, "test", null, cluster.Now, offline), (entry.Version, entry.Actor, entry.Cause, entry.At, entry.DeviceAt!.Value));
        Assert.Contains("TicketRegistered", entry.Events, StringComparison.Ordinal);
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}

public sealed class JournalTestsOnSqlite(SqliteCluster cluster) : JournalTests(cluster), IClassFixture<SqliteCluster>;

public sealed class JournalTestsOnPostgreSql(PostgreSqlCluster cluster) : JournalTests(cluster), IClassFixture<PostgreSqlCluster>;
