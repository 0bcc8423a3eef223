using AfterSales.Access;
using AfterSales.Records;
using AfterSales.Search;
using AfterSales.Storage;
using AfterSales.Tasks;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Technicians;

/// <summary>Absences and loans, and the tickets they touch.</summary>
public abstract class AvailabilityTests(TestCluster cluster)
{
    [Fact]
    public async Task A_visit_in_an_absence_goes_back_to_be_scheduled_when_somebody_says_so()
    {
        var company = await Company.Open(cluster);
        var from = cluster.Now.AddHours(3);
        var ticket = await company.Scheduled("absent", from);
        await cluster.Time.Settle();
        var absence = new PlanAbsence(from.AddHours(-1), from.AddDays(3), AbsenceKind.Sickness, null, "发烧", HandBack: false);
        var technician = cluster.Grains.GetGrain<IAvailability>(company.TechnicianId);
        var refused = await Company.Refused<AppointmentsAhead>(technician.PlanAbsence(company.Intent(absence)));
        Assert.Equal((1, from), (refused.Count, refused.From));
        await Company.Accepted(technician.PlanAbsence(company.Intent(absence with { HandBack = true })));
        await cluster.Time.Settle();
        Assert.Equal(TicketStep.Assessed, (await ticket.Read(company.Staff))!.Step);
        await Company.Refused<TechnicianAbsent>(ticket.Schedule(company.Intent(new ScheduleVisit(company.TechnicianId, from, from.AddHours(1)))));
        var row = Assert.Single(await cluster.Rows<AbsenceRow>(rows => rows.Where(row => row.TechnicianId == company.TechnicianId)));
        Assert.Equal((absence.From, absence.To, AbsenceKind.Sickness), (row.StartsAt, row.EndsAt, row.Kind));
        // What somebody wrote about it stands beside the journal, not in it.
        Assert.Equal("发烧", Assert.Single(await cluster.Rows<JournalTextRow>(rows => rows.Where(row => row.Record == company.TechnicianId))).Words);
    }

    [Fact]
    public async Task A_lent_technician_is_seen_and_booked_where_he_is_lent_to_and_nowhere_else()
    {
        var home = await Company.Open(cluster);
        var other = await Company.Open(cluster);
        var technician = cluster.Grains.GetGrain<ITechnicianGrain>(home.TechnicianId);
        var (from, to) = (cluster.Now.AddDays(1), cluster.Now.AddDays(3));
        Assert.Null(await technician.Read(other.Staff));
        await Company.Accepted(technician.AsReference<IAvailability>().Lend(home.Intent(new LendTechnician(other.BranchId, from, to, HandBack: false))));
        Assert.NotNull(await technician.Read(other.Staff));
        var both = new[] { home.TechnicianId, other.TechnicianId }.Order(StringComparer.Ordinal);
        Assert.Equal(both, await Seen(other.Staff));
        Assert.Equal(both, await Found(other.Staff));
        Assert.Equal([home.TechnicianId], await Found(home.Staff));
        Assert.Single(await Found(home.Director), home.TechnicianId);

        var there = await other.Assessed("there");
        await Company.Accepted(there.Schedule(other.Intent(new ScheduleVisit(home.TechnicianId, from.AddHours(1), from.AddHours(2), "客户只有这时在家"))));
        var here = await home.Assessed("here");
        await Company.Refused<TechnicianNotAtBranch>(here.Schedule(home.Intent(new ScheduleVisit(home.TechnicianId, from.AddHours(4), from.AddHours(5)))));
        await Company.Accepted(here.Schedule(home.Intent(new ScheduleVisit(home.TechnicianId, to, to.AddHours(1), "客户只有这时在家"))));

        await cluster.Time.MoveTo(to);
        Assert.Null(await technician.Read(other.Staff));
        Assert.Equal([other.TechnicianId], await Seen(other.Staff));
        Assert.Equal([other.TechnicianId], await Found(other.Staff));
        Assert.Equal([home.TechnicianId], await Found(home.Staff));
        Assert.Single(await Found(home.Director), home.TechnicianId);
        Assert.True(Assert.Single(await cluster.Rows<LoanRow>(rows => rows.Where(row => row.TechnicianId == home.TechnicianId))).IsOver);
    }

