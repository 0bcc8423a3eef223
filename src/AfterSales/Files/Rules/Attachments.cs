using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Files.Rules;

/// <summary>A file that hangs on a record.</summary>
/// <param name="By">The account that attached it.</param>
[GenerateSerializer, Immutable, Alias("Attachment")]
public sealed record Attachment([property: Id(0)] string FileId, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string By);

/// <summary>The files that hang on a record: a part of its state that any capability can take.</summary>
[GenerateSerializer, Immutable, Alias("Attachments")]
public sealed record Attachments
{
    public static Attachments None { get; } = new();

    /// <summary>In the order they were attached.</summary>
    [Id(0)]
    public ImmutableList<Attachment> Files { get; init; } = [];

    public Attachments Apply(Event happened) => happened switch
    {
        FileAttached e => this with { Files = Files.Add(new Attachment(e.FileId, e.At, e.By)) },
        FileDetached e => this with { Files = Files.RemoveAll(file => file.FileId == e.FileId) },
        _ => this,
    };

    public bool Equals(Attachments? other) => other is not null && Files.SequenceEqual(other.Files);

    public override int GetHashCode() => Files.Count;
}

/// <param name="Hash">SHA-256 of the bytes, so that the journal says which they were.</param>
public sealed record FileAttached(string FileId, string Hash, DateTimeOffset At, string By) : Event;

/// <param name="IsForGood">It goes at once, and not after the time in which it may be attached again.</param>
public sealed record FileDetached(string FileId, bool IsForGood = false) : Event;

public static class AttachmentRules
{
    private const int Most = 200;

    public static Decision Attach(Attachments known, StoredFile file, string by, DateTimeOffset now) =>
        known.Files.Exists(attached => attached.FileId == file.Id) ? Decision.NothingToDo
        : known.Files.Count >= Most ? InputInvalid.At("fileId", "TOO_MANY")
        : new FileAttached(file.Id, file.Hash, now, by);

    /// <summary>All of them go for good: whom they show was erased.</summary>
    public static IEnumerable<Event> Erase(Attachments known) => known.Files.Select(file => new FileDetached(file.FileId, IsForGood: true));

    public static Decision Detach(Attachments known, string fileId) =>
        known.Files.Exists(attached => attached.FileId == fileId) ? new FileDetached(fileId) : new NotFound(fileId);
}
