using AfterSales.Records;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using CsCheck;

namespace AfterSales.ClusterTests.Tickets;

/// <summary>A device that was out of reach sends what it has kept: in another order, and more than once.</summary>
public abstract class OfflineVisitTests(TestCluster cluster)
{
    [Theory]
    [InlineData("depart arrive start finish")]
    [InlineData("finish start arrive depart")]
    [InlineData("start finish finish depart arrive finish depart")]
    [InlineData("arrive depart arrive finish finish start start")]
    public async Task A_batch_has_one_outcome_in_whatever_order_and_however_often_it_comes(string sent)
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Scheduled("offline", cluster.Now.AddHours(1));
        var at = cluster.Now;
        await cluster.Time.MoveTo(at.AddHours(2));
        foreach (var step in sent.Split(' '))
        {
            await Company.Accepted(step switch
            {
                "depart" => ticket.Depart(Kept(company, Company.Packed, "d", at.AddMinutes(10))),
                "arrive" => ticket.Arrive(Kept(company, new Step(), "a", at.AddMinutes(40))),
                "start" => ticket.StartWork(Kept(company, new Step(), "s", at.AddMinutes(45))),
                _ => ticket.Finish(Kept(company, Company.Certificate, "f", at.AddMinutes(90))),
            });
            await cluster.Forget(ticket);
        }

