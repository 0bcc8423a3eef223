using System.Globalization;
using System.Text.Json;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Calendars;
using AfterSales.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AfterSales.Imports;

/// <summary>
/// <c>GET /exports/{list}</c> gives any list of the schema as CSV, to its end: with the caller's rights, its <c>where</c> and <c>order</c> as JSON,
/// its <c>columns</c> as paths of fields divided by commas, and what else its field takes by name. Pages are written as they are read, so a long list needs no more memory than a short one.
/// Values stand in the words of the caller's language, and times by the clock of his branch, or of headquarters, with their distance from UTC; <c>timeZone</c>
/// names another (IANA). With <c>codes=true</c> both stand as the API gives them, for programs. An import understands either.
/// A cell that a spreadsheet would compute, such as <c>+86 138 0013 8000</c>, begins with an apostrophe, which an import takes off again.
/// </summary>
internal static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder app) => app.MapGet("/exports/{list}", Give).RequireAuthorization();

    private static async Task Give(string list, string? where, string? order, string? columns, string? codes, string? timeZone, HttpContext http, IListPages pages, Readers readers, TimeProvider clock)
    {
        var caller = http.User.ToCaller();
        list = Named(list);
        var (arguments, wrong) = Arguments(list, where, order, http.Request.Query, pages);
        if (codes is not (null or "true" or "false")) wrong ??= new("codes", "UNKNOWN");
        var zone = await ZoneOf(timeZone, caller, readers);
        if (zone is null) wrong ??= new("timeZone", "UNKNOWN");
        var asked = columns?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? ExportColumns.Usual.GetValueOrDefault(list);
        var given = pages.Columns(list, asked, caller);
        if (given is null) await Problem.Of(http, StatusCodes.Status404NotFound, "LIST_UNKNOWN", ("List", list.Length <= 100 ? list : list[..100]), ("Lists", pages.Lists(caller))).ExecuteAsync(http);
        else if (wrong is not null) await Problem.Of(http, StatusCodes.Status400BadRequest, new InputInvalid([wrong])).ExecuteAsync(http);
        else if (given.Count == 0 && columns is null) await Problem.Of(http, StatusCodes.Status403Forbidden, "AUTH_NOT_AUTHORIZED").ExecuteAsync(http);
        else if (given.Count == 0 || (columns is not null && asked!.Except(given).Any()))
            await Problem.Of(http, StatusCodes.Status400BadRequest, InputInvalid.At($"columns.{asked?.Except(given).FirstOrDefault()}", "UNKNOWN_COLUMN")).ExecuteAsync(http);
        else await Write(http, list, given, pages.Read(list, given, arguments, caller, codes == "true" ? null : new(caller.Language, zone!), http.RequestAborted), caller, clock);
    }

    /// <summary><c>installed-products</c>, as an import calls it, and <c>installedProducts</c> alike.</summary>
    private static string Named(string list) =>
        list.Contains('-', StringComparison.Ordinal) && list.Length <= 100 ? JsonNamingPolicy.CamelCase.ConvertName(string.Concat(list.Split('-').Select(Begun))) : list;

    private static string Begun(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];

    private static async Task<TimeZoneInfo?> ZoneOf(string? named, Caller caller, Readers readers) =>
        named is null ? await readers.ZoneOf(caller) : ZoneClock.Knows(named) ? TimeZoneInfo.FindSystemTimeZoneById(named) : null;

    /// <summary>A name that says nothing is refused: who mistypes his filter is not to get the whole list.</summary>
    private static (Dictionary<string, JsonElement> Given, InputIssue? Wrong) Arguments(string list, string? where, string? order, IQueryCollection query, IListPages pages)
    {
        var given = new Dictionary<string, JsonElement>();
        foreach (var (name, text, kind) in new[] { ("where", where, JsonValueKind.Object), ("order", order, JsonValueKind.Array) })
        {
            if (!Json(text, kind, out var value)) return (given, new(name, "NOT_JSON"));
            if (value is { } json) given[name] = json;
        }

        var known = pages.Arguments(list);
        foreach (var name in query.Keys.Except(["where", "order", "columns", "codes", "timeZone"]))
        {
            var text = query[name].ToString();
            if (!known.Contains(name)) return (given, new(name.Length <= 40 ? name : name[..40], "UNKNOWN_ARGUMENT"));
            if (!InputText.IsClean(text)) return (given, new(name, "FORBIDDEN_CHARACTER"));
            given[name] = JsonSerializer.SerializeToElement(text);
        }

        return (given.Keys.Except(known).FirstOrDefault() is { } unknown ? (given, new(unknown, "UNKNOWN_ARGUMENT")) : (given, pages.IssueOf(list, given)));
    }

    private static async Task Write(
        HttpContext http, string list, IReadOnlyList<string> columns, IAsyncEnumerable<IReadOnlyList<string[]>> pages, Caller caller, TimeProvider clock)
    {
        try
        {
            await using var page = pages.GetAsyncEnumerator(http.RequestAborted);
            var more = await page.MoveNextAsync();
            http.Response.ContentType = "text/csv; charset=utf-8";
            http.Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"{list}-{clock.GetUtcNow():yyyy-MM-dd}.csv\"");
            await using var csv = ListWriter.Create(http.Response.Body);
            csv.WriteHeader([.. columns.Select(column => ColumnWords.Header(column, caller.Language))]);
            for (; more; more = await page.MoveNextAsync())
            {
                foreach (var row in page.Current)
                {
                    foreach (var cell in row) csv.WriteField(cell);
                    csv.EndRecord();
                }

                await csv.FlushAsync(http.RequestAborted);
            }
        }
        catch (ListRefusedException refused) when (!http.Response.HasStarted)
        {
            var status = refused.Code switch
            {
                "AUTH_NOT_AUTHORIZED" => StatusCodes.Status403Forbidden,
                "INTERNAL" => StatusCodes.Status500InternalServerError,
                _ => StatusCodes.Status400BadRequest,
            };
            http.Response.Headers.ContentDisposition = default;
            await Problem.Of(status, refused.Code, refused.Message).ExecuteAsync(http);
        }
        catch (ListRefusedException)
        {
            // Half a list must not look like a whole one.
            http.Abort();
        }
    }

    private static bool Json(string? text, JsonValueKind kind, out JsonElement? value)
    {
        value = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        try
        {
            value = JsonElement.Parse(text);
            if (value.Value.ValueKind == kind && InputText.IsClean(text)) return true;
            value = null;
            return false;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
