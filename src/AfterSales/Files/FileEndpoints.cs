using System.Text.Json;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Files.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace AfterSales.Files;

/// <summary>How files come and go: their bytes as they are, apart from GraphQL.</summary>
public static class FileEndpoints
{
    public const string Path = "/files";

    public static string AddressOf(string fileId) => $"{Path}/{fileId}";

    /// <summary>
    /// <c>POST /files?name=…</c> takes a file: its bytes as the body, its type in <c>Content-Type</c>. <c>GET /files/f-…</c> gives it to whoever may
    /// see the record it hangs on. Both ask for a log-in.
    /// </summary>
    public static void MapFiles(this WebApplication app)
    {
        app.MapPost(Path, (HttpContext http, FileUpload upload, string? name, string? requestId) => upload.Take(http, name, requestId)).RequireAuthorization();
        app.MapMethods(Path + "/{id}", [HttpMethods.Get, HttpMethods.Head], (HttpContext http, FileDownload download, string id) => download.Give(http, id)).RequireAuthorization();
    }
}

/// <summary>Takes a file and stores it, unattached.</summary>
internal sealed class FileUpload(
    IGrainFactory grains, FileContents contents, IFileScanner scanner, IDbContextFactory<AfterSalesDb> databases, IOptions<FilesOptions> options)
{
    public async Task<IResult> Take(HttpContext http, string? name, string? requestId)
    {
        var caller = http.User.ToCaller();
        if (!caller.May(Permission.AttachFiles)) return Problem.Of(http, StatusCodes.Status403Forbidden, "AUTH_NOT_AUTHORIZED");
        if (requestId is { Length: 0 or > InputText.LongestKey }) return Bad(InputInvalid.At("requestId", "TOO_LONG"));
        var id = RecordKey.ForNew(IStoredFileGrain.Prefix, null, caller, requestId);
        var file = grains.GetGrain<IStoredFileGrain>(id);
        if (await file.Read(Caller.System) is { } known) return Taken(known);

        var type = MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var given) ? given.MediaType.ToString().ToLowerInvariant() : "";
        if (!options.Value.AllowedTypes.Contains(type))
            return Problem.Of(http, StatusCodes.Status415UnsupportedMediaType, new MediaTypeNotAllowed(type, options.Value.AllowedTypes));
        if (http.Request.ContentLength > options.Value.MaxBytes) return TooLarge();
        if (await Unattached(caller, http.RequestAborted) >= options.Value.MaxUnattached)
            return Problem.Of(http, StatusCodes.Status429TooManyRequests, new TooManyUnattachedFiles(options.Value.MaxUnattached));

        // The size is counted as it comes; the server's own limit is for requests that are held in memory.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        var (received, refusal) = await contents.Write(id, FileNames.Clean(name, type), type, http.Request.Body, options.Value.MaxBytes, http.RequestAborted);
        if (refusal is FileTooLarge) return TooLarge();
        if (refusal is not null) return Bad(refusal);
        var answer = await file.Receive(new Intent<ReceivedFile>(received!, caller, requestId));
        if (answer.Refusal is { } no) return Problem.Of(http, StatusCodes.Status409Conflict, no);
        // Most scans take less time than the upload: the answer then says what was found.
        if (scanner.IsOn) await file.Wake();
        return Taken((await file.Read(Caller.System))!);

        IResult Bad(Refusal why) => Problem.Of(http, StatusCodes.Status400BadRequest, why);

        IResult TooLarge() => Problem.Of(http, StatusCodes.Status413PayloadTooLarge, new FileTooLarge(options.Value.MaxBytes));
    }

    private static Microsoft.AspNetCore.Http.HttpResults.Created<UploadedFile> Taken(StoredFile file) => TypedResults.Created(
        FileEndpoints.AddressOf(file.Id),
        new UploadedFile(file.Id, file.Name, file.MediaType, file.Size, file.Hash, JsonNamingPolicy.SnakeCaseUpper.ConvertName(file.Scan.ToString())));

    private async Task<int> Unattached(Caller caller, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<StoredFileRow>().CountAsync(row => row.UploadedBy == caller.Account && !row.IsClaimed && !row.IsDropped, cancellation);
    }
}

/// <summary>What the uploader is answered.</summary>
/// <param name="Scan">As the schema writes it.</param>
internal sealed record UploadedFile(string Id, string Name, string MediaType, long Size, string Sha256, string Scan);

/// <summary>Gives a file to whoever may see it, in a way that no browser runs it.</summary>
internal sealed class FileDownload(IGrainFactory grains, FileContents contents, FileOwners owners)
{
    public async Task<IResult> Give(HttpContext http, string id)
    {
        var caller = http.User.ToCaller();
        if (!RecordKey.IsWellFormed(IStoredFileGrain.Prefix, id)
            || await grains.GetGrain<IStoredFileGrain>(id).Read(Caller.System) is not { } file || !await owners.IsSeenBy(file, caller))
            return Problem.Of(http, StatusCodes.Status404NotFound, new NotFound(id));
        if (file.Scan == ScanState.Waiting) return Problem.Of(http, StatusCodes.Status409Conflict, new FileNotScannedYet(id));
        if (file.Scan == ScanState.Infected) return Problem.Of(http, StatusCodes.Status410Gone, new FileInfected(id));

        var headers = http.Response.Headers;
        headers.ContentType = file.MediaType;
        headers.ContentLength = file.Size;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Name);
        headers.ContentDisposition = disposition.ToString();
        // A document of somebody else's must not act in our name, whatever it holds.
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-store";
        headers.ETag = $"\"{file.Hash}\"";
        if (HttpMethods.IsHead(http.Request.Method)) return TypedResults.Empty;
        await foreach (var piece in contents.Read(id, http.RequestAborted)) await http.Response.Body.WriteAsync(piece, http.RequestAborted);
        return TypedResults.Empty;
    }
}
