using System.Runtime.CompilerServices;
using AfterSales.Access;
using AfterSales.Imports.Rules;

namespace AfterSales.Imports;

/// <summary>Notes which lists were taken, so that a branch sees later what became of each.</summary>
public sealed class TakenLists(IGrainFactory grains)
{
    /// <summary>The same progress; at its end, or where it is broken off, the list is noted with how far it came. One of which nothing was read is not.</summary>
    public async IAsyncEnumerable<ImportProgress> Noted(
        ListKind list, string branchId, Caller caller, IAsyncEnumerable<ImportProgress> import, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var (last, isWhole) = (new ImportProgress(0, 0, 0, []), false);
        try
        {
            await foreach (var progress in import.WithCancellation(cancellation))
            {
                last = progress;
                yield return progress;
            }

            isWhole = true;
        }
        finally
        {
            if (last.Rows > 0) await Mapping(list, branchId).Note(new(new(branchId, list, last.Rows, last.Taken, last.Rejected, isWhole), caller));
        }
    }

    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<TakenList>> Of(ListKind list, string branchId) => (await Mapping(list, branchId).Read(Caller.System))?.Lists ?? [];

    private IImportMappingGrain Mapping(ListKind list, string branchId) => grains.GetGrain<IImportMappingGrain>(IImportMappingGrain.KeyOf(list, branchId));
}
