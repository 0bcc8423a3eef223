using AfterSales.Tests.Documentation;
using AfterSales.Tickets.Rules;
using static AfterSales.Tests.Tickets.TicketScenarios;

namespace AfterSales.Tests.Tickets;

public sealed class TicketStepsTests
{
    public static TheoryData<TicketStep, TicketAction> OutOfOrder { get; } =
    [
        .. from step in Enum.GetValues<TicketStep>()
           from action in Enum.GetValues<TicketAction>()
           where !TicketSteps.AllowedFrom(step).Contains(action)
           select new TheoryDataRow<TicketStep, TicketAction>(step, action),
    ];

    [Fact]
    public void The_drawing_shows_the_arrows_that_the_rules_take_and_no_others()
    {
        var arrows = from step in Enum.GetValues<TicketStep>()
                     from action in TicketSteps.AllowedFrom(step)
                     let ticket = StandingAt(step)
                     select new Arrow(step.ToString(), After(ticket, Asked(ticket, action)).Step.ToString(), action.ToString());
        var slotLost = from step in Enum.GetValues<TicketStep>()
                       let ticket = StandingAt(step)
                       let decision = TicketRules.SlotLost(ticket, "v-1")
                       where decision.Events.Count > 0
                       select new Arrow(step.ToString(), After(ticket, decision).Step.ToString(), "slot lost");
        Arrow[] taken = [new("[*]", StandingAt(TicketStep.Registered).Step.ToString(), "Register"), .. arrows, .. slotLost];
        Assert.Equal(Sorted(taken), Sorted(Drawing.Of("The way of a ticket")));
    }

    [Theory, MemberData(nameof(OutOfOrder))]
    public void A_step_out_of_order_is_refused_by_name_and_says_what_is_allowed(TicketStep step, TicketAction asked)
    {
        var refusal = Assert.IsType<StepNotAllowed>(Asked(StandingAt(step), asked).Refusal);
        Assert.Equal("STEP_NOT_ALLOWED", refusal.Code);
        Assert.Equal((asked, step), (refusal.Asked, refusal.Step));
        Assert.Equal(TicketSteps.AllowedFrom(step), refusal.Allowed);
    }

    [Fact]
    public void A_completed_ticket_allows_nothing_more() => Assert.Empty(TicketSteps.AllowedFrom(TicketStep.Completed));

    [Fact]
    public void A_ticket_whose_slot_was_lost_is_to_be_scheduled_again_without_the_visit()
    {
        var ticket = After(StandingAt(TicketStep.Scheduled), TicketRules.SlotLost(StandingAt(TicketStep.Scheduled), "v-1"));
        Assert.Equal(TicketStep.Assessed, ticket.Step);
        Assert.Empty(ticket.Visits.All);
        Assert.Null(ticket.TechnicianId);
    }

    [Fact]
    public void The_loss_of_another_visits_slot_changes_nothing() =>
        Assert.Empty(TicketRules.SlotLost(StandingAt(TicketStep.Scheduled), "v-2").Events);

    private static IEnumerable<string> Sorted(IEnumerable<Arrow> arrows) => arrows.Select(arrow => arrow.ToString()).Order(StringComparer.Ordinal);
}
