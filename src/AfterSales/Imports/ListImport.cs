using System.Runtime.CompilerServices;
using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Branches.Rules;
using AfterSales.Imports.Rules;
using AfterSales.Records;
using Orleans.Core.Internal;

namespace AfterSales.Imports;

/// <summary>A row that was not taken.</summary>
/// <param name="Reason">What to put right, in the caller's language.</param>
public sealed record RejectedRow(ListRow Row, string Reason);

/// <summary>How far an import is: rows read so far, those on file now, those that are not, and the latter since the last word.</summary>
public sealed record ImportProgress(int Rows, int Taken, int Rejected, IReadOnlyList<RejectedRow> Rejects);

/// <summary>
/// Puts the rows of a list on file, part by part and several at a time; rows about the same thing follow each other as listed. Each row is a save of
/// its own and the same again changes nothing: what is broken off in the middle is simply sent again.
/// </summary>
public sealed class ListImport
{
    private const int RowsAtATime = 200;
    private const int PutsAtATime = 8;
    private readonly Dictionary<ListKind, IListReader> _lists;
    private readonly Readers _readers;

    internal ListImport(IEnumerable<IListReader> lists, Readers readers) => (_lists, _readers) = (lists.ToDictionary(reader => reader.List), readers);

    public Permission PermissionFor(ListKind list) => _lists[list].Permission;

    public async IAsyncEnumerable<ImportProgress> Take(
        ListKind list, Branch branch, ListFile file, Caller caller, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var (rows, taken, rejected) = (0, 0, 0);
        await foreach (var part in file.Rows(cancellation).Chunk(RowsAtATime).WithCancellation(cancellation))
        {
            var rejects = await Take(list, new ListPart(branch, part, file.Shape.DayForm, caller), file.Shape, cancellation);
            rows += part.Length;
            (taken, rejected) = (taken + part.Length - rejects.Count, rejected + rejects.Count);
            yield return new(rows, taken, rejected, rejects);
        }
    }

    /// <summary>The first rows as they would be taken, each with what is wrong with it.</summary>
    internal async Task<IReadOnlyList<ListItem>> Preview(ListKind list, Branch branch, ListFile file, int count, Caller caller, CancellationToken cancellation)
    {
        var rows = await file.Rows(cancellation).Take(count).ToListAsync(cancellation);
        return await _lists[list].Read(new ListPart(branch, rows, file.Shape.DayForm, caller), cancellation);
    }

    private async Task<IReadOnlyList<RejectedRow>> Take(ListKind list, ListPart part, ListShape shape, CancellationToken cancellation)
    {
        var items = await _lists[list].Read(part, cancellation);
        var refusals = items.Select(item => item.Issues.Count > 0 ? new InputInvalid(item.Issues) : (Refusal?)null).ToArray();
        await InOrder(item => item.First);
        await InOrder(item => item.Second);
        foreach (var record in items.SelectMany(item => new[] { item.First, item.Second }).OfType<ListPut>().SelectMany(put => put.Records).DistinctBy(record => record.GetGrainId()))
            await record.AsReference<IGrainManagementExtension>().DeactivateOnIdle(CancellationToken.None);
        var (caller, language) = (part.Caller, part.Caller.Language);
        var form = await _readers.FormFor(refusals.OfType<Refusal>(), caller, language, cancellation);
        return
        [
            .. items.Zip(refusals).Where(row => row.Second is not null)
                .Select(row => new RejectedRow(row.First.Row, RefusalWording.Word(Headings.Named(row.Second!, shape, list, language), form, isNamed: true))),
        ];

        // Several keys at a time, the rows of one key as listed.
        Task InOrder(Func<ListItem, ListPut?> step)
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = PutsAtATime, CancellationToken = cancellation };
            var open = items.Index().Where(item => refusals[item.Index] is null).Select(item => (item.Index, Step: step(item.Item))).Where(item => item.Step is not null);
            return Parallel.ForEachAsync(open.GroupBy(item => item.Step!.Key), options, async (same, _) =>
            {
                foreach (var (position, put) in same) refusals[position] = await put!.Put();
            });
        }
    }
}
