using System.CommandLine;

namespace AfterSales.Host.Commands;

/// <summary><c>export LIST FILE</c>: gets a list from <c>/exports/…</c>.</summary>
internal static class ExportCommand
{
    public static Command Make()
    {
        var list = new Argument<string>("list") { Description = "A list of the API, such as customers, installed-products, technicians or tickets." };
        var file = new Argument<FileInfo>("file") { Description = "The CSV file to write." };
        var where = new Option<string?>("--where") { Description = "A filter as the API takes it, in JSON." };
        var order = new Option<string?>("--order") { Description = "An order as the API takes it, in JSON." };
        var columns = new Option<string?>("--columns") { Description = "Fields divided by commas, such as id,name,branch.name; else the usual ones." };
        var given = new Option<string[]>("--argument") { Description = "What else the list takes, as name=value, such as recordId=t-1 for the timeline." };
        var codes = new Option<bool>("--codes") { Description = "Values and times as the API gives them, for programs; else in your language and by your branch's clock. An import understands either." };
        var zone = new Option<string?>("--time-zone") { Description = "By whose clock times are written, such as Europe/Madrid; else your branch's, at headquarters UTC." };
        var command = new Command("export", "Writes a list with its filter as CSV. Cells that a spreadsheet would compute, such as telephone numbers, begin with an apostrophe, which import takes off again.")
        {
            list, file, where, order, columns, given, codes, zone, ServiceClient.Url, ServiceClient.Token,
        };
        command.SetAction((parsed, cancellation) => ServiceClient.Run(parsed, "The file is not whole; the same command writes it anew.", async service =>
        {
            var query = new[] { ("where", parsed.GetValue(where)), ("order", parsed.GetValue(order)), ("columns", parsed.GetValue(columns)), ("codes", parsed.GetValue(codes) ? "true" : null), ("timeZone", parsed.GetValue(zone)) }
                .Concat((parsed.GetValue(given) ?? []).Select(argument => argument.Split('=', 2)).Select(parts => (parts[0], (string?)parts.ElementAtOrDefault(1))))
                .Where(part => part.Item2 is not null).Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}");
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/exports/{Uri.EscapeDataString(parsed.GetRequiredValue(list))}?{string.Join('&', query)}");
            using var response = await service.Send(request, cancellation);
            var path = parsed.GetRequiredValue(file);
            await using var target = ServiceClient.Create(path);
            var rows = await Copy(await response.Content.ReadAsStreamAsync(cancellation), target, cancellation);
            parsed.InvocationConfiguration.Output.WriteLine($"{rows} rows written to {path.FullName}");
            return 0;
        }));
        return command;
    }

    /// <summary>Copies a list and counts its rows below the header: a line break between quotes ends none.</summary>
    private static async Task<int> Copy(Stream list, Stream target, CancellationToken cancellation)
    {
        var (lines, isQuoted) = (0, false);
        var buffer = new byte[64 * 1024];
        while (await list.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            foreach (var character in buffer.AsSpan(0, read))
            {
                if (character == '"') isQuoted = !isQuoted;
                else if (character == '\n' && !isQuoted) lines++;
            }

            await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        return Math.Max(0, lines - 1);
    }
}
