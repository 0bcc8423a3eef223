using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AfterSales.ClusterTests.Host;
using AfterSales.ClusterTests.Storage;
using AfterSales.Storage;

namespace AfterSales.ClusterTests.Kills;

/// <summary>Reads what there is after the kills: the tables as they stand, the steps of the tickets as the service answers them, the figures by <c>verify</c>.</summary>
/// <param name="patience">How long what is told and due may take until it is at rest.</param>
internal sealed class HistoryReader(TestDatabase database, TimeSpan patience)
{
    // Named as their states are.
    private static readonly string[] Tables =
        ["customer", "contact", "ticket", "contract", "installed_product", "technician", "task", "survey_card", "sale", "enquiry", "outbound_message"];

    public async Task<FoundHistory> Read(HostProcess host, string token)
    {
        var unrest = await UntilAtRest();
        await using var source = AfterSales.Storage.Database.Open(database.Options);
        var tickets = await Query(source, "select id, step from ticket");
        return new FoundHistory
        {
            Unrest = unrest,
            Journal = [.. (await Query(source, "select record, version, cast(events as text) from journal")).SelectMany(Events)],
            Records = [.. (await Query(source, string.Join(" union all ", Tables.Select(table =>
                $"select s.grainidextensionstring, s.version, r.version from orleansstorage s left join {table} r on r.id = s.grainidextensionstring where s.graintypestring = '{table}'"))
                // Those that no client changes, and that have no row of this kind.
                + $" union all select grainidextensionstring, version, version from orleansstorage where graintypestring not in ({string.Join(", ", Tables.Select(table => $"'{table}'"))})"))
                .Select(row => new FoundRecord(row[0]!, Number(row[1]), row[2] is { } version ? Number(version) : null))],
            Handled = [.. (await Query(source, "select id from handled")).Select(row => row[0]![(row[0]!.IndexOf(':', StringComparison.Ordinal) + 1)..])],
            Effects = [.. (await Query(source, """
                select 'task ' || kind, id, about, state from task
                union all select 'contact ' || subject, id, about, '' from contact where about is not null
                union all select 'message ' || kind, id, about, state from outbound_message
                union all select 'card', id, ticket_id, state from survey_card
                union all select 'appointment', id, ticket_id, state from appointment
                union all select 'sale', id, product_id, '' from sale
                union all select 'call ' || c.step, c.id, coalesce(s.product_id, c.record_id), c.state from follow_up_call c left join sale s on s.id = c.record_id
                """)).Select(row => new FoundEffect(row[0]!, row[1]!, row[2]!, row[3]!))],
            Steps = await Steps(host, token, tickets),
            WrongFigures = await Verify(),
        };
    }

    /// <summary>All told has arrived, and all due has been woken; what still is not after a while is the answer.</summary>
    private async Task<IReadOnlyList<string>> UntilAtRest()
    {
        await using var source = AfterSales.Storage.Database.Open(database.Options);
        var since = Stopwatch.StartNew();
        while (true)
        {
            // What is registered for punctuality is due a second later.
            var now = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(2).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
            var due = database.Provider == StorageProvider.Sqlite ? $"'{now}'" : $"'{now}Z'::timestamptz";
            var unrest = (await Query(source, $"""
                select 'effect ' || kind || ' from ' || source || ' to ' || target from effect
                union all select 'due ' || grainid from orleansreminderstable where remindername = 'due' and starttime <= {due}
                union all select 'set aside ' || kind || ' ' || key || ': ' || error from set_aside
                union all select 'uncounted days of ' || branch_id from mark
                """)).ConvertAll(row => row[0]!);
            if (unrest.Count == 0 || since.Elapsed > patience) return unrest;
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    private static IEnumerable<FoundEvent> Events(string?[] row)
    {
        using var json = JsonDocument.Parse(row[2]!);
        return [.. json.RootElement.EnumerateArray().Select(e => new FoundEvent(row[0]!, Number(row[1]), e.GetProperty("name").GetString()!))];
    }

    private static async Task<IReadOnlyList<(string Ticket, string Answered, string Row)>> Steps(HostProcess host, string token, List<string?[]> tickets)
    {
        var steps = new List<(string, string, string)>();
        foreach (var some in tickets.Chunk(20))
        {
            var answer = await host.Ask(token, $"{{ {string.Join(' ', some.Select((ticket, i) => $"t{i}: ticket(id: \"{ticket[0]}\") {{ step }}"))} }}");
            foreach (var (i, ticket) in some.Index())
                steps.Add((ticket[0]!, answer.GetProperty("data").GetProperty($"t{i}").GetProperty("step").GetString()!, JsonNamingPolicy.SnakeCaseUpper.ConvertName(ticket[1]!)));
        }

        return steps;
    }

    /// <summary><c>verify</c> beside the running service, as a person would.</summary>
    private async Task<IReadOnlyList<string>> Verify()
    {
        using var verify = ChildProcess.StartHost(["verify", $"--Storage:Provider={database.Provider}", $"--ConnectionStrings:AfterSales={database.ConnectionString}"]);
        var said = await verify.StandardOutput.ReadToEndAsync();
        await verify.WaitForExitAsync();
        return verify.ExitCode == 0 ? [] : [said + await verify.StandardError.ReadToEndAsync()];
    }

    private static int Number(string? text) => int.Parse(text!, CultureInfo.InvariantCulture);

    private static async Task<List<string?[]>> Query(Database source, string sql)
    {
        await using var command = source.DataSource.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string?[]>();
        while (await reader.ReadAsync())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : FormattableString.Invariant($"{reader.GetValue(i)}"))]);
        return rows;
    }
}
