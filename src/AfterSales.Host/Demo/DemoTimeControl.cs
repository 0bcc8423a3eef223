using System.Globalization;
using AfterSales.Records;
using AfterSales.Storage;

namespace AfterSales.Host.Demo;

/// <summary>The demo's time: moved one step at a time and remembered in the database. Without a demo there is none to move.</summary>
public sealed class DemoTimeControl(Database database, VirtualClock? clock = null, VirtualTime? time = null) : IDisposable
{
    private const string Remember = """
        insert into demo_clock (id, ahead_ms, request_id) values (1, @ahead, @request)
        on conflict (id) do update set ahead_ms = excluded.ahead_ms, request_id = excluded.request_id
        """;

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Null where there is no demo.</summary>
    public DateTimeOffset? Now => clock?.GetUtcNow();

    /// <summary>Moves time and waits for everything that falls due on the way. A request that comes again moves nothing.</summary>
    /// <returns>False where there is no demo.</returns>
    public async Task<bool> Move(TimeSpan by, string? requestId)
    {
        if (clock is null || time is null) return false;
        await _turn.WaitAsync();
        try
        {
            if (requestId is not null && (await Recall()).RequestId == requestId) return true;
            var target = clock.GetUtcNow() + by;
            // Remembered first: after a crash on the way the service wakes at the target, never before where it was.
            await Save(clock.Ahead + by, requestId);
            await time.MoveTo(target);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Goes on from where the clock stood when the service ended.</summary>
    internal async Task Resume() => clock!.MoveTo(TimeProvider.System.GetUtcNow() + (await Recall()).Ahead);

    public void Dispose() => _turn.Dispose();

    private async Task<(TimeSpan Ahead, string? RequestId)> Recall()
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select ahead_ms, request_id from demo_clock";
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync()) return (TimeSpan.Zero, null);
        return (TimeSpan.FromMilliseconds(Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture)), reader.GetValue(1) as string);
    }

    private async Task Save(TimeSpan ahead, string? requestId)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = Remember;
        foreach (var (name, value) in new (string, object)[] { ("@ahead", (long)ahead.TotalMilliseconds), ("@request", (object?)requestId ?? DBNull.Value) })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            if (value is DBNull) parameter.DbType = System.Data.DbType.String;
            command.Parameters.Add(parameter);
        }
        await command.ExecuteNonQueryAsync();
    }
}
