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
/// <param name="Next">Where to go on; null: nothing is left.</param>
public sealed record Pruned(
    DateOnly Before, int Words, int Files, int Persons, IReadOnlyList<(string Kind, KeptBecause Because, int Count)> Kept, string? Next);

/// <summary>
/// Erases what need not be kept any more (decision 0027): words, small files and names, never states or rows. There may be more than a request has time for:
/// each does a part, and says where to go on.
/// </summary>
public sealed class Pruning(
    IDbContextFactory<AfterSalesDb> databases, IEnumerable<IHoldPersons> holders, EffectivePolicies policies, IGrainFactory grains, TimeProvider clock)
{
    /// <summary>So many records are looked at together.</summary>
    internal int PageSize { get; set; } = 200;

    /// <summary>After so long no further page is begun; a request may take three times as long.</summary>
    internal TimeSpan AtATime { get; set; } = TimeSpan.FromSeconds(10);

    /// <param name="after">Where a part ended; null: from the beginning, also after one that was broken off, as what is erased is not found again.</param>
    /// <returns>Null where no part ends there.</returns>
    public async Task<Pruned?> Run(string? after = null, CancellationToken cancellation = default)
    {
        var since = TimeProvider.System.GetTimestamp();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var steps = Steps(db);
        var place = after?.Split('/', 2) ?? [steps[0].Name, ""];
        var step = place.Length == 2 ? steps.FindIndex(one => one.Name == place[0]) : -1;
        if (step < 0) return null;
        var (last, end, sum) = ((string?)place[1], clock.GetInstant().AddYears(-await Years(db, cancellation)), new Sum());
        do
        {
            last = await steps[step].Page(db, end, last ?? "", sum, cancellation);
            if (last is null) step++;
        }
        while (step < steps.Count && TimeProvider.System.GetElapsedTime(since) < AtATime);
        return new(DateOnly.FromDateTime(end.UtcDateTime), sum.Words, sum.Files, sum.Persons,
            [.. sum.Kept.OrderBy(one => one.Key.Kind, StringComparer.Ordinal).Select(one => (one.Key.Kind, one.Key.Because, one.Value))],
            step < steps.Count ? $"{steps[step].Name}/{last}" : null);
    }

    /// <summary>A page of a step: where the next one begins; null where it was the last.</summary>
    private delegate Task<string?> OnePage(AfterSalesDb db, DateTimeOffset end, string after, Sum sum, CancellationToken cancellation);

    /// <summary>The words of each kind of record, then the names that records hold.</summary>
    private List<(string Name, OnePage Page)> Steps(AfterSalesDb db) =>
    [
        .. PersonalRecords.Kinds(db).Append((Kind: Customer.Kind, Table: Customer.Kind)).Select(own =>
            (own.Kind, (OnePage)((known, end, after, sum, cancellation) => Words(known, own.Kind, own.Table, end, after, sum, cancellation)))),
        .. holders.Select(holder => ($"persons-{holder.Kind}", (OnePage)((known, end, _, sum, cancellation) => Names(known, holder, end, sum, cancellation)))),
    ];

    private async Task<string?> Words(AfterSalesDb db, string kind, string table, DateTimeOffset end, string after, Sum sum, CancellationToken cancellation)
    {
        var keys = await OwnRows.Keys(db, table, after, PageSize, cancellation);
        var ended = await Ended(db, keys, end, cancellation);
        var followed = ErasureRules.KeptWhileFollowed.Contains(kind) ? await Followed(db, kind, ended, cancellation) : [];
        var due = await Due(db, kind, ended, cancellation);
        var erased = await PersonalRecords.Erase(db, [.. ended.Except(followed).Except(due)], cancellation);
        sum.Words += erased.Words;
        sum.Files += erased.Files;
        sum.Keep(kind, KeptBecause.Followed, followed.Count);
        sum.Keep(kind, KeptBecause.Due, due.Except(followed).Count());
        return keys.Count < PageSize ? null : keys[^1];
    }

    /// <summary>Whose name is erased is not found again: there is always but a first page.</summary>
    private async Task<string?> Names(AfterSalesDb db, IHoldPersons holder, DateTimeOffset end, Sum sum, CancellationToken cancellation)
    {
        var keys = await holder.Before(db, DateOnly.FromDateTime(end.UtcDateTime)).OrderBy(key => key).Take(PageSize).ToListAsync(cancellation);
        foreach (var key in keys)
        {
            var answer = await grains.GetGrain(GrainId.Create(holder.Kind, key)).AsReference<IErasePerson>().ErasePerson(new(new ErasedPerson(null), Caller.System, Cause: "prune"));
            if (answer.Refusal is { } refusal) throw new InvalidOperationException($"{key} could not let a person go: {refusal.Code}.");
            sum.Persons++;
        }

        return keys.Count < PageSize ? null : "";
    }

    private sealed class Sum
    {
        public int Words { get; set; }

        public int Files { get; set; }

        public int Persons { get; set; }

        public Dictionary<(string Kind, KeptBecause Because), int> Kept { get; } = [];

        public void Keep(string kind, KeptBecause because, int count)
        {
            if (count > 0) Kept[(kind, because)] = Kept.GetValueOrDefault((kind, because)) + count;
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
