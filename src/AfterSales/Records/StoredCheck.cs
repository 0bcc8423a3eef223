using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace AfterSales.Records;

/// <summary>Something that does not go with a record's state.</summary>
/// <param name="Record">Kind and key.</param>
/// <param name="What"><c>state</c>, <c>row</c>, <c>journal</c> or <c>reminder</c>.</param>
/// <param name="Why">Without what stands there: it may be about people.</param>
public sealed record StoredDifference(string Record, string What, string Why);

/// <summary>
/// Compares each record's state with what the same saves left beside it: its rows, its journal, its reminder. Of a running service too: a page of records is
/// read at one moment. Rows of an older shape are left out, since they are about to be written anew.
/// </summary>
public sealed class StoredCheck(IDbContextFactory<AfterSalesDb> databases, IServiceProvider services, IOptions<ClusterOptions> cluster)
{
    private const int PageSize = 200;

    // What Orleans registers itself, so as to be punctual, is reckoned by its own clock.
    private static readonly TimeSpan Punctual = TimeSpan.FromMinutes(1);

    private readonly Lazy<Dictionary<string, RecordKind>> _kinds = new(() => RecordKind.All(services));

    public async IAsyncEnumerable<StoredDifference> All([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        StateRow? after = null;
        do
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            await using var moment = await db.Database.ReadOneMoment(cancellation);
            var page = await Page(db, after, cancellation);
            foreach (var difference in await Differences(db, page, cancellation)) yield return difference;
            after = page.Count == PageSize ? page[^1] : null;
        }
        while (after is not null);
        foreach (var left in await WithoutRecord(cancellation)) yield return left;
    }

    private async Task<List<StateRow>> Page(AfterSalesDb db, StateRow? after, CancellationToken cancellation)
    {
        var service = cluster.Value.ServiceId;
        var rows = db.Set<StateRow>().AsNoTracking().Where(row => row.ServiceId == service);
        if (after is { KeyHash: var hash, KindHash: var kind, Key: var key })
        {
            rows = rows.Where(row => row.KeyHash >= hash
                && (row.KeyHash > hash || row.KindHash > kind || (row.KindHash == kind && string.Compare(row.Key, key) > 0)));
        }

        return await rows.OrderBy(row => row.KeyHash).ThenBy(row => row.KindHash).ThenBy(row => row.Key).Take(PageSize).ToListAsync(cancellation);
    }

    private async Task<List<StoredDifference>> Differences(AfterSalesDb db, List<StateRow> page, CancellationToken cancellation)
    {
        var found = new List<StoredDifference>();
        var read = new List<ReadRecord>();
        foreach (var row in page.Where(row => row.State is not null))
        {
            if (!_kinds.Value.TryGetValue(row.Kind, out var kind)) found.Add(new($"{row.Kind}/{row.Key}", "state", "is of a kind that this version does not know"));
            else if (kind.Read(row) is { } record) read.Add(record);
            else found.Add(new($"{row.Kind}/{row.Key}", "state", "can't be read"));
        }

        foreach (var rows in read.SelectMany(record => record.Rows, (record, row) => (record, row)).GroupBy(made => made.row.GetType()))
            found.AddRange(await TypedRows.Compare(db, rows.Key, [.. rows], cancellation));
        found.AddRange(await Journals(db, read, cancellation));
        found.AddRange(await Reminders(db, read, cancellation));
        return found;
    }

