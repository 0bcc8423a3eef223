using System.CommandLine;
using AfterSales.Storage;

namespace AfterSales.Host.Commands;

/// <summary><c>backup FILE</c> while the service goes on, <c>restore FILE</c> before it starts.</summary>
internal static class BackupCommands
{
    private static readonly Argument<FileInfo> File = new("file") { Description = "The backup: one file with everything, attached files and accounts too. Keep it as safe as the database." };

    public static Command Backup() => Make(
        "backup", "Writes all there is to a new file, as it is at one instant; the service may run on.", (database, file, cancellation) => database.Backup(file.FullName, cancellation),
        file => $"Backed up to {file.FullName}, {Size(file)}.");

    public static Command Restore() => Make(
        "restore", "Makes the database, which must not be there yet or be empty, from a backup, and brings it up to date.", async (database, file, cancellation) =>
        {
            await database.Restore(file.FullName, cancellation);
            await database.ApplyLedger(cancellation);
        },
        file => $"Restored from {file.FullName}. What was to be done since then is done when the service starts; what it sent out since then it may send again.");

    private static Command Make(string name, string description, Func<Database, FileInfo, CancellationToken, Task> act, Func<FileInfo, string> done)
    {
        var command = new Command(name, description) { File };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => ServiceCommands.InSentences(async () =>
        {
            await using var app = AfterSalesHost.Build([.. parsed.UnmatchedTokens]);
            var file = parsed.GetRequiredValue(File);
            await act(app.Services.GetRequiredService<Database>(), file, cancellation);
            file.Refresh();
            System.Console.WriteLine(done(file));
        }));
        return command;
    }

    private static string Size(FileInfo file) => FormattableString.Invariant($"{Math.Max(1, file.Length >> 10):N0} kB");
}
