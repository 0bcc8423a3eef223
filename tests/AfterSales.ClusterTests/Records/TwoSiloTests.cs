using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Records;

/// <summary>Two silos on one database; their list of members is the test cluster's, the database's own is tried by itself.</summary>
public sealed class TwoSilos() : TestCluster(StorageProvider.PostgreSql, silos: 2)
{
    protected override void Configure(ISiloBuilder silo)
    {
        base.Configure(silo);
        silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", Database.ConnectionString));
    }
}

public sealed class TwoSiloTests(TwoSilos cluster) : IClassFixture<TwoSilos>
{
    [Fact]
    public async Task The_databases_list_of_members_takes_each_change_from_whoever_read_the_newest_version()
    {
        var table = cluster.Services.GetServices<IMembershipTable>().Single(table => table.GetType().Assembly.GetName().Name!.Contains("AdoNet", StringComparison.Ordinal));
        await table.InitializeMembershipTableAsync(true);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var member = new MembershipEntry
        {
            SiloAddress = SiloAddress.FromParsableString("127.0.0.1:11111@1"), HostName = "host", SiloName = "silo", Status = SiloStatus.Joining,
            ProxyPort = 30000, StartTime = now, IAmAliveTime = now,
        };
        var empty = await table.ReadAllAsync();
        Assert.True(await table.InsertRowAsync(member, empty.Version.Next()));
        Assert.False(await table.InsertRowAsync(member, empty.Version.Next()));
        var read = await table.ReadAllAsync();
        var (entry, etag) = Assert.Single(read.Members);
        entry.Status = SiloStatus.Active;
        Assert.False(await table.UpdateRowAsync(entry, etag, empty.Version.Next()));
        Assert.True(await table.UpdateRowAsync(entry, etag, read.Version.Next()));
        Assert.Equal(SiloStatus.Active, Assert.Single((await table.ReadRowAsync(member.SiloAddress)).Members).Item1.Status);
    }

    [Fact]
    public async Task A_slot_wanted_from_both_silos_is_given_once()
    {
        var company = await Company.Open(cluster);
        var tickets = new List<ITicketGrain>();
        for (var i = 0; i < 20; i++) tickets.Add(await company.Assessed($"both{i}"));
        var from = cluster.Now.AddHours(2);
        var answers = await Task.WhenAll(tickets.Select((ticket, i) => cluster.ServicesOf(i % 2).GetRequiredService<IGrainFactory>()
            .GetGrain<ITicketGrain>(ticket.GetPrimaryKeyString()).Schedule(company.Intent(new ScheduleVisit(company.TechnicianId, from, from.AddHours(1))))));
        Assert.Equal(1, answers.Count(answer => answer.Refusal is null));
        Assert.All(answers.Where(answer => answer.Refusal is not null), answer => Assert.IsType<TechnicianBusy>(answer.Refusal));
    }

    [Fact]
    public async Task A_change_in_one_silo_is_heard_in_both()
    {
        var company = await Company.Open(cluster);
        var heard = new[] { new TaskCompletionSource(), new TaskCompletionSource() };
        for (var silo = 0; silo < 2; silo++)
        {
            var here = heard[silo];
            cluster.ServicesOf(silo).GetRequiredService<Announcer>().Changed += notice =>
            {
                if (notice.Key == company.CustomerId) here.TrySetResult();
            };
        }

        var customer = cluster.Grains.GetGrain<AfterSales.Customers.ICustomerGrain>(company.CustomerId);
        // A silo that has just started may not have subscribed yet: change until both have heard.
        for (var i = 0; !heard.All(h => h.Task.IsCompleted); i++)
        {
            Assert.True(i < 300, "A change did not reach the other silo.");
            await Company.Accepted(customer.Amend(company.Intent(Company.Wang with { Reference = $"{i}" })));
            await Task.WhenAny(Task.WhenAll(heard.Select(h => h.Task)), Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System));
        }
    }
}
