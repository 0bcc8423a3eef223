using System.CommandLine;
using AfterSales.Headquarters;
using AfterSales.Records;
using AfterSales.Storage;

namespace AfterSales.Host.Commands;

/// <summary><c>verify</c>: compares all that saves leave beside the records' states, and the figures, with the states and a direct count.</summary>
internal static class VerifyCommand
{
    private const int MostShown = 20;

    public static Command Make()
    {
        var repair = new Option<bool>("--repair") { Description = "Count the days that differ anew, and have the running service write rows and reminders anew where some differ." };
        var branch = new Option<string?>("--branch") { Description = "Figures only of this branch, such as b-sh; else of all." };
        var command = new Command("verify", "Compares states, rows, journal, reminders and figures with each other; ends with 1 where something differs.") { repair, branch };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancellation) =>
        {
            var (differences, repairs) = (0, parsed.GetValue(repair));
            var failed = await ServiceCommands.InSentences(async () =>
            {
                await using var app = AfterSalesHost.Build([.. parsed.UnmatchedTokens]);
                await SettingsCheck.DatabaseAnswers(app.Services);
                await app.Services.GetRequiredService<Database>().ApplyLedger(cancellation);
                differences = await Records(app.Services, repairs, cancellation);
                var check = app.Services.GetRequiredService<FigureCheck>();
                foreach (var one in parsed.GetValue(branch) is { } named ? [named] : await check.Branches(cancellation))
                    differences += await Figures(check, one, repairs, cancellation);
                System.Console.WriteLine(differences == 0
                    ? "States, rows, journal, reminders and figures go together."
                    : $"{differences} differences{(repairs ? "; days were counted anew, and the running service writes rows and reminders anew" : "")}.");
            });
            return failed != 0 ? failed : differences == 0 ? 0 : 1;
        });
        return command;
    }

    private static async Task<int> Records(IServiceProvider services, bool repairs, CancellationToken cancellation)
    {
        var shown = new Dictionary<string, int>();
        await foreach (var difference in services.GetRequiredService<StoredCheck>().All(cancellation))
        {
            var number = shown[difference.What] = shown.GetValueOrDefault(difference.What) + 1;
            if (number <= MostShown) System.Console.WriteLine($"{difference.Record} {difference.What}: {difference.Why}");
        }

        if (repairs && (shown.ContainsKey("row") || shown.ContainsKey("reminder"))) await services.GetRequiredService<Rebuild>().Ask(cancellation);
        return shown.Values.Sum();
    }

    private static async Task<int> Figures(FigureCheck check, string branchId, bool repairs, CancellationToken cancellation)
    {
        var days = new List<DateOnly>();
        await foreach (var difference in check.Of(branchId, cancellation))
        {
            if (days.Count < MostShown)
            {
                System.Console.WriteLine(FormattableString.Invariant(
                    $"{branchId} {difference.Day:yyyy-MM-dd} {difference.Of.Dimension} {difference.Of.Key} {difference.Measure}: kept {difference.Kept}, counted {difference.Counted}"));
            }

            days.Add(difference.Day);
        }

        if (repairs && days.Count > 0) await check.Repair(branchId, days, cancellation);
        return days.Count;
    }
}
