using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AfterSales.ClusterTests.Host;
using AfterSales.Storage;

namespace AfterSales.ClusterTests.Kills;

/// <summary>
/// A service that is killed again and again while eight people work with it. They know only what they sent and what they were told; from that alone
/// follows what must be there afterwards (<see cref="HistoryChecker"/>). A hundred kills on each database:
/// <c>AFTERSALES_KILLS=100 tests/run ClusterTests -- -class '*KilledServiceTestsOn*'</c>; <c>AFTERSALES_KILL_SEED</c> chooses the moments and what people do.
/// </summary>
public abstract class KilledServiceTests(StorageProvider provider, ITestOutputHelper output)
{
    public const string Branch = "b-mad";
    private const int People = 8;
    private static readonly string[] Settings = ["--Api:RequestsPerMinute=0"];

    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(4);

    private const string Email = "desk@example.com";
    private const string Password = "correct horse battery staple";

    [Fact]
    public async Task After_any_number_of_kills_all_that_was_acknowledged_is_there_once_with_all_that_follows_from_it()
    {
        var (kills, seed) = (Setting("AFTERSALES_KILLS", 5), Setting("AFTERSALES_KILL_SEED", 20_261_129));
        output.WriteLine($"Seed {seed}: AFTERSALES_KILL_SEED={seed} kills at these moments again.");
        var chance = new Random(seed);
        var log = new ClientLog();
        await using var database = await TestDatabase.Create(provider);
        var host = await Start(database);
        var token = await MakeCompany(host);
        var there = new TaskCompletionSource<HttpClient>();
        var clients = Enumerable.Range(0, People).Select(number => new KillClient(number, seed, () => Volatile.Read(ref there).Task, token, log)).ToArray();
        foreach (var client in clients) await MakeTechnician(host, token, client.TechnicianId);
        there.SetResult(host.Client);
        using var stop = new CancellationTokenSource();
        var work = Task.WhenAll(clients.Select(client => Task.Run(() => client.Work(stop.Token))));
        for (var kill = 0; kill < kills; kill++)
        {
            await SomeWork(log, work, chance);
            var next = new TaskCompletionSource<HttpClient>(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref there, next);
            await host.DisposeAsync();
            // One in five does not come as far as serving.
            while (chance.Next(5) == 0)
            {
                await using var early = HostProcess.Launch(database, membership: "Localhost", settings: Settings);
                await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(200, 2_500)), TimeProvider.System);
            }

            host = await Start(database);
            next.SetResult(host.Client);
        }

        await SomeWork(log, work, chance);
        await stop.CancelAsync();
        FoundHistory found;
        try
        {
            await work;
            found = await new HistoryReader(database, TimeSpan.FromSeconds(30)).Read(host, token);
        }
        finally
        {
            await host.DisposeAsync();
        }

        var wrong = HistoryChecker.Check(log, found);
        var requests = log.Asked.DistinctBy(asked => asked.RequestId).Count();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{kills} kills, {requests} requests sent {log.Asked.Count()} times and answered {log.Answered.Count()} times; {found.Journal.Count} events of {found.Records.Count} records, {found.Effects.Count} things that follow."));
        Assert.True(wrong.Count == 0, $"Seed {seed}, {wrong.Count} findings, what the clients saw is in {(wrong.Count == 0 ? "" : log.Keep())}:\n{string.Join('\n', wrong.Take(40))}");
        Assert.True(requests > 5 * kills, $"Only {requests} requests were sent between {kills} kills.");
    }

    /// <summary>Until any moment after some more answers, however fast the machine is.</summary>
    private static async Task SomeWork(ClientLog log, Task work, Random chance)
    {
        var (until, since) = (log.Answered.Count() + chance.Next(10, 100), Stopwatch.StartNew());
        while (log.Answered.Count() < until && since.Elapsed < LongestRound && !work.IsCompleted) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(0, 40)), TimeProvider.System);
    }

    private static Task<HostProcess> Start(TestDatabase database) => HostProcess.Start(database, membership: "Localhost", settings: Settings);

    /// <summary>A branch that is always open, whose follow-up calls are due at once, and an account that does everything there.</summary>
    internal static async Task<string> MakeCompany(HostProcess host)
    {
        var administrator = await host.LogIn();
        var week = string.Join(", ", Enum.GetNames<DayOfWeek>().Select(day => $$"""{ day: {{day.ToUpperInvariant()}}, from: "00:00", to: "00:00" }"""));
        await Done(host, administrator, $$"""openBranch(input: { code: "MAD", name: "Madrid", country: "ES", currency: "EUR", calendar: { timeZone: "Europe/Madrid", week: [{{week}}] } }) { branch { id } errors { ... on Error { code message } } }""");
        await Done(host, administrator, $$"""
            setPolicy(input: { branchId: "{{Branch}}", key: "followUps.plan", value: [
              { name: "first", trigger: "Completion", opensAfterDays: 0, closesAfterDays: 30 }, { name: "second", trigger: "Completion", opensAfterDays: 7, closesAfterDays: 14, after: "first" },
              { name: "thirdDay", trigger: "Sale", opensAfterDays: 0, closesAfterDays: 30, by: "Branch" }] }) { policy { key } errors { ... on Error { code message } } }
            """);
        await Done(host, administrator, $$"""
            createAccount(input: { email: "{{Email}}", name: "Mostrador", password: "{{Password}}", assignments: [
              { role: RECEPTIONIST, place: "{{Branch}}" }, { role: DISPATCHER, place: "{{Branch}}" }, { role: FOLLOW_UP_AGENT, place: "{{Branch}}" }, { role: BRANCH_MANAGER, place: "{{Branch}}" }]
            }) { account { id } errors { ... on Error { code message } } }
            """);
        // One that a long run does not outlive.
        var expires = TimeProvider.System.GetUtcNow().AddDays(30);
        var made = await host.Ask(await host.LogIn(Email, Password), $"mutation {{ createApiToken(input: {{ name: \"desk\", expiresAt: \"{expires:O}\" }}) {{ newApiToken {{ secret }} errors {{ ... on Error {{ code message }} }} }} }}");
        return made.GetProperty("data").GetProperty("createApiToken").GetProperty("newApiToken").GetProperty("secret").GetString()!;
    }

    internal static Task MakeTechnician(HostProcess host, string token, string id) =>
        Done(host, token, $$"""registerTechnician(input: { branchId: "{{Branch}}", id: "{{id}}", name: "Técnico" }) { technician { id } errors { ... on Error { code message } } }""");

    private static async Task Done(HostProcess host, string token, string mutation)
    {
        var answer = await host.Ask(token, $"mutation {{ answer: {mutation} }}");
        Assert.True(answer.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object && data.GetProperty("answer").GetProperty("errors").ValueKind == JsonValueKind.Null, $"{mutation}: {answer}");
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : otherwise;
}

public sealed class KilledServiceTestsOnSqlite(ITestOutputHelper output) : KilledServiceTests(StorageProvider.Sqlite, output);

public sealed class KilledServiceTestsOnPostgreSql(ITestOutputHelper output) : KilledServiceTests(StorageProvider.PostgreSql, output);
