using AfterSales.Reports;
using AfterSales.Tasks.Rules;
using AfterSales.Tickets;

namespace AfterSales.ClusterTests.Year;

/// <summary>The technicians' days (S1 P2 (15)).</summary>
public sealed partial class YearChecks
{
    private List<TechnicianWorkRow> _works = [];
    private List<TechnicianReportRow> _reports = [];

    private IEnumerable<string> DaysAreSigned()
    {
        foreach (var day in _dayReports.Where(day => day.Technicians > 0 && !day.IsSigned && Awake(BranchDays.At(day.OfBranchId, day.Day, 0)).AddDays(6) < SimulatedYear.End))
        {
            TaskKind[] chase = day.IsSummedUp ? [TaskKind.SignBranchReport] : [TaskKind.ConfirmDailyReport, TaskKind.ConfirmSupervisorReport];
            if (!_tasks.Exists(task => task.IsOpen && task.About == day.Id && chase.Contains(task.Kind))) yield return $"{day.Id} of {day.OfBranchId} on {day.Day:O} is neither signed nor chased";
        }
    }

    /// <summary>Nobody works at night here, so a working day is a date.</summary>
    private IEnumerable<string> DaysOfWorkAreReported()
    {
        var worked = _works.GroupBy(work => (work.BranchId, work.TechnicianId, Day: BranchDays.DayOf(work.BranchId, work.EndedAt))).ToDictionary(day => day.Key, day => day.Max(work => work.EndedAt));
        var reports = _reports.ToLookup(report => (report.BranchId, report.TechnicianId, report.Day));
        foreach (var (day, last) in worked)
        {
            var owed = reports[day].ToArray();
            if (owed.Length != 1) yield return $"{day} has {owed.Length}";
            // The last days of the year are not over yet.
            if (owed.Length != 1 || owed[0].IsConfirmed || Awake(last).AddDays(4) > SimulatedYear.End) continue;
            var about = owed[0].Id.Split('/')[0];
            if (!_tasks.Exists(task => task.Kind == TaskKind.ConfirmDailyReport && task.About == about && task.TechnicianId == day.TechnicianId && task.IsOpen)) yield return $"{day} is neither confirmed nor chased";
        }

        foreach (var report in reports.Where(report => !worked.ContainsKey(report.Key))) yield return $"{report.Key} is owed without work";
    }
}
