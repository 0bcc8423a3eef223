using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AfterSales.ClusterTests.Host;
using AfterSales.ClusterTests.Kills;
using AfterSales.Storage;
using Npgsql;

namespace AfterSales.ClusterTests.Faults;

/// <summary>
/// Three hosts on one PostgreSQL, each on a line of its own to it and to the other hosts, while four people work with them and one thing after the other goes wrong. What the people were told
/// must be there afterwards, once, with all that follows from it (<see cref="HistoryChecker"/>). One of the faults comes once; more of them:
/// <c>AFTERSALES_FAULTS=60 tests/run ClusterTests -- -class '*FaultyClusterTests'</c>; <c>AFTERSALES_FAULT_SEED</c> chooses their order and moments, and
/// <c>AFTERSALES_FAULT_KIND</c> lets one alone come, such as <c>HostCutOffFromHosts</c>.
/// </summary>
public sealed class FaultyClusterTests(ITestOutputHelper output)
{
    private const int People = 4;
    private const int Hosts = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    // It looks each five seconds whether the others go on without it; left alone it would take a minute.
    private static readonly TimeSpan UntilItKnows = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UntilTheSweepComesAgain = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    private enum Fault
    {
        HostKilled,
        HostFrozenPastItsDeath,
        DatabaseGone,
        DatabaseSlow,
        HostCutOffFromDatabase,
        LineSilent,
        HostCutOffFromHosts,
        NetworkSplitForAMoment,
    }

    [Fact]
    public async Task Whatever_fails_nothing_acknowledged_is_lost_and_nothing_happens_twice()
    {
        var (faults, seed) = (Setting("AFTERSALES_FAULTS", 1), Setting("AFTERSALES_FAULT_SEED", 20_261_130));
        output.WriteLine($"Seed {seed}: AFTERSALES_FAULT_SEED={seed} lets the same go wrong again.");
        var chance = new Random(seed);
        var log = new ClientLog();
        await using var database = await TestDatabase.Create(StorageProvider.PostgreSql);
        var network = new SiloNetwork();
        var members = new List<Member>();
        try
        {
            for (var i = 0; i < Hosts; i++) members.Add(await Member.Start(database, network));
            var token = await KilledServiceTests.MakeCompany(members[0].Host);
            var asked = 0;
            var clients = Enumerable.Range(0, People).Select(number => new KillClient(number, seed, Anybody, token, log)).ToArray();
            foreach (var client in clients) await KilledServiceTests.MakeTechnician(members[0].Host, token, client.TechnicianId);
            using var stop = new CancellationTokenSource();
            var work = Task.WhenAll(clients.Select(client => Task.Run(() => client.Work(stop.Token))));
            var recovered = new ConcurrentDictionary<Fault, List<double>>();
            foreach (var fault in Order(faults, chance))
            {
                await SomeWork(20);
                await Suffer(fault, members[chance.Next(Hosts)]);
                var failed = Stopwatch.StartNew();
                await SomeWork(1);
                recovered.GetOrAdd(fault, _ => []).Add(failed.Elapsed.TotalSeconds);
            }

            await SomeWork(20);
            await stop.CancelAsync();
            await work;
            // What a host remembers of a record that was moved from it is looked at again after a while.
            var since = Stopwatch.StartNew();
            FoundHistory found;
            IReadOnlyList<string> wrong;
            do
            {
                found = await new HistoryReader(database, UntilTheSweepComesAgain).Read(members[0].Host, token);
                wrong = HistoryChecker.Check(log, found);
            }
            while (wrong.Count > 0 && since.Elapsed < Patience);

            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{faults} faults, {log.Asked.DistinctBy(one => one.RequestId).Count()} requests sent {log.Asked.Count()} times and answered {log.Answered.Count()} times; {found.Journal.Count} events of {found.Records.Count} records, {found.Effects.Count} things that follow; lost or doubled: {wrong.Count}."));
            foreach (var (fault, seconds) in recovered) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{fault}: answered again after {string.Join(", ", seconds.Select(one => one.ToString("F1", CultureInfo.InvariantCulture)))} s"));
            Assert.True(wrong.Count == 0, $"Seed {seed}, {wrong.Count} findings, what the clients saw is in {(wrong.Count == 0 ? "" : log.Keep())}:\n{string.Join('\n', wrong.Take(40))}");

            Task<HttpClient> Anybody() => Task.FromResult(members[Interlocked.Increment(ref asked) % Hosts].Host.Client);

            async Task SomeWork(int answers)
            {
                var (until, begun) = (log.Answered.Count() + answers, Stopwatch.StartNew());
                while (log.Answered.Count() < until)
                {
                    if (work.IsCompleted) await work;
                    Assert.True(begun.Elapsed < Patience, $"Seed {seed}: nobody was answered for {Patience}.");
                    await Task.Delay(Glance, TimeProvider.System);
                }
            }
        }
        catch (Exception)
        {
            output.WriteLine($"What the clients saw is in {log.Keep()}");
            foreach (var member in members) output.WriteLine($"The last that a host had to say is in {Keep(member)}");
            throw;
        }
        finally
        {
            foreach (var member in members) await member.DisposeAsync();
        }

        async Task Suffer(Fault fault, Member member)
        {
            switch (fault)
            {
                case Fault.HostKilled:
                    await member.Host.Kill();
                    await member.Replace(database);
                    break;
                case Fault.HostFrozenPastItsDeath:
                    var dead = await Dead(database);
                    await member.Host.Signal("STOP");
                    await UntilDead(dead);
                    await member.Host.Signal("CONT");
                    // It finds itself declared dead, and ends: it has no second life beside the ones who took its records.
                    Assert.True(await member.Host.Ended(Patience), "A host that was declared dead lives on.");
                    await member.Replace(database);
                    break;
                case Fault.HostCutOffFromHosts:
                    // It has the database and those who ask it, and does not know yet that the others go on without it.
                    var before = await Dead(database);
                    network.CutOff(member.Host.Id);
                    await UntilDead(before);
                    Assert.True(await member.Host.Ended(UntilItKnows), "A host that was cut off from the others and declared dead lives on.");
                    network.Heal();
                    await member.Replace(database);
                    Assert.Equal(Hosts, await Active(database));
                    break;
                case Fault.NetworkSplitForAMoment:
                    network.CutOff(member.Host.Id);
                    await Task.Delay(TimeSpan.FromSeconds(chance.Next(1, 4)), TimeProvider.System);
                    network.Heal();
                    break;
                case Fault.DatabaseGone:
                    foreach (var each in members) each.Line.Cut();
                    await Task.Delay(TimeSpan.FromSeconds(chance.Next(2, 6)), TimeProvider.System);
                    foreach (var each in members) each.Line.Mend();
                    break;
                case Fault.DatabaseSlow:
                    foreach (var each in members) each.Line.Slow(TimeSpan.FromMilliseconds(chance.Next(50, 200)));
                    await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System);
                    foreach (var each in members) each.Line.Mend();
                    break;
                case Fault.HostCutOffFromDatabase:
                    member.Line.Cut();
                    await Task.Delay(TimeSpan.FromSeconds(chance.Next(3, 8)), TimeProvider.System);
                    member.Line.Mend();
                    break;
                case Fault.LineSilent:
                    member.Line.Silence();
                    await Task.Delay(TimeSpan.FromSeconds(chance.Next(3, 8)), TimeProvider.System);
                    member.Line.Mend();
                    break;
            }
        }

