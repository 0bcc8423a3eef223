using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Reports.Rules;

/// <summary>How the daily reports of technicians, supervisor and branch are owed, confirmed, amended and signed (S1 P2 (15)–(17)).</summary>
public static class DayReportRules
{
    private static readonly TimeSpan LongestAgo = TimeSpan.FromDays(366);

    /// <summary>Who worked owes a report of the day; work that came to be known after he confirmed has him confirm again.</summary>
    public static Decision NoteWork(DayReport day, string technicianId, string workId) =>
        day.Of(technicianId) is not { } report || (report.IsConfirmed && !report.Day.Works.Exists(work => work.Id == workId))
            ? new WorkNoted(technicianId, workId) : Decision.NothingToDo;

    /// <summary>Who is missing is reminded by a task: the technicians when the branch closes, supervisor and manager when it opens again. A late tick does all of it.</summary>
    public static Decision WhenDue(DayReport day, WorkingCalendar calendar, DateTimeOffset now)
    {
        var happened = new List<Event>();
        if (day.Times.Closing <= now && day.Technicians.Where(report => report is { IsConfirmed: false, IsReminded: false }).ToArray() is { Length: > 0 } missing)
            happened.Add(new TechniciansReminded([.. missing.Select(report => report.TechnicianId)], By(day.Times.TechnicianDue)));
        if (day.Times.Opening <= now)
        {
            if (!day.IsSummedUp && !day.IsSupervisorReminded) happened.Add(new SupervisorReminded(By(day.Times.SupervisorDue)));
            if (day is { IsSummedUp: true, IsSignedAsItIs: false, IsManagerReminded: false }) happened.Add(new ManagerReminded(By(day.Times.ManagerDue)));
        }

        return Decision.Of(happened);

        // What is reminded of late has until the branch closes.
        DateTimeOffset By(DateTimeOffset due) => due > now ? due : calendar.ClosingAfter(now);
    }

    /// <summary>One action: the hours as the tickets say, or others with a reason. Confirmed again it takes in what came to be known since.</summary>
    /// <param name="found">The day as the tickets tell it now.</param>
    /// <param name="minutesToWork">How long he was to work that day.</param>
    /// <param name="isHis">The technician himself confirms; who does it for him says why.</param>
    public static Decision Confirm(
        DayReport day, ConfirmTechnicianReport request, DayOfWork found, bool isHis, string by, WorkingCalendar calendar, DateTimeOffset now,
        int minutesToWork = 0)
    {
        if (NotOfThatDay(day.Day, calendar, now) is { } wrong) return wrong;
        var recorded = WorkedMinutes.Of(found.Works);
        var worked = request.Worked ?? recorded;
        if (Impossible(worked, day.Day, calendar) is { } impossible) return impossible;
        var known = day.Of(request.TechnicianId);
        if (known is { IsConfirmed: true } && SameWork(known.Day, found))
            return request.Worked is null || request.Worked == known.Worked ? Decision.NothingToDo : new ReportConfirmed(known.ConfirmedAt!.Value);
        if (known is null && found.Works.IsEmpty && worked.Total == 0) return new NothingToReport(day.Day);
        if ((!isHis || worked != recorded) && string.IsNullOrWhiteSpace(request.Reason)) return InputInvalid.At("reason", "REQUIRED");
        return new TechnicianReportConfirmed(request.TechnicianId, found, worked, now, by, request.Remark, request.Reason, minutesToWork);
    }

    /// <summary>What was confirmed is changed only with a reason, and what stood there before is kept.</summary>
    public static Decision Amend(DayReport day, AmendTechnicianReport request, string by, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (day.Of(request.TechnicianId) is not { ConfirmedAt: not null } known) return new ReportNotConfirmed();
        if (string.IsNullOrWhiteSpace(request.Reason)) return InputInvalid.At("reason", "REQUIRED");
        if (Impossible(request.Worked, day.Day, calendar) is { } impossible) return impossible;
        return known.Worked == request.Worked ? Decision.NothingToDo : new TechnicianReportAmended(request.TechnicianId, request.Worked, now, by, request.Reason);
    }

