using System.Reflection;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Storage;

/// <summary>Rows go through the save statement and come back through EF as they were.</summary>
public abstract class ProjectionConformance(TestCluster cluster)
{
    /// <summary>Stands for any record.</summary>
    public sealed record Anything;

    public static TheoryData<string, string, Extreme> Projected =>
        new(from type in typeof(ProjectedAttribute).Assembly.GetTypes()
            from projected in type.GetCustomAttributes<ProjectedAttribute>()
            from extreme in Enum.GetValues<Extreme>()
            select (type.FullName!, projected.Kind, extreme));

    [Theory, MemberData(nameof(Projected))]
    public async Task A_row_comes_back_equal(string typeName, string kind, Extreme extreme)
    {
        var type = typeof(ProjectedAttribute).Assembly.GetType(typeName)!;
        await using var db = await Db();
        var row = ExtremeRows.Make(type, extreme);
        var grain = GrainId.Create(kind, $"x-{Guid.NewGuid():N}");
        await cluster.Storage.WriteStateAsync(kind, grain, new GrainState<Saved<Anything>>(new Saved<Anything> { Grain = grain, State = new(), Rows = [row] }));
        var key = db.Model.FindEntityType(type)!.FindPrimaryKey()!.Properties.Select(p => p.PropertyInfo!.GetValue(row)).ToArray();
        Assert.Equal(row, await db.FindAsync(type, key));
    }

    [Fact]
    public async Task Every_mapped_table_has_exactly_the_columns_of_the_model()
    {
        await using var db = await Db();
        foreach (var table in db.Model.GetEntityTypes())
        {
            var mapped = table.GetProperties().Select(property => property.GetColumnName()).Order(StringComparer.Ordinal).ToArray();
            var columns = await ColumnsOf(db, table);
            // Orleans' own tables have more columns, which only Orleans reads.
            if (table.ClrType == typeof(ReminderRow) || table.ClrType == typeof(StateRow)) Assert.Subset(columns.ToHashSet(), mapped.ToHashSet());
            else Assert.Equal(mapped, columns);
        }
    }

    [Fact]
    public async Task A_list_is_sorted_only_by_what_an_index_begins_with_alone_or_behind_the_branch()
    {
        await using var db = await Db();
        var sorted = from table in db.Model.GetEntityTypes()
                     from property in table.GetProperties()
                     // A view of the journal, which is asked for one record or one person: it has an index for each.
                     where property.PropertyInfo?.IsDefined(typeof(SortedAttribute)) == true && table.GetTableName() != "timeline"
                     select (Table: table.GetTableName()!, Column: property.GetColumnName());
        var without = new List<string>();
        foreach (var (table, column) in sorted)
        {
            var indexes = (await cluster.Query(db.Database.IsSqlite()
                ? $"select l.name, c.name from pragma_index_list('{table}') l, pragma_index_info(l.name) c order by l.name, c.seqno"
                : $"""
                    select indexrelid::text, attname from pg_index, unnest(indkey) with ordinality as part (number, position)
                    join pg_attribute on attnum = number where indrelid = '{table}'::regclass and attrelid = '{table}'::regclass order by indexrelid, position
                    """)).GroupBy(row => row[0], row => row[1]);
            if (!indexes.Any(index => index.First() == column || index.Take(2).SequenceEqual(["branch_id", column]))) without.Add($"{table}.{column}");
        }

        Assert.Empty(without);
    }

    [Fact]
    public async Task A_column_is_nullable_where_the_row_says_so()
    {
        await using var db = await Db();
        foreach (var table in db.Model.GetEntityTypes().Where(table => table.ClrType.IsDefined(typeof(ProjectedAttribute))))
        {
            var nullable = (await cluster.Query(db.Database.IsSqlite()
                ? $"select name from pragma_table_info('{table.GetTableName()}') where \"notnull\" = 0"
                : $"select column_name from information_schema.columns where table_name = '{table.GetTableName()}' and is_nullable = 'YES'")).ConvertAll(row => row[0]!);
            Assert.Equal(
                table.GetProperties().Where(property => property.IsNullable).Select(property => property.GetColumnName()).Order(StringComparer.Ordinal),
                nullable.Order(StringComparer.Ordinal));
        }
    }

    private async Task<string[]> ColumnsOf(AfterSalesDb db, IEntityType table)
    {
        var rows = await cluster.Query(db.Database.IsSqlite()
            ? $"select lower(name) from pragma_table_info('{table.GetTableName()}')"
            : $"select column_name from information_schema.columns where table_schema = 'public' and table_name = '{table.GetTableName()}'");
        return [.. rows.Select(row => row[0]!).Order(StringComparer.Ordinal)];
    }

    private Task<AfterSalesDb> Db() => cluster.Services.GetRequiredService<IDbContextFactory<AfterSalesDb>>().CreateDbContextAsync();
}

public sealed class ProjectionConformanceOnSqlite(SqliteCluster cluster) : ProjectionConformance(cluster), IClassFixture<SqliteCluster>;

public sealed class ProjectionConformanceOnPostgreSql(PostgreSqlCluster cluster) : ProjectionConformance(cluster), IClassFixture<PostgreSqlCluster>;