        async Task UntilDead(long before)
        {
            for (var gone = Stopwatch.StartNew(); await Dead(database) == before;)
            {
                Assert.True(gone.Elapsed < Patience, "Nobody declared the host dead that does not answer.");
                await Task.Delay(Glance, TimeProvider.System);
            }
        }
    }

    private static string Keep(Member member)
    {
        var file = Path.Combine(Path.GetTempPath(), $"host-{Guid.NewGuid():N}.log");
        File.WriteAllLines(file, member.Host.Log);
        return file;
    }

    /// <summary>How many hosts the others have declared dead.</summary>
    private static Task<long> Dead(TestDatabase database) => Members(database, SiloStatus.Dead);

    /// <summary>How many hosts take part.</summary>
    private static Task<long> Active(TestDatabase database) => Members(database, SiloStatus.Active);

    private static async Task<long> Members(TestDatabase database, SiloStatus status)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand($"select count(*) from orleansmembershiptable where status = {(int)status}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Each fault as often as the others, in any order.</summary>
    private static IEnumerable<Fault> Order(int count, Random chance)
    {
        while (count > 0)
        {
            var all = Enum.TryParse<Fault>(Environment.GetEnvironmentVariable("AFTERSALES_FAULT_KIND"), out var alone) ? [alone] : Enum.GetValues<Fault>();
            chance.Shuffle(all);
            foreach (var fault in all.Take(count)) yield return fault;
            count -= all.Length;
        }
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>A host and its lines; another host may come to its place.</summary>
    private sealed class Member : IAsyncDisposable
    {
        private readonly SiloNetwork _network;
        private SiloNetwork.SiloLine _toSilo = null!;

        private Member(DatabaseLine line, SiloNetwork network) => (Line, _network) = (line, network);

        /// <summary>To the database.</summary>
        public DatabaseLine Line { get; }

        public HostProcess Host { get; private set; } = null!;

        public static async Task<Member> Start(TestDatabase database, SiloNetwork network)
        {
            var member = new Member(new DatabaseLine(new NpgsqlConnectionStringBuilder(database.ConnectionString)), network);
            await member.Begin(database);
            return member;
        }

        public async Task Replace(TestDatabase database)
        {
            var (old, toOld) = (Host, _toSilo);
            await Begin(database);
            await old.DisposeAsync();
            await toOld.DisposeAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            await _toSilo.DisposeAsync();
            await Line.DisposeAsync();
        }

        private async Task Begin(TestDatabase database)
        {
            var port = FreePort();
            _toSilo = new SiloNetwork.SiloLine(_network, port);
            Host = await HostProcess.Start(database, settings:
            [
                $"--ConnectionStrings:AfterSales={Line.ConnectionString}", "--Api:RequestsPerMinute=0",
                $"--Orleans:SiloPort={port}", $"--Orleans:AdvertisedAddress=127.0.0.1:{_toSilo.Port}",
            ]);
            _toSilo.Owner = Host.Id;
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