        var visit = Assert.Single((await ticket.Read(company.Staff))!.Visits.All);
        Assert.Equal(
            (at.AddMinutes(10), at.AddMinutes(40), at.AddMinutes(90), VisitEnd.Done),
            (visit.Departed!.DeviceAt!.Value, visit.Arrived!.DeviceAt!.Value, visit.Ended!.DeviceAt!.Value, visit.End!.Value));
        Assert.Equal((new Moment(at.AddHours(2), at.AddMinutes(45)), at.AddMinutes(45)), (visit.Started!, visit.WorkBegan!.Value));
        Assert.Equal(45, visit.Certificate!.Figures.Minutes);
        Assert.Empty(visit.Waiting);
        // The words of the certificate are kept once, with the step that brought them.
        var key = ticket.GetPrimaryKeyString();
        Assert.Equal("泵坏了", Assert.Single(await cluster.Rows<JournalTextRow>(rows => rows.Where(row => row.Record == key && row.Field == "found"))).Words);
        Assert.Single(await cluster.Rows<FileRow>(rows => rows.Where(row => row.Record == key)));
    }

    [Theory]
    [InlineData("depart arrive finish")]
    [InlineData("finish arrive depart finish arrive")]
    public async Task A_device_whose_clock_was_set_back_on_the_way_has_one_outcome_too(string sent)
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Scheduled("set back", cluster.Now.AddHours(1));
        var at = cluster.Now;
        await cluster.Time.MoveTo(at.AddHours(2));
        foreach (var step in sent.Split(' '))
        {
            await Company.Accepted(step switch
            {
                "depart" => ticket.Depart(Kept(company, Company.Packed, "d", at.AddMinutes(60))),
                "arrive" => ticket.Arrive(Kept(company, new Step(), "a", at.AddMinutes(40))),
                _ => ticket.Finish(Kept(company, Company.Certificate, "f", at.AddMinutes(50))),
            });
        }

        var visit = Assert.Single((await ticket.Read(company.Staff))!.Visits.All);
        Assert.Equal((at.AddMinutes(60), at.AddMinutes(60), at.AddMinutes(60)), (visit.Departed!.DeviceAt!.Value, visit.Arrived!.DeviceAt!.Value, visit.Ended!.DeviceAt!.Value));
    }

    [Fact]
    public async Task Whatever_a_visit_ended_with_any_order_and_repetition_of_its_batch_has_one_outcome()
    {
        var company = await Company.Open(cluster);
        var run = 0;
        await Gen.Select(Gen.Int[0, 4], Gen.Int[0, 9].Array[0, 10], Gen.Shuffle(new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 })).SampleAsync(async (end, before, order) =>
        {
            var from = cluster.Now.AddHours(1);
            var (sent, plain) = (await company.Scheduled($"batch-{run}", from), await company.Scheduled($"plain-{run++}", from.AddHours(2)));
            await cluster.Time.MoveTo(from.AddHours(4));
            foreach (var step in before.Concat(order)) await Send(sent, step);
            foreach (var step in new[] { 5, 0, 6, 7, 1, 2, 8, 9, 3, 4 }) await Send(plain, step);
            Assert.Equal(await Outcome(plain), await Outcome(sent));

            // What was answered before is answered so again; a visit that is over, or under way, takes no step twice.
            async Task Send(ITicketGrain ticket, int step) => await (step switch
            {
                0 => ticket.Contact(Kept(company, new RecordContact(null, "十点"), "c", from)),
                1 => ticket.Depart(Kept(company, Company.Packed, "d", from.AddMinutes(10))),
                2 => ticket.Arrive(Kept(company, new Step(), "a", from.AddMinutes(40))),
                3 => end switch
                {
                    0 => ticket.Finish(Kept(company, Company.Certificate, "e", from.AddMinutes(90))),
                    1 => ticket.AwaitParts(Kept(company, new AwaitParts("坏了", "泵"), "e", from.AddMinutes(90))),
                    2 => ticket.CannotFinish(Kept(company, new CannotFinish("需两人"), "e", from.AddMinutes(90))),
                    3 => ticket.NobodyHome(Kept(company, new NobodyHome(true, null), "e", from.AddMinutes(90))),
                    _ => ticket.BringIn(Kept(company, new BringIn("进水", "王伟", Company.Certificate.Signature, null), "e", from.AddMinutes(90))),
                },
                8 => ticket.StartWork(Kept(company, new Step(), "s1", from.AddMinutes(45))),
                9 => ticket.StartWork(Kept(company, new Step(), "s2", from.AddMinutes(42))),
                5 => ticket.Accept(Kept(company, new Step(), "ok", from.AddMinutes(-30))),
                // A delay is one of the visit's own day.
                6 => ticket.ReportDelay(Kept(company, new ReportDelay(null, 10, "堵车", "抱歉"), "l1", StartOf(ticket).AddMinutes(5))),
                7 => ticket.ReportDelay(Kept(company, new ReportDelay(null, 25, "堵车", "很抱歉"), "l2", StartOf(ticket).AddMinutes(8))),
                _ => ticket.ReportTrip(Kept(company, new ReportTrip("一切正常"), "r", from.AddMinutes(100))),
            });

            DateTimeOffset StartOf(ITicketGrain ticket) => ticket.GetPrimaryKeyString() == sent.GetPrimaryKeyString() ? from : from.AddHours(2);

            async Task<string> Outcome(ITicketGrain ticket)
            {
                var state = (await ticket.Read(company.Staff))!;
                var visit = Assert.Single(state.Visits.All);
                Assert.Empty(visit.Waiting);
                Assert.NotNull(visit.End);
                return $"{state.Step} {visit.End} {visit.Accepted?.DeviceAt:O} {visit.Delay?.Minutes} {visit.Delay?.Reported.DeviceAt - visit.From} {visit.Contacted?.DeviceAt:O} {visit.Departed?.DeviceAt:O} {visit.Arrived?.DeviceAt:O} {visit.Started?.DeviceAt:O} {visit.WorkBegan:O} {visit.Ended?.DeviceAt:O} {visit.Reported?.DeviceAt:O} {visit.Certificate?.Figures}";
            }
        }, iter: 15, threads: 1);
    }

    [Fact]
    public async Task A_refusal_that_a_device_kept_says_when_it_was_given()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Scheduled("refused", cluster.Now.AddHours(1));
        var at = cluster.Now.AddMinutes(-20);
        for (var i = 0; i < 2; i++) await Company.Accepted(ticket.Refuse(Kept(company, new RefuseVisit(null, "生病"), "no", at)));
        var state = (await ticket.Read(company.Staff))!;
        var visit = Assert.Single(state.Visits.All);
        Assert.Equal((TicketStep.Assessed, VisitEnd.Refused, at, cluster.Now), (state.Step, visit.End!.Value, visit.Ended!.DeviceAt!.Value, visit.Ended.At));
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
        Assert.Equal(old, (await Company.Refused<VisitIsOver>(ticket.Depart(Kept(company, Company.Packed with { VisitId = old }, "d", cluster.Now)))).VisitId);
        Assert.Equal(old, (await Company.Refused<VisitIsOver>(ticket.StartWork(Kept(company, new Step(old), "s", cluster.Now)))).VisitId);
    }

    private static Intent<T> Kept<T>(Company company, T body, string id, DateTimeOffset at) => new(body, company.Staff, id, at);
}

public sealed class OfflineVisitsOnSqlite(SqliteCluster cluster) : OfflineVisitTests(cluster), IClassFixture<SqliteCluster>;

public sealed class OfflineVisitsOnPostgreSql(PostgreSqlCluster cluster) : OfflineVisitTests(cluster), IClassFixture<PostgreSqlCluster>;
