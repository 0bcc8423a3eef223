using AfterSales.Headquarters.Rules;
using AfterSales.Reports;
using AfterSales.Tasks.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;

namespace AfterSales.ClusterTests.Year;

/// <summary>The technicians' days (S1 P2 (15)).</summary>
public sealed partial class YearChecks
{
    private List<TechnicianWorkRow> _works = [];
    private List<TechnicianReportRow> _reports = [];

    private static readonly (string Said, ServiceCategory Of)[] Categories =
    [
        ("paid", ServiceCategory.Paid), ("contract", ServiceCategory.Contract), ("warranty", ServiceCategory.FreeUnderWarranty), ("internal", ServiceCategory.InternalAdministration),
    ];

    private IEnumerable<string> DaysAreSigned()
    {
        foreach (var day in _dayReports.Where(day => day.Technicians > 0 && !day.IsSigned && Awake(BranchDays.At(day.OfBranchId, day.Day, 0)).AddDays(6) < SimulatedYear.End))
        {
            TaskKind[] chase = day.IsSummedUp ? [TaskKind.SignBranchReport] : [TaskKind.ConfirmDailyReport, TaskKind.ConfirmSupervisorReport];
            if (!_tasks.Exists(task => task.IsOpen && task.About == day.Id && chase.Contains(task.Kind))) yield return $"{day.Id} of {day.OfBranchId} on {day.Day:O} is neither signed nor chased";
        }
    }

    private IEnumerable<string> PeriodsAreReported()
    {
        var first = DateOnly.FromDateTime(TestCluster.Start.UtcDateTime);
        foreach (var branch in new[] { "b-sh", "b-cd", "b-mad", "b-bcn" })
        {
            var reports = _periodReports.Where(report => report.OfBranchId == branch).ToLookup(report => (report.Kind, report.FromDay, report.ToDay));
            // It is summed up in the morning after; what the last days of the year end is not over yet.
            var last = BranchDays.DayOf(branch, SimulatedYear.End).AddDays(-2);
            (SummaryKind Kind, DateOnly From, DateOnly To)[] owed = [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).SelectMany(Ending)];
            foreach (var period in owed)
            {
                var written = reports[period].ToArray();
                if (written.Length != 1) yield return $"{period} of {branch} has {written.Length}";
                if (written is [{ IsSigned: false } one] && !_tasks.Exists(task => task.Kind == TaskKind.WriteReport && task.About == one.Id && task.IsOpen)) yield return $"{one.Id} of {branch} is neither written nor chased";
            }

            foreach (var period in reports.Where(period => period.Key.ToDay <= last && !owed.Contains(period.Key))) yield return $"{period.Key} of {branch} is reported and has not been";
        }

        static IEnumerable<(SummaryKind, DateOnly, DateOnly)> Ending(DateOnly day)
        {
            if (day.DayOfWeek == DayOfWeek.Sunday) yield return (SummaryKind.Week, day.AddDays(-6), day);
            if (day.AddDays(1).Day == 1) yield return (SummaryKind.Month, new DateOnly(day.Year, day.Month, 1), day);
            if (day is { Month: 12, Day: 31 }) yield return (SummaryKind.Year, new DateOnly(day.Year, 1, 1), day);
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

    /// <summary>What was corrected says something else, and says why.</summary>
    private IEnumerable<string> ReportsSayWhatWasWorked()
    {
        var worked = _works.ToLookup(work => (work.BranchId, work.TechnicianId, Day: BranchDays.DayOf(work.BranchId, work.EndedAt)));
        foreach (var report in _reports.Where(report => report.IsConfirmed))
        {
            var said = _journal[report.Id.Split('/')[0]].Last(e => e.Name is "TechnicianReportConfirmed" or "TechnicianReportAmended" && e.Text("technicianId") == report.TechnicianId);
            if (said.Name == "TechnicianReportAmended") continue;
            foreach (var (category, of) in Categories)
            {
                var sum = worked[(report.BranchId, report.TechnicianId, report.Day)].Where(work => work.Category == of).Sum(work => work.Minutes);
                var minutes = said.Data.GetProperty("worked").GetProperty(category).GetInt32();
                if (minutes != sum) yield return $"{report.Id} says {minutes} minutes {category}, and {sum} were worked";
            }
        }
    }
}
