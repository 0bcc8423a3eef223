using System.Diagnostics;
using AfterSales.Customers;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Host.Demo;

/// <summary>Makes the demo's many customers once its company is there, beside whatever people do with it; a restart goes on where it stopped.</summary>
internal sealed partial class DemoPopulation(
    DemoCustomerFiles files, IDbContextFactory<AfterSalesDb> databases, DemoCompanyAtStartUp company, IConfiguration settings, ILogger<DemoPopulation> log)
    : BackgroundService
{
    private const int AtATime = 4;

    /// <summary>How many there are where nothing else is said.</summary>
    private const int Standard = 2000;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!company.IsMade && !stoppingToken.IsCancellationRequested) await Task.Delay(Patience, TimeProvider.System, CancellationToken.None);
        if (stoppingToken.IsCancellationRequested) return;
        var all = DemoCustomers.All(settings.GetValue("Demo:Customers", Standard)).ToArray();
        var known = await Known(all, stoppingToken);
        var missing = all.Where(customer => !known.Contains(customer.Id)).ToArray();
        if (missing.Length == 0) return;
        var started = Stopwatch.GetTimestamp();
        try
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = stoppingToken };
            await Parallel.ForEachAsync(missing, options, async (customer, _) => await files.Make(customer));
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            LogMade(log, missing.Length, seconds);
        }
        catch (Exception failure) when (failure is InvalidOperationException or OrleansException or TimeoutException && !stoppingToken.IsCancellationRequested)
        {
            LogNotMade(log, failure);
        }
    }

    private async Task<HashSet<string>> Known(DemoCustomer[] all, CancellationToken cancellation)
    {
        if (all.Length == 0) return [];
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var ids = await db.Set<CustomerRow>().AsNoTracking().Where(row => row.Id.Contains("-d")).Select(row => row.Id).ToListAsync(cancellation);
        return [.. ids];
    }

    [LoggerMessage(EventId = 2001, Level = LogLevel.Information, Message = "The demo company has {Count} more customers; making them took {Seconds:F1} s.")]
    private static partial void LogMade(ILogger log, int count, double seconds);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Warning, Message = "The demo's customers could not all be made; the next start goes on.")]
    private static partial void LogNotMade(ILogger log, Exception failure);
}
