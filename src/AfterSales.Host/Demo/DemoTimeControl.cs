using System.Data.Common;
using System.Globalization;
using AfterSales.Access;
using AfterSales.Host.Demo.History;
using AfterSales.Records;
using AfterSales.Storage;

namespace AfterSales.Host.Demo;

/// <summary>The demo's time: moved one step at a time and remembered in the database. Without a demo there is none to move.</summary>
public sealed class DemoTimeControl(Database database, VirtualClock? clock = null, VirtualTime? time = null) : IHistoryTime, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Null where there is no demo.</summary>
    public DateTimeOffset? Now => clock?.GetUtcNow();

    /// <summary>Moves time and waits for everything that falls due on the way. A request that comes again moves nothing.</summary>
    public async Task<Refusal?> Move(TimeSpan by, Caller caller, string? requestId)
    {
        if (clock is null || time is null) return new NotADemo();
        var request = requestId is null ? null : $"{caller.Account}:{requestId}";
        await _turn.WaitAsync();
        try
        {
            if (request is not null && await Moved(request) is { } before) return before == by ? null : new RequestIdReused(requestId!);
            var target = clock.GetUtcNow() + by;
            // Remembered first: after a crash on the way the service wakes at the target, never before where it was.
            await Remember(by, clock.Ahead + by, request);
            await time.MoveTo(target);
            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Goes on from where the clock stood when the service ended. A new company starts some days ago and lives up to today
    /// (<see cref="DemoHistory"/>).
    /// </summary>
    internal async Task Resume(int historyDays)
    {
        var kept = await Span("select ahead_ms from demo_move order by id desc limit 1");
        var ahead = kept ?? (historyDays > 0 && await IsNew() ? -TimeSpan.FromDays(historyDays) : TimeSpan.Zero);
        clock!.StartAt(TimeProvider.System.GetUtcNow() + ahead);
        if (ahead < TimeSpan.Zero) Today = TimeProvider.System.GetUtcNow();
    }

    /// <summary>Up to when the history is to be lived; null where it has been, or there is none.</summary>
    internal DateTimeOffset? Today { get; private set; }

    DateTimeOffset? IHistoryTime.End => Today;

    /// <summary>Lives on to an instant before today; where it stopped is remembered once a day.</summary>
    async Task IHistoryTime.PlayTo(DateTimeOffset instant)
    {
        if (instant.UtcDateTime.Date == clock!.GetUtcNow().UtcDateTime.Date)
        {
            await time!.PassTo(instant);
            return;
        }

        await Remember(TimeSpan.Zero, clock.Ahead, null);
        await time!.MoveTo(instant);
    }

    async Task IHistoryTime.PlayToEnd()
    {
        await time!.MoveTo(TimeProvider.System.GetUtcNow());
        await Remember(TimeSpan.Zero, TimeSpan.Zero, null);
        Today = null;
    }

    public void Dispose() => _turn.Dispose();

    private async Task<bool> IsNew() => await Span("select count(*) from branch") == TimeSpan.Zero;

    private Task<TimeSpan?> Moved(string request) => Span("select by_ms from demo_move where request_id = @request", ("@request", request));

    private async Task Remember(TimeSpan by, TimeSpan ahead, string? request)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var command = Command(connection, "insert into demo_move (by_ms, ahead_ms, request_id) values (@by, @ahead, @request)",
            ("@by", (long)by.TotalMilliseconds), ("@ahead", (long)ahead.TotalMilliseconds), ("@request", request));
        await command.ExecuteNonQueryAsync();
    }

    private async Task<TimeSpan?> Span(string sql, params (string Name, object? Value)[] parameters)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var command = Command(connection, sql, parameters);
        return await command.ExecuteScalarAsync() is { } found ? TimeSpan.FromMilliseconds(Convert.ToInt64(found, CultureInfo.InvariantCulture)) : null;
    }

    private static DbCommand Command(DbConnection connection, string sql, params (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            if (value is null) parameter.DbType = System.Data.DbType.String;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
