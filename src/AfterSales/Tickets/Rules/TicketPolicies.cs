using System.Collections.Immutable;
using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

public static class TicketPolicies
{
    /// <summary>Hours by the clock after a dispatch within which the technician calls the customer.</summary>
    public static Policy<int> ContactHours { get; } = new("tickets.contactHours", 24, "S3 ⑹-4 一6", PolicyChecks.Between(1, 24 * 14));

    /// <summary>Days after completion within which the same fault opens the ticket again.</summary>
    public static Policy<int> ReopenDays { get; } = new("tickets.reopenDays", 30, "ours", PolicyChecks.Between(0, 365));

    /// <summary>Working hours the seller, shop or superior has to say what is missing, before the customer is asked.</summary>
    public static Policy<int> SellerHours { get; } = new("tickets.sellerHours", 2, "S2 B1.1; hours ours", PolicyChecks.Between(0, 100));

    /// <summary>Working hours each of a customer's support group has to see his new ticket.</summary>
    public static Policy<int> SupportHours { get; } = new("tickets.supportHours", 2, "S0 P3 一4; hours ours", PolicyChecks.Between(0, 100));

    /// <summary>From this estimate on a repair needs an approved repair order; in the smallest unit of the branch's currency.</summary>
    public static Policy<int> RepairOrderFrom { get; } = new("tickets.repairOrderFrom", 5_000_00, "S3 ⑹-1 二8; amount ours", PolicyChecks.Between(0, int.MaxValue));

    /// <summary>Working days each of the two who decide over a repair order has for it.</summary>
    public static Policy<int> OrderDecisionDays { get; } = new("tickets.orderDecisionDays", 1, "ours", PolicyChecks.Between(1, 60));

    /// <summary>Working hours after a visit within which the technician reports on the trip.</summary>
    public static Policy<int> TripReportHours { get; } = new("tickets.tripReportHours", 8, "S0 P5 step 6; hours ours", PolicyChecks.Between(1, 100));

    /// <summary>Days for which the link to a ticket's page opens it.</summary>
    public static Policy<int> LinkDays { get; } = new("tickets.linkDays", 60, "ours", PolicyChecks.Between(1, 400));

    /// <summary>Whether the customer is written to when a visit is booked, handed on or moved, where the service can write to him by itself.</summary>
    public static Policy<bool> TellBooking { get; } = new("tickets.tellBooking", true, "ours");

    /// <summary>Within what a customer may move an appointment by himself.</summary>
    public static Policy<CustomerMoves> CustomerMoves { get; } = new("tickets.customerMoves", new CustomerMoves(UntilHours: 4, Most: 2, DaysAhead: 14), "ours", IssuesOf);

    /// <summary>When a technician sets out, and between which minutes before the visit he arrives.</summary>
    public static Policy<TripLead> Trip { get; } = new("tickets.trip", new TripLead(60, 10, 5), "S2 B1.2(2), 准备出发 1–2", IssuesOf);

    /// <summary>What is in the technician's bag before he sets out; the pad cloth always (S2).</summary>
    public static Policy<ImmutableList<KitItem>> Kit { get; } = new("tickets.kit", [.. Enum.GetValues<KitItem>()], "S2 B 准备出发 1, 进门前; S0 P5", IssuesOf);

    /// <summary>Kinds of ticket whose completed work is the service that the customer file waits for: its next date moves on by the cycle.</summary>
    public static Policy<ImmutableList<TicketKind>> ServiceKinds { get; } = new("tickets.serviceKinds",
        [TicketKind.Repair, TicketKind.Installation, TicketKind.Inspection], "S3 ⑹-5 一1–2", IssuesOf);

    private static IEnumerable<InputIssue> IssuesOf(TripLead lead)
    {
        if (lead.LeaveMinutes is < 0 or > 24 * 60) yield return new("leaveMinutes", "OUT_OF_RANGE");
        if (lead.EarliestMinutes is < 0 or > 120) yield return new("earliestMinutes", "OUT_OF_RANGE");
        if (lead.LatestMinutes < 0 || lead.LatestMinutes > lead.EarliestMinutes) yield return new("latestMinutes", "OUT_OF_RANGE");
    }

    private static IEnumerable<InputIssue> IssuesOf(CustomerMoves moves)
    {
        if (moves.UntilHours is < 0 or > 24 * 14) yield return new("untilHours", "OUT_OF_RANGE");
        if (moves.Most is < 0 or > 20) yield return new("most", "OUT_OF_RANGE");
        if (moves.DaysAhead is < 1 or > 42) yield return new("daysAhead", "OUT_OF_RANGE");
    }

    private static IEnumerable<InputIssue> IssuesOf(ImmutableList<KitItem> kit)
    {
        foreach (var (i, item) in kit.Index())
            if (!Enum.IsDefined(item)) yield return new($"[{i}]", "UNKNOWN");
        if (kit.Distinct().Count() != kit.Count) yield return new("", "REPEATED");
        if (!kit.Contains(KitItem.PadCloth)) yield return new("", "PAD_CLOTH_REQUIRED");
    }

    private static IEnumerable<InputIssue> IssuesOf(ImmutableList<TicketKind> kinds)
    {
        foreach (var (i, kind) in kinds.Index())
            if (!Enum.IsDefined(kind) || kind == TicketKind.Internal) yield return new($"[{i}]", "UNKNOWN");
        if (kinds.Distinct().Count() != kinds.Count) yield return new("", "REPEATED");
    }
}
