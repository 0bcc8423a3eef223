using AfterSales.Calendars;
using AfterSales.Headquarters;
using AfterSales.Records;

namespace AfterSales.Reports.Rules;

/// <summary>How the reports of weeks, months and years are owed, written and checked (S0 P5 II.1(2); S4 A4 X.1, A5 10).</summary>
public static class PeriodReportRules
{
    private const int MostMeasures = 20;
    private const int Week = 7;

    /// <param name="place">Where its people are, and whom the branch's work went to, if it closed.</param>
    public static Decision Owe(string id, string place, SummaryAsked summary, ReportDue due, WorkingCalendar calendar) =>
        new PeriodReportOwed(id, place, summary.Place, summary.Kind, summary.From, summary.To, ReportTimes.DueOf(due, calendar, summary.To));

    /// <summary>Written once; each measure names who does it and by when, and is looked at a week later (S4 A4 X.1).</summary>
    /// <param name="check">By when, after the day from which a week is counted.</param>
    public static Decision Submit(PeriodReport report, SubmitReport request, string by, ReportDue check, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (report.SubmittedAt is { } at) return new ReportSubmitted(at);
        if (string.IsNullOrWhiteSpace(request.Text)) return InputInvalid.At("text", "REQUIRED");
        if (request.Measures.Count > MostMeasures) return InputInvalid.At("measures", "TOO_MANY");
        var today = calendar.LocalDay(now);
        InputIssue[] issues = [.. request.Measures.Index().SelectMany(measure => IssuesOf(measure.Item, $"measures[{measure.Index}]", today))];
        if (issues.Length > 0) return new InputInvalid(issues);
        // With the next report of a week; where this one comes late, a week from now.
        var later = (report.To.AddDays(Week) > today ? report.To : today).AddDays(Week);
        return Decision.Of(
        [
            new PeriodReportSubmitted(now, by, calendar.AddWorkingDays(now, 2) ?? now.AddDays(2), ReportTimes.DueOf(check, calendar, later), request.Text),
            .. request.Measures.Index().Select(measure => new MeasureDecided(measure.Index + 1, measure.Item.Account, measure.Item.DueOn,
                calendar.InstantAt(measure.Item.DueOn.AddDays(1), TimeOnly.MinValue), measure.Item.What)),
        ]);
    }

    /// <summary>Whether a measure was carried out, with what was found; a later look takes the place of the former.</summary>
    public static Decision Check(PeriodReport report, CheckMeasure request, string by, DateTimeOffset now) =>
        report.Measures.Find(measure => measure.Number == request.Number) is null ? new NotFound($"{report.Id}/{request.Number}")
        : string.IsNullOrWhiteSpace(request.Found) ? InputInvalid.At("found", "REQUIRED")
        : new MeasureChecked(request.Number, request.IsDone, now, by, request.Found);

    private static IEnumerable<InputIssue> IssuesOf(DecidedMeasure measure, string path, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(measure.What)) yield return new($"{path}.what", "REQUIRED");
        if (string.IsNullOrWhiteSpace(measure.Account)) yield return new($"{path}.accountId", "REQUIRED");
        if (measure.DueOn < today) yield return new($"{path}.dueOn", "IN_THE_PAST");
        else if (measure.DueOn > today.AddDays(366)) yield return new($"{path}.dueOn", "OUT_OF_RANGE");
    }
}

/// <summary>The report was written and has gone to the superior: it stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("ReportSubmitted")]
public sealed record ReportSubmitted([property: Id(0)] DateTimeOffset At) : Refusal;
