using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Projects.Rules;

public static class ProjectRules
{
    private static readonly ProjectMilestone[] OfTheirOwn =
    [
        ProjectMilestone.PrepaymentConfirmed, ProjectMilestone.TeamGranted, ProjectMilestone.EntryCheckPassed, ProjectMilestone.ArrivalAnnounced,
        ProjectMilestone.Accepted, ProjectMilestone.FinallySettled,
    ];

    public static Decision Open(string id, string number, OpenProject request, WorkingCalendar calendar, int teamRequestDays, DateTimeOffset now)
    {
        var issues = Issues(request, calendar.LocalDay(now)).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        return new ProjectOpened(id, number, request.BranchId, request.CustomerId, request.ManagerId, request.Terms, request.EntryOn, now,
            TeamBy(request.EntryOn, calendar, teamRequestDays), request.Buyer, request.PaymentTerms, request.InstallationNeed,
            string.IsNullOrWhiteSpace(request.Name) ? request.Buyer.Trim() : request.Name.Trim());
    }

    /// <summary>What is reported by saying so; team, entry check, arrival and acceptance have rules of their own.</summary>
    public static Decision Report(Project project, ReportMilestone request, WorkingCalendar calendar, string by, DateTimeOffset now)
    {
        if (OfTheirOwn.Contains(request.Milestone)) return InputInvalid.At("milestone", "HAS_A_STEP_OF_ITS_OWN");
        if (WorkWaitsForTheSite(project, request.Milestone) is { } blocked) return blocked;
        if (GoodsMustBeThere(project, request.Milestone, calendar, now) is { } awaited) return awaited;
        return Confirm(project, request.Milestone, request.Note, calendar, by, now);
    }

    public static Decision Confirm(
        Project project, ProjectMilestone milestone, string? note, WorkingCalendar calendar, string by, DateTimeOffset now) =>
        ProjectMilestones.MustBeNext(project, milestone) is { } refusal
            ? refusal
            : new ProjectMilestoneReached(milestone, now, calendar.LocalDay(now), by, note);

    /// <summary>The service head gives the team or says why not; then it has to be asked for anew.</summary>
    public static Decision DecideTeam(Project project, DecideTeam request, WorkingCalendar calendar, string by, DateTimeOffset now)
    {
        if (ProjectMilestones.MustBeNext(project, ProjectMilestone.TeamGranted) is { } refusal) return refusal;
        if (request.IsGranted) return new ProjectMilestoneReached(ProjectMilestone.TeamGranted, now, calendar.LocalDay(now), by, request.Reason);
        return string.IsNullOrWhiteSpace(request.Reason) ? InputInvalid.At("reason", "REQUIRED") : new TeamRefused(request.Reason);
    }

    /// <summary>A failed check blocks the work until the defect is put right and the check is made again (S2 E 一).</summary>
    public static Decision CheckEntry(Project project, CheckEntry request, WorkingCalendar calendar, string by, DateTimeOffset now)
    {
        if (ProjectMilestones.MustBeNext(project, ProjectMilestone.EntryCheckPassed) is { } refusal) return refusal;
        if (request.HasPassed) return new ProjectMilestoneReached(ProjectMilestone.EntryCheckPassed, now, calendar.LocalDay(now), by, request.Defect);
        return string.IsNullOrWhiteSpace(request.Defect) ? InputInvalid.At("defect", "REQUIRED") : new EntryCheckFailed(now, request.Defect);
    }

    /// <summary>The customer hears of it in good time, and again where the goods come at another time.</summary>
    public static Decision AnnounceArrival(
        Project project, DateTimeOffset arrivesAt, int noticeHours, WorkingCalendar calendar, string by, DateTimeOffset now)
    {
        var toldBefore = project.Has(ProjectMilestone.ArrivalAnnounced) && !project.Has(ProjectMilestone.GoodsChecked) ? project.ArrivesAt : null;
        if (toldBefore is not null && MustNotBeOver(project) is { } over) return over;
        if (toldBefore is null && ProjectMilestones.MustBeNext(project, ProjectMilestone.ArrivalAnnounced) is { } refusal) return refusal;
        if (arrivesAt == toldBefore) return Decision.NothingToDo;
        if (arrivesAt < now.AddHours(noticeHours)) return new ArrivalToldTooLate(now.AddHours(noticeHours));
        return toldBefore is { } before
            ? new ArrivalMoved(before, arrivesAt, now, by)
            : new ProjectMilestoneReached(ProjectMilestone.ArrivalAnnounced, now, calendar.LocalDay(now), by, null, arrivesAt);
    }

    /// <summary>Acceptance needs both signatures and starts the warranty (S0 P2).</summary>
    public static Decision Accept(Project project, AcceptProject request, WorkingCalendar calendar, string by, DateTimeOffset now)
    {
        if (ProjectMilestones.MustBeNext(project, ProjectMilestone.Accepted) is { } refusal) return refusal;
        if (string.IsNullOrWhiteSpace(request.SignedBy)) return InputInvalid.At("signedBy", "REQUIRED");
        return new ProjectMilestoneReached(ProjectMilestone.Accepted, now, calendar.LocalDay(now), by, request.Note, null,
            request.CustomerSignature, request.CompanySignature, request.SignedBy);
    }

