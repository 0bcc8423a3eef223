using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AfterSales.Storage;
using CsvHelper;

namespace AfterSales.Benchmarks;

/// <summary>
/// A list of customers with an installed product each, sent over HTTP to the service in a process of its own. Its memory is asked for at each tenth of the
/// list: flat means that the last figure is like the one after the first fifth. How fast it is: the records it saves in a second
/// against raw prepared one-row INSERTs of as many clients as the import puts at a time, in the same run.
/// <code>dotnet run -c Release --project tests/AfterSales.Benchmarks -- import [--killed] [connection string]</code>
/// With <c>--killed</c> the service is killed in the middle, started again and sent the same list: then what is on file is counted,
/// each row once and none lost. The command ends with 0 where that holds. AFTERSALES_IMPORT_ROWS is another number than
/// 100,000.
/// </summary>
internal static class ImportBenchmark
{
    private const int Clients = 8;
    private const int Samples = 10;
    private const int WarmUp = 2;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    public static async Task<int> Run(string[] args)
    {
        var rows = int.TryParse(Environment.GetEnvironmentVariable("AFTERSALES_IMPORT_ROWS"), CultureInfo.InvariantCulture, out var given) ? given : 100_000;
        var isKilled = args.Contains("--killed");
        await Measured.Heading();
        using var list = List(rows);
        System.Console.WriteLine($"{rows} rows, a customer and an installed product each, {list.Length >> 20} MB\n");
        var isWell = true;
        if ((args.FirstOrDefault(arg => arg != "--killed") ?? Environment.GetEnvironmentVariable("AFTERSALES_TEST_POSTGRESQL")) is { } server)
            isWell &= await Measure(await BenchmarkDatabase.PostgreSql(server), list, rows, isKilled);
        isWell &= await Measure(BenchmarkDatabase.Sqlite(), list, rows, isKilled);
        return isWell ? 0 : 1;
    }

    private static async Task<bool> Measure(BenchmarkDatabase test, FileStream list, int rows, bool isKilled)
    {
        await using var _ = test;
        System.Console.WriteLine(test.Options.Provider);
        var isKept = true;
        if (isKilled) isKept = await Broken(test, list, rows / 2);
        else await Whole(test, list, rows);
        await using var service = await MeasuredService.Start(test.Options);
        if (isKilled) await Sent(service, list, (_, _) => Task.FromResult(true));
        var before = await Registered(test.Options);
        var clock = Stopwatch.StartNew();
        var again = await Sent(service, list, (_, _) => Task.FromResult(true));
        System.Console.WriteLine($"  sent again: {again.Rows} rows, {again.Taken} taken, {again.Rejected} rejected, in {clock.Elapsed.TotalSeconds:F0} s");
        var standing = await Standing(test.Options);
        System.Console.WriteLine($"  on file: {standing}");
        return isKept && standing == $"{rows} customers, {rows} references, {rows} products" && again == new Counted(rows, rows, 0)
            && await Registered(test.Options) == before && before == 2 * rows;
    }

    private static async Task Whole(BenchmarkDatabase test, FileStream list, int rows)
    {
        await using var service = await Opened(test);
        var raw = await Raw(test.Options);
        System.Console.WriteLine($"  {"rows",8}{"live heap MB",14}{"working set MB",16}{"rows/s",8}");
        var held = new List<MemoryHeld>();
        var (clock, before) = (Stopwatch.StartNew(), TimeSpan.Zero);
        var sent = await Sent(service, list, async (taken, at) =>
        {
            if (taken < (held.Count + 1) * rows / Samples) return true;
            var rate = rows / Samples / (at - before).TotalSeconds;
            held.Add(await service.Memory());
            before = clock.Elapsed;
            System.Console.WriteLine($"  {taken,8}{held[^1].Live / 1e6,14:F1}{held[^1].WorkingSet / 1e6,16:F1}{rate,8:F0}");
            return true;
        }, clock);
        var seconds = clock.Elapsed.TotalSeconds;
        var (warm, last) = (held[WarmUp - 1], held[^1]);
        var insert = (raw + await Raw(test.Options)) / 2;
        System.Console.WriteLine($"  {sent.Rows} rows, {sent.Taken} taken in {seconds:F0} s; last to after warm-up: live heap {(double)last.Live / warm.Live:F2}, working set {(double)last.WorkingSet / warm.WorkingSet:F2}");
        System.Console.WriteLine($"  {rows / seconds:F0} rows/s, {2 * rows / seconds:F0} saves/s against {insert:F0} raw inserts/s: ratio {2 * rows / seconds / insert:F2}");
    }

