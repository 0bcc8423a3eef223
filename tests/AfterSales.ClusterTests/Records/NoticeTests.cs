using AfterSales.Records;
using AfterSales.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Records;

public abstract class NoticeTests(TestCluster cluster)
{
    [Fact]
    public async Task A_change_is_announced_with_its_version_to_those_who_want_it()
    {
        var company = await Company.Open(cluster);
        var ticket = company.Ticket("noticed");
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var heard = cluster.Services.GetRequiredService<Announcer>()
            .Listen(notice => notice.Key == ticket.GetPrimaryKeyString(), end.Token).GetAsyncEnumerator();
        var next = heard.MoveNextAsync();
        await Company.Accepted(ticket.Register(company.Intent(company.Leak)));
        Assert.True(await next);
        Assert.Equal(new ChangeNotice("ticket", ticket.GetPrimaryKeyString(), 1), heard.Current);
        await Company.Accepted(ticket.Assess(company.Intent(new AssessTicket([new PartToAssess("motor", null, null)], null, null))));
        Assert.True(await heard.MoveNextAsync());
        Assert.Equal(2, heard.Current.Version);
    }
}

public sealed class NoticeTestsOnSqlite(SqliteCluster cluster) : NoticeTests(cluster), IClassFixture<SqliteCluster>;

public sealed class NoticeTestsOnPostgreSql(PostgreSqlCluster cluster) : NoticeTests(cluster), IClassFixture<PostgreSqlCluster>;
