using System.Collections.Concurrent;
using System.Text.Json;

namespace AfterSales.ClusterTests.Kills;

/// <summary>Something a client asked for; sent again until it was answered.</summary>
/// <param name="RequestId">The client's own; the same each time it is sent.</param>
/// <param name="Record">The key of the record it is about; empty where the request makes one.</param>
/// <param name="Input">As it was sent, in JSON.</param>
public sealed record Asked(string RequestId, DateTimeOffset At, string Mutation, string Record, string Input);

/// <summary>What came back. One request that was sent again has several; they must say the same.</summary>
/// <param name="Record">The key of the record that was made or changed; null where it was refused.</param>
/// <param name="Refusal">The code; null where it was done.</param>
/// <param name="Opened">The keys of what the answer says was opened by it.</param>
public sealed record Answered(string RequestId, DateTimeOffset At, string? Record, string? Refusal, IReadOnlyList<string> Opened)
{
    public override string ToString() => $"{Record} {Refusal} {string.Join(' ', Opened)}".Trim();
}

/// <summary>What the clients wrote down: what they sent, and what they were told. They know nothing else of the service.</summary>
public sealed class ClientLog
{
    private readonly ConcurrentQueue<object> _lines = [];

    public IEnumerable<Asked> Asked => _lines.OfType<Asked>();

    public IEnumerable<Answered> Answered => _lines.OfType<Answered>();

    public void Add(Asked asked) => _lines.Enqueue(asked);

    public void Add(Answered answered) => _lines.Enqueue(answered);

    /// <summary>Keeps it where a person can read it: a line of JSON for each thing sent and answered, in order.</summary>
    public string Keep()
    {
        var file = Path.Combine(Path.GetTempPath(), $"kill-{Guid.NewGuid():N}.jsonl");
        File.WriteAllLines(file, _lines.Select(line => JsonSerializer.Serialize(line, line.GetType())));
        return file;
    }
}
