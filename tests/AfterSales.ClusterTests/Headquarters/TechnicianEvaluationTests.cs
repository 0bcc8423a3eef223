using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Complaints;
using AfterSales.Headquarters;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Surveys;
using AfterSales.Surveys.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Headquarters;

public abstract class TechnicianEvaluationTests(TestCluster cluster)
{
    private static readonly DateOnly February = new(2026, 2, 10);

    [Fact]
    public async Task The_month_of_a_technician_shows_marks_complaints_what_supervisors_say_and_his_figures()
    {
        var company = await Company.Open(cluster);
        var (branch, technician) = (company.BranchId, company.TechnicianId);
        await using (var db = await Databases.CreateDbContextAsync())
        {
            // The last one is of another month.
            foreach (var (i, day) in new[] { February, February, February.AddDays(5), new DateOnly(2026, 1, 31) }.Index())
            {
                db.Add(Card(branch, technician, i, day));
                db.Add(new ComplaintRow { Id = $"cmp-{branch}-{i}", BranchId = branch, PersonId = technician, TechnicianId = technician, RaisedDay = day, RaisedAt = At(day), AnswerBy = At(day) });
                db.Add(new VisitRow { Id = $"v-{branch}-{i}", BranchId = branch, TechnicianId = technician, TicketId = "t-1", StartsAt = At(day), EndsAt = At(day), EndedAt = At(day), ContactBy = At(day), TimeMark = 1 + i, QualityMark = 4 });
                db.Add(new TicketCompletionRow { Id = $"t-{branch}-{i}/1", BranchId = branch, TicketId = $"t-{branch}-{i}", TechnicianId = technician, CompletedDay = day, Kind = TicketKind.Repair, Visits = 1, IsFixed = i != 1, Resolution = Resolution.OnSite });
            }

            await db.SaveChangesAsync();
            // Only now: the rows are there whoever looks at the marks first.
            foreach (var day in new[] { February, February.AddDays(5), new DateOnly(2026, 1, 31) })
                await db.Database.ExecuteSqlAsync($"insert into mark (branch_id, day) values ({branch}, {day})");
        }

        await cluster.Services.GetRequiredService<Roller>().Roll(branch);
        var queries = new TechnicianEvaluationQueries(Databases, cluster.Services.GetRequiredService<FigureReports>(), cluster.Services.GetRequiredService<ReferenceCache<IBranchGrain, Branch>>());
        var month = Assert.Single((await queries.TechnicianEvaluationsAsync(branch, February, company.Staff, default))!);
        Assert.Equal(new CustomerMarks(3, 2, 3, 4, 3), month.Customers);
        Assert.Equal(new SupervisorMarks(3, 2, 4), month.Supervisors);
        Assert.Equal(3, month.Complaints);
        var fixedAtOnce = month.Figures.Single(line => line.Figure == FigureKey.FirstVisitFix);
        Assert.Equal((2L, 3L, 1), (fixedAtOnce.Value.Numerator, fixedAtOnce.Value.Denominator!.Value, fixedAtOnce.Rank!.Value));
        Assert.Null(await queries.TechnicianEvaluationsAsync(branch, February, TestCluster.At("b-other", Role.BranchManager), default));
    }

    private IDbContextFactory<AfterSalesDb> Databases => cluster.Services.GetRequiredService<IDbContextFactory<AfterSalesDb>>();

    private static SurveyCardRow Card(string branch, string technician, int number, DateOnly day) => new()
    {
        Id = $"sv-{branch}-{number}", BranchId = branch, CustomerId = "c-1", TicketId = "t-1", TechnicianId = technician, CompletedDay = day, State = SurveyState.Answered, SendAt = At(day),
        InvitedAt = At(day), Attitude = 1 + number, Skill = 3, Punctuality = 4, Promises = 3,
    };

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(new TimeOnly(6, 0)), TimeSpan.Zero);
}

public sealed class TechnicianEvaluationTestsOnSqlite(SqliteCluster cluster) : TechnicianEvaluationTests(cluster), IClassFixture<SqliteCluster>;

public sealed class TechnicianEvaluationTestsOnPostgreSql(PostgreSqlCluster cluster) : TechnicianEvaluationTests(cluster), IClassFixture<PostgreSqlCluster>;
