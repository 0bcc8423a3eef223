using System.Globalization;
using System.Net;
using System.Text;
using AfterSales.ClusterTests.Host;
using AfterSales.Storage;

namespace AfterSales.ClusterTests.Rubbish;

/// <summary>
/// Thousands of requests that nobody honest sends, at the whole service on both databases at once: each is answered or refused with a code, nobody sees what
/// another branch keeps, and the memory is afterwards what it was. AFTERSALES_RUBBISH_REQUESTS and AFTERSALES_RUBBISH_SEED choose how many and which.
/// </summary>
// Alone, for what others hold in memory meanwhile would be counted.
[CollectionDefinition(nameof(RubbishTests), DisableParallelization = true)]
[Collection(nameof(RubbishTests))]
public sealed class RubbishTests(SqliteRubbishHost sqlite, PostgreSqlRubbishHost postgreSql) : IClassFixture<SqliteRubbishHost>, IClassFixture<PostgreSqlRubbishHost>
{
    /// <summary>To each database.</summary>
    private static int Requests => Setting("AFTERSALES_RUBBISH_REQUESTS", 5_000);

    [Fact]
    public async Task Rubbish_is_refused_with_codes_shows_nobody_another_branch_and_leaves_the_memory_as_it_was()
    {
        var seed = Setting("AFTERSALES_RUBBISH_SEED", 20_261_128);
        TestContext.Current.SendDiagnosticMessage($"The seed of the rubbish is {seed}.");
        var runs = await Task.WhenAll(RubbishRun.Begin(sqlite, seed), RubbishRun.Begin(postgreSql, seed));

        await Task.WhenAll(runs.Select(run => run.Send(0, Requests / 2)));
        var warm = Live();
        await Task.WhenAll(runs.Select(run => run.Send(Requests / 2, Requests)));
        var last = Live();

        Assert.All(runs, run => run.MustBeClean(Requests));
        TestContext.Current.SendDiagnosticMessage($"{warm / 1e6:F0} MB after half, {last / 1e6:F0} MB after all.");
        Assert.True(last < warm * 1.6, $"{warm / 1e6:F0} MB after half, {last / 1e6:F0} MB after all.");
    }

    [Fact]
    public async Task Twenty_bodies_of_five_megabytes_at_once_are_refused_as_too_large()
    {
        var token = await sqlite.DemoToken("dispatcher.sh");
        var body = Encoding.UTF8.GetBytes("{\"query\":\"{ me { name } } #" + new string('x', 5_000_000) + "\"}");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };
            message.Headers.Authorization = new("Bearer", token);
            message.Headers.ExpectContinue = true;
            using var answer = await sqlite.Client.SendAsync(message);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
            Assert.Contains("BODY_TOO_LARGE", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }));
    }

    private static long Live()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static int Setting(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var given) ? given : usual;
}

/// <summary>The demo company at a host that counts nobody's requests.</summary>
public abstract class RubbishHost(StorageProvider provider) : ServedHost(provider)
{
    public StorageProvider Provider { get; } = provider;

    // What takes long, such as moving the demo's time by months, is to be answered as everywhere: that it took too long.
    protected override IEnumerable<string> Settings => ["--Api:RequestsPerMinute=0", "--Api:TimeoutSeconds=30", "--environment=Staging"];
}

public sealed class SqliteRubbishHost() : RubbishHost(StorageProvider.Sqlite);

public sealed class PostgreSqlRubbishHost() : RubbishHost(StorageProvider.PostgreSql);
