using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>A technician who comes later than agreed says so, or the dispatcher does, and the customer is told with an apology (S2 B1.3).</summary>
public static class DelayRules
{
    /// <summary>A longer one is another time, to which the customer agrees.</summary>
    public const int MostMinutes = 12 * 60;

    /// <summary>
    /// Of a visit of today that has not begun. One recorded offline is taken down also when it reaches us after the visit; of several the one recorded
    /// last holds, in whatever order they come.
    /// </summary>
    public static Decision Report(Ticket ticket, ReportDelay report, WorkingCalendar calendar, DateTimeOffset? deviceAt, DateTimeOffset now)
    {
        var issues = IssuesOf(report).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        if (string.IsNullOrWhiteSpace(report.Apology)) return new ApologyMissing();
        if (DispatchRules.FindVisit(ticket, report.VisitId) is not { } visit) return DispatchRules.NoVisit(ticket, report.VisitId);
        if (visit.End is not null && !(deviceAt is not null && visit.WasMade)) return new VisitIsOver(visit.Id);
        if (visit.Arrived is { } arrived && deviceAt is null) return new VisitHasBegun(visit.Id, arrived.When);
        if (calendar.LocalDay(visit.From) != calendar.LocalDay(deviceAt ?? now)) return new VisitNotToday(visit.Id, visit.From);
        return visit.Delay is { } known && deviceAt is not null && (known.Minutes, known.Reported.DeviceAt) == (report.Minutes, deviceAt)
            ? Decision.NothingToDo
            : new VisitDelayed(now, deviceAt, visit.Id, visit.TechnicianId, report.Minutes, report.Reason, report.Apology);
    }

    private static IEnumerable<InputIssue> IssuesOf(ReportDelay report)
    {
        if (report.Minutes is < 1 or > MostMinutes) yield return new("minutes", "OUT_OF_RANGE");
        if (string.IsNullOrWhiteSpace(report.Reason)) yield return new("reason", "REQUIRED");
    }
}

/// <summary>The technician is there already, since <paramref name="At"/>.</summary>
[GenerateSerializer, Immutable, Alias("VisitHasBegun")]
public sealed record VisitHasBegun([property: Id(0)] string VisitId, [property: Id(1)] DateTimeOffset At) : Refusal;

/// <summary>The visit is not today: another time is to be agreed with the customer.</summary>
[GenerateSerializer, Immutable, Alias("VisitNotToday")]
public sealed record VisitNotToday([property: Id(0)] string VisitId, [property: Id(1)] DateTimeOffset From) : Refusal;
