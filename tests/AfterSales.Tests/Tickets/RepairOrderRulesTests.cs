using AfterSales.Records;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using static AfterSales.Tests.Tickets.TicketScenarios;

namespace AfterSales.Tests.Tickets;

/// <summary>S3 ⑹-1 二8, ⑹-4 一5–6; S0 P4 一11.</summary>
public sealed class RepairOrderRulesTests
{
    private static readonly DrawUpRepairOrder Order =
        new("Windows leak", "Sealant", "New sealant all round", [new WorkItem("sealant", 40, "m")], 6_000_00, Today.AddDays(10), "project-manager");

    private static readonly DecideRepairOrder Yes = new(IsApproved: true, null);

    private static readonly FileAcceptance Sheet = new("Aged sealant", "Renewed", "Finished on 20 March", "Mr Wang", Drawn);

    [Theory]
    [InlineData(4_999_99L, false)]
    [InlineData(5_000_00L, true)]
    [InlineData(null, false)]
    public void A_repair_needs_an_order_from_the_estimate_the_policy_names(long? estimate, bool needed) =>
        Assert.Equal(needed, Large(estimate).Assessment.NeedsOrder);

    [Fact]
    public void A_larger_repair_is_not_scheduled_before_its_order_is_approved()
    {
        var ticket = Large();
        Assert.Equal(new RepairOrderNotApproved(RepairOrderState.None), Asked(ticket, TicketAction.Schedule).Refusal);
        ticket = After(ticket, DrawnUp(ticket));
        Assert.Equal(new RepairOrderNotApproved(RepairOrderState.DrawnUp), Asked(ticket, TicketAction.Schedule).Refusal);
        ticket = After(ticket, RepairOrderRules.Review(ticket, Yes, "head", Now.AddDays(1), Now));
        Assert.Equal(new RepairOrderNotApproved(RepairOrderState.Reviewed), Asked(ticket, TicketAction.Schedule).Refusal);
        ticket = After(ticket, RepairOrderRules.Approve(ticket, Yes, "leader", Now));
        Assert.Equal(TicketStep.Scheduled, After(ticket, TicketAction.Schedule).Step);
    }

    // S3 ⑹-1 二8: first the head of the department, then the leader
    [Fact]
    public void The_head_of_the_department_looks_first_and_the_leader_is_another()
    {
        var ticket = After(Large(), DrawnUp(Large()));
        Assert.Equal(new RepairOrderIsAt(RepairOrderState.DrawnUp), RepairOrderRules.Approve(ticket, Yes, "leader", Now).Refusal);
        ticket = After(ticket, RepairOrderRules.Review(ticket, Yes, "head", Now.AddDays(1), Now));
        Assert.Equal(new TwoPeopleDecide("head"), RepairOrderRules.Approve(ticket, Yes, "head", Now).Refusal);
        Assert.Equal(("head", "leader"), (Approved().Order.ReviewedBy, Approved().Order.ApprovedBy));
    }

    [Fact]
    public void A_declined_order_says_why_and_is_drawn_up_anew()
    {
        var ticket = After(Large(), DrawnUp(Large()));
        Assert.IsType<InputInvalid>(RepairOrderRules.Review(ticket, new DecideRepairOrder(false, " "), "head", Now.AddDays(1), Now).Refusal);
        Assert.IsType<RepairOrderIsAt>(DrawnUp(ticket).Refusal);
        ticket = After(ticket, RepairOrderRules.Review(ticket, new DecideRepairOrder(false, "Too dear"), "head", Now.AddDays(1), Now));
        Assert.Equal(RepairOrderState.Declined, ticket.Order.State);
        Assert.Equal(RepairOrderState.DrawnUp, After(ticket, DrawnUp(ticket)).Order.State);
    }

    // S3 ⑹-1 二8: what the order says, and by which day
    [Fact]
    public void An_order_says_defect_cause_measures_items_cost_and_day()
    {
        var empty = Order with { Defect = "", Cause = " ", Measures = "", Items = [], CostMinor = -1, DueOn = Today.AddDays(-1) };
        var refusal = Assert.IsType<InputInvalid>(RepairOrderRules.DrawUp(Large(), empty, "a", Today, Now, Now).Refusal);
        Assert.Equal(["defect", "cause", "measures", "items", "costMinor", "dueOn"], refusal.Issues.Select(issue => issue.Path));
        Assert.Equal("project-manager", Approved().Order.ProjectManager);
    }

    // S0 P4: the customer gets causes, measures and result in writing, and signs
    [Fact]
    public void It_is_completed_only_with_the_result_in_writing_and_the_signed_sheet()
    {
        var done = After(Approved(), TicketAction.Schedule, TicketAction.Depart, TicketAction.Arrive, TicketAction.Finish);
        Assert.IsType<AcceptanceSheetMissing>(Asked(done, TicketAction.Complete).Refusal);
        Assert.IsType<InputInvalid>(RepairOrderRules.Accept(done, Sheet with { Remedy = " " }, Now).Refusal);
        var accepted = After(done, RepairOrderRules.Accept(done, Sheet, Now));
        Assert.Equal(TicketStep.Completed, After(accepted, TicketAction.Complete).Step);
        Assert.Empty(RepairOrderRules.Accept(accepted, Sheet, Now).Events);
    }

    [Fact]
    public void Nothing_is_accepted_before_it_is_done() =>
        Assert.Equal(new RepairNotDone(TicketStep.Assessed), RepairOrderRules.Accept(Approved(), Sheet, Now).Refusal);

    private static Ticket Large(long? estimate = 6_000_00) =>
        After(StandingAt(TicketStep.Registered), Assess(StandingAt(TicketStep.Registered), Assessed with { EstimateMinor = estimate }));

    private static Decision DrawnUp(Ticket ticket) => RepairOrderRules.DrawUp(ticket, Order, "dispatcher", Today, Now.AddDays(1), Now);

    private static Ticket Approved()
    {
        var ticket = After(Large(), DrawnUp(Large()));
        ticket = After(ticket, RepairOrderRules.Review(ticket, Yes, "head", Now.AddDays(1), Now));
        return After(ticket, RepairOrderRules.Approve(ticket, Yes, "leader", Now));
    }
}