    private static async Task<List<StoredDifference>> Journals(AfterSalesDb db, List<ReadRecord> read, CancellationToken cancellation)
    {
        var found = new List<StoredDifference>();
        string[] keys = [.. read.Select(record => record.Key)];
        var saves = (await db.Set<JournalRow>().AsNoTracking().Where(row => keys.Contains(row.Record)).Select(row => new { row.Record, row.Version }).ToListAsync(cancellation))
            .ToLookup(row => row.Record, row => row.Version);
        var answered = (await db.Set<HandledRow>().AsNoTracking().Where(row => keys.Contains(row.Record)).Select(row => new { row.Record, row.Version }).ToListAsync(cancellation))
            .ToLookup(row => row.Record, row => row.Version);
        foreach (var record in read)
        {
            var versions = saves[record.Key].Order().ToArray();
            if (versions.Length == 0) found.Add(new(record.Name, "journal", "is empty"));
            else if (versions[0] != 1) found.Add(new(record.Name, "journal", $"begins with version {versions[0]}"));
            else if (versions[^1] > record.Version) found.Add(new(record.Name, "journal", $"goes on to version {versions[^1]}, and the state stands at {record.Version}"));
            found.AddRange(answered[record.Key].Except(versions).Order().Select(version => new StoredDifference(record.Name, "journal", $"lacks version {version}, which answered a request")));
        }

        var names = read.ToDictionary(record => record.Key, record => record.Name);
        var texts = await db.Set<JournalTextRow>().AsNoTracking().Where(row => keys.Contains(row.Record) && row.Words != null).ToListAsync(cancellation);
        found.AddRange(from text in texts
                       where Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Words!))) != text.Hash
                       select new StoredDifference(names[text.Record], "journal", $"words of version {text.Version} ({text.Field}) are not those that were said"));
        var files = await db.Set<FileRow>().AsNoTracking().Where(row => keys.Contains(row.Record) && row.Content != null).ToListAsync(cancellation);
        found.AddRange(from file in files
                       where !IsWhatWasGiven(file)
                       select new StoredDifference(names[file.Record], "journal", $"the file of version {file.Version} ({file.Field}) is not the one that was given"));
        return found;
    }

    private static bool IsWhatWasGiven(FileRow file)
    {
        var content = new byte[file.Content!.Length];
        return Convert.TryFromBase64String(file.Content, content, out var length) && Convert.ToHexStringLower(SHA256.HashData(content.AsSpan(0, length))) == file.Hash;
    }

    private async Task<IEnumerable<StoredDifference>> Reminders(AfterSalesDb db, List<ReadRecord> read, CancellationToken cancellation)
    {
        var service = cluster.Value.ServiceId;
        string[] names = [.. read.Select(record => record.Name)];
        var kept = await db.Set<ReminderRow>().AsNoTracking().Where(row => row.ServiceId == service && row.ReminderName == ReminderRow.Due && names.Contains(row.GrainId))
            .ToDictionaryAsync(row => row.GrainId, row => new DateTimeOffset(DateTime.SpecifyKind(row.StartTime, DateTimeKind.Utc)), cancellation);
        return from record in read
               let at = kept.TryGetValue(record.Name, out var reminded) ? reminded : (DateTimeOffset?)null
               let why = (record.NextDue, at) switch
               {
                   (null, { } needless) => $"stands at {needless:u}, and nothing is due",
                   ({ } due, null) => $"is missing: it is due at {due:u}",
                   ({ } due, { } other) when (due - other).Duration() > Punctual => $"stands at {other:u}, and it is due at {due:u}",
                   _ => null,
               }
               where why is not null
               select new StoredDifference(record.Name, "reminder", why);
    }

    /// <summary>Rows and reminders of records that are not there.</summary>
    private async Task<List<StoredDifference>> WithoutRecord(CancellationToken cancellation)
    {
        var found = new List<StoredDifference>();
        var service = cluster.Value.ServiceId;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        foreach (var (kind, table) in OwnRows.Of(db.Model))
        {
            // The table's name is the model's own.
#pragma warning disable EF1002
            var keys = await db.Database.SqlQueryRaw<string>($$"""
                select id as "Value" from {{table}}
                where id not in (select grainidextensionstring from orleansstorage where graintypestring = {0} and serviceid = {1} and payloadbinary is not null) order by id limit 1000
                """, kind, service).ToListAsync(cancellation);
#pragma warning restore EF1002
            found.AddRange(keys.Select(key => new StoredDifference($"{kind}/{key}", "row", $"{table}: there is no such record")));
        }

        var due = await db.Set<ReminderRow>().AsNoTracking().Where(row => row.ServiceId == service && row.ReminderName == ReminderRow.Due
            && !db.Set<StateRow>().Where(state => state.ServiceId == service && state.State != null).Select(state => state.Kind + "/" + state.Key).Contains(row.GrainId))
            .OrderBy(row => row.GrainId).Select(row => row.GrainId).Take(1000).ToListAsync(cancellation);
        found.AddRange(due.Select(grain => new StoredDifference(grain, "reminder", "there is no such record")));
        return found;
    }
}

