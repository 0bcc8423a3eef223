using AfterSales.Files.Rules;
using AfterSales.Records;

namespace AfterSales.Files;

/// <summary>An uploaded file, by its key <c>f-…</c>. Who may see it is asked of the record it hangs on (<see cref="FileOwners"/>).</summary>
[Alias("IStoredFileGrain")]
public interface IStoredFileGrain : IRecord<StoredFile>
{
    const string Prefix = StoredFile.KeyPrefix;

    /// <summary>Its bytes have been stored. Refused: AlreadyExists.</summary>
    [Alias("Receive")]
    Task<Answer> Receive(Intent<ReceivedFile> intent);

    /// <summary>A record is about to attach it; it lapses by itself. Refused: NotFound, FileAttachedElsewhere, FileInfected.</summary>
    [Alias("Hold")]
    Task<Answer> Hold(Intent<HoldFile> intent);

    /// <summary>Told by the save of the record it hangs on.</summary>
    [Alias("Claim")]
    Task<Answer> Claim(Intent<ClaimedFile> intent);

    /// <summary>Told by the save of the record it hung on.</summary>
    [Alias("Release")]
    Task<Answer> Release(Intent<ReleasedFile> intent);
}

/// <param name="Size">Bytes.</param>
/// <param name="Hash">SHA-256 of the bytes, in hexadecimal.</param>
[GenerateSerializer, Immutable, Alias("ReceivedFile")]
public sealed record ReceivedFile(
    [property: Id(0)] string Name, [property: Id(1)] string MediaType, [property: Id(2)] long Size, [property: Id(3)] string Hash);

/// <param name="Owner">The key of the record.</param>
[GenerateSerializer, Immutable, Alias("HoldFile")]
public sealed record HoldFile([property: Id(0)] string Owner);

[GenerateSerializer, Immutable, Alias("ClaimedFile")]
public sealed record ClaimedFile([property: Id(0)] string Owner);

/// <param name="IsForGood">Nobody is to attach it again: it goes at once.</param>
[GenerateSerializer, Immutable, Alias("ReleasedFile")]
public sealed record ReleasedFile([property: Id(0)] string Owner, [property: Id(1)] bool IsForGood = false);

/// <summary>A record keeps a file it has attached.</summary>
public sealed record ClaimFile(string FileId, string Owner) : Effect
{
    public override string Target => FileId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<IStoredFileGrain>(FileId).Claim(context.Intent(new ClaimedFile(Owner)));
}

/// <summary>A record keeps a file no longer.</summary>
public sealed record ReleaseFile(string FileId, string Owner, bool IsForGood = false) : Effect
{
    public override string Target => FileId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<IStoredFileGrain>(FileId).Release(context.Intent(new ReleasedFile(Owner, IsForGood)));
}
