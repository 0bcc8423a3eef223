using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Tickets.Rules;

namespace AfterSales.ClusterTests.Tickets;

public abstract class TicketWayTests(TestCluster cluster)
{
    [Fact]
    public async Task A_call_becomes_a_completed_ticket_and_the_first_follow_up_call_comes_due_by_itself()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Completed("way", cluster.Now.AddHours(1));
        var done = (await ticket.Read(company.Staff))!;
        Assert.Equal(TicketStep.Completed, done.Step);
        var call = Assert.Single(done.FollowUps.Calls);
        Assert.Equal(FollowUpState.Planned, call.State);
        await cluster.Time.MoveTo(call.OpensAt);
        Assert.Equal(FollowUpState.Due, (await ticket.Read(company.Staff))!.FollowUps.Calls[0].State);
        var row = Assert.Single(await cluster.Rows<FollowUpCallRow>(rows => rows.Where(r => r.TicketId == done.Id)));
        Assert.Equal(FollowUpState.Due, row.State);
    }
}

public sealed class TicketWayOnSqlite(SqliteCluster cluster) : TicketWayTests(cluster), IClassFixture<SqliteCluster>;

public sealed class TicketWayOnPostgreSql(PostgreSqlCluster cluster) : TicketWayTests(cluster), IClassFixture<PostgreSqlCluster>;
