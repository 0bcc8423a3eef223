using AfterSales.Policies.Rules;

namespace AfterSales.Technicians.Rules;

public static class TechnicianPolicies
{
    /// <summary>Minutes a technician's time slot is kept while a ticket is being scheduled.</summary>
    public static Policy<int> SlotHoldMinutes { get; } = new("technicians.slotHoldMinutes", 10, "ours", PolicyChecks.Between(1, 1440));
}
