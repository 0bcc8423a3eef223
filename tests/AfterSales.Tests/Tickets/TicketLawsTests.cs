using System.Text.Json;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using AfterSales.Tests.Documentation;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using CsCheck;
using static AfterSales.Tests.Tickets.TicketScenarios;

namespace AfterSales.Tests.Tickets;

/// <summary>What holds for every ticket, whatever is asked of it, in whatever order, and whenever it is woken.</summary>
public sealed class TicketLawsTests(ITestOutputHelper output)
{
    private static readonly Gen<TicketAction> AnyAction = Gen.Int[0, Enum.GetValues<TicketAction>().Length - 1].Select(i => Enum.GetValues<TicketAction>()[i]);

    private static readonly HashSet<(string, string)> Drawn = [.. Drawing.Of("The way of a ticket").Select(arrow => (arrow.From, arrow.To))];

    private static readonly TicketAction[] Ends =
        [TicketAction.Finish, TicketAction.AwaitParts, TicketAction.BringIn, TicketAction.CannotFinish, TicketAction.NobodyHome];

    [Fact]
    public void No_path_leaves_the_drawing() =>
        AnyAction.Array[0, 60].Sample(actions =>
        {
            var ticket = StandingAt(TicketStep.Registered);
            foreach (var action in actions)
            {
                var decision = Asked(ticket, action);
                if (decision.Refusal is not null) continue;
                var next = After(ticket, decision);
                if (!Drawn.Contains((ticket.Step.ToString(), next.Step.ToString())) || !TicketSteps.AllowedFrom(ticket.Step).Contains(action)) return false;
                ticket = next;
            }

            return true;
        }, output.WriteLine, iter: 2000);

    [Fact]
    public void A_step_is_refused_or_taken_exactly_as_the_table_says() =>
        AnyAction.Array[0, 40].Sample(actions =>
        {
            var ticket = StandingAt(TicketStep.Registered);
            foreach (var action in actions)
            {
                var decision = Asked(ticket, action);
                // To cancel what has been begun is refused by another name.
                if (TicketSteps.AllowedFrom(ticket.Step).Contains(action) ? decision.Refusal is StepNotAllowed : decision.Refusal is not (StepNotAllowed or WorkHasBegun)) return false;
                if (decision.Refusal is null) ticket = After(ticket, decision);
            }

            return true;
        }, output.WriteLine, iter: 2000);

    [Fact]
    public void What_a_device_kept_has_one_outcome_in_whatever_order_and_however_often_it_arrives() =>
        Gen.Select(Gen.Int[0, Ends.Length - 1], Gen.Int[0, 6].Array[7, 30], Gen.Bool).Sample((end, order, startsEnRoute) =>
        {
            var start = StandingAt(startsEnRoute ? TicketStep.EnRoute : TicketStep.Scheduled);
            var steps = Kept(Ends[end]);
            var sent = order.Concat([0, 1, 2, 3, 4, 5, 6]).Select(i => steps[i]);
            return Json(Replayed(start, sent)) == Json(Replayed(start, steps)) && Replayed(start, sent).Visits.Last!.Waiting.IsEmpty;
        }, output.WriteLine, iter: 1000);

    [Fact]
    public void However_often_and_late_a_ticket_is_woken_the_same_has_happened() =>
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[0, 24 * 50].Array[0, 1000], Gen.Int[0, 24 * 50]).Sample((isCompleted, isSettled, hours, last) =>
        {
            var registered = Registered(Call with { Wish = null });
            var ticket = !isCompleted ? registered : isSettled ? Settled(StandingAt(TicketStep.Completed)) : StandingAt(TicketStep.Completed);
            var stepped = hours.Where(hour => hour < last).Order().Append(last).Aggregate(ticket, (state, hour) => Woken(state, Now.AddHours(hour)));
            return Json(stepped) == Json(Woken(ticket, Now.AddHours(last))) && !(stepped.NextDue <= Now.AddHours(last));
        }, output.WriteLine, iter: 300);

    /// <summary>What a technician does on one visit, recorded offline, in the order in which it is done.</summary>
    private static (string Id, Func<Ticket, Decision> Ask)[] Kept(TicketAction end) =>
    [
        ("contact", ticket => DispatchRules.Contact(ticket, new RecordContact(null, "At ten"), Now.AddMinutes(1), Now.AddHours(4))),
        ("depart", ticket => Asked(ticket, TicketAction.Depart, At(240, 10))),
        ("arrive", ticket => Asked(ticket, TicketAction.Arrive, At(240, 50))),
        ("start", ticket => Asked(ticket, TicketAction.StartWork, At(240, 60))),
        ("start, as corrected", ticket => Asked(ticket, TicketAction.StartWork, At(240, 55))),
        ("end", ticket => Asked(ticket, end, At(240, 100))),
        ("report", ticket => ServiceRules.Report(ticket, new ReportTrip("All well"), Now.AddMinutes(120), Now.AddHours(4))),
    ];

    /// <summary>As the grain does it: a request that was accepted is not decided again.</summary>
    private static Ticket Replayed(Ticket ticket, IEnumerable<(string Id, Func<Ticket, Decision> Ask)> steps)
    {
        var handled = new HashSet<string>();
        foreach (var (id, ask) in steps)
        {
            if (handled.Contains(id)) continue;
            var decision = ask(ticket);
            // A device that has already set out when it comes here twice is told so; nothing it has kept is lost.
            if (decision.Refusal is not null && !(id == "depart" && ticket.Step != TicketStep.Scheduled)) Assert.Fail($"{id}: {decision.Refusal}");
            if (decision.Refusal is not null) continue;
            ticket = After(ticket, decision);
            handled.Add(id);
        }

        return ticket;
    }

    private static Ticket Woken(Ticket ticket, DateTimeOffset now)
    {
        IEnumerable<Event> happened = [.. IntakeRules.WhenDue(ticket, Calendar, now), .. CompletionRules.WhenDue(ticket, now), .. FollowUpRules.WhenDue(ticket.FollowUps, CallConditions.Usual, now).Events];
        return happened.Aggregate(ticket, (state, e) => Ticket.Apply(state, e));
    }

    private static string Json(Ticket ticket) => JsonSerializer.Serialize(ticket, RecordJson.State);
}
