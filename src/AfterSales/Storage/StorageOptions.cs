namespace AfterSales.Storage;

public enum StorageProvider
{
    Sqlite,
    PostgreSql,
}

/// <summary>Section <c>Storage</c> of the settings; the connection string is <c>ConnectionStrings:AfterSales</c>.</summary>
public sealed class StorageOptions
{
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    public string ConnectionString { get; set; } = "";
}
