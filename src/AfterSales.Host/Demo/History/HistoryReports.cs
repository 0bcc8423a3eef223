using AfterSales.Access;
using AfterSales.Headquarters.Rules;
using AfterSales.Reports;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Host.Demo.History;

/// <summary>The branches' daily reports: most are confirmed and signed in the evening, and some are forgotten.</summary>
internal sealed class HistoryReports(IGrainFactory grains, HistoryPlan plan, IDbContextFactory<AfterSalesDb> databases, IHistoryStaff staff, TimeProvider clock)
{
    public async IAsyncEnumerable<DateTimeOffset> Written(HistoryBranch branch)
    {
        while (true)
        {
            yield return branch.OpeningAfter(clock.GetUtcNow()).AddHours(8.5);
            var today = branch.Calendar.WorkingDayOf(clock.GetUtcNow());
            var chance = plan.Chance(8, branch, today.DayNumber);
            foreach (var report in await Open(branch))
            {
                if (chance.Next(100) < 85) await Confirm(branch, report);
            }

            foreach (var report in await OfPeriods(branch)) await SeeTo(branch, report);

            // On most days of a small branch nobody was out.
            if ((await Unsigned(branch, today)).Count == 0) continue;
            if (branch.Calendar.ClosingOn(today) is { } closing && closing > clock.GetUtcNow()) yield return closing.AddMinutes(10);
            foreach (var day in await Unsigned(branch, today))
            {
                if (chance.Next(100) < 90) await Finish(branch, day);
            }
        }
    }

    private async Task Confirm(HistoryBranch branch, TechnicianReportRow row)
    {
        // A technician without a log-in tells it to the dispatcher.
        var by = staff.Technician(branch.Id, row.TechnicianId!);
        var reason = by.Technician == row.TechnicianId ? null : branch.Say("电话口述", "Dictado por teléfono");
        await DemoCompany.Demand(Of(row.Id).Confirm(new(new ConfirmTechnicianReport(branch.Id, row.Day, row.TechnicianId!, Reason: reason), by)));
    }

    private async Task Finish(HistoryBranch branch, DayReportRow row)
    {
        var day = Of(row.Id);
        if (!row.IsSummedUp)
        {
            var why = row.Confirmed < row.Technicians ? branch.Say("技术员尚未回报", "Falta el parte de un técnico") : null;
            await DemoCompany.Demand(day.SumUp(new(new SumUpDay(MissingBecause: why), staff.At(branch.Id, Role.Dispatcher))));
        }

        // Where a branch has no manager nobody signs for him.
        if (staff.At(branch.Id, Role.BranchManager) is var manager && manager.May(Permission.SignReports)) await DemoCompany.Demand(day.Sign(new(new SignDay(), manager)));
    }

    /// <summary>A week, month or year that ended is written about; what was decided in it is looked at a week later.</summary>
    private async Task SeeTo(HistoryBranch branch, PeriodReportRow row)
    {
        var (report, dispatcher) = (grains.GetGrain<IPeriodReportGrain>(row.Id), staff.At(branch.Id, Role.Dispatcher));
        if (row.IsSigned)
        {
            await DemoCompany.Demand(report.Check(new(new CheckMeasure(1, IsDone: true, branch.Say("已落实", "Aplicada")), dispatcher)));
            return;
        }

        var today = branch.Calendar.LocalDay(clock.GetUtcNow());
        var decided = new DecidedMeasure(branch.Say("高峰时段多安排一人接听", "Una persona más al teléfono en horas punta"), staff.Agents(branch.Id)[0].Account, today.AddDays(4));
        var text = branch.Say("电话多集中在上午，回访按计划进行。", "Las llamadas se concentran por la mañana; los seguimientos van según el plan.");
        await DemoCompany.Demand(report.Submit(new(new SubmitReport(text, row.Kind == SummaryKind.Week && row.FromDay.DayNumber / 7 % 3 == 0 ? [decided] : []), dispatcher)));
    }

    private async Task<List<PeriodReportRow>> OfPeriods(HistoryBranch branch)
    {
        var aWeekAgo = clock.GetUtcNow().AddDays(-7);
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<PeriodReportRow>().AsNoTracking()
            .Where(row => row.BranchId == branch.Id && (!row.IsSigned || (row.Unchecked > 0 && row.SubmittedAt < aWeekAgo))).OrderBy(row => row.Id).ToListAsync();
    }

    private IDayReportGrain Of(string id) => grains.GetGrain<IDayReportGrain>(id.Split('/')[0]);

    private async Task<List<TechnicianReportRow>> Open(HistoryBranch branch)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<TechnicianReportRow>().AsNoTracking().Where(row => row.BranchId == branch.Id && !row.IsConfirmed).OrderBy(row => row.Id).ToListAsync();
    }

    private async Task<List<DayReportRow>> Unsigned(HistoryBranch branch, DateOnly upTo)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<DayReportRow>().AsNoTracking()
            .Where(row => row.BranchId == branch.Id && row.Day <= upTo && (!row.IsSigned || row.IsChangedSince)).OrderBy(row => row.Id).ToListAsync();
    }
}
