using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Technicians.Rules;

namespace AfterSales.Technicians;

[Mutations]
public sealed class VehicleMutations(IGrainFactory grains)
{
    /// <summary>Says what a technician drives on a day; <c>dayPlan</c> has it, and his own day.</summary>
    /// <param name="day">At the branch he works for: today or later.</param>
    /// <param name="vehicle">As the branch calls it: its number plate, or a name. Left out: none any more.</param>
    [Secured(Permission.DispatchTickets), Errors(typeof(TechnicianHasLeft))]
    public Task<Outcome<TechnicianView>> PlanVehicle(
        string technicianId, DateOnly day, Caller caller, [StringLength(60)] string? vehicle = null, string? requestId = null) =>
        grains.OnTechnician(technicianId, caller, _ => grains.GetGrain<IVehicles>(technicianId).PlanVehicle(new Intent<PlanVehicle>(new PlanVehicle(day, vehicle), caller, requestId)));
}
