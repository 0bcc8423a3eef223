using System.Text.Json.Serialization;
using AfterSales.Records;

namespace AfterSales.Files.Rules;

/// <summary>What is known of a file's harmlessness.</summary>
public enum ScanState
{
    /// <summary>The scanner has not answered yet: nobody may download it.</summary>
    Waiting,

    Clean,

    /// <summary>The scanner found something: nobody may download it, and it hangs on nothing.</summary>
    Infected,

    /// <summary>No scanner was set up when it came.</summary>
    NotScanned,
}

/// <summary>A file that somebody uploaded. Its bytes stand beside it, in chunks.</summary>
[GenerateSerializer, Immutable, Alias("StoredFile")]
public sealed record StoredFile : IRecordState<StoredFile>
{
    public const string KeyPrefix = "f-";

    public static string Kind => "stored_file";

    /// <summary><c>f-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>Where the uploader works; who may see the file follows from the record it hangs on.</summary>
    [Id(1)]
    public string BranchId { get; init; } = "";

    /// <summary>Cleaned: no path, nothing that could be taken for another name. Empty once it is gone: it may have named a person.</summary>
    [Id(2)]
    public string Name { get; init; } = "";

    /// <summary>As declared, and found to be so by its first bytes.</summary>
    [Id(3)]
    public string MediaType { get; init; } = "";

    /// <summary>Bytes.</summary>
    [Id(4)]
    public long Size { get; init; }

    /// <summary>SHA-256 of the bytes, in hexadecimal.</summary>
    [Id(5)]
    public string Hash { get; init; } = "";

    [Id(6)]
    public DateTimeOffset UploadedAt { get; init; }

    /// <summary>The account.</summary>
    [Id(7)]
    public string UploadedBy { get; init; } = "";

    [Id(8)]
    public ScanState Scan { get; init; }

    /// <summary>When the scanner is asked next; null when it need not be.</summary>
    [Id(9)]
    public DateTimeOffset? ScanAt { get; init; }

    [Id(10)]
    public int ScanTries { get; init; }

    /// <summary>The key of the record it hangs on, or is about to.</summary>
    [Id(11)]
    public string? Owner { get; init; }

    /// <summary>The record has said that it keeps it.</summary>
    [Id(12)]
    public bool IsClaimed { get; init; }

    /// <summary>When it goes unless a record keeps it.</summary>
    [Id(13)]
    public DateTimeOffset DropAt { get; init; }

    [Id(14)]
    public DateTimeOffset? DroppedAt { get; init; }

    public DateTimeOffset? NextDue => DroppedAt is not null ? null : new[] { ScanAt, IsClaimed ? null : DropAt }.Min();

    [JsonIgnore]
    public bool MayBeDownloaded => DroppedAt is null && Scan is ScanState.Clean or ScanState.NotScanned;

    public static StoredFile Apply(StoredFile? state, Event happened) => happened switch
    {
        FileReceived e => new StoredFile
        {
            Id = e.Id, BranchId = e.BranchId, Name = e.Name, MediaType = e.MediaType, Size = e.Size, Hash = e.Hash, UploadedAt = e.At, UploadedBy = e.By,
            Scan = e.IsToBeScanned ? ScanState.Waiting : ScanState.NotScanned, ScanAt = e.IsToBeScanned ? e.At : null, DropAt = e.DropAt,
        },
        FileScanned e => state! with { Scan = e.Result, ScanAt = null },
        FileScanPutOff e => state! with { ScanAt = e.Until, ScanTries = state.ScanTries + 1 },
        FileHeld e => state! with { Owner = e.Owner, DropAt = e.Until },
        FileClaimed => state! with { IsClaimed = true },
        FileReleased e => state! with { Owner = null, IsClaimed = false, DropAt = e.DropAt },
        FileDropped e => state! with { DroppedAt = e.At, ScanAt = null, Name = "" },
        _ => state!,
    };
}

public sealed record FileReceived(
    string Id, string BranchId, [property: Personal] string Name, string MediaType, long Size, string Hash, DateTimeOffset At, string By, bool IsToBeScanned,
    DateTimeOffset DropAt) : Event;

/// <param name="Found">What the scanner calls it.</param>
public sealed record FileScanned(ScanState Result, string? Found) : Event;

/// <summary>The scanner did not answer.</summary>
public sealed record FileScanPutOff(DateTimeOffset Until) : Event;

/// <summary>A record is about to attach it.</summary>
public sealed record FileHeld(string Owner, DateTimeOffset Until) : Event;

/// <summary>The record it hangs on keeps it.</summary>
public sealed record FileClaimed(string Owner) : Event;

/// <summary>The record it hung on keeps it no longer.</summary>
public sealed record FileReleased(string Owner, DateTimeOffset DropAt) : Event;

/// <summary>Nothing kept it: its bytes are gone.</summary>
public sealed record FileDropped(DateTimeOffset At) : Event;
