using AfterSales.Access;

namespace AfterSales.Notices;

/// <summary>What a person is told of a record, in his language.</summary>
/// <param name="Subject">What people call what it is about, as far as he may see it.</param>
/// <param name="DueAt">By when he is to act; null where he only reads.</param>
/// <param name="Place">The key of a branch, or <c>headquarters</c>.</param>
/// <param name="Path">Where it is shown, below the address of the service.</param>
public sealed record NoticeLine(string Title, string? Subject, DateTimeOffset? DueAt, string Place, string Path)
{
    /// <summary>What exactly it is about; null where the title says it.</summary>
    public string? Detail { get; init; }
}

/// <summary>Writes what people are told of one capability's records; whoever has people told has one.</summary>
public interface IWriteNotices
{
    /// <param name="about">The key of a record.</param>
    bool Writes(string about);

    /// <summary>By key; what is over is left out, and nobody is told of it.</summary>
    Task<IReadOnlyDictionary<string, NoticeLine>> Write(IReadOnlyCollection<string> about, Caller reader, CancellationToken cancellation = default);
}
