using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Tests.Storage;

public sealed class ProjectionScriptTests
{
    /// <summary>With UPDATE_SNAPSHOTS=1 in the environment the script is written instead.</summary>
    [Theory]
    [InlineData(StorageProvider.Sqlite, "Data Source=unused.db")]
    [InlineData(StorageProvider.PostgreSql, "Host=unused")]
    public async Task The_ledgers_projection_is_the_one_the_model_makes(StorageProvider provider, string connectionString)
    {
        await using var database = Database.Open(new StorageOptions { Provider = provider, ConnectionString = connectionString });
        var options = new DbContextOptionsBuilder<AfterSalesDb>();
        database.Configure(options);
        await using var db = new AfterSalesDb(options.Options);
        Snapshots.Compare($"deploy/database/{database.LedgerFolder}/0006-projection.sql", ProjectionScript.For(db).ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Every_kind_of_record_with_rows_has_one_of_its_own_by_which_older_shapes_are_found()
    {
        await using var database = Database.Open(new StorageOptions { Provider = StorageProvider.Sqlite, ConnectionString = "Data Source=unused.db" });
        var options = new DbContextOptionsBuilder<AfterSalesDb>();
        database.Configure(options);
        await using var db = new AfterSalesDb(options.Options);
        var kinds = db.Model.GetEntityTypes().SelectMany(type => type.ClrType.GetCustomAttributes(typeof(ProjectedAttribute), false).Cast<ProjectedAttribute>())
            .Select(projected => projected.Kind).Distinct();
        Assert.Equal(kinds.Order(StringComparer.Ordinal), AfterSales.Records.OwnRows.Of(db.Model).Select(own => own.Kind).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_kind_of_record_is_stored_under_the_name_of_its_grain()
    {
        // The sweep makes a grain's id of the kind a row is projected from.
        var kinds = typeof(ProjectedAttribute).Assembly.GetTypes()
            .Where(type => type.BaseType is { IsGenericType: true } grain && grain.GetGenericTypeDefinition() == typeof(AfterSales.Records.RecordGrain<>))
            .Select(type => (Kind: KindOf(type.BaseType!.GetGenericArguments()[0]),
                Grain: type.GetCustomAttributes(typeof(GrainTypeAttribute), false).Cast<GrainTypeAttribute>().Single().GetGrainType(null!, null!).ToString()));
        Assert.All(kinds, x => Assert.Equal(x.Kind, x.Grain));
    }

    private static string KindOf(Type state) => (string)state.GetProperty("Kind")!.GetValue(null)!;
}
