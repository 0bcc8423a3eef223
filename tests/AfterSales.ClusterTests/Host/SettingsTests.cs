using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using AfterSales.Host;
using AfterSales.Host.Commands;
using AfterSales.Storage;

namespace AfterSales.ClusterTests.Host;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Storage:Provider is 'Oracle': set it to Sqlite or PostgreSql.", "--Storage:Provider=Oracle")]
    [InlineData("Storage:Provider is PostgreSql: set ConnectionStrings:AfterSales", "--Storage:Provider=PostgreSql")]
    [InlineData("Demo:Enabled is true in the environment Production", "--Demo:Enabled=true", "--environment=Production")]
    [InlineData("Api:MaxDept is not a setting: Api has MaxDepth, ", "--Api:MaxDept=5")]
    [InlineData("ConnectionStrings:AfterSale is not a setting: ConnectionStrings has AfterSales.", "--ConnectionStrings:AfterSale=Data Source=a.db")]
    [InlineData("OpenId:Authority is 'http://login.example.com': give the provider's address, which begins with https://.", "--OpenId:Authority=http://login.example.com", "--OpenId:ClientId=a")]
    [InlineData("OpenId:Authority is given without OpenId:ClientId", "--OpenId:Authority=https://login.example.com")]
    [InlineData("OpenId:ClientId is given without OpenId:Authority", "--OpenId:ClientId=a")]
    [InlineData("Orleans:Membership is Database, which needs Storage:Provider PostgreSql", "--Orleans:Membership=Database")]
    public void A_wrong_setting_is_answered_with_what_to_do(string sentence, params string[] args)
    {
        var problem = Assert.Throws<WrongSettingException>(() => AfterSalesHost.Build(["--environment=Staging", .. args]));
        Assert.StartsWith(sentence, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_host_on_one_database_file_is_refused_until_the_first_is_gone()
    {
        await using var database = await TestDatabase.Create(StorageProvider.Sqlite);
        await using (var first = await HostProcess.Start(database))
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => HostProcess.Start(database));
            Assert.Contains("Another host serves the database file", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", refused.Message, StringComparison.Ordinal);
            await first.Kill();
        }

        await using var next = await HostProcess.Start(database);
        Assert.NotEmpty(await next.LogIn());
    }

    [Fact]
    public async Task An_address_that_is_taken_ends_the_start_in_one_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using var database = await TestDatabase.Create(StorageProvider.Sqlite);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => HostProcess.Start(database, $"http://{taken.LocalEndpoint}"));
        Assert.Contains("Give another one with --urls.", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_ends_the_start() =>
        Assert.Equal(1, await AfterSalesHost.Run(["--Storage:Provider=PostgreSql", "--ConnectionStrings:AfterSales=Host=127.0.0.1;Port=1;Timeout=2;Username=nobody"]));
}

public sealed class WithoutDemoTests(HostWithoutDemo host) : IClassFixture<HostWithoutDemo>
{
    [Fact]
    public async Task Time_is_not_moved_where_real_work_is_done()
    {
        var token = await host.Token(ServedHost.AdministratorEmail, ServedHost.AdministratorPassword);
        var data = await host.Ask(token, "mutation { moveDemoTime(input: { days: 1 }) { demoTime { now } errors { ... on Error { code } } } }");
        Assert.Equal("NOT_A_DEMO", data.GetProperty("moveDemoTime").GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await host.Ask(token, "{ demoTime }")).GetProperty("demoTime").ValueKind);
    }

    [Fact]
    public async Task The_prune_command_says_what_it_erased_and_is_an_administrators()
    {
        var token = await host.Token(ServedHost.AdministratorEmail, ServedHost.AdministratorPassword);
        await using var said = new StringWriter();
        var configuration = new InvocationConfiguration { Output = said, Error = said };
        Assert.Equal(0, await Prune(token));
        Assert.Matches("^Of before [0-9-]{10}: 0 texts, 0 files and 0 names erased.", said.ToString());
        Assert.NotEqual(0, await Prune("nobody's"));

        Task<int> Prune(string with) => ServiceCommands.Root().Parse(["prune", "--url", $"{host.Client.BaseAddress}", "--token", with]).InvokeAsync(configuration, TestContext.Current.CancellationToken);
    }
}
