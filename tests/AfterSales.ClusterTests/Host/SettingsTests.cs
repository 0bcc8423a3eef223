using AfterSales.Host;

namespace AfterSales.ClusterTests.Host;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Storage:Provider is 'Oracle': set it to Sqlite or PostgreSql.", "--Storage:Provider=Oracle")]
    [InlineData("Storage:Provider is PostgreSql: set ConnectionStrings:AfterSales", "--Storage:Provider=PostgreSql")]
    [InlineData("Demo:Enabled is true in the environment Production", "--Demo:Enabled=true", "--environment=Production")]
    [InlineData("Orleans:Membership is Database, which needs Storage:Provider PostgreSql", "--Orleans:Membership=Database")]
    public void A_wrong_setting_is_answered_with_what_to_do(string sentence, params string[] args)
    {
        var problem = Assert.Throws<WrongSettingException>(() => AfterSalesHost.Build(["--environment=Staging", .. args]));
        Assert.StartsWith(sentence, problem.Message, StringComparison.Ordinal);
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
}
