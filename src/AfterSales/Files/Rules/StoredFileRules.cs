using AfterSales.Access;
using AfterSales.Records;

namespace AfterSales.Files.Rules;

/// <summary>How an uploaded file is scanned, kept by one record, and let go.</summary>
public static class StoredFileRules
{
    private const int LongestWaitMinutes = 60;

    public static Decision Receive(string id, ReceivedFile file, Caller by, bool isToBeScanned, TimeSpan keptUnattached, DateTimeOffset now) =>
        new FileReceived(id, PlaceOf(by), file.Name, file.MediaType, file.Size, file.Hash, now, by.Account, isToBeScanned, now + keptUnattached);

    /// <summary>Only who uploaded it may attach it, and to one record.</summary>
    public static Decision Hold(StoredFile file, string owner, Caller by, TimeSpan keptUnattached, DateTimeOffset now)
    {
        if (file.DroppedAt is not null || (file.UploadedBy != by.Account && !by.IsSystem)) return new NotFound(file.Id);
        if (file.Scan == ScanState.Infected) return new FileInfected(file.Id);
        if (file.Owner == owner && (file.IsClaimed || file.DropAt > now)) return Decision.NothingToDo;
        return file.Owner is not null && file.Owner != owner && (file.IsClaimed || file.DropAt > now)
            ? new FileAttachedElsewhere(file.Id)
            : new FileHeld(owner, now + keptUnattached);
    }

    public static Decision Claim(StoredFile file, string owner) =>
        file.Owner == owner && !file.IsClaimed && file.DroppedAt is null ? new FileClaimed(owner) : Decision.NothingToDo;

    public static Decision Release(StoredFile file, string owner, TimeSpan keptUnattached, DateTimeOffset now) =>
        file.Owner == owner && file.DroppedAt is null ? new FileReleased(owner, now + keptUnattached) : Decision.NothingToDo;

    /// <summary>Whom it may show was erased: nobody attaches it again, and it is gone at once.</summary>
    public static Decision LetGo(StoredFile file, string owner, DateTimeOffset now) =>
        file.Owner == owner && file.DroppedAt is null ? Decision.Of([new FileReleased(owner, now), new FileDropped(now)]) : Decision.NothingToDo;

    public static bool IsToBeDropped(StoredFile file, DateTimeOffset now) => !file.IsClaimed && file.DropAt <= now;

    public static bool IsToBeScanned(StoredFile file, DateTimeOffset now) => file.ScanAt <= now;

    public static Event Scanned(string? found) => new FileScanned(found is null ? ScanState.Clean : ScanState.Infected, found);

    /// <summary>Asked again after one minute, two, four … at most an hour.</summary>
    public static Event PutOff(StoredFile file, DateTimeOffset now) =>
        new FileScanPutOff(now.AddMinutes(Math.Min(LongestWaitMinutes, Math.Pow(2, Math.Min(file.ScanTries, 10)))));

    private static string PlaceOf(Caller caller) => caller.Assignments.Count > 0 ? caller.Assignments[0].Place : Assignment.Headquarters;
}

/// <summary>The scanner found something harmful in the file.</summary>
[GenerateSerializer, Immutable, Alias("FileInfected")]
public sealed record FileInfected([property: Id(0)] string FileId) : Refusal;

/// <summary>The scanner has not answered yet: try again in a minute.</summary>
[GenerateSerializer, Immutable, Alias("FileNotScannedYet")]
public sealed record FileNotScannedYet([property: Id(0)] string FileId) : Refusal;

/// <summary>The file hangs on another record.</summary>
[GenerateSerializer, Immutable, Alias("FileAttachedElsewhere")]
public sealed record FileAttachedElsewhere([property: Id(0)] string FileId) : Refusal;

/// <summary>The file is larger than the service takes.</summary>
[GenerateSerializer, Immutable, Alias("FileTooLarge")]
public sealed record FileTooLarge([property: Id(0)] long MaxBytes) : Refusal;

/// <summary>Files of this type are not taken.</summary>
[GenerateSerializer, Immutable, Alias("MediaTypeNotAllowed")]
public sealed record MediaTypeNotAllowed([property: Id(0)] string MediaType, [property: Id(1)] IReadOnlyList<string> Allowed) : Refusal;

/// <summary>The bytes are not what the declared type says.</summary>
[GenerateSerializer, Immutable, Alias("ContentIsOfAnotherType")]
public sealed record ContentIsOfAnotherType([property: Id(0)] string MediaType) : Refusal;

/// <summary>The account has uploaded many files that hang on nothing yet.</summary>
[GenerateSerializer, Immutable, Alias("TooManyUnattachedFiles")]
public sealed record TooManyUnattachedFiles([property: Id(0)] int Most) : Refusal;
