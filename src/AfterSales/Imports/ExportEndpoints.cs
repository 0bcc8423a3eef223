using System.Globalization;
using System.Text.Json;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AfterSales.Imports;

/// <summary>
/// <c>GET /exports/{list}</c> gives any list of the schema as CSV, to its end: with the caller's rights, its <c>where</c> and <c>order</c> as JSON,
/// its <c>columns</c> as paths of fields divided by commas. Pages are written as they are read, so a long list needs no more memory than a short one.
/// </summary>
internal static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder app) => app.MapGet("/exports/{list}", Give).RequireAuthorization();

    private static async Task Give(string list, string? where, string? order, string? columns, HttpContext http, IListPages pages, TimeProvider clock)
    {
        var caller = http.User.ToCaller();
        if (!Json(where, JsonValueKind.Object, out var narrowed) || !Json(order, JsonValueKind.Array, out var ordered))
        {
            var wrong = InputInvalid.At(narrowed is null && where is not null ? "where" : "order", "NOT_JSON");
            await Problem.Of(http, StatusCodes.Status400BadRequest, wrong).ExecuteAsync(http);
            return;
        }

        var asked = columns?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? ExportColumns.Usual.GetValueOrDefault(list);
        var given = pages.Columns(list, asked, caller);
        if (given is null) await Problem.Of(http, StatusCodes.Status404NotFound, "LIST_UNKNOWN", ("List", list.Length <= 100 ? list : list[..100]), ("Lists", pages.Lists(caller))).ExecuteAsync(http);
        else if (given.Count == 0 || (columns is not null && asked!.Except(given).Any()))
            await Problem.Of(http, StatusCodes.Status400BadRequest, InputInvalid.At($"columns.{asked?.Except(given).FirstOrDefault()}", "UNKNOWN_COLUMN")).ExecuteAsync(http);
        else await Write(http, list, given, pages.Read(list, given, narrowed, ordered, caller, http.RequestAborted), caller, clock);
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
