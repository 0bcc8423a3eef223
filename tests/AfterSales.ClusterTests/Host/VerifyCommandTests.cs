using AfterSales.Storage;

namespace AfterSales.ClusterTests.Host;

/// <summary>An operator has figures that went wrong found, and counted anew.</summary>
public sealed class VerifyCommandTests
{
    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Figures_that_went_wrong_are_found_and_repaired_by_one_command_and_by_a_rebuild(StorageProvider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        await using (var host = await HostProcess.Start(database)) await Opened(host);

        await Execute(database, "update branch_day set files_kept = files_kept + 7 where dimension = 'Branch'");
        var found = await HostProcess.Run(database, "verify");
        Assert.Equal(1, found.Code);
        Assert.Contains("FilesKept: kept 8, counted 1", found.Said, StringComparison.Ordinal);
        var mended = await HostProcess.Run(database, "verify", "--repair");
        Assert.Equal(1, mended.Code);
        Assert.Contains("1 differences; days were counted anew", mended.Said, StringComparison.Ordinal);
        var well = await HostProcess.Run(database, "verify");
        Assert.Equal((0, true), (well.Code, well.Said.Contains("go together", StringComparison.Ordinal)));

        // A day that no row stands for any more, which no save will mark again.
        await Execute(database, "update branch_day set day = '2025-01-01' where dimension = 'Branch'");
        Assert.Equal(1, (await HostProcess.Run(database, "verify")).Code);
        var asked = await HostProcess.Run(database, "rebuild", "--no-wait");
        Assert.True(asked.Code == 0, asked.Said);
        await using (var host = await HostProcess.Start(database))
        {
            await Desk.Until(() => Marks(database), left => left == 0);
            Assert.Equal(1, await Files(host, await host.LogIn()));
        }

        var again = await HostProcess.Run(database, "verify");
        Assert.True(again.Code == 0, again.Said);
    }

    private static async Task Opened(HostProcess host)
    {
        var token = await host.LogIn();
        await host.Ask(token, """
            mutation { openBranch(input: { code: "SH", name: "Shanghai", country: "CN", currency: "CNY", calendar: { timeZone: "Asia/Shanghai", week: [
              { day: MONDAY, from: "09:00", to: "18:00" }] } }) { branch { id } errors { ... on Error { code message } } } }
            """);
        await host.Ask(token, """mutation { registerCustomer(input: { branchId: "b-sh", id: "c-verified", customer: { name: "王伟" } }) { customer { id } errors { ... on Error { code message } } } }""");
        await Desk.Until(() => Files(host, token), files => files == 1);
    }

    private static async Task<int> Files(HostProcess host, string token) => (await host.Ask(token, """
        { figures(figures: [FILE_COMPLETENESS], from: "2020-01-01", to: "2029-12-31") { lines { value { denominator } } } }
        """)).GetProperty("data").GetProperty("figures").GetProperty("lines")[0].GetProperty("value").GetProperty("denominator").GetInt32();

    private static async Task Execute(TestDatabase test, string sql)
    {
        await using var database = Database.Open(test.Options);
        await using var command = database.DataSource.CreateCommand(sql);
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
    }

    private static async Task<long> Marks(TestDatabase test)
    {
        await using var database = Database.Open(test.Options);
        await using var command = database.DataSource.CreateCommand("select count(*) from mark");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
