using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using AfterSales.Host;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tickets.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Storage;
using Orleans.TestingHost;

namespace AfterSales.ClusterTests.Storage;

/// <summary>A second process that may be killed: this program, started once more to do one thing to the test's database, or the service.</summary>
internal static class ChildProcess
{
    public const string SaveUntilKilled = "save-until-killed";
    public const string ApplyLedger = "apply-ledger";
    public const string ServeByAnotherClock = "serve-by-another-clock";
    public const int Writers = 4;

    public static Process Start(string command, TestDatabase database) => Start(command, [database.Provider.ToString(), database.ConnectionString]);

    public static Process Start(string command) => Start(command, []);

    private static Process Start(string command, string[] args) => Run([typeof(ChildProcess).Assembly.Location, command, .. args]);

    /// <summary>The service's own program, as it is built.</summary>
    public static Process StartHost(string[] args) => Run([typeof(AfterSalesHost).Assembly.Location, .. args]);

    /// <summary>The same, after a shell has done this to what becomes its process.</summary>
    public static Process StartHost(string[] args, string before) =>
        Run("bash", ["-c", $"{before}; exec dotnet \"$@\"", "host", typeof(AfterSalesHost).Assembly.Location, .. args]);

    /// <summary>The service with a clock that is ahead by so many minutes.</summary>
    public static Process StartByAnotherClock(int minutesAhead, string[] args) => Start(ServeByAnotherClock, [minutesAhead.ToString(CultureInfo.InvariantCulture), .. args]);

    public static async Task<int> Serve(string[] args)
    {
        var clock = new WrongClock(TimeSpan.FromMinutes(int.Parse(args[1], CultureInfo.InvariantCulture)));
        using var jump = PosixSignalRegistration.Create(UserSignal, signal =>
        {
            signal.Cancel = true;
            clock.Jump(TimeSpan.FromHours(1));
        });
        return await AfterSalesHost.Run(args[2..], builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
    }

    private static Process Run(string[] args) => Run("dotnet", args);

    private static Process Run(string program, string[] args) => Process.Start(new ProcessStartInfo(program, args)
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    public static async Task<int> Apply(string[] args)
    {
        await using var database = Open(args);
        await database.ApplyLedger();
        return 0;
    }

    /// <summary>Saves some records over and over, through the stock storage of a silo, and says so once it has begun.</summary>
    public static async Task<int> Save(string[] args)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ServiceId = AfterSalesSetup.ServiceId;
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseRecords();
            silo.Services.AddStorage(Open(args));
        });
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        var storage = cluster.Silos[0].ServiceProvider.GetRequiredKeyedService<IGrainStorage>(RecordServices.StorageName);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Save(storage, writer))));
        return 0;
    }

    private static async Task Save(IGrainStorage storage, int writer)
    {
        var grain = Record(writer);
        var stored = await storage.Read(grain);
        while (true)
        {
            var version = stored.ETag is null ? 1 : int.Parse(stored.ETag, CultureInfo.InvariantCulture) + 1;
            await storage.Save(grain, stored, Envelopes.Ticket(grain, version, symptom: new string('x', 20_000), due: TestCluster.Start.AddMinutes(version)));
            System.Console.WriteLine(version);
        }
    }

    public static GrainId Record(int writer) => GrainId.Create(Ticket.Kind, $"t-killed-{writer}");

    // SIGUSR1, which .NET gives no name.
    private const PosixSignal UserSignal = (PosixSignal)10;

    private sealed class WrongClock(TimeSpan ahead) : TimeProvider
    {
        private long _ticksAhead = ahead.Ticks;

        public void Jump(TimeSpan by) => Interlocked.Add(ref _ticksAhead, by.Ticks);

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ticksAhead));
    }

    private static Database Open(string[] args) =>
        Database.Open(new StorageOptions { Provider = Enum.Parse<StorageProvider>(args[1]), ConnectionString = args[2] });
}
