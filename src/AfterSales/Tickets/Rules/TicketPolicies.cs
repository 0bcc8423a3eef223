using AfterSales.Policies.Rules;

namespace AfterSales.Tickets.Rules;

public static class TicketPolicies
{
    /// <summary>Hours by the clock after a dispatch within which the technician calls the customer.</summary>
    public static Policy<int> ContactHours { get; } = new("tickets.contactHours", 24, "S3 ⑹-4 一6", PolicyChecks.Between(1, 24 * 14));

    /// <summary>Days after completion within which the same fault opens the ticket again.</summary>
    public static Policy<int> ReopenDays { get; } = new("tickets.reopenDays", 30, "ours", PolicyChecks.Between(0, 365));

    /// <summary>Working hours the seller, shop or superior has to say what is missing, before the customer is asked.</summary>
    public static Policy<int> SellerHours { get; } = new("tickets.sellerHours", 2, "S2 B1.1; hours ours", PolicyChecks.Between(0, 100));

    /// <summary>From this estimate on a repair needs an approved repair order; in the smallest unit of the branch's currency.</summary>
    public static Policy<int> RepairOrderFrom { get; } = new("tickets.repairOrderFrom", 5_000_00, "S3 ⑹-1 二8; amount ours", PolicyChecks.Between(0, int.MaxValue));

    /// <summary>Working days each of the two who decide over a repair order has for it.</summary>
    public static Policy<int> OrderDecisionDays { get; } = new("tickets.orderDecisionDays", 1, "ours", PolicyChecks.Between(1, 60));

    /// <summary>Working hours after a visit within which the technician reports on the trip.</summary>
    public static Policy<int> TripReportHours { get; } = new("tickets.tripReportHours", 8, "S0 P5 step 6; hours ours", PolicyChecks.Between(1, 100));
}
