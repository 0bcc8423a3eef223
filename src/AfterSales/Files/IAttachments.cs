using AfterSales.Access;
using AfterSales.Files.Rules;
using AfterSales.Records;

namespace AfterSales.Files;

/// <summary>A record that files can hang on.</summary>
[Alias("IAttachments")]
public interface IAttachments : IGrainWithStringKey
{
    /// <summary>Refused: NotFound (file), FileAttachedElsewhere, FileInfected, InputInvalid (too many).</summary>
    [Alias("Attach")]
    Task<Answer> Attach(Intent<AttachFile> intent);

    /// <summary>Refused: NotFound.</summary>
    [Alias("Detach")]
    Task<Answer> Detach(Intent<DetachFile> intent);
}

[GenerateSerializer, Immutable, Alias("AttachFile")]
public sealed record AttachFile([property: Id(0)] string FileId);

[GenerateSerializer, Immutable, Alias("DetachFile")]
public sealed record DetachFile([property: Id(0)] string FileId);

/// <summary>What a record's shell does with its <see cref="Attachments"/>.</summary>
public sealed class AttachingFiles(IGrainFactory grains)
{
    /// <summary>Has the file kept for the record until its save, then lets the rule decide.</summary>
    /// <param name="owner">The key of the record.</param>
    public async Task<Decision> Attach(Attachments known, string owner, Intent<AttachFile> intent, DateTimeOffset now)
    {
        var id = intent.Body.FileId;
        if (!RecordKey.IsWellFormed(IStoredFileGrain.Prefix, id)) return new NotFound(id);
        var file = grains.GetGrain<IStoredFileGrain>(id);
        // The file belongs to its uploader alone until a record keeps it: it looks at the account, not at its place.
        var held = await file.Hold(new Intent<HoldFile>(new HoldFile(owner), intent.Caller, Cause: owner));
        if (held.Refusal is { } refusal) return refusal;
        return await file.Read(Caller.System) is { } stored ? AttachmentRules.Attach(known, stored, intent.Caller.Account, now) : new NotFound(id);
    }

    /// <summary>What files are told of an event of the record they hang on.</summary>
    public static IEnumerable<Effect> EffectsOf(string owner, Event happened) => happened switch
    {
        FileAttached e => [new ClaimFile(e.FileId, owner)],
        FileDetached e => [new ReleaseFile(e.FileId, owner, e.IsForGood)],
        _ => [],
    };
}
