using Microsoft.EntityFrameworkCore;

namespace AfterSales.Storage;

/// <summary>
/// The read side of the database. Rows are written by the save statement alone (decision 0003); this model reads them, and the save
/// statement's projection is generated from it. A row type is mapped beside its capability.
/// </summary>
public sealed class AfterSalesDb(DbContextOptions<AfterSalesDb> options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.UsePortableTypes(Database.IsSqlite());

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AfterSalesDb).Assembly, type => type.Namespace != "AfterSales.Accounts");
        modelBuilder.UseSnakeCase();
    }
}
