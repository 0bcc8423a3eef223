using System.Text.Json;
using AfterSales.Storage;

namespace AfterSales.ClusterTests.Host;

/// <summary>A backup is taken while the service works, and another database made from it serves what was on file at that instant.</summary>
public sealed class BackupTests
{
    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task What_was_on_file_when_it_was_backed_up_is_on_file_where_it_is_restored(StorageProvider provider)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.backup");
        await using var database = await TestDatabase.Create(provider);
        await using var restored = await TestDatabase.CreateBare(provider);
        try
        {
            string token;
            await using (var host = await HostProcess.Start(database))
            {
                token = await host.LogIn();
                await host.Ask(token, Branch);
                await Register(host, token, "c-before");
                var written = await HostProcess.Run(database, "backup", file);
                Assert.True(written.Code == 0, written.Said);
                Assert.Contains("Backed up to", written.Said, StringComparison.Ordinal);
                await Register(host, token, "c-after");

                var again = await HostProcess.Run(database, "backup", file);
                Assert.Equal(2, again.Code);
                Assert.Contains("already", again.Said, StringComparison.Ordinal);
                var over = await HostProcess.Run(database, "restore", file);
                Assert.Equal(2, over.Code);
                Assert.DoesNotContain("   at ", over.Said, StringComparison.Ordinal);
            }

            var made = await HostProcess.Run(restored, "restore", file);
            Assert.True(made.Code == 0, made.Said);
            await using (var host = await HostProcess.Start(restored))
            {
                // The keys that tokens and links are signed with came along.
                var customers = (await host.Ask(token, "{ customers { nodes { id name } } }")).GetProperty("data").GetProperty("customers").GetProperty("nodes");
                Assert.Equal("c-before", Assert.Single(customers.EnumerateArray()).GetProperty("id").GetString());
                Assert.NotEmpty(await host.LogIn());
                await Register(host, token, "c-after");
            }

            var checkedWell = await HostProcess.Run(restored, "verify", "--branch=b-sh");
            Assert.True(checkedWell.Code == 0, checkedWell.Said);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_file_that_is_no_backup_is_refused_and_leaves_nothing(StorageProvider provider)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.backup");
        await File.WriteAllTextAsync(file, "no backup");
        await using var database = await TestDatabase.CreateBare(provider);
        try
        {
            var refused = await HostProcess.Run(database, "restore", file);
            Assert.Equal(2, refused.Code);
            Assert.DoesNotContain("   at ", refused.Said, StringComparison.Ordinal);
            await using var host = await HostProcess.Start(database);
            Assert.NotEmpty(await host.LogIn());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private const string Branch = """
        mutation { openBranch(input: { code: "SH", name: "Shanghai", country: "CN", currency: "CNY", calendar: { timeZone: "Asia/Shanghai", week: [
          { day: MONDAY, from: "09:00", to: "18:00" }] } }) { branch { id } errors { ... on Error { code message } } } }
        """;

    private static async Task Register(HostProcess host, string token, string key)
    {
        var answer = await host.Ask(token, $$"""
            mutation { registerCustomer(input: { branchId: "b-sh", id: "{{key}}", customer: { name: "王伟" } }) { customer { id } errors { ... on Error { code message } } } }
            """);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").GetProperty("registerCustomer").GetProperty("errors").ValueKind);
    }
}
