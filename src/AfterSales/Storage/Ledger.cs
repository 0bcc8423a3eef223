using DbUp.Builder;
using DbUp.Engine;

namespace AfterSales.Storage;

/// <summary>The numbered scripts of <c>deploy/database</c>, carried in the assembly.</summary>
internal static class Ledger
{
    public static void Apply(UpgradeEngineBuilder engine, string folder)
    {
        var result = engine.WithScripts(Scripts(folder)).WithVariablesDisabled().WithTransactionPerScript().LogToNowhere().Build().PerformUpgrade();
        if (!result.Successful)
            throw new InvalidOperationException($"The database could not be brought up to date: script {result.ErrorScript?.Name} failed. {Sentence(result.Error)}", result.Error);
    }

    /// <summary>What the database said; a script says what to do where somebody can do something.</summary>
    private static string Sentence(Exception failure) => failure is Npgsql.PostgresException said ? said.MessageText : failure.Message;

    public static SqlScript[] Scripts(string folder)
    {
        var assembly = typeof(Ledger).Assembly;
        var prefix = $"database/{folder}/";
        return
        [
            .. assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .Select(name => SqlScript.FromStream(name[prefix.Length..], assembly.GetManifestResourceStream(name)!)),
        ];
    }
}
