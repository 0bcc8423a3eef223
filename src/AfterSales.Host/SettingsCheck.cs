using System.Data.Common;
using System.Reflection;
using AfterSales.Accounts;
using AfterSales.Api;
using AfterSales.Channels;
using AfterSales.Files;
using AfterSales.FollowUps.Voice;
using AfterSales.Host.Health;
using AfterSales.Imports;
using AfterSales.Messages;
using AfterSales.Storage;
using AfterSales.Webhooks;
using Microsoft.Data.Sqlite;

namespace AfterSales.Host;

/// <summary>Finds wrong settings before anything starts, and says what to do about each.</summary>
internal static class SettingsCheck
{
    /// <summary>The settings there are, by section.</summary>
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Storage"] = ["Provider"],
        ["ConnectionStrings"] = ["AfterSales"],
        ["Demo"] = ["Enabled", "Customers", "HistoryDays", "Password", "AllowInProduction", "LogInsFile"],
        ["Administrator"] = Names<AdministratorSettings>(),
        ["LogIn"] = Names<LogInSettings>(),
        [OpenIdSettings.Section] = Names<OpenIdSettings>(),
        ["Api"] = Names<GraphQLApiOptions>(),
        ["Files"] = Names<FilesOptions>(),
        ["Imports"] = Names<ImportOptions>(),
        ["Voice"] = Names<VoiceSettings>(),
        ["Mail"] = Names<MailSettings>(),
        ["Sms"] = Names<TextSettings>(),
        ["Webhooks"] = Names<WebhookSettings>(),
        ["Shutdown"] = Names<ShutdownSettings>(),
        ["Clock"] = Names<ClockSettings>(),
        ["Orleans"] = ["Membership", "SiloPort", "GatewayPort", "AdvertisedAddress"],
    };

    public static void Demand(IConfiguration settings, IHostEnvironment environment)
    {
        foreach (var (section, names) in Known)
            if (settings.GetSection(section).GetChildren().FirstOrDefault(given => !names.Contains(given.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
                throw new WrongSettingException($"{section}:{unknown.Key} is not a setting: {section} has {string.Join(", ", names)}.");
        var provider = ProviderOf(settings);
        if (provider == StorageProvider.PostgreSql && string.IsNullOrWhiteSpace(settings.GetConnectionString("AfterSales")))
            throw new WrongSettingException("Storage:Provider is PostgreSql: set ConnectionStrings:AfterSales, such as 'Host=…;Database=…;Username=…;Password=…'.");
        if ((settings.GetSection(OpenIdSettings.Section).Get<OpenIdSettings>() ?? new()).Problem() is { } problem) throw new WrongSettingException(problem);
        if (environment.IsProduction() && settings.GetValue("Webhooks:AllowLoopback", defaultValue: false))
            throw new WrongSettingException("Webhooks:AllowLoopback is true in the environment Production, where it would let events be sent to this machine's own services: set it to false.");
        if (!settings.GetValue("Demo:Enabled", defaultValue: false)) return;
        if (environment.IsProduction() && !settings.GetValue("Demo:AllowInProduction", defaultValue: false))
            throw new WrongSettingException("Demo:Enabled is true in the environment Production, where everybody could log in: set it to false, or Demo:AllowInProduction to true if that is what you want.");
        if (settings["Demo:Password"] is { Length: > 0 and < 12 })
            throw new WrongSettingException("Demo:Password is too short: give at least 12 characters, or leave it out to have one made.");
    }

    public static StorageProvider ProviderOf(IConfiguration settings) => settings["Storage:Provider"] switch
    {
        null or "" => StorageProvider.Sqlite,
        var name when Enum.TryParse<StorageProvider>(name, ignoreCase: true, out var known) && Enum.IsDefined(known) => known,
        var other => throw new WrongSettingException($"Storage:Provider is '{other}': set it to Sqlite or PostgreSql."),
    };

    public static async Task DatabaseAnswers(IServiceProvider services)
    {
        try
        {
            var database = services.GetRequiredService<Database>();
            if (database.OrleansInvariant != "Npgsql") MakeFolderOf(services.GetRequiredService<IConfiguration>());
            await using var connection = await database.DataSource.OpenConnectionAsync();
        }
        catch (Exception problem) when (problem is DbException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new WrongSettingException($"The database does not answer ({problem.Message.ReplaceLineEndings(" ")}): check ConnectionStrings:AfterSales and Storage:Provider, and that the server runs or the file may be written.", problem);
        }
    }

    private static string[] Names<TOptions>() =>
        [.. typeof(TOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).Select(property => property.Name)];

    private static void MakeFolderOf(IConfiguration settings) => Directory.CreateDirectory(Path.GetDirectoryName(SqliteFile(settings))!);

    /// <summary>The database file, if the service keeps one.</summary>
    public static string SqliteFile(IConfiguration settings) =>
        Path.GetFullPath(settings.GetConnectionString("AfterSales") is { Length: > 0 } given ? new SqliteConnectionStringBuilder(given).DataSource : "data/aftersales.db");
}
