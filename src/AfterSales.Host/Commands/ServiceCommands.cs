using System.CommandLine;
using System.Globalization;
using AfterSales.Api.Engine;
using AfterSales.Headquarters;
using AfterSales.Storage;
using GraphQL.Types;

namespace AfterSales.Host.Commands;

/// <summary>What the program does beside serving.</summary>
internal static class ServiceCommands
{
    private static readonly string[] Help = ["--help", "-h", "-?"];

    /// <summary>A word is a command, be it a misspelt one; anything else is a setting for the service.</summary>
    public static bool Asked(string[] args) => args is [var first, ..] && (Help.Contains(first) || (first.All(char.IsAsciiLetter) && first.Length > 0));

    public static RootCommand Root() => new("The after-sales service. Without a command it serves; settings are given as --Section:Name value or in the environment.")
    {
        ImportCommand.Make(), ExportCommand.Make(), Migrate(), Rebuild(), VerifyCommand.Make(), PruneCommand.Make(), BackupCommands.Backup(), BackupCommands.Restore(), Schema(),
    };

    private static Command Migrate()
    {
        var command = new Command("migrate", "Brings the database up to date, and ends.") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction((parsed, cancellation) => InSentences(async () =>
        {
            await using var app = AfterSalesHost.Build([.. parsed.UnmatchedTokens]);
            await SettingsCheck.DatabaseAnswers(app.Services);
            await app.Services.GetRequiredService<Database>().ApplyLedger(cancellation);
            System.Console.WriteLine("The database is up to date.");
        }));
        return command;
    }

    private static Command Rebuild()
    {
        var noWait = new Option<bool>("--no-wait") { Description = "End at once, and leave the rest to the service." };
        var command = new Command("rebuild", "Has the running service write the rows of all records anew from their states, and count the figures of all days anew.") { noWait };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => InSentences(async () =>
        {
            await using var app = AfterSalesHost.Build([.. parsed.UnmatchedTokens]);
            await SettingsCheck.DatabaseAnswers(app.Services);
            await app.Services.GetRequiredService<Database>().ApplyLedger(cancellation);
            var rebuild = app.Services.GetRequiredService<Records.Rebuild>();
            await rebuild.Ask(cancellation);
            var figures = app.Services.GetRequiredService<FigureCheck>();
            var marked = await figures.CountAnew(cancellation);
            System.Console.WriteLine("The service writes all rows and counts all days of the figures anew, some each minute; where none runs, the next that starts does.");
            while (!parsed.GetValue(noWait) && (await rebuild.Left(cancellation), await figures.Waiting(marked, cancellation)) is var (left, days) && (left.Count > 0 || days > 0))
            {
                // Rows that are written anew mark their days again.
                if (left.Count > 0) marked = await figures.LastMark(cancellation);
                System.Console.WriteLine($"Left: {string.Join(", ", left.Select(kind => $"{kind.Left} {kind.Kind}").Append(string.Create(CultureInfo.InvariantCulture, $"{days} days of figures")))}");
                await Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System, cancellation);
            }
        }));
        return command;
    }

    private static Command Schema()
    {
        var command = new Command("schema", "Prints the GraphQL schema.") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction((parsed, _) => InSentences(async () =>
        {
            await using var app = AfterSalesHost.Build([.. parsed.UnmatchedTokens]);
            System.Console.Write(SchemaText.Print(app.Services.GetRequiredService<ISchema>()));
        }));
        return command;
    }

    internal static async Task<int> InSentences(Func<Task> work)
    {
        try
        {
            await work();
            return 0;
        }
        // The service's own parts say by it that something can't be done, in a sentence.
        catch (Exception problem) when (problem is WrongSettingException or InvalidOperationException { Source: "AfterSales" })
        {
            await System.Console.Error.WriteLineAsync(problem.Message);
            return 2;
        }
    }
}
