using AfterSales.Headquarters;
using AfterSales.Host.Commands;
using AfterSales.Records;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Operations;

/// <summary>What the saves of a record leave beside its state is compared with it; each way in which they can come apart is told.</summary>
public abstract class VerifyTests(TestCluster cluster)
{
    [Fact]
    public async Task What_the_service_saved_goes_together_and_each_thing_that_does_not_is_told()
    {
        var company = await Company.Open(cluster);
        var ticket = (await company.Completed("verified", cluster.Now.AddHours(1))).GetGrainId().ToString();
        var other = (await company.Registered("other")).GetGrainId().ToString();
        await cluster.Time.Settle();
        await cluster.Services.GetRequiredService<Roller>().RollAll();
        Assert.Empty(await Found());
        Assert.Equal(0, await Verify());

        var (key, otherKey, product) = (ticket[(ticket.IndexOf('/', StringComparison.Ordinal) + 1)..], other[(other.IndexOf('/', StringComparison.Ordinal) + 1)..], company.ProductId);
        await cluster.Execute($"update ticket set number = 'X-1' where id = '{key}'");
        await cluster.Execute($"delete from visit where ticket_id = '{key}'");
        await cluster.Execute($"delete from journal where record = '{key}' and version = 1");
        await cluster.Execute($"update journal_text set words = 'said by nobody' where record = '{key}' and field = 'symptom'");
        await cluster.Execute($"update orleansreminderstable set starttime = '2031-01-01 00:00:00' where grainid = '{ticket}'");
        await cluster.Execute($"update orleansreminderstable set grainid = 'ticket/t-nobodys' where grainid = '{other}'");
        await cluster.Execute($"update customer set id = 'c-nobodys' where id = '{company.CustomerId}'");
        await cluster.Execute($"update orleansstorage set payloadbinary = {Garbage} where grainidextensionstring = '{product}'");
        await cluster.Execute($"update branch_day set files_kept = files_kept + 1 where branch_id = '{company.BranchId}'");

        var found = await Found();
        Told(ticket, "row", "ticket: number");
        Told(ticket, "row", "visit: is missing");
        Told(ticket, "journal", "begins with version");
        Told(ticket, "journal", "words of version 1");
        Told(ticket, "reminder", "stands at 2031-01-01");
        Told(other, "reminder", "is missing");
        Told("ticket/t-nobodys", "reminder", "there is no such record");
        Told($"customer/{company.CustomerId}", "row", "customer: is missing");
        Told("customer/c-nobodys", "row", "customer: there is no such record");
        Told($"installed_product/{product}", "state", "can't be read");
        Assert.All(found, difference => Assert.DoesNotContain("nobody ", difference.Why, StringComparison.Ordinal));
        Assert.NotEmpty(await cluster.Services.GetRequiredService<FigureCheck>().Of(company.BranchId, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, await Verify());

        void Told(string record, string what, string why) => Assert.True(
            found.Exists(difference => difference.Record == record && difference.What == what && difference.Why.Contains(why, StringComparison.Ordinal)),
            $"{record} {what} {why} is not among:\n{string.Join('\n', found)}");
    }

    private string Garbage => cluster.Database.Provider == AfterSales.Storage.StorageProvider.Sqlite ? "cast('{\"id\":' as blob)" : "convert_to('{\"id\":', 'UTF8')";

    private async Task<List<StoredDifference>> Found() =>
        await cluster.Services.GetRequiredService<StoredCheck>().All(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    /// <summary>The command, as an operator runs it beside the service.</summary>
    private Task<int> Verify() => ServiceCommands.Root()
        .Parse(["verify", "--environment=Staging", $"--Storage:Provider={cluster.Database.Provider}", $"--ConnectionStrings:AfterSales={cluster.Database.ConnectionString}", "--Logging:LogLevel:Default=Error"])
        .InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);
}

public sealed class VerifyTestsOnSqlite(SqliteCluster cluster) : VerifyTests(cluster), IClassFixture<SqliteCluster>;

public sealed class VerifyTestsOnPostgreSql(PostgreSqlCluster cluster) : VerifyTests(cluster), IClassFixture<PostgreSqlCluster>;
