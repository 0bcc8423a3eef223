using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Imports.Rules;
using AfterSales.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace AfterSales.Imports;

/// <summary>
/// <c>POST /imports/{list}?branchId=…</c> takes a file of any length, as its body. The answer is written while the rows are taken: a line of JSON
/// with its headers and those that are not taken, then one for each part of the list with how far it is and which rows were not taken, or, where <c>text/csv</c> is asked for, the reject file. Who
/// goes away stops it; the same file again takes it up.
/// </summary>
internal static class ImportEndpoints
{
    // Not what a form on another site can send, whose browser would add the cookie.
    private static readonly string[] Types = ["text/csv", "text/calendar", "application/octet-stream"];

    // The headers that say nothing we know, each escaped as in an address; what does not fit is left out, and an ellipsis stands last.
    private const string NotTaken = "Columns-Not-Taken";
    private const int LongestNotTaken = 2_000;

    private static readonly JsonSerializerOptions Lines = new(JsonSerializerOptions.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() },
    };

    public static void MapImports(this IEndpointRouteBuilder app) => app.MapPost("/imports/{list}", Take).RequireAuthorization();

    private static async Task Take(
        string list, string? branchId, DayForm? dayForm, ListEncoding? encoding, ListSeparator? separator, HttpContext http, ImportRights rights, ListImport import,
        TakenLists taken, IOptions<ImportOptions> options)
    {
        var caller = http.User.ToCaller();
        if (ListOf(list) is not { } kind) await Refused(http, StatusCodes.Status404NotFound, "LIST_UNKNOWN", ("List", Shown(list)), ("Lists", Enum.GetNames<ListKind>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)));
        else if (!caller.May(import.PermissionFor(kind))) await Refused(http, StatusCodes.Status403Forbidden, "AUTH_NOT_AUTHORIZED");
        else if (await rights.BranchFor(kind, branchId ?? "", caller) is not { } allowed) await Refused(http, await rights.Refuse(Shown(branchId ?? ""), caller));
        else if (!Types.Contains(http.Request.ContentType?.Split(';')[0].Trim().ToLowerInvariant()))
            await Refused(http, StatusCodes.Status415UnsupportedMediaType, "LIST_MEDIA_TYPE", ("Types", string.Join(", ", Types)));
        else if (await Received(http, options.Value.MaxBytes) is not { } body)
            await Refused(http, StatusCodes.Status413PayloadTooLarge, "BODY_TOO_LARGE", ("Max", options.Value.MaxBytes));
        else
        {
            await using var file = body;
            var mapping = await rights.MappingFor(kind, allowed.Branch.Id);
            mapping = mapping with { DayForm = dayForm ?? mapping.DayForm, Encoding = encoding ?? mapping.Encoding, Separator = separator ?? mapping.Separator };
            var rows = await ListFile.Open(file, kind, mapping, allowed.Branch.Country, cancellation: http.RequestAborted);
            if (rows.Issues.Count > 0) await Problem.Of(StatusCodes.Status400BadRequest, Refusal.CodeOf(typeof(InputInvalid)), Said(rows, kind, caller.Language), rows.Issues).ExecuteAsync(http);
            else if (http.Request.Headers.Accept.ToString().Contains("text/csv", StringComparison.OrdinalIgnoreCase)) await Rejects(http, Rows(), rows.Shape, caller.Language);
            else await Progress(http, Rows(), rows.Shape);

            IAsyncEnumerable<ImportProgress> Rows() =>
                taken.Noted(kind, allowed.Branch.Id, allowed.Caller, import.Take(kind, allowed.Branch, rows, allowed.Caller, http.RequestAborted), http.RequestAborted);
        }
    }

    private static async Task Progress(HttpContext http, IAsyncEnumerable<ImportProgress> import, ListShape shape)
    {
        http.Response.ContentType = "application/x-ndjson; charset=utf-8";
        await Line(new { shape.Headers, shape.Columns, shape.NotTaken, shape.Encoding, shape.DayForm });
        await foreach (var progress in import)
        {
            var rejects = progress.Rejects.Select(reject => new { reject.Row.Line, reject.Reason, reject.Row.Text, reject.Row.Cells });
            await Line(new { progress.Rows, progress.Taken, progress.Rejected, rejects });
        }

        // Without this last line the list was broken off.
        await Line(new { IsDone = true });

        async Task Line<T>(T said)
        {
            await JsonSerializer.SerializeAsync(http.Response.Body, said, Lines, http.RequestAborted);
            await http.Response.WriteAsync("\n", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }

    /// <summary>The rejected rows with line and reason before their own cells: put right, the file can be sent as it is.</summary>
    private static async Task Rejects(HttpContext http, IAsyncEnumerable<ImportProgress> import, ListShape shape, string language)
    {
        http.Response.ContentType = "text/csv; charset=utf-8";
        // A reject file has no place for them: it is to be sent again as it is.
        if (shape.NotTaken.Count > 0) http.Response.Headers[NotTaken] = NotTakenOf(shape.NotTaken);
        await using var csv = ListWriter.Create(http.Response.Body);
        csv.WriteHeader([ColumnWords.Header("line", language), ColumnWords.Header("reason", language), .. shape.Headers]);
        await foreach (var progress in import)
        {
            foreach (var reject in progress.Rejects)
            {
                csv.WriteField(reject.Row.Line.ToString(CultureInfo.InvariantCulture));
                csv.WriteField(reject.Reason);
                foreach (var cell in reject.Row.Cells) csv.WriteField(CellText.Read(cell));
                csv.EndRecord();
            }

            await csv.FlushAsync(http.RequestAborted);
        }
    }

    private static string NotTakenOf(IReadOnlyList<string> headers)
    {
        var (fit, length) = (new List<string>(), 0);
        foreach (var escaped in headers.Select(Uri.EscapeDataString))
        {
            if ((length += escaped.Length + 1) > LongestNotTaken) return string.Join(',', fit.Append(Uri.EscapeDataString("…")));
            fit.Add(escaped);
        }

        return string.Join(',', fit);
    }

    /// <summary>The body in a file of its own, which is gone when it is closed; null where it is too large.</summary>
    private static async Task<FileStream?> Received(HttpContext http, int most)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = most;
        if (http.Request.ContentLength > most) return null;
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
        try
        {
            await http.Request.Body.CopyToAsync(file, http.RequestAborted);
            file.Position = 0;
            return file;
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await file.DisposeAsync();
            return null;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary><c>installed-products</c> and <c>installedProducts</c> alike.</summary>
    private static ListKind? ListOf(string name) => ColumnWords.Value<ListKind>(name);

    /// <summary>What speaks against the list as a whole, by the words of its columns.</summary>
    private static string Said(ListFile file, ListKind list, string language) =>
        RefusalWording.Word(Headings.Named(new InputInvalid(file.Issues), file.Shape, list, language), ReaderForm.Of(language), isNamed: true);

    private static string Shown(string name) => name.Length <= 100 ? name : name[..100];

    private static Task Refused(HttpContext http, Refusal refusal) => Refused(http,
        refusal switch { AuthNotAuthorized => StatusCodes.Status403Forbidden, NotFound => StatusCodes.Status404NotFound, _ => StatusCodes.Status400BadRequest }, refusal);

    private static Task Refused(HttpContext http, int status, Refusal refusal) => Problem.Of(http, status, refusal).ExecuteAsync(http);

    private static Task Refused(HttpContext http, int status, string code, params (string Name, object? Value)[] facts) =>
        Problem.Of(http, status, code, facts).ExecuteAsync(http);
}
