using AfterSales.Complaints;
using AfterSales.Contacts;
using AfterSales.Enquiries;
using AfterSales.Enquiries.Rules;
using AfterSales.FollowUps;
using AfterSales.Messages;
using AfterSales.Products;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Surveys;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.FollowUps;

/// <summary>Moving the clock in one leap or in a thousand steps gives the same registers; so does sleeping through it all, but for the hours.</summary>
public abstract class LeapTests(StorageProvider provider)
{
    private const int Days = 75;

    private const int Later = 40;

    [Fact]
    public async Task One_leap_and_a_thousand_steps_give_the_same_registers()
    {
        var (leap, company) = await Registers(null, (cluster, until) => cluster.Time.MoveTo(until));
        var (steps, _) = await Registers(company, async (cluster, until) =>
        {
            var step = (until - cluster.Now) / 1000;
            for (var i = 1; i < 1000; i++) await cluster.Time.MoveTo(cluster.Now + step);
            await cluster.Time.MoveTo(until);
        });
        Assert.NotEmpty(leap);
        Assert.Equal(leap, steps);
    }

    [Fact]
    public async Task A_system_that_slept_through_it_all_owes_the_same_calls_cards_and_tasks()
    {
        var (leap, company) = await Registers(null, (cluster, until) => cluster.Time.MoveTo(until.AddDays(Later)), withTimes: false);
        var (slept, _) = await Registers(company, async (cluster, until) =>
        {
            cluster.Services.GetRequiredService<VirtualClock>().MoveTo(until);
            // What is woken late tells others, who are due at once in turn.
            for (var i = 0; i < 10; i++)
            {
                await cluster.Services.GetRequiredService<Sweep>().Run();
                await cluster.Time.Settle();
            }

            // A card that goes out late is open as long as any other.
            await cluster.Time.MoveTo(until.AddDays(Later));
        }, withTimes: false);
        Assert.Equal(leap, slept);
    }

    private async Task<(string[] Registers, Company Company)> Registers(Company? same, Func<TestCluster, DateTimeOffset, Task> move, bool withTimes = true)
    {
        await using TestCluster cluster = provider == StorageProvider.Sqlite ? new SqliteCluster() : new PostgreSqlCluster();
        await cluster.InitializeAsync();
        var company = await Company.Open(cluster, same);
        for (var i = 0; i < 3; i++)
        {
            await company.Completed($"leap-{i}", cluster.Now.AddHours(1 + (2 * i)));
            // What is told within one instant may arrive in any order; here each is to come after the one before.
            await cluster.Time.Settle();
        }

        var sale = cluster.Grains.GetGrain<ISaleGrain>(IHearSale.KeyOf(company.ProductId, company.CustomerId));
        await Company.Accepted(sale.Sold(new(new ProductSold(company.BranchId, company.CustomerId, company.ProductId, null, Company.OfficeHours.LocalDay(cluster.Now)), Access.Caller.System)));
        await Company.Accepted(cluster.Grains.GetGrain<IEnquiryGrain>($"enq-{company.BranchId[2..]}").Take(company.Intent(
            new TakeEnquiry(company.BranchId, company.CustomerId, EnquiryKind.Request, null, "说明书"))));
        await move(cluster, TestCluster.Start.AddDays(Days));
        string[] registers =
        [
            .. (await cluster.Rows<FollowUpCallRow>(rows => rows.OrderBy(row => row.Id))).Select(row => row.ToString()),
            .. (await cluster.Rows<SurveyCardRow>(rows => rows.OrderBy(row => row.Id))).Select(row => withTimes ? row.ToString() : $"{row.Id} {row.State} {row.SendAt:O} {row.Reminders}"),
            .. (await cluster.Rows<EnquiryRow>(rows => rows.OrderBy(row => row.Id))).Select(row => withTimes ? row.ToString() : $"{row.Id} {row.State} {row.DueAt:O} {row.Reminders}"),
            .. (await cluster.Rows<ComplaintRow>(rows => rows.OrderBy(row => row.Id))).Select(row => row.ToString()),
            .. (await cluster.Rows<ContactRow>(rows => rows.OrderBy(row => row.Id))).Select(row =>
                withTimes ? (row with { Number = "" }).ToString() : $"{row.Id} {row.Channel} {row.Subject} {row.Outcome} {row.CustomerId}"),
            .. (await cluster.Rows<OutboundMessageRow>(rows => rows.OrderBy(row => row.Id))).Select(row => withTimes ? row.ToString() : $"{row.Id} {row.Kind} {row.Channel}"),
            .. (await cluster.Rows<WorkTaskRow>(rows => rows.OrderBy(row => row.Id))).Select(row => withTimes ? row.ToString() : $"{row.Id} {row.Kind} {row.State} {(IsDueSinceRaised(row.Kind) ? null : row.DueAt):O} {row.EscalatedTo}"),
            .. withTimes ? (await cluster.Rows<JournalRow>(rows => rows.OrderBy(row => row.Record).ThenBy(row => row.Version))).Select(row => $"{row.Record} {row.Version} {row.At:O} {row.Cause}") : [],
        ];
        Assert.Empty(await cluster.Rows<SetAsideRow>(rows => rows));
        return (registers, company);
    }

    /// <summary>Whoever is told of it late has as much time from then on.</summary>
    private static bool IsDueSinceRaised(TaskKind kind) =>
        kind is TaskKind.SendMessage or TaskKind.ConfirmDailyReport or TaskKind.ConfirmSupervisorReport or TaskKind.SignBranchReport;
}

public sealed class LeapOnSqlite() : LeapTests(StorageProvider.Sqlite);

public sealed class LeapOnPostgreSql() : LeapTests(StorageProvider.PostgreSql);