    public static Decision Replan(Project project, ReplanProject request, WorkingCalendar calendar, int teamRequestDays, DateTimeOffset now)
    {
        if (MustNotBeOver(project) is { } over) return over;
        if (project.Has(ProjectMilestone.EntryCheckPassed)) return new MilestoneReached(ProjectMilestone.EntryCheckPassed);
        if (string.IsNullOrWhiteSpace(request.Reason)) return InputInvalid.At("reason", "REQUIRED");
        if (request.EntryOn < calendar.LocalDay(now)) return InputInvalid.At("entryOn", "IN_THE_PAST");
        return request.EntryOn == project.EntryOn
            ? Decision.NothingToDo
            : new ProjectReplanned(project.EntryOn, request.EntryOn, TeamBy(request.EntryOn, calendar, teamRequestDays), now,
                calendar.AddWorkingDays(now, 1) ?? now.AddDays(1), request.Reason);
    }

    public static Decision Rename(Project project, string name) =>
        string.IsNullOrWhiteSpace(name) ? InputInvalid.At("name", "REQUIRED")
        : project.Name == name.Trim() ? Decision.NothingToDo
        : new ProjectRenamed(name.Trim());

    /// <summary>It was neither closed nor cancelled.</summary>
    public static ProjectOver? MustNotBeOver(Project project) =>
        project.IsOver ? new ProjectOver(project.CancelledAt is null ? ProjectEnd.Closed : ProjectEnd.Cancelled) : null;

    /// <summary>Before the customer has accepted.</summary>
    public static Decision Cancel(Project project, string reason, DateTimeOffset now)
    {
        if (MustNotBeOver(project) is { } over) return over;
        if (project.Has(ProjectMilestone.Accepted)) return new MilestoneReached(ProjectMilestone.Accepted);
        return string.IsNullOrWhiteSpace(reason) ? InputInvalid.At("reason", "REQUIRED") : new ProjectCancelled(now, reason);
    }

    private static EntryIsBlocked? WorkWaitsForTheSite(Project project, ProjectMilestone asked) =>
        asked == ProjectMilestone.Installed && project.FailedEntryChecks > 0 ? new EntryIsBlocked(project.FailedEntryChecks) : null;

    /// <summary>The user counts them with us on the day he was told; any hour of it, since lorries come earlier and later (S3 ⑹-3 一1, S0 P5 I.1).</summary>
    private static GoodsNotThere? GoodsMustBeThere(Project project, ProjectMilestone asked, WorkingCalendar calendar, DateTimeOffset now) =>
        asked == ProjectMilestone.GoodsChecked && project.ArrivesAt is { } arrivesAt && calendar.LocalDay(now) < calendar.LocalDay(arrivesAt)
            ? new GoodsNotThere(calendar.LocalDay(arrivesAt)) : null;

    private static DateTimeOffset TeamBy(DateOnly entry, WorkingCalendar calendar, int days)
    {
        var last = entry.AddDays(-days);
        return calendar.LastClosing(last) ?? new DateTimeOffset(last.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
    }

    private static IEnumerable<InputIssue> Issues(OpenProject request, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(request.Buyer)) yield return new("buyer", "REQUIRED");
        if (string.IsNullOrWhiteSpace(request.ManagerId)) yield return new("managerId", "REQUIRED");
        if (request.EntryOn < today) yield return new("entryOn", "IN_THE_PAST");
        if (request.Terms.ProductIds.IsEmpty) yield return new("productIds", "REQUIRED");
        if (request.Terms.ProductIds.Distinct().Count() != request.Terms.ProductIds.Count) yield return new("productIds", "REPEATED");
        if (request.Terms.PriceMinor is < 0 or > 1_000_000_000_000_00) yield return new("priceMinor", "OUT_OF_RANGE");
        if (request.Terms.PrepaymentMinor < 0 || request.Terms.PrepaymentMinor > request.Terms.PriceMinor) yield return new("prepaymentMinor", "OUT_OF_RANGE");
    }
}

/// <summary>The customer is told of the arrival of the goods in good time: not before <paramref name="Earliest"/>.</summary>
[GenerateSerializer, Immutable, Alias("ArrivalToldTooLate")]
public sealed record ArrivalToldTooLate([property: Id(0)] DateTimeOffset Earliest) : Refusal;

/// <summary>The goods are checked with the user when they are there: they were announced for <paramref name="ArriveOn"/>.</summary>
/// <param name="ArriveOn">A day at the branch.</param>
[GenerateSerializer, Immutable, Alias("GoodsNotThere")]
public sealed record GoodsNotThere([property: Id(0)] DateOnly ArriveOn) : Refusal;

/// <summary>Another project installs this product and has not been accepted.</summary>
/// <param name="ProjectNumber">For people; null for who may not see that project.</param>
[GenerateSerializer, Immutable, Alias("ProductInProject")]
public sealed record ProductInProject([property: Id(0)] string ProductId, [property: Id(1)] string? ProjectNumber) : Refusal;
