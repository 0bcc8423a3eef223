using AfterSales.Access;
using AfterSales.Records;

namespace AfterSales.Technicians.Rules;

/// <summary>Tomorrow's plan names technicians and vehicles (S2 F 2.1). Two may go with one vehicle.</summary>
public static class VehicleRules
{
    private const int MostDaysAhead = 60;

    /// <param name="today">At the home branch.</param>
    public static Decision Plan(Technician technician, PlanVehicle request, Caller by, DateOnly today)
    {
        if (!WorksWith(technician, by)) return new AuthNotAuthorized();
        if (StandingRules.MustBelongToTheCompany(technician) is { } left) return left;
        if (request.Day < today) return InputInvalid.At("day", "IN_THE_PAST");
        if (request.Day > today.AddDays(MostDaysAhead)) return InputInvalid.At("day", "TOO_FAR");
        var vehicle = string.IsNullOrWhiteSpace(request.Vehicle) ? null : request.Vehicle.Trim();
        return technician.Vehicles.On(request.Day) == vehicle ? Decision.NothingToDo : new VehiclePlanned(request.Day, vehicle, today);
    }

    // His own branch plans for him, and one that he is lent to.
    private static bool WorksWith(Technician technician, Caller by) =>
        by.ActsFor(technician.BranchId) || technician.Availability.Loans.Exists(loan => !loan.IsOver && by.ActsFor(loan.BranchId));
}
