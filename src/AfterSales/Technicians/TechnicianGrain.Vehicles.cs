using AfterSales.Records;
using AfterSales.Technicians.Rules;

namespace AfterSales.Technicians;

public sealed partial class TechnicianGrain : IVehicles
{
    public async Task<Answer> PlanVehicle(Intent<PlanVehicle> intent)
    {
        var home = await Home();
        return await Decide(intent, (technician, now) => VehicleRules.Plan(technician, intent.Body, intent.Caller, home!.Calendar.LocalDay(now)));
    }
}