/// <summary>A state that was read, and what should stand beside it.</summary>
internal sealed record ReadRecord(string Kind, string Key, int Version, DateTimeOffset? NextDue, IReadOnlyList<object> Rows)
{
    public string Name => $"{Kind}/{Key}";
}

/// <summary>One kind of record, without a grain of it running.</summary>
internal abstract class RecordKind
{
    public static Dictionary<string, RecordKind> All(IServiceProvider services) => typeof(RecordKind).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false, BaseType: { IsGenericType: true } based } && based.GetGenericTypeDefinition() == typeof(RecordGrain<>))
        .Select(type => (RecordKind)Activator.CreateInstance(typeof(Of<>).MakeGenericType(type.BaseType!.GenericTypeArguments), ActivatorUtilities.CreateInstance(services, type))!)
        .ToDictionary(kind => kind.Name);

    protected abstract string Name { get; }

    /// <summary>Null where it can't be read.</summary>
    public abstract ReadRecord? Read(StateRow row);

    private sealed class Of<TState>(RecordGrain<TState> grain) : RecordKind where TState : class, IRecordState<TState>
    {
        protected override string Name => TState.Kind;

        public override ReadRecord? Read(StateRow row)
        {
            try
            {
                var state = JsonSerializer.Deserialize<TState>(row.State, RecordJson.State);
                return state is null ? null : new(row.Kind, row.Key, row.Version, state.NextDue, [.. grain.RowsMadeOf(state, new RowStamp(row.Version, Projections.ShapeOf(row.Kind)))]);
            }
            catch (Exception failure) when (failure is JsonException or NotSupportedException or InvalidOperationException or ArgumentException or NullReferenceException)
            {
                return null;
            }
        }
    }
}

/// <summary>Compares rows of one type with those that are stored.</summary>
internal abstract class TypedRows
{
    public static Task<List<StoredDifference>> Compare(AfterSalesDb db, Type type, IReadOnlyList<(ReadRecord Record, object Row)> made, CancellationToken cancellation) =>
        ((TypedRows)Activator.CreateInstance(typeof(Of<>).MakeGenericType(type))!).Compare(db, made, cancellation);

    protected abstract Task<List<StoredDifference>> Compare(AfterSalesDb db, IReadOnlyList<(ReadRecord Record, object Row)> made, CancellationToken cancellation);

    private sealed class Of<TRow> : TypedRows where TRow : class
    {
        protected override async Task<List<StoredDifference>> Compare(AfterSalesDb db, IReadOnlyList<(ReadRecord Record, object Row)> made, CancellationToken cancellation)
        {
            var type = db.Model.FindEntityType(typeof(TRow))!;
            var (key, columns) = (type.FindPrimaryKey()!.Properties, type.GetProperties().Where(column => column is { ValueGenerated: ValueGenerated.Never, PropertyInfo: not null }).ToArray());
            var first = key[0].Name;
            string[] keys = [.. made.Select(one => (string)key[0].PropertyInfo!.GetValue(one.Row)!).Distinct()];
            var kept = (await db.Set<TRow>().AsNoTracking().Where(row => keys.Contains(EF.Property<string>(row, first))).ToListAsync(cancellation))
                .ToDictionary(row => Text(row, key));
            var found = new List<StoredDifference>();
            foreach (var (record, row) in made)
            {
                if (!kept.TryGetValue(Text(row, key), out var stored))
                {
                    found.Add(new(record.Name, "row", $"{type.GetTableName()}: is missing"));
                    continue;
                }

                if (IsOfOlderShape(row, stored)) continue;
                var other = columns.Where(column => Text(row, [column]) != Text(stored, [column])).Select(column => column.GetColumnName()).ToArray();
                if (other.Length > 0) found.Add(new(record.Name, "row", $"{type.GetTableName()}: {string.Join(", ", other)}"));
            }

            return found;
        }

        private static bool IsOfOlderShape(object made, object stored) =>
            typeof(TRow).GetProperty(nameof(RowStamp.Shape)) is { } shape && (int)shape.GetValue(stored)! < (int)shape.GetValue(made)!;

        private static string Text(object row, IReadOnlyList<IProperty> columns) =>
            string.Join('\n', columns.Select(column => JsonSerializer.Serialize(column.PropertyInfo!.GetValue(row), column.ClrType, RecordJson.Rows)));
    }
}