    [Fact]
    public async Task A_branch_that_borrows_decides_nothing_about_the_person()
    {
        var home = await Company.Open(cluster);
        var other = await Company.Open(cluster);
        var manager = TestCluster.At(other.BranchId, Role.BranchManager);
        var technician = cluster.Grains.GetGrain<ITechnicianGrain>(home.TechnicianId);
        await Company.Accepted(technician.AsReference<IAvailability>().Lend(
            home.Intent(new LendTechnician(other.BranchId, cluster.Now, cluster.Now.AddDays(3), HandBack: false))));
        Assert.NotNull(await technician.Read(manager));
        var journal = await cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == home.TechnicianId));
        var day = new DateOnly(2026, 3, 1);
        Task<Answer>[] asked =
        [
            technician.Amend(By(new AmendTechnician("x", null))),
            technician.Move(By(new MoveTechnician(other.BranchId, HandBack: true))),
            technician.Leave(By(new LeaveCompany(HandBack: true, null))),
            technician.ComeBack(By(new ComeBack())),
            technician.AsReference<IQualifications>().SetSkills(By(new SetSkills([]))),
            technician.AsReference<IQualifications>().PassTraining(By(new PassTraining("gas", "x", day))),
            technician.AsReference<IQualifications>().RecordCertificate(By(new RecordCertificate("gas", "x", "1", day, day))),
            technician.AsReference<IQualifications>().WithdrawCertificate(By(new WithdrawCertificate("q1", "x"))),
            technician.AsReference<IAvailability>().SetOwnHours(By(new SetOwnHours(null))),
            technician.AsReference<IAvailability>().PlanAbsence(By(new PlanAbsence(cluster.Now, cluster.Now.AddDays(1), AbsenceKind.Leave, null, null, true))),
            technician.AsReference<IAvailability>().ChangeAbsence(By(new ChangeAbsence("a1", cluster.Now, cluster.Now.AddDays(1), AbsenceKind.Leave, null, null, true))),
            technician.AsReference<IAvailability>().EndAbsence(By(new EndAbsence("a1"))),
            technician.AsReference<IAvailability>().Lend(By(new LendTechnician(home.BranchId, cluster.Now, cluster.Now.AddDays(1), true))),
            technician.AsReference<IAvailability>().EndLoan(By(new EndLoan("l1", true))),
            technician.AsReference<IToolsInCustody>().HandOut(By(new HandOutTool("M-7", "x", true))),
            technician.AsReference<IToolsInCustody>().HandIn(By(new HandInTool("M-7"))),
            technician.AsReference<IToolsInCustody>().Report(By(new ReportTool("M-7", ToolMishap.Lost, false, 1, "x"))),
        ];
        Assert.All(await Task.WhenAll(asked), answer => Assert.IsType<AuthNotAuthorized>(answer.Refusal));
        Assert.Equal(journal.Count, (await cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == home.TechnicianId))).Count);

        Intent<T> By<T>(T body) => new(body, manager);
    }

    [Fact]
    public async Task Tools_are_handed_in_before_a_technician_moves_and_his_open_renewals_move_along()
    {
        var home = await Company.Open(cluster);
        var other = await Company.Open(cluster);
        var both = new Caller("test", "Test", [.. home.Staff.Assignments, .. other.Staff.Assignments]);
        var technician = cluster.Grains.GetGrain<ITechnicianGrain>(home.TechnicianId);
        var today = DateOnly.FromDateTime(cluster.Now.Date);
        await Company.Accepted(technician.AsReference<IQualifications>().RecordCertificate(home.Intent(new RecordCertificate("gas", "TÜV", "A-1", today, today.AddDays(20)))));
        await Company.Accepted(technician.AsReference<IToolsInCustody>().HandOut(home.Intent(new HandOutTool("M-7", "Multimeter", IsValuable: true))));
        var move = new Intent<MoveTechnician>(new MoveTechnician(other.BranchId, HandBack: false), both);
        Assert.Equal(["M-7"], (await Company.Refused<ToolsNotHandedIn>(technician.Move(move))).Tools);
        await Company.Accepted(technician.AsReference<IToolsInCustody>().HandIn(home.Intent(new HandInTool("M-7"))));
        await Company.Refused<NotFound>(technician.Move(home.Intent(move.Body)));
        await Company.Accepted(technician.Move(move));
        await cluster.Time.Settle();
        Assert.Equal(new[] { home.TechnicianId, other.TechnicianId }.Order(StringComparer.Ordinal), await Seen(other.Staff));
        var tasks = await cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == home.TechnicianId));
        Assert.Equal(other.BranchId, Assert.Single(tasks, task => task.IsOpen).BranchId);
        Assert.Equal(home.BranchId, Assert.Single(tasks, task => !task.IsOpen).BranchId);
        var tool = Assert.Single(await cluster.Rows<ToolRow>(rows => rows.Where(row => row.TechnicianId == home.TechnicianId)));
        Assert.Equal((false, CustodyEnd.HandedIn), (tool.IsKept, tool.CustodyEnd));
    }

    private async Task<IEnumerable<string>> Found(Caller caller) =>
        (await cluster.Services.GetRequiredService<Finder>().Find("Li", [SearchKind.Technician], 50, includeArchived: false, caller, CancellationToken.None))
        .Select(found => SearchHit.Of(found.Row, found.Match, new Dictionary<string, string>()).Id).Order(StringComparer.Ordinal);

    private async Task<string[]> Seen(Caller caller)
    {
        await using var db = await cluster.Services.GetRequiredService<IDbContextFactory<AfterSalesDb>>().CreateDbContextAsync();
        return [.. (await db.TechniciansVisibleTo(caller).Select(row => row.Id).ToListAsync()).Order(StringComparer.Ordinal)];
    }
}

public sealed class AvailabilityOnSqlite(SqliteCluster cluster) : AvailabilityTests(cluster), IClassFixture<SqliteCluster>;

public sealed class AvailabilityOnPostgreSql(PostgreSqlCluster cluster) : AvailabilityTests(cluster), IClassFixture<PostgreSqlCluster>;
