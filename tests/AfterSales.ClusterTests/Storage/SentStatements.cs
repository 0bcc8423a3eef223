using System.Data.Common;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Storage;

/// <summary>Contexts on the cluster's database that keep the statements they send, with their parameters written in, to be explained.</summary>
public sealed class SentStatements : DbCommandInterceptor, IDbContextFactory<AfterSalesDb>
{
    private readonly DbContextOptions<AfterSalesDb> _options;

    public SentStatements(TestCluster cluster)
    {
        var options = new DbContextOptionsBuilder<AfterSalesDb>().AddInterceptors(this);
        cluster.Services.GetRequiredService<Database>().Configure(options);
        _options = options.Options;
    }

    public List<string> All { get; } = [];

    public AfterSalesDb CreateDbContext() => new(_options);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        var text = command.CommandText;
        foreach (var parameter in command.Parameters.Cast<DbParameter>().OrderByDescending(parameter => parameter.ParameterName.Length))
            text = text.Replace($"@{parameter.ParameterName.TrimStart('@')}", Written(parameter.Value), StringComparison.Ordinal);
        All.Add(text);
        return new(result);
    }

    private static string Written(object? value) => value switch
    {
        DateTimeOffset at => $"'{at.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff}'",
        DateTime at => $"'{at:yyyy-MM-dd HH:mm:ss.fff}'",
        DateOnly day => $"'{day:yyyy-MM-dd}'",
        IEnumerable<string> texts => $"array[{string.Join(", ", texts.Select(text => $"'{text}'"))}]::text[]",
        IEnumerable<DateOnly> days => $"array[{string.Join(", ", days.Select(day => $"'{day:yyyy-MM-dd}'"))}]::date[]",
        null or DBNull => "null",
        int or long => FormattableString.Invariant($"{value}"),
        _ => FormattableString.Invariant($"'{value}'"),
    };
}

internal static class Plans
{
    /// <summary>How the database would answer, step by step.</summary>
    public static async Task<string> Explain(this TestCluster cluster, string sql) =>
        string.Join('\n', (await cluster.Query((cluster.Database.Provider == StorageProvider.Sqlite ? "explain query plan " : "explain ") + sql)).Select(row => row[^1]));
}
