using System.CommandLine;
using AfterSales.Headquarters;
using AfterSales.Storage;

namespace AfterSales.Host.Commands;

/// <summary><c>verify</c>: compares the figures that are kept with a direct count of the records.</summary>
internal static class VerifyCommand
{
    private const int MostShown = 20;

    public static Command Make()
    {
        var repair = new Option<bool>("--repair") { Description = "Count the days that differ anew." };
        var branch = new Option<string?>("--branch") { Description = "Only this branch, such as b-sh; else all." };
        var command = new Command("verify", "Compares all figures with a direct count of the records; ends with 1 where one differs.") { repair, branch };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancellation) =>
        {
            var differences = 0;
            var failed = await ServiceCommands.InSentences(async () =>
            {
                await using var app = AfterSalesHost.Build([.. parsed.UnmatchedTokens]);
                await SettingsCheck.DatabaseAnswers(app.Services);
                await app.Services.GetRequiredService<Database>().ApplyLedger(cancellation);
                var check = app.Services.GetRequiredService<FigureCheck>();
                foreach (var one in parsed.GetValue(branch) is { } named ? [named] : await check.Branches(cancellation))
                    differences += await Verify(check, one, parsed.GetValue(repair), cancellation);
                System.Console.WriteLine(differences == 0 ? "All figures are what the records come to." : $"{differences} sums differ{(parsed.GetValue(repair) ? "; their days were counted anew" : "")}.");
            });
            return failed != 0 ? failed : differences == 0 || parsed.GetValue(repair) ? 0 : 1;
        });
        return command;
    }

    private static async Task<int> Verify(FigureCheck check, string branchId, bool repairs, CancellationToken cancellation)
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
