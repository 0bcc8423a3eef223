using System.Text.Json;
using System.Text.Json.Nodes;
using AfterSales.Customers.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Customers;

/// <summary>
/// All that is filed under a customer's key or those of his duplicates: whatever record has a column <c>customer_id</c>, so that nobody has to think of
/// a new kind.
/// </summary>
public sealed class PersonalRecords(IDbContextFactory<AfterSalesDb> databases, CustomerAliases aliases, IEnumerable<IHoldPersons> holders)
{
    private const string Column = "customer_id";

    /// <summary>The field that says why somebody was erased, which is not his.</summary>
    private const string ReasonField = "erasureReason";

    /// <summary>Kinds of records that are about a customer, with their tables.</summary>
    internal static IEnumerable<(string Kind, string Table)> Kinds(AfterSalesDb db) => OwnRows.Of(db.Model)
        .Where(own => db.Model.GetEntityTypes().Any(type => type.GetTableName() == own.Table && type.GetProperties().Any(property => property.GetColumnName() == Column)));

    /// <summary>Kind and key of each, his own file first.</summary>
    public async Task<IReadOnlyList<(string Kind, string Key)>> Of(string customerId, CancellationToken cancellation = default)
    {
        var keys = await aliases.Of(customerId, cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        List<(string, string)> found = [.. keys.Select(key => (Customer.Kind, key))];
        foreach (var (kind, table) in Kinds(db))
        {
            foreach (var key in keys)
            {
                // The names are the model's own.
#pragma warning disable EF1002
                found.AddRange((await db.Database.SqlQueryRaw<string>($"select id as \"Value\" from {table} where {Column} = {{0}} order by id", key).ToListAsync(cancellation))
                    .Select(id => (kind, id)));
#pragma warning restore EF1002
            }
        }

        return found;
    }

    /// <summary>How many of each kind there are, and what of them an erasure leaves.</summary>
    public async Task<IReadOnlyList<ErasedRecords>> ByKind(string customerId, CancellationToken cancellation = default) =>
    [
        .. (await Of(customerId, cancellation)).GroupBy(record => record.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => new ErasedRecords(kind.Key, kind.Count(), ErasureRules.KeptForTheTerm.Contains(kind.Key))),
    ];

    /// <summary>His duplicates and the records that hold a name or number of his, as <c>kind/key</c>.</summary>
    public async Task<IReadOnlyList<string>> Along(string customerId, CancellationToken cancellation = default)
    {
        var keys = await aliases.Of(customerId, cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        List<string> found = [.. keys.Where(key => key != customerId).Select(key => $"{Customer.Kind}/{key}")];
        foreach (var holder in holders)
            found.AddRange((await holder.Of(db, keys).OrderBy(key => key).ToListAsync(cancellation)).Select(key => $"{holder.Kind}/{key}"));
        return found;
    }

    /// <summary>What is known of him, to be handed to him: states, what happened, words and files. Who did it is left out: it is not his.</summary>
    public async Task<JsonElement> Export(string customerId, CancellationToken cancellation = default)
    {
        var records = new JsonArray();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        foreach (var (kind, key) in await Of(customerId, cancellation))
        {
            var state = await db.Set<StateRow>().AsNoTracking().Where(row => row.Kind == kind && row.Key == key && row.ServiceId == AfterSalesSetup.ServiceId)
                .Select(row => row.State).FirstOrDefaultAsync(cancellation);
            if (state is null) continue;
            var entries = await db.Set<JournalRow>().AsNoTracking().Where(row => row.Record == key).OrderBy(row => row.Version).ToListAsync(cancellation);
            var words = await db.Set<JournalTextRow>().AsNoTracking().Where(row => row.Record == key && row.Words != null).ToListAsync(cancellation);
            var files = await db.Set<FileRow>().AsNoTracking().Where(row => row.Record == key && row.Content != null).ToListAsync(cancellation);
            records.Add(new JsonObject
            {
                ["kind"] = kind,
                ["id"] = key,
                ["state"] = JsonNode.Parse(state),
                ["happened"] = new JsonArray([.. entries.Select(entry => new JsonObject
                {
                    ["at"] = entry.At.ToString("O"), ["version"] = entry.Version, ["events"] = JsonNode.Parse(entry.Events),
                })]),
                ["words"] = new JsonArray([.. words.Select(text => new JsonObject { ["version"] = text.Version, ["field"] = text.Field, ["words"] = text.Words })]),
                ["files"] = new JsonArray([.. files.Select(file => new JsonObject
                {
                    ["version"] = file.Version, ["field"] = file.Field, ["mediaType"] = file.MediaType, ["base64"] = file.Content,
                })]),
            });
        }

        return JsonSerializer.SerializeToElement(new JsonObject { ["customerId"] = customerId, ["records"] = records });
    }

    /// <summary>Erases the words of his records but those that are kept for their term, and the signatures of all. Idempotent.</summary>
    public async Task EraseWords(string customerId, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        foreach (var some in (await Of(customerId, cancellation)).Chunk(200))
        {
            await Erase(db, [.. some.Where(record => !ErasureRules.KeptForTheTerm.Contains(record.Kind)).Select(record => record.Key)], cancellation);
            await EraseFiles(db, [.. some.Select(record => record.Key)], cancellation);
        }
    }

    /// <summary>Their hashes stay, and that something was said.</summary>
    internal static async Task<(int Words, int Files)> Erase(AfterSalesDb db, string[] records, CancellationToken cancellation) =>
    (
        await db.Set<JournalTextRow>().Where(row => records.Contains(row.Record) && row.Words != null && row.Field != ReasonField)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.Words, (string?)null), cancellation),
        await EraseFiles(db, records, cancellation)
    );

    private static Task<int> EraseFiles(AfterSalesDb db, string[] records, CancellationToken cancellation) =>
        db.Set<FileRow>().Where(row => records.Contains(row.Record) && row.Content != null)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.Content, (string?)null), cancellation);
}
