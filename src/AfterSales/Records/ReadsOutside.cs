using System.Globalization;
using System.Threading.Channels;
using AfterSales.Access;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Records;

/// <summary>
/// Notes who opens what is not his own work: customers and tickets that he sees because he stands at headquarters. Beside the request and a moment later, so that
/// nobody waits for it and reads go on where nothing can be written; who opens more than can be noted is told of in the log.
/// </summary>
public sealed partial class ReadsOutside(IDbContextFactory<AfterSalesDb> databases, TimeProvider clock, ILogger<ReadsOutside> log) : BackgroundService
{
    private readonly Channel<(string Actor, string Record, DateTimeOffset At)> _noted = Channel.CreateBounded<(string, string, DateTimeOffset)>(10_000);

    /// <summary>The state as it is given out.</summary>
    public T Noted<T>(T record, string key, Caller caller) where T : IScoped
    {
        if (IsOutside(record, caller) && !_noted.Writer.TryWrite((caller.Account, key, clock.GetInstant()))) LogNotNoted(log, caller.Account, key);
        return record;
    }

    /// <summary>Is it seen by nothing but a place at headquarters.</summary>
    internal static bool IsOutside(IScoped record, Caller caller) => !caller.IsSystem && caller.IsAtHeadquarters
        && !(caller with { Assignments = [.. caller.Assignments.Where(own => own.Place != Assignment.Headquarters)] }).Sees(record);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _noted.Reader.WaitToReadAsync(stoppingToken)) await WriteAll();
        }
        catch (OperationCanceledException)
        {
            // What was opened up to now is written all the same.
            await WriteAll();
        }
    }

    private async Task WriteAll()
    {
        while (_noted.Reader.TryRead(out var read))
        {
            try
            {
                await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
                var id = string.Create(CultureInfo.InvariantCulture, $"{read.Actor}/{read.Record}/{read.At.UtcDateTime:yyyy-MM-dd}");
                if (await Again(db, id, read.At) > 0) continue;
                db.Add(new ReadRow { Id = id, ActorId = read.Actor, RecordId = read.Record, FirstAt = read.At, LastAt = read.At, Times = 1 });
                await db.SaveChangesAsync(CancellationToken.None);
            }
            catch (Exception failure) when (Infrastructure.Failed(failure) || failure is DbUpdateException)
            {
                LogFailed(log, failure, read.Actor, read.Record);
            }
        }
    }

    private static Task<int> Again(AfterSalesDb db, string id, DateTimeOffset at) => db.Set<ReadRow>().Where(row => row.Id == id)
        .ExecuteUpdateAsync(row => row.SetProperty(r => r.Times, r => r.Times + 1).SetProperty(r => r.LastAt, at), CancellationToken.None);

    [LoggerMessage(EventId = 1131, Level = LogLevel.Warning, Message = "{Actor} opened {Record}, and more was opened than could be noted.")]
    private static partial void LogNotNoted(ILogger log, string actor, string record);

    [LoggerMessage(EventId = 1132, Level = LogLevel.Warning, Message = "{Actor} opened {Record}, which could not be noted.")]
    private static partial void LogFailed(ILogger log, Exception failure, string actor, string record);
}