    /// <summary>Sends the list until so many rows are taken, then kills the service. Whether all that it said it had taken is on file.</summary>
    private static async Task<bool> Broken(BenchmarkDatabase test, FileStream list, int until)
    {
        await using var service = await Opened(test);
        var taken = 0;
        await Sent(service, list, (rows, _) => Task.FromResult((taken = rows) < until));
        await service.Kill();
        var standing = await Standing(test.Options);
        System.Console.WriteLine($"  killed after {taken} rows; on file: {standing}");
        return int.Parse(standing.Split(' ')[0], CultureInfo.InvariantCulture) >= taken;
    }

    private static async Task<MeasuredService> Opened(BenchmarkDatabase test)
    {
        var service = await MeasuredService.Start(test.Options, tellsMemory: true);
        await BenchmarkBranch.Open(service);
        return service;
    }

    /// <summary>Sends the list; each word of how far it is goes to <paramref name="said"/>, which says whether to go on.</summary>
    private static async Task<Counted> Sent(MeasuredService service, FileStream list, Func<int, TimeSpan, Task<bool>> said, Stopwatch? clock = null)
    {
        list.Position = 0;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/imports/customers?branchId={BenchmarkBranch.Id}")
        {
            Content = new StreamContent(new Unclosed(list)) { Headers = { ContentType = new("text/csv") } },
        };
        using var answer = await service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(await lines.ReadToEndAsync());
        var counted = new Counted(0, 0, 0);
        while (await lines.ReadLineAsync() is { } line)
        {
            using var word = JsonDocument.Parse(line);
            if (word.RootElement.TryGetProperty("isDone", out _)) return counted;
            if (!word.RootElement.TryGetProperty("taken", out var taken)) continue;
            counted = new(word.RootElement.GetProperty("rows").GetInt32(), taken.GetInt32(), word.RootElement.GetProperty("rejected").GetInt32());
            if (!await said(counted.Rows, clock?.Elapsed ?? default)) return counted;
        }

        throw new InvalidOperationException($"The import ended early, after {counted.Rows} rows.");
    }

    private static async Task<double> Raw(StorageOptions options)
    {
        await using var raw = await RawInsert.Open(options, Clients);
        return await Measured.Rate(Clients, Round, raw.Insert);
    }

    private static async Task<string> Standing(StorageOptions options)
    {
        await using var database = Database.Open(options);
        await using var command = database.DataSource.CreateCommand("""
            select (select count(*) from customer), (select count(distinct reference) from customer), (select count(*) from installed_product)
            """);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return $"{reader.GetValue(0)} customers, {reader.GetValue(1)} references, {reader.GetValue(2)} products";
    }

    /// <summary>Each record of the list is registered once, and never changed by the list itself: what else the journal has came of its sales.</summary>
    private static async Task<long> Registered(StorageOptions options)
    {
        await using var database = Database.Open(options);
        await using var command = database.DataSource.CreateCommand(
"""
            select count(*) from journal where cast(events as text) like '%"CustomerRegistered"%' or cast(events as text) like '%"ProductRegistered"%'
              or cast(events as text) like '%"CustomerAmended"%' or cast(events as text) like '%"ProductAmended"%'
            """);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static FileStream List(int rows)
    {
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose,
        });
        // Of ten years: what of it is young enough is followed up as a sale, too.
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date);
        using var csv = CsvWriter.Create(file, leaveOpen: true);
        csv.WriteHeader(["reference", "name", "phone", "address", "city", "model", "serial", "purchased_on"]);
        for (var number = 0; number < rows; number++)
        {
            var details = ManyCustomers.Number(number).Details;
            string[] cells = [details.Reference!, details.Name, details.Phones[0].Number, details.Address!.Street!, details.Address.City!, "WM-8",
                string.Create(CultureInfo.InvariantCulture, $"S{number:d7}"), today.AddDays(-(number % 3650)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)];
            foreach (var cell in cells) csv.WriteField(cell);
            csv.EndRecord();
        }

        csv.Flush();
        return file;
    }

    private sealed record Counted(int Rows, int Taken, int Rejected);

    /// <summary>The list, which is sent more than once.</summary>
    private sealed class Unclosed(FileStream list) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => list.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => list.ReadAsync(buffer, cancellationToken);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
