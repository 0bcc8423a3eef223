using AfterSales.Storage;

namespace AfterSales.Benchmarks;

/// <summary>Rounds of a baseline and of what is measured, in turns; of each figure the median of the rounds.</summary>
internal sealed class InTurns(Driver driver, Effort effort)
{
    /// <param name="service">The process that is measured.</param>
    /// <param name="plain">The process of the baseline; null where the driver asks the database itself.</param>
    /// <param name="byTime">Half of the calls take no longer than this, instead of calls a second.</param>
    /// <param name="settle">Waits until the service has done what it does after its answers: the processor time of that counts, and the baseline has its turn alone.</param>
    public async Task Compare(
        ResultTable table, string what, StorageOptions storage, int service, Func<Task<DriverRound>> measured, int? plain, Func<Task<DriverRound>> baseline, bool byTime = false,
        Func<Task>? settle = null)
    {
        var (cpu, cpuOfBaseline) = (await CpuTimes.Of(service, driver, storage), await CpuTimes.Of(plain ?? driver.ProcessId, driver, storage));
        var (all, based) = (new List<Took>(), new List<Took>());
        await Drive(await baseline() with { Seconds = effort.WarmUp.TotalSeconds / 2 }, cpuOfBaseline);
        await Drive(await measured() with { Seconds = effort.WarmUp.TotalSeconds }, cpu, settle);
        for (var round = 0; round < effort.Rounds; round++)
        {
            based.Add(await Drive(await baseline(), cpuOfBaseline));
            all.Add(await Drive(await measured(), cpu, settle));
        }

        double Median(Func<Took, double> figure) => Measured.Median(all.Select(figure));
        double Figure(Took took) => byTime ? took.Round.P50 : took.Rate;
        var (figure, ofBaseline) = (Median(Figure), Measured.Median(based.Select(Figure)));
        string Unit(double value) => byTime ? $"{ResultTable.Of(value)} ms" : $"{value:F0}/s";
        table.Add(what, storage.Provider, Unit(figure), Unit(ofBaseline), figure / ofBaseline,
            ResultTable.Of(Median(took => took.Round.P50)), ResultTable.Of(Median(took => took.Round.P95)), ResultTable.Of(Median(took => took.Service)),
            all[0].Database is null ? "in it" : ResultTable.Of(Median(took => took.Database!.Value)), ResultTable.Of(Median(took => took.Driver)),
            OfBaseline(based, isDriver: plain is null));
    }

    private static string OfBaseline(List<Took> based, bool isDriver)
    {
        string Median(Func<Took, double> figure) => ResultTable.Of(Measured.Median(based.Select(figure)));
        var service = isDriver ? $"{Median(took => took.Driver)} (driver)" : Median(took => took.Service);
        return based[0].Database is null ? service : $"{service} + {Median(took => took.Database!.Value)}";
    }

    private async Task<Took> Drive(DriverRound round, CpuTimes cpu, Func<Task>? settle = null)
    {
        var before = cpu.Now();
        var driven = await driver.Drive(round);
        if (settle is not null) await settle();
        var used = cpu.Now() - before;
        double Each(TimeSpan all) => all.TotalMilliseconds / Math.Max(1, driven.Done);
        return new Took(driven, driven.Done / driven.Seconds, Each(used.Service), used.Database is { } database ? Each(database) : null, Each(used.Driver));
    }

    /// <summary>Processor time in milliseconds a call.</summary>
    private sealed record Took(DrivenRound Round, double Rate, double Service, double? Database, double Driver);
}
