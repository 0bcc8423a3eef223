using System.CommandLine;

namespace AfterSales.Host.Commands;

/// <summary><c>import FILE</c>: a client of the API like any other.</summary>
internal static class ImportCommand
{
    public static Command Make()
    {
        var file = new Argument<FileInfo>("file") { Description = "The CSV list, in UTF-8." }.AcceptExistingOnly();
        var branch = new Option<string>("--branch") { Description = "The branch that keeps the files, such as b-sh.", Required = true };
        var url = new Option<string>("--url") { Description = "Where the service is.", DefaultValueFactory = _ => AfterSalesHost.DefaultAddress };
        var token = new Option<string?>("--token") { Description = "A bearer token or personal API token; else AFTERSALES_TOKEN of the environment." };
        var rejects = new Option<FileInfo?>("--rejects") { Description = "Where to write the rows that were not taken, with the reason." };
        var command = new Command("import", "Takes customers and installed products from a CSV list. Repeating it changes nothing.") { file, branch, url, token, rejects };
        command.SetAction(async (parsed, cancellation) =>
        {
            var secret = parsed.GetValue(token) ?? Environment.GetEnvironmentVariable("AFTERSALES_TOKEN");
            if (string.IsNullOrWhiteSpace(secret)) return await Failed("Give a token with --token or in AFTERSALES_TOKEN; POST /account/token makes one.");
            if (!Uri.TryCreate(parsed.GetValue(url), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                return await Failed($"--url is '{parsed.GetValue(url)}': give an address such as {AfterSalesHost.DefaultAddress}.");
            try
            {
                return await Run(parsed.GetRequiredValue(file), new ImportClient(address, secret, parsed.GetRequiredValue(branch)), parsed.GetValue(rejects), cancellation);
            }
            catch (Exception problem) when (problem is ImportFailedException or CsvHelper.CsvFormatException or HttpRequestException or IOException or UnauthorizedAccessException or OperationCanceledException or System.Text.Json.JsonException)
            {
                return await Failed($"The import stopped: {problem.Message} What was taken so far stays; it can be repeated.");
            }
        });
        return command;
    }

    private static async Task<int> Run(FileInfo file, ImportClient client, FileInfo? rejectFile, CancellationToken cancellation)
    {
        using var service = client;
        await using var rejects = rejectFile is null ? null : new RejectFile(rejectFile);
        var (rows, customers, products, rejected) = (0, 0, 0, 0);
        foreach (var batch in ListBatches.Of(file))
        {
            var report = await service.Send(batch, cancellation);
            rows += batch.Rows;
            (customers, products, rejected) = (customers + report.Customers, products + report.Products, rejected + report.Rejected);
            foreach (var reject in report.Rejects)
            {
                rejects?.Write(reject);
                if (rejects is null) System.Console.WriteLine($"line {reject.Line}: {reject.Reason}");
            }
            System.Console.WriteLine($"{rows} rows read: {customers} customers, {products} products, {rejected} rejected");
        }

        return rejected == 0 ? 0 : 1;
    }

    private static async Task<int> Failed(string sentence)
    {
        await System.Console.Error.WriteLineAsync(sentence);
        return 2;
    }
}
