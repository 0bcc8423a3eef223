using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Policies.Rules;
using AfterSales.Promises.Rules;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

public static class TicketPromisePolicies
{
    private const int MostRows = 200;

    private static readonly ImmutableList<PauseReason> Later = [PauseReason.Customer, PauseReason.AgreedLater];

    /// <summary>What is promised, and when. Of the rows of a promise that hold, the most specific wins: contract, product line, urgency, tier, zone, kind.</summary>
    public static Policy<ImmutableList<PromiseRow>> Promises { get; } = new("tickets.promises",
        [
            new(PromiseKind.Answered, 4, PromiseUnit.WorkingHours, new(), PromiseMoment.Request, PromiseMoment.Answer, [PauseReason.Customer]),
            new(PromiseKind.Answered, 30, PromiseUnit.Minutes, new(IsEmergency: true), PromiseMoment.Request, PromiseMoment.Answer, []),
            new(PromiseKind.Arranged, 2, PromiseUnit.WorkingHours, new(TicketKind.Repair), PromiseMoment.Request, PromiseMoment.Arrangement, [PauseReason.Customer]),
            new(PromiseKind.Arranged, 2, PromiseUnit.WorkingHours, new(TicketKind.Installation), PromiseMoment.Request, PromiseMoment.Arrangement, [PauseReason.Customer]),
            new(PromiseKind.Arrival, 6, PromiseUnit.WorkingHours, new(TicketKind.Repair), PromiseMoment.Request, PromiseMoment.Arrival, Later),
            new(PromiseKind.Arrival, 7, PromiseUnit.WorkingHours, new(TicketKind.Repair, Zone.Suburban), PromiseMoment.Request, PromiseMoment.Arrival, Later),
            new(PromiseKind.Arrival, 2, PromiseUnit.ClockHours, new(TicketKind.Repair, IsEmergency: true), PromiseMoment.Request, PromiseMoment.Arrival, Later),
            new(PromiseKind.Restored, 24, PromiseUnit.ClockHours, new(TicketKind.Repair), PromiseMoment.Request, PromiseMoment.Restored, Later, PromiseMiss.LendEqual),
            new(PromiseKind.Restored, 4, PromiseUnit.ClockHours, new(TicketKind.Repair, IsEmergency: true), PromiseMoment.Request, PromiseMoment.Restored, Later,
                PromiseMiss.LendEqual),
            new(PromiseKind.WorkshopDone, 5, PromiseUnit.WorkingDays, new(), PromiseMoment.BroughtIn, PromiseMoment.WorkshopDone, Later),
            new(PromiseKind.Forwarded, 2, PromiseUnit.WorkingHours, new(TicketKind.Repair), PromiseMoment.Forwarded, PromiseMoment.Arrangement, [PauseReason.Customer]),
            new(PromiseKind.Forwarded, 2, PromiseUnit.WorkingHours, new(TicketKind.Installation), PromiseMoment.Forwarded, PromiseMoment.Arrangement, [PauseReason.Customer]),
        ],
        "S3 ⑹-1 2, ⑹-2 四1, ⑺ std 4; S1 P2 (19); S0 P2 4", IssuesOf);

    /// <summary>The share of a promise's time, in percent, after which the dispatcher is warned.</summary>
    public static Policy<int> WarnPercent { get; } = new("tickets.promiseWarnPercent", 75, "ours", PolicyChecks.Between(1, 99));

    /// <summary>domain.md §4 names the chain; the hours are ours.</summary>
    public static Policy<ImmutableList<PromiseEscalation>> Escalation { get; } = new("tickets.promiseEscalation",
        [new(0, Role.Dispatcher), new(2, Role.BranchManager), new(8, Role.ServiceDirector)], "S1 P1 5.12; hours ours", IssuesOf);

    /// <summary>
    /// What was sent on and is not arranged goes to the leaders at the fourth hour: two to arrange it, and two more (S3 ⑹-2 四2). Beside them it goes up as
    /// any missed promise.
    /// </summary>
    public static Policy<ImmutableList<PromiseEscalation>> ForwardedEscalation { get; } = new("tickets.forwardedEscalation",
        [new(0, Role.Dispatcher), new(2, Role.BranchManager), new(8, Role.ServiceDirector)], "S3 ⑹-2 四1–2; the last hours ours", IssuesOf);

    private static IEnumerable<InputIssue> IssuesOf(ImmutableList<PromiseRow> rows)
    {
        if (rows.Count > MostRows) yield return new("", "TOO_MANY");
        foreach (var (i, row) in rows.Index())
        {
            if (!Enum.IsDefined(row.Promise)) yield return new($"[{i}].promise", "UNKNOWN");
            if (!Enum.IsDefined(row.Unit)) yield return new($"[{i}].unit", "UNKNOWN");
            if (row.Amount is < 1 or > 10_000 || (row.Unit is PromiseUnit.WorkingDays or PromiseUnit.CalendarDays && row.Amount > 365))
                yield return new($"[{i}].amount", "OUT_OF_RANGE");
            if (row.When is null || row.When.Kind == TicketKind.Internal) yield return new($"[{i}].when", "UNKNOWN");
            if (row.Starts is not (PromiseMoment.Request or PromiseMoment.BroughtIn or PromiseMoment.Forwarded)
                || row.Starts == PromiseMoment.Forwarded != (row.Promise == PromiseKind.Forwarded)) yield return new($"[{i}].starts", "UNKNOWN");
            if (row.Stops is PromiseMoment.Request or PromiseMoment.Forwarded || row.Stops == row.Starts || !Enum.IsDefined(row.Stops)) yield return new($"[{i}].stops", "UNKNOWN");
            if (row.Pauses is null || row.Pauses.Exists(reason => !Enum.IsDefined(reason))) yield return new($"[{i}].pauses", "UNKNOWN");
        }

        if (rows.Select(row => (row.Promise, row.When)).Distinct().Count() != rows.Count) yield return new("", "REPEATED");
    }

    private static IEnumerable<InputIssue> IssuesOf(ImmutableList<PromiseEscalation> steps)
    {
        var before = -1;
        foreach (var (i, step) in steps.Index())
        {
            if (!Enum.IsDefined(step.Role)) yield return new($"[{i}].role", "UNKNOWN");
            if (step.AfterWorkingHours is < 0 or > 1000 || step.AfterWorkingHours <= before) yield return new($"[{i}].afterWorkingHours", "OUT_OF_RANGE");
            before = step.AfterWorkingHours;
        }
    }
}
