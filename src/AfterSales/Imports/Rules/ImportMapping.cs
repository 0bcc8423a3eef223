using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Imports.Rules;

/// <summary>A list that was taken.</summary>
/// <param name="By">The key of the account that sent it.</param>
/// <param name="IsWhole">It was read to its end; else it was broken off, and what had been read is on file.</param>
[GenerateSerializer, Immutable, Alias("TakenList")]
public sealed record TakenList(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] string By, [property: Id(2)] int Rows, [property: Id(3)] int Taken, [property: Id(4)] int Rejected,
    [property: Id(5)] bool IsWhole);

/// <summary>How a branch's lists of one kind are read, as somebody chose it, and those that were taken.</summary>
[GenerateSerializer, Immutable, Alias("ImportMapping")]
public sealed record ImportMapping : IRecordState<ImportMapping>
{
    public const int MostRemembered = 20;

    public static string Kind => "import_mapping";

    /// <summary><c>im-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    [Id(1)]
    public string BranchId { get; init; } = "";

    [Id(2)]
    public ListKind List { get; init; }

    [Id(3)]
    public ColumnMapping Mapping { get; init; } = ColumnMapping.Guessed;

    /// <summary>The latest first, at most <see cref="MostRemembered"/>.</summary>
    [Id(4)]
    public ImmutableList<TakenList> Lists { get; init; } = [];

    public DateTimeOffset? NextDue => null;

    public static ImportMapping Apply(ImportMapping? state, Event happened) => happened switch
    {
        MappingChosen e => (state ?? new ImportMapping()) with { Id = e.Id, BranchId = e.BranchId, List = e.List, Mapping = e.Mapping },
        ListTaken e => (state ?? new ImportMapping()) with { Id = e.Id, BranchId = e.BranchId, List = e.List, Lists = [e.Taken, .. (state?.Lists ?? []).Take(MostRemembered - 1)] },
        _ => state!,
    };
}

public sealed record MappingChosen(string Id, string BranchId, ListKind List, ColumnMapping Mapping) : Event;

public sealed record ListTaken(string Id, string BranchId, ListKind List, TakenList Taken) : Event;

public static class MappingRules
{
    private const int LongestHeader = 200;

    public static Decision Choose(ImportMapping? known, string id, string branchId, ListKind list, ColumnMapping mapping)
    {
        var issues = Issues(list, mapping).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        return known?.Mapping == mapping ? Decision.NothingToDo : new MappingChosen(id, branchId, list, mapping);
    }

    private static IEnumerable<InputIssue> Issues(ListKind list, ColumnMapping mapping)
    {
        var known = ListColumns.Of(list).Select(column => column.Name).ToHashSet();
        var (headers, columns) = (new HashSet<string>(), new HashSet<string>());
        foreach (var (i, column) in mapping.Columns.Index())
        {
            if (string.IsNullOrWhiteSpace(column.Header)) yield return new($"columns[{i}].header", "REQUIRED");
            else if (column.Header.Length > LongestHeader) yield return new($"columns[{i}].header", "TOO_LONG");
            else if (!headers.Add(column.Header)) yield return new($"columns[{i}].header", "REPEATED_COLUMN");
            if (!known.Contains(column.Column)) yield return new($"columns[{i}].column", "UNKNOWN_COLUMN");
            else if (!columns.Add(column.Column)) yield return new($"columns[{i}].column", "REPEATED_COLUMN");
        }
    }
}
