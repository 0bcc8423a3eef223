using AfterSales.Records;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;

namespace AfterSales.ClusterTests.Tickets;

/// <summary>A device that was out of reach sends what it has kept: in another order, and more than once.</summary>
public abstract class OfflineVisitTests(TestCluster cluster)
{
    [Theory]
    [InlineData("depart arrive finish")]
    [InlineData("finish arrive depart")]
    [InlineData("finish finish depart arrive finish depart")]
    [InlineData("arrive depart arrive finish finish")]
    public async Task A_batch_has_one_outcome_in_whatever_order_and_however_often_it_comes(string sent)
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Scheduled("offline", cluster.Now.AddHours(1));
        var at = cluster.Now;
        foreach (var step in sent.Split(' '))
        {
            await Company.Accepted(step switch
            {
                "depart" => ticket.Depart(Kept(company, new Step(), "d", at.AddMinutes(10))),
                "arrive" => ticket.Arrive(Kept(company, new Step(), "a", at.AddMinutes(40))),
                _ => ticket.Finish(Kept(company, Company.Certificate, "f", at.AddMinutes(90))),
            });
            await cluster.Forget(ticket);
        }

        var visit = Assert.Single((await ticket.Read(company.Staff))!.Visits.All);
        Assert.Equal(
            (at.AddMinutes(10), at.AddMinutes(40), at.AddMinutes(90), VisitEnd.Done),
            (visit.Departed!.DeviceAt!.Value, visit.Arrived!.DeviceAt!.Value, visit.Ended!.DeviceAt!.Value, visit.End!.Value));
        Assert.Equal(45, visit.Certificate!.Figures.Minutes);
        Assert.Empty(visit.Waiting);
        // The words of the certificate are kept once, with the step that brought them.
        var key = ticket.GetPrimaryKeyString();
        Assert.Equal("泵坏了", Assert.Single(await cluster.Rows<JournalTextRow>(rows => rows.Where(row => row.Record == key && row.Field == "found"))).Words);
        Assert.Single(await cluster.Rows<FileRow>(rows => rows.Where(row => row.Record == key)));
    }

    [Fact]
    public async Task Without_a_devices_time_a_step_out_of_order_is_refused()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Scheduled("online", cluster.Now.AddHours(1));
        await Company.Refused<StepNotAllowed>(ticket.Arrive(company.Intent(new Step())));
        await Company.Refused<StepNotAllowed>(ticket.Finish(company.Intent(Company.Certificate)));
    }

    [Fact]
    public async Task What_a_device_kept_of_a_visit_that_went_to_another_is_refused_by_name()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Scheduled("stale", cluster.Now.AddHours(1));
        var old = (await ticket.Read(company.Staff))!.Visits.Last!.Id;
        await Company.Accepted(ticket.HandBack(company.Intent(new HandBackVisit(null, true, "生病"))));
        await Company.Accepted(ticket.Schedule(company.Intent(new ScheduleVisit(company.TechnicianId, cluster.Now.AddHours(3), cluster.Now.AddHours(4)))));
        Assert.Equal(old, (await Company.Refused<VisitIsOver>(ticket.Depart(Kept(company, new Step(old), "d", cluster.Now)))).VisitId);
    }

    private static Intent<T> Kept<T>(Company company, T body, string id, DateTimeOffset at) => new(body, company.Staff, id, at);
}

public sealed class OfflineVisitsOnSqlite(SqliteCluster cluster) : OfflineVisitTests(cluster), IClassFixture<SqliteCluster>;

public sealed class OfflineVisitsOnPostgreSql(PostgreSqlCluster cluster) : OfflineVisitTests(cluster), IClassFixture<PostgreSqlCluster>;
