using System.Text.Json;
using AfterSales.Tests.Documentation;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using static AfterSales.Tests.Tickets.TicketScenarios;

namespace AfterSales.Tests.Tickets;

public sealed class TicketStepsTests
{
    public static TheoryData<TicketStep, TicketAction> OutOfOrder { get; } =
    [
        .. from step in Enum.GetValues<TicketStep>()
           from action in Enum.GetValues<TicketAction>()
           where !TicketSteps.AllowedFrom(step).Contains(action) && !(action == TicketAction.Cancel && step.IsOpen() && StandingAt(step).Visits.HasWorkBegun)
           select new TheoryDataRow<TicketStep, TicketAction>(step, action),
    ];

    [Fact]
    public void The_drawing_shows_the_arrows_that_the_rules_take_and_no_others()
    {
        var arrows = from step in Enum.GetValues<TicketStep>()
                     from action in TicketSteps.AllowedFrom(step)
                     let ticket = Ready(step, action)
                     select Arrow(ticket, After(ticket, Asked(ticket, action)), action.ToString());
        var remote = After(StandingAt(TicketStep.SolvedRemotely), TicketAction.Complete);
        var settled = Settled(StandingAt(TicketStep.Completed));
        Arrow[] taken =
        [
            new("[*]", StandingAt(TicketStep.Registered).Step.ToString(), "Register"),
            .. arrows,
            .. from step in Enum.GetValues<TicketStep>()
               let ticket = StandingAt(step)
               let lost = DispatchRules.SlotLost(ticket, ticket.Visits.Last?.Id ?? "", Now)
               where lost.Events.Count > 0
               select Arrow(ticket, After(ticket, lost), "slot lost"),
            .. from ticket in new[] { StandingAt(TicketStep.Scheduled), After(StandingAt(TicketStep.PartsAwaited), TicketAction.Schedule) }
               select Arrow(ticket, After(ticket, DispatchRules.TakeBack(ticket, new TakeBackBooking(null, "Wrong row"), ticket.Visits.Current!.ScheduledAt)), "taken back"),
            Arrow(remote, After(remote, TicketAction.Reopen), "Reopen what was solved remotely"),
            Arrow(settled, WhenDue(settled), "nothing is owed and it can't be reopened"),
        ];
        Assert.Equal(Sorted(taken), Sorted(Drawing.Of("The way of a ticket")));
    }

    [Fact]
    public void The_drawing_the_rules_and_the_schema_know_the_same_steps()
    {
        var drawn = Drawing.Of("The way of a ticket").SelectMany(arrow => new[] { arrow.From, arrow.To }).Where(step => step != "[*]").Distinct();
        Assert.Equal(Enum.GetNames<TicketStep>().Order(StringComparer.Ordinal), drawn.Order(StringComparer.Ordinal));
        Assert.Equal(Enum.GetNames<TicketStep>().Select(Constant).Order(StringComparer.Ordinal), EnumOfTheSchema("TicketStep"));
        Assert.Equal(Enum.GetNames<TicketAction>().Select(Constant).Order(StringComparer.Ordinal), EnumOfTheSchema("TicketAction"));
    }

    [Theory, MemberData(nameof(OutOfOrder))]
    public void A_step_out_of_order_is_refused_by_name_and_says_what_is_allowed(TicketStep step, TicketAction asked)
    {
        var refusal = Assert.IsType<StepNotAllowed>(Asked(StandingAt(step), asked).Refusal);
        Assert.Equal("STEP_NOT_ALLOWED", refusal.Code);
        Assert.Equal((asked, step), (refusal.Asked, refusal.Step));
        Assert.Equal(TicketSteps.AllowedFrom(step), refusal.Allowed);
    }

    [Theory]
    [InlineData(TicketStep.Rejected)]
    [InlineData(TicketStep.Closed)]
    [InlineData(TicketStep.Cancelled)]
    public void A_ticket_that_is_over_for_good_allows_nothing_more(TicketStep step) => Assert.Empty(TicketSteps.AllowedFrom(step));

    [Fact]
    public void A_ticket_whose_slot_was_lost_is_to_be_scheduled_again_and_is_nobodys_job()
    {
        var scheduled = StandingAt(TicketStep.Scheduled);
        var ticket = After(scheduled, DispatchRules.SlotLost(scheduled, scheduled.Visits.Last!.Id, Now));
        Assert.Equal(TicketStep.Assessed, ticket.Step);
        Assert.Equal(VisitEnd.SlotLost, Assert.Single(ticket.Visits.All).End);
        Assert.Null(ticket.TechnicianId);
    }

    [Fact]
    public void The_loss_of_another_visits_slot_changes_nothing() =>
        Assert.Empty(DispatchRules.SlotLost(StandingAt(TicketStep.Scheduled), "v-other", Now).Events);

    [Fact]
    public void A_ticket_says_since_when_it_stands_where_it_stands()
    {
        var enRoute = After(StandingAt(TicketStep.Scheduled), ServiceRules.Depart(StandingAt(TicketStep.Scheduled), Packed, Kit, At(30)));
        Assert.Equal(Now.AddMinutes(30), enRoute.StepSince);
        var noted = After(enRoute, IntakeRules.Note("Ring twice", Now.AddMinutes(40)));
        Assert.Equal(Now.AddMinutes(30), noted.StepSince);
    }

    /// <summary>A ticket at this step of which the action may be asked.</summary>
    private static Ticket Ready(TicketStep step, TicketAction action) => (step, action) switch
    {
        (TicketStep.Assessed, TicketAction.BringIn) => ToBeCarriedIn(),
        (TicketStep.Completed, TicketAction.Close) => Settled(StandingAt(step)),
        _ => StandingAt(step),
    };

    private static Ticket WhenDue(Ticket ticket) =>
        CompletionRules.WhenDue(ticket, ticket.NextDue!.Value).Aggregate(ticket, (state, happened) => Ticket.Apply(state, happened));

    private static Arrow Arrow(Ticket from, Ticket to, string by) => new(from.Step.ToString(), to.Step.ToString(), by);

    private static string Constant(string name) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(name);

    private static IEnumerable<string> EnumOfTheSchema(string name)
    {
        var text = File.ReadAllText(Snapshots.PathOf("src/AfterSales/schema.graphql")).ReplaceLineEndings("\n");
        var body = text.Split($"\nenum {name} {{\n", 2)[1].Split("\n}", 2)[0];
        return body.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line.All(c => char.IsAsciiLetterUpper(c) || c == '_'))
            .Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Sorted(IEnumerable<Arrow> arrows) => arrows.Select(arrow => arrow.ToString()).Order(StringComparer.Ordinal);
}
