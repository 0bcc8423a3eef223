using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets;

namespace AfterSales.ClusterTests.Technicians;

/// <summary>A certificate's life, by the technician's own reminder.</summary>
public abstract class QualificationTests(TestCluster cluster)
{
    [Fact]
    public async Task A_ticket_is_not_scheduled_with_a_technician_who_is_not_qualified_for_its_work()
    {
        var company = await Company.Open(cluster);
        var ticket = await Assessed(company, "gas");
        var visit = new ScheduleVisit(company.TechnicianId, cluster.Now.AddHours(2), cluster.Now.AddHours(3));
        var refusal = await Company.Refused<TechnicianNotQualified>(ticket.Schedule(company.Intent(visit)));
        Assert.Equal((company.TechnicianId, "gas", null), (refusal.TechnicianId, refusal.Skill, refusal.Since));
        await Company.Accepted(Certified(company, Today, Today));
        await Company.Accepted(ticket.Schedule(company.Intent(visit)));
    }

    [Fact]
    public async Task From_the_minute_a_certificate_has_ended_its_holder_is_not_booked()
    {
        var company = await Company.Open(cluster);
        var ticket = await Assessed(company, "gas");
        await Company.Accepted(Certified(company, Today, Today.AddDays(1)));
        // Midnight of the next day but one, in Shanghai.
        var end = new DateTimeOffset(Today.AddDays(2).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8));
        await cluster.Time.MoveTo(end.AddMinutes(-45));
        await Company.Accepted(ticket.Schedule(company.Intent(new ScheduleVisit(company.TechnicianId, end.AddMinutes(-30), end))));
        await cluster.Time.MoveTo(end);
        Assert.Equal(CertificateState.Expired, Assert.Single(await Certificates(company)).State);
        var next = await Assessed(company, "gas", "next");
        var refusal = await Company.Refused<TechnicianNotQualified>(next.Schedule(company.Intent(new ScheduleVisit(company.TechnicianId, end, end.AddMinutes(30)))));
        Assert.Equal(end, refusal.Since);
    }

    [Fact]
    public async Task Renewal_is_asked_for_once_each_time_and_settled_by_the_new_certificate()
    {
        var company = await Company.Open(cluster);
        var last = Today.AddDays(90);
        await Company.Accepted(Certified(company, Today, last));
        await cluster.Time.Settle();
        Assert.Empty(await Tasks(company));
        foreach (var (days, asked) in new[] { (60, 1), (30, 2), (7, 3) })
        {
            await cluster.Time.MoveTo(Opening(last.AddDays(-days)));
            var tasks = await Tasks(company);
            Assert.Equal(asked, tasks.Count);
            Assert.Equal(new DateTimeOffset(last.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)), Assert.Single(tasks, task => task.IsOpen).DueAt);
            Assert.Equal(CertificateState.ExpiringSoon, Assert.Single(await Certificates(company)).State);
            // Repeated and late ticks find nothing.
            await cluster.Grains.GetGrain<ITechnicianGrain>(company.TechnicianId).Wake();
            await cluster.Time.MoveTo(cluster.Now.AddHours(1));
            Assert.Equal(asked, (await Tasks(company)).Count);
        }

        await Company.Accepted(Certified(company, last.AddDays(1), last.AddDays(365), "B-2"));
        await cluster.Time.Settle();
        Assert.All(await Tasks(company), task => Assert.Equal(TaskState.Settled, task.State));
        Assert.Equal([CertificateState.Renewed, CertificateState.Valid], (await Certificates(company)).Select(c => c.State));
        await cluster.Time.MoveTo(Opening(last.AddDays(10)));
        Assert.Equal(3, (await Tasks(company)).Count);
    }

    [Fact]
    public async Task Skills_that_are_added_at_once_lose_nothing_of_each_other()
    {
        var company = await Company.Open(cluster);
        var technician = cluster.Grains.GetGrain<IQualifications>(company.TechnicianId);
        await Task.WhenAll(new[] { "gas", "cooling", "heating", "cooking" }.Select(code => Company.Accepted(technician.AddSkills(company.Intent(new AddSkills([code]))))));
        var skills = (await cluster.Grains.GetGrain<ITechnicianGrain>(company.TechnicianId).Read(company.Staff))!.Qualifications.Skills;
        Assert.Equal(["cooking", "cooling", "gas", "heating", "washing"], skills.Select(skill => skill.Code));
    }

    [Fact]
    public async Task Work_that_nobody_knows_is_taken_down_nowhere()
    {
        var company = await Company.Open(cluster);
        var (technician, qualifications) = (cluster.Grains.GetGrain<ITechnicianGrain>($"{company.TechnicianId}-b"), cluster.Grains.GetGrain<IQualifications>(company.TechnicianId));
        var ticket = await company.Registered("unknown");
        Task<Answer>[] asked =
        [
            technician.Register(company.Intent(new RegisterTechnician(company.BranchId, "Wu", ["wahsing"]))),
            qualifications.SetSkills(company.Intent(new SetSkills([new Skill("wahsing", SkillLevel.Expert)]))),
            qualifications.AddSkills(company.Intent(new AddSkills(["wahsing"]))),
            qualifications.PassTraining(company.Intent(new PassTraining("wahsing", "x", Today))),
            qualifications.RecordCertificate(company.Intent(new RecordCertificate("wahsing", "x", "1", Today, Today))),
            ticket.Assess(company.Intent(new AssessTicket([new PartToAssess("motor", null, null)], "wahsing", null))),
        ];
        Assert.All(await Task.WhenAll(asked), answer => Assert.Equal(["wahsing"], Assert.IsType<SkillUnknown>(answer.Refusal).Skills));
    }

    private DateOnly Today => DateOnly.FromDateTime(cluster.Now.ToOffset(TimeSpan.FromHours(8)).Date);

    /// <summary>After the day's opening, or that of the Monday after it.</summary>
    private static DateTimeOffset Opening(DateOnly day)
    {
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) day = day.AddDays(1);
        return new DateTimeOffset(day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.FromHours(8));
    }

    private async Task<ITicketGrain> Assessed(Company company, string skill, string name = "skilled")
    {
        var ticket = await company.Registered(name);
        await Company.Accepted(ticket.Assess(company.Intent(new AssessTicket([new PartToAssess("motor", null, null)], skill, null))));
        return ticket;
    }

    private Task<Answer> Certified(Company company, DateOnly from, DateOnly until, string number = "A-1") =>
        cluster.Grains.GetGrain<IQualifications>(company.TechnicianId)
            .RecordCertificate(company.Intent(new RecordCertificate("gas", "质检总局", number, from, until)));

    private Task<List<CertificateRow>> Certificates(Company company) =>
        cluster.Rows<CertificateRow>(rows => rows.Where(row => row.TechnicianId == company.TechnicianId).OrderBy(row => row.Id));

    private Task<List<WorkTaskRow>> Tasks(Company company) =>
        cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == company.TechnicianId && row.Kind == TaskKind.RenewCertificate && row.BranchId == company.BranchId));
}

public sealed class QualificationOnSqlite(SqliteCluster cluster) : QualificationTests(cluster), IClassFixture<SqliteCluster>;

public sealed class QualificationOnPostgreSql(PostgreSqlCluster cluster) : QualificationTests(cluster), IClassFixture<PostgreSqlCluster>;
