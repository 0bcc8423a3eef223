using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AfterSales.Storage;

/// <summary>What both database models share: snake_case names, enums as text, and on SQLite instants as text that sorts as time does.</summary>
public static class SnakeCaseModel
{
    /// <summary>Instants are stored to the millisecond, in UTC.</summary>
    public const string InstantFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public static void UsePortableTypes(this ModelConfigurationBuilder configuration, bool isSqlite)
    {
        configuration.Properties<Enum>().HaveConversion<string>();
        if (isSqlite) configuration.Properties<DateTimeOffset>().HaveConversion<InstantAsText>();
    }

    public static void UseSnakeCase(this ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            entity.SetTableName(Snake(entity.GetTableName()!));
            foreach (var property in entity.GetProperties()) property.SetColumnName(Snake(property.GetColumnName()));
            foreach (var key in entity.GetKeys()) key.SetName(Snake(key.GetName()!));
            foreach (var key in entity.GetForeignKeys()) key.SetConstraintName(Snake(key.GetConstraintName()!));
            foreach (var index in entity.GetIndexes()) index.SetDatabaseName(Snake(index.GetDatabaseName()!));
        }
    }

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name).Replace("__", "_", StringComparison.Ordinal);

    private sealed class InstantAsText() : ValueConverter<DateTimeOffset, string>(
        instant => instant.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture),
        text => DateTimeOffset.ParseExact(text, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
}
