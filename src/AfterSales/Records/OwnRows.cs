using System.Reflection;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AfterSales.Records;

/// <summary>The rows that stand for whole records, one each: those with a shape.</summary>
internal static class OwnRows
{
    public static IReadOnlyList<(string Kind, string Table)> Of(IModel model) =>
    [
        .. from type in model.GetEntityTypes()
           where type.FindProperty(nameof(RowStamp.Shape)) is not null
           from projected in type.ClrType.GetCustomAttributes<ProjectedAttribute>(inherit: false)
           orderby projected.Kind
           select (projected.Kind, type.GetTableName()!),
    ];

    /// <summary>The keys behind one, in order.</summary>
    /// <param name="below">Only of rows of an older shape than this.</param>
    public static async Task<List<string>> Keys(
        AfterSalesDb db, string table, string after, int size, CancellationToken cancellation, int below = int.MaxValue)
    {
        // The table's name is the model's own.
#pragma warning disable EF1002
        return await db.Database.SqlQueryRaw<string>(
            $"select id as \"Value\" from {table} where id > {{0}} and shape < {{1}} order by id limit {{2}}", after, below, size).ToListAsync(cancellation);
#pragma warning restore EF1002
    }

    /// <summary>How many are behind a key.</summary>
    public static async Task<int> Count(AfterSalesDb db, string table, string after, CancellationToken cancellation)
    {
#pragma warning disable EF1002
        return await db.Database.SqlQueryRaw<int>($"select count(*) as \"Value\" from {table} where id > {{0}}", after).SingleAsync(cancellation);
#pragma warning restore EF1002
    }
}
