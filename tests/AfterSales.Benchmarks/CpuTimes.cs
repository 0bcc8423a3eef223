using System.Diagnostics;
using System.Globalization;
using AfterSales.Storage;
using Npgsql;

namespace AfterSales.Benchmarks;

/// <summary>Processor time used so far.</summary>
/// <param name="Database">Null where the database works inside the service, or where its processes are not seen from here.</param>
internal sealed record CpuTaken(TimeSpan Service, TimeSpan? Database, TimeSpan Driver)
{
    public static CpuTaken operator -(CpuTaken after, CpuTaken before) =>
        new(after.Service - before.Service, after.Database - before.Database, after.Driver - before.Driver);
}

/// <summary>
/// Reads the processor time of the service, of the driver and of the PostgreSQL server: all processes below its first one, whoever they work for. For this the server has to be on
/// this machine (Linux), and ours alone while it is measured.
/// </summary>
internal sealed class CpuTimes
{
    /// <summary>Linux counts processor time for others to read in hundredths of a second.</summary>
    private const double TicksPerSecond = 100;

    private readonly int _service;
    private readonly int _driver;
    private readonly int? _postmaster;

    private CpuTimes(int service, int driver, int? postmaster) => (_service, _driver, _postmaster) = (service, driver, postmaster);

    public static async Task<CpuTimes> Of(int service, Driver driver, StorageOptions storage) =>
        new(service, driver.ProcessId, storage.Provider == StorageProvider.PostgreSql ? await Postmaster(storage.ConnectionString) : null);

    public CpuTaken Now() => new(OfProcess(_service), _postmaster is { } first ? OfServer(first) : null, OfProcess(_driver));

    private static TimeSpan OfProcess(int id)
    {
        using var process = Process.GetProcessById(id);
        return process.TotalProcessorTime;
    }

    private static async Task<int?> Postmaster(string connectionString)
    {
        if (!OperatingSystem.IsLinux()) return null;
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select pg_backend_pid()", connection);
        return Stat((int)(await command.ExecuteScalarAsync())!) is { Name: "postgres" } backend ? backend.Parent : null;
    }

    private static TimeSpan OfServer(int postmaster)
    {
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || Stat(id) is not { } stat) continue;
            // What its children used that have ended is counted with the first process.
            if (id == postmaster) ticks += stat.Own + stat.OfEnded;
            else if (stat.Parent == postmaster) ticks += stat.Own;
        }

        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    /// <summary>See proc_pid_stat(5). Null where the process has just ended.</summary>
    private static (string Name, int Parent, long Own, long OfEnded)? Stat(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var (open, close) = (text.IndexOf('(', StringComparison.Ordinal), text.LastIndexOf(')'));
            var rest = text[(close + 2)..].Split(' ');
            long At(int field) => long.Parse(rest[field - 3], CultureInfo.InvariantCulture);
            return (text[(open + 1)..close], (int)At(4), At(14) + At(15), At(16) + At(17));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
