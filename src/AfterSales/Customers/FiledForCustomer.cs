using System.Collections.Immutable;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Customers;

/// <summary>Records of a kind that are filed under a customer's key; registered for each kind that is.</summary>
public interface IFiledForCustomer
{
    /// <summary>As its state is named.</summary>
    string Kind { get; }

    IQueryable<string> Under(AfterSalesDb db, IReadOnlyCollection<string> customerIds);
}

/// <summary>Rows with the columns <c>Id</c> and <c>CustomerId</c>.</summary>
internal sealed class FiledForCustomer<TState, TRow> : IFiledForCustomer
    where TState : class, IRecordState<TState>
    where TRow : class
{
    public string Kind => TState.Kind;

    public IQueryable<string> Under(AfterSalesDb db, IReadOnlyCollection<string> customerIds) =>
        db.Set<TRow>().Where(row => customerIds.Contains(EF.Property<string>(row, "CustomerId"))).Select(row => EF.Property<string>(row, "Id"));
}

/// <summary>
/// What arrives at a file while a duplicate is merged into it is filed under its key, whichever of the two was meant. When the merging is taken
/// back it stays there, and is counted, so that people can look through it. What was the duplicate's before goes with it, and what is done about
/// that meanwhile. Complaints are not counted: who is complained about must not find them that way.
/// </summary>
public sealed class FiledMeanwhile(IEnumerable<IFiledForCustomer> sources, CustomerAliases aliases, IDbContextFactory<AfterSalesDb> databases)
{
    /// <summary>How much of each kind was made since, under the key of the file or of the one that it leads to itself; kinds with none are left out.</summary>
    public async Task<ImmutableList<EventCount>> Since(string customerId, DateTimeOffset since)
    {
        string[] keys = [.. (await aliases.Of(customerId, CancellationToken.None)).Take(1).Append(customerId).Distinct()];
        await using var db = await databases.CreateDbContextAsync();
        var counts = ImmutableList.CreateBuilder<EventCount>();
        foreach (var source in sources.OrderBy(source => source.Kind, StringComparer.Ordinal))
        {
            var filed = source.Under(db, keys);
            var count = await db.Set<JournalRow>().CountAsync(row => row.Version == 1 && row.At > since && filed.Contains(row.Record));
            if (count > 0) counts.Add(new EventCount(source.Kind, count));
        }

        return counts.ToImmutable();
    }
}