    /// <summary>The sums of what the technicians confirmed. Once the day's hours are over; while reports are missing only with a reason.</summary>
    public static Decision SumUp(DayReport day, SumUpDay request, string by, DateTimeOffset now)
    {
        if (now < day.Times.Closing) return new DayNotOver(day.Times.Closing);
        if (day.IsSummedUp) return Decision.NothingToDo;
        ImmutableList<string> missing = [.. day.Missing.Select(report => report.TechnicianId)];
        if (!missing.IsEmpty && string.IsNullOrWhiteSpace(request.MissingBecause)) return new ReportsMissing(missing);
        var confirmed = day.Technicians.FindAll(report => report.ConfirmedAt is not null);
        var sum = new SupervisorReport(day.Changes, confirmed.Aggregate(WorkedMinutes.None, (sum, report) => sum + report.Worked), confirmed.Sum(report => report.TravelMinutes),
            missing, now, by);
        return new SupervisorReportConfirmed(sum, request.Remark, missing.IsEmpty ? null : request.MissingBecause);
    }

    /// <summary>The manager signs what the supervisor confirmed, and nothing else.</summary>
    public static Decision Sign(DayReport day, SignDay request, string by, DateTimeOffset now) =>
        !day.IsSummedUp ? new SupervisorReportMissing()
        : day.IsSignedAsItIs ? Decision.NothingToDo
        : new DayReportSigned(now, by, request.Remark);

    /// <summary>A report is of a day that has begun, and not long ago.</summary>
    public static InputInvalid? NotOfThatDay(DateOnly day, WorkingCalendar calendar, DateTimeOffset now) =>
        day > calendar.WorkingDayOf(now) ? InputInvalid.At("day", "IN_THE_FUTURE")
        : day < calendar.LocalDay(now - LongestAgo) ? InputInvalid.At("day", "OUT_OF_RANGE")
        : null;

    /// <summary>Nobody works longer than the day has hours: 23 or 25 where the clocks change.</summary>
    private static InputInvalid? Impossible(WorkedMinutes worked, DateOnly day, WorkingCalendar calendar)
    {
        if (new[] { worked.Paid, worked.Contract, worked.Warranty, worked.Internal }.Any(minutes => minutes is < 0 or > 10_000)) return InputInvalid.At("worked", "OUT_OF_RANGE");
        var longest = calendar.WorkingDayStart(day.AddDays(1)) - calendar.WorkingDayStart(day);
        return worked.Total > longest.TotalMinutes ? InputInvalid.At("worked", "MORE_THAN_THE_DAY") : null;
    }

    private static bool SameWork(DayOfWork one, DayOfWork other) => one.Works.SequenceEqual(other.Works);
}

/// <summary>The technician worked on nothing that day, and no hours were told.</summary>
[GenerateSerializer, Immutable, Alias("NothingToReport")]
public sealed record NothingToReport([property: Id(0)] DateOnly Day) : Refusal;

/// <summary>The report is confirmed already: other hours are an amendment.</summary>
[GenerateSerializer, Immutable, Alias("ReportConfirmed")]
public sealed record ReportConfirmed([property: Id(0)] DateTimeOffset At) : Refusal;

/// <summary>There is nothing to amend: the report is not confirmed yet.</summary>
[GenerateSerializer, Immutable, Alias("ReportNotConfirmed")]
public sealed record ReportNotConfirmed : Refusal;

/// <summary>The day is summed up once its hours are over.</summary>
[GenerateSerializer, Immutable, Alias("DayNotOver")]
public sealed record DayNotOver([property: Id(0)] DateTimeOffset EndsAt) : Refusal;

/// <summary>Technicians who worked have not confirmed their reports: the day is summed up without them only with a reason.</summary>
/// <param name="TechnicianIds">Their keys.</param>
[GenerateSerializer, Immutable, Alias("ReportsMissing")]
public sealed record ReportsMissing([property: Id(0)] ImmutableList<string> TechnicianIds) : Refusal;

/// <summary>The supervisor has not confirmed the day, or a technician's report has changed since.</summary>
[GenerateSerializer, Immutable, Alias("SupervisorReportMissing")]
public sealed record SupervisorReportMissing : Refusal;
