using AfterSales.Branches.Rules;
using AfterSales.Records;
using AfterSales.Technicians.Rules;

namespace AfterSales.Technicians;

public sealed partial class TechnicianGrain : IAvailability
{
    public Task<Answer> SetOwnHours(Intent<SetOwnHours> intent) =>
        AtHome(intent, (technician, now) => AvailabilityRules.SetOwnHours(technician, intent.Body.Hours));

    public Task<Answer> PlanAbsence(Intent<PlanAbsence> intent) =>
        AtHome(intent, (technician, now) => AvailabilityRules.PlanAbsence(technician, intent.Body, now));

    public Task<Answer> ChangeAbsence(Intent<ChangeAbsence> intent) =>
        AtHome(intent, (technician, now) => AvailabilityRules.ChangeAbsence(technician, intent.Body, now));

    public Task<Answer> EndAbsence(Intent<EndAbsence> intent) =>
        AtHome(intent, (technician, now) => AvailabilityRules.EndAbsence(technician, intent.Body.AbsenceId, now));

    public async Task<Answer> Lend(Intent<LendTechnician> intent)
    {
        // Whom he is lent to is another branch's business: that there is such a branch is all that is asked of it.
        var there = await branches.Get(intent.Body.BranchId);
        return await AtHome(intent, (technician, now) => 
            there is null ? new NotFound(intent.Body.BranchId) : BranchRules.MustBeOpen(there) ?? AvailabilityRules.Lend(technician, intent.Body, now));
    }

    public Task<Answer> EndLoan(Intent<EndLoan> intent) => AtHome(intent, (technician, now) => AvailabilityRules.EndLoan(technician, intent.Body, now));
}
