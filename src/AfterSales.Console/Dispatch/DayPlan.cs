using AfterSales.Console.Shell;
using AfterSales.Console.Technicians;

namespace AfterSales.Console.Dispatch;

/// <param name="DayPlan">Null for a branch that the viewer may not book for.</param>
public sealed record FoundPlan(DayPlan? DayPlan);

/// <summary>Who of a branch goes where on a day, and with what.</summary>
public sealed record DayPlan(DateOnly Day, bool IsComplete, IReadOnlyList<PlanLine> Technicians)
{
    /// <summary>What is driven that day: offered for the others, who may go along.</summary>
    public IEnumerable<string> Vehicles => Technicians.Select(line => line.Vehicle).OfType<string>().Distinct().Order(StringComparer.CurrentCulture);
}

/// <param name="Vehicle">Null where none is planned.</param>
public sealed record PlanLine(bool IsLent, bool IsAway, string? Vehicle, BoardTechnician Technician, IReadOnlyList<PlannedVisit> Visits);

public sealed record PlannedVisit(PlannedTime Visit, PlannedTicket Ticket, StopAddress? Address);

public sealed record PlannedTime(string Id, DateTimeOffset From, DateTimeOffset To);

public sealed record PlannedTicket(string Id, string Number, bool IsEmergency, BookedCustomer? Customer);

public sealed record VehicleOf(string Id);

internal static class DispatchedBranches
{
    /// <summary>The branches that the viewer may book for.</summary>
    public static IReadOnlyList<Shell.Branch> Of(Viewer viewer) => !viewer.May("DISPATCH_TICKETS") ? [] :
        [.. viewer.Branches.Where(branch => viewer.Assignments.Any(assignment => assignment.Role is "DISPATCHER" or "BRANCH_MANAGER" && assignment.Place == branch.Id))];
}
