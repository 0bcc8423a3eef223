using System.CommandLine;
using System.Net.Http.Headers;
using System.Text.Json;
using AfterSales.Imports;
using AfterSales.Imports.Rules;
using CsvHelper;

namespace AfterSales.Host.Commands;

/// <summary>
/// <c>import LIST FILE</c>: sends a file to <c>/imports/…</c>. Its exit code is 0 where every row was taken, and 1 where some were rejected or it was broken
/// off; a script that takes good rows alone looks at the reject file.
/// </summary>
internal static class ImportCommand
{
    private const string Left = "What was taken so far stays, and the same command goes on with the rest.";

    private sealed record Part(IReadOnlyList<string>? Headers, IReadOnlyList<string>? NotTaken, int Rows, int Taken, int Rejected, IReadOnlyList<Reject>? Rejects, bool IsDone);

    private sealed record Reject(int Line, string Reason, string Text, IReadOnlyList<string> Cells);

    public static Command Make()
    {
        var list = new Argument<string>("list") { Description = "customers, installed-products, contracts, technicians or calendar." };
        var file = new Argument<FileInfo>("file") { Description = "A CSV list, or an iCalendar file with holidays." }.AcceptExistingOnly();
        var branch = new Option<string>("--branch") { Description = "The branch that keeps the files, such as b-sh.", Required = true };
        var rejects = new Option<FileInfo?>("--rejects") { Description = "Where to write the rows that were not taken, with the reason; put right, the file can be imported as it is." };
        var dayForm = new Option<DayForm?>("--day-form") { Description = "How days are written; else as chosen for the branch, else found out." };
        var encoding = new Option<ListEncoding?>("--encoding") { Description = "Likewise." };
        var command = new Command("import", "Takes a list. Repeating it doubles nothing. Values may stand in codes or in the words of any of the three languages, as export writes them. Exits 0 where every row was taken, 1 where rows were rejected or it was broken off: the good rows are kept.") { list, file, branch, rejects, dayForm, encoding, ServiceClient.Url, ServiceClient.Token };
        command.SetAction((parsed, cancellation) => ServiceClient.Run(parsed, Left, service =>
        {
            var query = $"/imports/{Uri.EscapeDataString(parsed.GetRequiredValue(list))}?branchId={Uri.EscapeDataString(parsed.GetRequiredValue(branch))}"
                + (parsed.GetValue(dayForm) is { } form ? $"&dayForm={form}" : "") + (parsed.GetValue(encoding) is { } named ? $"&encoding={named}" : "");
            return Send(service, query, parsed.GetRequiredValue(file), parsed.GetValue(rejects), cancellation);
        }));
        return command;
    }

    private static async Task<int> Send(ServiceClient service, string address, FileInfo file, FileInfo? rejectFile, CancellationToken cancellation)
    {
        await using var content = file.OpenRead();
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StreamContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        // Before anything is taken: what was rejected must have a place.
        await using var rejects = rejectFile is null ? null : ListWriter.Create(ServiceClient.Create(rejectFile), leaveOpen: false);
        using var response = await service.Send(request, cancellation);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
        var (isDone, rejected) = (false, 0);
        while (await lines.ReadLineAsync(cancellation) is { } line)
        {
            var part = JsonSerializer.Deserialize<Part>(line, JsonSerializerOptions.Web)!;
            if (isDone = part.IsDone) break;
            if (part.Headers is { } headers)
            {
                rejects?.WriteHeader(["line", "reason", .. headers]);
                if (part.NotTaken is { Count: > 0 } unknown) System.Console.WriteLine($"Not taken, as nothing known stands in these columns: {string.Join(", ", unknown)}");
                continue;
            }

            rejected = part.Rejected;
            foreach (var reject in part.Rejects ?? []) Write(reject, rejects);
            System.Console.WriteLine($"{part.Rows} rows read: {part.Taken} taken, {part.Rejected} rejected");
        }

        if (!isDone) throw new IOException("The service ended the answer before the list was done.");
        return rejected == 0 ? 0 : 1;
    }

    private static void Write(Reject reject, CsvWriter? file)
    {
        if (file is null) System.Console.WriteLine($"line {reject.Line}: {reject.Reason}");
        else
        {
            foreach (var cell in (string[])[$"{reject.Line}", reject.Reason, .. reject.Cells]) file.WriteField(cell);
            file.EndRecord();
        }
    }
}
