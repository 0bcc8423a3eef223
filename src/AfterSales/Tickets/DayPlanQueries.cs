using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Technicians;
using GraphQL;

namespace AfterSales.Tickets;

/// <summary>What a branch plans for a day: who goes where, and with what.</summary>
/// <param name="Day">At the branch.</param>
/// <param name="Technicians">The branch's own and those lent to it, by name; at most 100.</param>
/// <param name="IsComplete">False: there are more than are shown.</param>
[Name("DayPlan"), Secured(Permission.DispatchTickets)]
public sealed record DayPlanView(DateOnly Day, IReadOnlyList<DayPlanLineView> Technicians, bool IsComplete);

/// <summary>A technician's part of the plan.</summary>
[Name("DayPlanLine"), SecuredByParent]
public sealed class DayPlanLineView(DayPlanLine line)
{
    public TechnicianView Technician => TechnicianView.Of(line.Day.Technician.State, line.Day.Technician.Version);

    /// <summary>He belongs to another branch and works for this one a while.</summary>
    public bool IsLent => line.IsLent;

    /// <summary>He does not work that day.</summary>
    public bool IsAway => line.IsAway;

    /// <summary>What he drives, as the branch calls it; null where none is planned.</summary>
    public string? Vehicle => line.Day.Technician.State.Vehicles.On(line.Day.Day);

    /// <summary>Where he goes, in order.</summary>
    public IReadOnlyList<DayVisitView> Visits => [.. line.Day.Visits.Select(visit => new DayVisitView(visit))];
}

[Queries]
public sealed class DayPlanQueries(DayPlans plans)
{
    /// <summary>
    /// What a branch plans for a day: its technicians, what each drives, and where he goes. Null for a branch you may not book for.
    /// <c>planVehicle</c> says what somebody drives.
    /// </summary>
    /// <param name="day">At the branch; left out: the next day on which it works.</param>
    [Secured(Permission.DispatchTickets)]
    public async Task<DayPlanView?> DayPlanAsync(string branchId, Caller caller, CancellationToken cancellation, DateOnly? day = null) =>
        await plans.Of(branchId, day, caller, cancellation) is { } plan
            ? new DayPlanView(plan.Day, [.. plan.Lines.Select(line => new DayPlanLineView(line))], plan.IsComplete)
            : null;
}
