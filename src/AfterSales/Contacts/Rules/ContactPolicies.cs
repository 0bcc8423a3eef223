using AfterSales.Policies.Rules;

namespace AfterSales.Contacts.Rules;

public static class ContactPolicies
{
    /// <summary>S3 wants each call registered when it is made; what was forgotten may be entered for a while.</summary>
    public static Policy<int> BackdatedDays { get; } = new("contacts.backdatedDays", 30, "S3 ⑹-5 规定 7; ours", PolicyChecks.Between(0, 3650));

    /// <summary>S1 says at once; this is when nobody having confirmed it goes up.</summary>
    public static Policy<int> EmergencyConfirmedMinutes { get; } = new("contacts.emergencyConfirmedMinutes", 15, "S1 P1 3.3; ours", PolicyChecks.Between(0, 1440));
}
