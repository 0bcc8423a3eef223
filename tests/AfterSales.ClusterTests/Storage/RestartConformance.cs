using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tickets.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Storage;

/// <summary>What a service finds again when it starts anew, here under an id that needs care in every query.</summary>
public abstract class RestartConformance(TestCluster cluster)
{
    protected const string OddServiceId = "after'sales \"服务\" \\ 1";

    [Fact]
    public async Task A_new_silo_on_the_same_database_finds_every_record_and_reminder()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Completed("restart", cluster.Now.AddHours(1));
        await cluster.Time.Settle();
        var before = (await ticket.Read(company.Staff))!;
        var key = before.Id;
        var journal = await cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == key));

        await cluster.Restart();
        var same = new Company(cluster, company);
        ticket = same.Ticket("restart");
        Assert.Equal(Json(before), Json((await ticket.Read(same.Staff))!));
        Assert.Equal(journal.Count, (await cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == key))).Count);
        Assert.Single((await cluster.Services.GetRequiredService<IReminderTable>().ReadRows(ticket.GetGrainId())).Reminders);
        Assert.Equal(OddServiceId, (await cluster.Query($"select distinct serviceid from orleansstorage"))[0][0]);
        // And it goes on where it was.
        await cluster.Time.MoveTo(before.FollowUps.Calls[0].OpensAt);
        Assert.Equal(AfterSales.FollowUps.Rules.FollowUpState.Due, (await ticket.Read(same.Staff))!.FollowUps.Calls[0].State);
    }

    private static string Json(Ticket ticket) => System.Text.Json.JsonSerializer.Serialize(ticket, RecordJson.State);

    public sealed class OnSqliteCluster() : TestCluster(StorageProvider.Sqlite, serviceId: OddServiceId);

    public sealed class OnPostgreSqlCluster() : TestCluster(StorageProvider.PostgreSql, serviceId: OddServiceId);
}

public sealed class RestartConformanceOnSqlite(RestartConformance.OnSqliteCluster cluster)
    : RestartConformance(cluster), IClassFixture<RestartConformance.OnSqliteCluster>;

public sealed class RestartConformanceOnPostgreSql(RestartConformance.OnPostgreSqlCluster cluster)
    : RestartConformance(cluster), IClassFixture<RestartConformance.OnPostgreSqlCluster>;
