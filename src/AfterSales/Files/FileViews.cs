using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Files.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Files;

/// <summary>A file that was uploaded.</summary>
[Name("File"), SecuredByParent]
public sealed class FileView(StoredFileRow row)
{
    public string Id => row.Id;

    public string Name => row.Name;

    public string MediaType => row.MediaType;

    /// <summary>Bytes.</summary>
    public long Size => row.Size;

    /// <summary>SHA-256 of the bytes, in hexadecimal.</summary>
    public string Sha256 => row.Hash;

    /// <summary>Whether it may be downloaded: not before it was scanned, where a scanner is set up.</summary>
    public ScanState Scan => row.Scan;

    public DateTimeOffset UploadedAt => row.UploadedAt;

    /// <summary>The key of the account.</summary>
    public string UploadedById => row.UploadedBy;

    /// <summary>The key of the record it hangs on; null while it hangs on none.</summary>
    public string? RecordId => row.IsClaimed ? row.Owner : null;

    /// <summary>Where to download it.</summary>
    public string Url => FileEndpoints.AddressOf(row.Id);

    /// <param name="recordId">Where it hangs now; null: nowhere.</param>
    internal static FileView At(string? recordId, StoredFile file, int version) =>
        new(StoredFileRow.Of(file, new RowStamp(version, 1)) with { Owner = recordId, IsClaimed = recordId is not null });

    public static FileView Of(StoredFile file, int version) => new(StoredFileRow.Of(file, new RowStamp(version, 1)));
}

/// <summary>Fetches the files that hang on the records of a page: whoever was shown the record may see them.</summary>
public sealed class FileLoader(IDbContextFactory<AfterSalesDb> databases) : BatchLoader<string, FileView>
{
    protected override async Task<IReadOnlyDictionary<string, FileView>> LoadAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<StoredFileRow>().AsNoTracking().Where(row => keys.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => new FileView(row), cancellation);
    }

    /// <summary>The files of a record, in the order they were attached.</summary>
    public async Task<IReadOnlyList<FileView>> Of(Attachments attachments, CancellationToken cancellation)
    {
        var files = attachments.Files.ConvertAll(file => Load(file.FileId));
        var views = new List<FileView>();
        foreach (var file in files)
            if (await file.GetAsync(cancellation) is { } view) views.Add(view);
        return views;
    }
}

[Queries]
public sealed class FileQueries
{
    /// <summary>One file, by its key: your own upload, or one that hangs on a record you may see. Null where there is none.</summary>
    [Secured(Permission.AttachFiles)]
    public async Task<FileView?> GetFileAsync(string id, IGrainFactory grains, FileOwners owners, Caller caller) =>
        RecordKey.IsWellFormed(IStoredFileGrain.Prefix, id)
        && await grains.GetGrain<IStoredFileGrain>(id).ReadVersioned(Caller.System) is (var file, var version) && await owners.IsSeenBy(file, caller)
            ? FileView.Of(file, version) : null;
}

[Mutations]
public sealed class FileMutations(IGrainFactory grains, FileOwners owners)
{
    /// <summary>Attaches a file you uploaded to a record: a customer, a product, a ticket, a technician, a model of the catalogue. Unattached files go after a day.</summary>
    /// <param name="recordId">The key of the record.</param>
    [Secured(Permission.AttachFiles), Errors(typeof(FileAttachedElsewhere), typeof(FileInfected))]
    public async Task<Outcome<FileView>> AttachFile(string recordId, string fileId, Caller caller, string? requestId = null) =>
        await owners.KeptBy(recordId, caller) is { } record
            ? await On(record.Attach(new Intent<AttachFile>(new AttachFile(fileId), caller, requestId)), fileId, recordId)
            : new NotFound(recordId);

    /// <summary>Takes a file off a record. Its bytes go after a day, unless you attach it elsewhere.</summary>
    /// <param name="recordId">The key of the record.</param>
    [Secured(Permission.AttachFiles)]
    public async Task<Outcome<FileView>> DetachFile(string recordId, string fileId, Caller caller, string? requestId = null) =>
        await owners.KeptBy(recordId, caller) is { } record
            ? await On(record.Detach(new Intent<DetachFile>(new DetachFile(fileId), caller, requestId)), fileId, null)
            : new NotFound(recordId);

    /// <summary>The record has it, or has it no more; the file itself hears of that a moment later.</summary>
    private async Task<Outcome<FileView>> On(Task<Answer> asked, string fileId, string? recordId)
    {
        if ((await asked).Refusal is { } refusal) return refusal;
        return await grains.GetGrain<IStoredFileGrain>(fileId).ReadVersioned(Caller.System) is (var file, var version) ? FileView.At(recordId, file, version) : new NotFound(fileId);
    }
}
