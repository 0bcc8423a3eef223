using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Customers.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Customers;

/// <summary>Why words older than their term were kept.</summary>
public enum KeptBecause
{
    /// <summary>Files of customers, products and projects, while the product is followed.</summary>
    Followed,

    /// <summary>The record is still due for something.</summary>
    Due,
}

/// <summary>What was pruned, and what was kept though its term has ended.</summary>
/// <param name="Before">Of records at which nothing has happened since this day.</param>
public sealed record Pruned(DateOnly Before, int Words, int Files, int Persons, IReadOnlyList<(string Kind, KeptBecause Because, int Count)> Kept);

/// <summary>Erases what need not be kept any more (decision 0027): words, small files and names, never states or rows.</summary>
public sealed class Pruning(
    IDbContextFactory<AfterSalesDb> databases, IEnumerable<IHoldPersons> holders, EffectivePolicies policies, IGrainFactory grains, TimeProvider clock)
{
    private const int PageSize = 500;

    /// <summary>Goes on where it was broken off: what is erased is not found again.</summary>
    public async Task<Pruned> Run(CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var end = clock.GetInstant().AddYears(-await Years(db, cancellation));
        var (words, files, persons, kept) = (0, 0, 0, new Dictionary<(string Kind, KeptBecause Because), int>());
        foreach (var (kind, table) in PersonalRecords.Kinds(db).Append((Customer.Kind, Customer.Kind)))
        {
            for (var after = ""; ;)
            {
                var keys = await OwnRows.Keys(db, table, after, PageSize, cancellation);
                var ended = await Ended(db, keys, end, cancellation);
                var followed = ErasureRules.KeptWhileFollowed.Contains(kind) ? await Followed(db, kind, ended, cancellation) : [];
                var due = await Due(db, kind, ended, cancellation);
                string[] prunable = [.. ended.Except(followed).Except(due)];
                var erased = await PersonalRecords.Erase(db, prunable, cancellation);
                (words, files) = (words + erased.Words, files + erased.Files);
                Keep(kind, KeptBecause.Followed, followed.Count);
                Keep(kind, KeptBecause.Due, due.Except(followed).Count());
                if (keys.Count < PageSize) break;
                after = keys[^1];
            }
        }

        foreach (var holder in holders)
        {
            var day = DateOnly.FromDateTime(end.UtcDateTime);
            while (await holder.Before(db, day).OrderBy(key => key).Take(PageSize).ToListAsync(cancellation) is { Count: > 0 } keys)
            {
                foreach (var key in keys)
                {
                    var answer = await grains.GetGrain(GrainId.Create(holder.Kind, key)).AsReference<IErasePerson>().ErasePerson(new(new ErasedPerson(null), Caller.System, Cause: "prune"));
                    if (answer.Refusal is { } refusal) throw new InvalidOperationException($"{key} could not let a person go: {refusal.Code}.");
                    persons++;
                }
            }
        }

        return new(DateOnly.FromDateTime(end.UtcDateTime), words, files, persons, [.. kept.OrderBy(one => one.Key.Kind, StringComparer.Ordinal).Select(one => (one.Key.Kind, one.Key.Because, one.Value))]);

        void Keep(string kind, KeptBecause because, int count)
        {
            if (count > 0) kept[(kind, because)] = kept.GetValueOrDefault((kind, because)) + count;
        }
    }

    /// <summary>The longest term of any place: what happened at one may have been handed over to another.</summary>
    private async Task<int> Years(AfterSalesDb db, CancellationToken cancellation)
    {
        var years = (await policies.At(Assignment.Headquarters)).Get(CustomerPolicies.RetentionYears);
        foreach (var branch in await db.Set<BranchRow>().Select(row => row.Id).ToListAsync(cancellation))
            years = Math.Max(years, (await policies.At(branch)).Get(CustomerPolicies.RetentionYears));
        return years;
    }

    /// <summary>Those at which nothing has happened since then and that have something to erase.</summary>
    private static async Task<List<string>> Ended(AfterSalesDb db, List<string> keys, DateTimeOffset end, CancellationToken cancellation)
    {
        var full = await db.Set<JournalTextRow>().Where(row => keys.Contains(row.Record) && row.Words != null).Select(row => row.Record)
            .Union(db.Set<FileRow>().Where(row => keys.Contains(row.Record) && row.Content != null).Select(row => row.Record)).ToListAsync(cancellation);
        var since = await db.Set<JournalRow>().Where(row => full.Contains(row.Record) && row.At >= end).Select(row => row.Record).Distinct().ToListAsync(cancellation);
        return [.. full.Except(since)];
    }

    private static async Task<List<string>> Due(AfterSalesDb db, string kind, List<string> keys, CancellationToken cancellation)
    {
        string[] grainIds = [.. keys.Select(key => $"{kind}/{key}")];
        return (await db.Set<ReminderRow>().Where(row => row.ServiceId == AfterSalesSetup.ServiceId && row.ReminderName == ReminderRow.Due && grainIds.Contains(row.GrainId))
            .Select(row => row.GrainId).ToListAsync(cancellation)).ConvertAll(grain => grain[(kind.Length + 1)..]);
    }

    /// <summary>Those whose customer was not erased and whose file is worked with.</summary>
    private static async Task<List<string>> Followed(AfterSalesDb db, string kind, List<string> keys, CancellationToken cancellation)
    {
        var table = PersonalRecords.Kinds(db).FirstOrDefault(known => known.Kind == kind).Table;
        var followed = new List<string>();
        foreach (var key in keys)
        {
            // The table's name is the model's own.
#pragma warning disable EF1002
            var customer = table is null ? key : await db.Database.SqlQueryRaw<string>($"select customer_id as \"Value\" from {table} where id = {{0}}", key).SingleOrDefaultAsync(cancellation);
#pragma warning restore EF1002
            if (await db.Set<CustomerRow>().AnyAsync(row => row.Id == customer && row.Standing != CustomerStanding.Erased, cancellation)) followed.Add(key);
        }

        return followed;
    }
}
