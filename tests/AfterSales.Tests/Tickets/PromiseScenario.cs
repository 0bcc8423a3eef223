using System.Collections.Immutable;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Customers.Rules;
using AfterSales.Promises.Rules;
using AfterSales.Records;
using AfterSales.Tickets.Rules;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Tickets;

/// <summary>A ticket whose promises run, moved by the rules alone.</summary>
internal sealed class PromiseScenario
{
    private static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    public static WorkingCalendar Madrid { get; } = new()
    {
        TimeZone = "Europe/Madrid",
        Week = [.. Weekdays.SelectMany(day => new[] { Weekly(day, "09:00", "14:00"), Weekly(day, "16:00", "19:00") })],
    };

    public Ticket? Ticket { get; private set; }

    public List<Event> Journal { get; } = [];

    public PromiseFacts Facts { get; set; } = new(Zone.Urban, CustomerTier.Normal, null, null);

    public ImmutableList<PromiseRow> Rows { get; set; } = TicketPromisePolicies.Promises.Standard;

    public CalendarHistory Calendars { get; set; } = CalendarHistory.Of(ShanghaiOffice());

    public string Basis { get; set; } = "c1|s";

    public int WarnPercent { get; set; } = 75;

    public TicketPromiseTerms Terms => new(Rows, PromiseOrigin.Standard, new(Calendars, WarnPercent, TicketPromisePolicies.Escalation.Standard, Basis), TicketPromisePolicies.ForwardedEscalation.Standard);

    public static PromiseScenario Registered(string at, WorkingCalendar calendar, bool isEmergency = false, PromiseFacts? facts = null, TicketKind kind = TicketKind.Repair)
    {
        var scenario = new PromiseScenario { Calendars = CalendarHistory.Of(calendar) };
        if (facts is not null) scenario.Facts = facts;
        scenario.Happens(At(at), new TicketRegistered(
            "t-1", "SH-1", "b-sh", "c-1", null, kind, Channel.Call, isEmergency, At(at), calendar.LocalDay(At(at)), "a-1", null, null, [], null, null, "Leaks", null, null));
        return scenario;
    }

    public PromiseClock Clock(PromiseKind promise) => Ticket!.Promises.Clocks.Last(clock => clock.Promise == promise);

    public DateTimeOffset? Due(PromiseKind promise) => Clock(promise).DueAt;

    public PromiseScenario Happens(DateTimeOffset now, params Event[] events)
    {
        var followed = TicketPromiseRules.Follow(Ticket, events, Facts, Terms, now);
        Take([.. events, .. followed]);
        return this;
    }

    public PromiseScenario Asked(Func<Ticket, Decision> rule, string now)
    {
        var decision = rule(Ticket!);
        Assert.Null(decision.Refusal);
        return Happens(At(now), [.. decision.Events]);
    }

    public PromiseScenario Paused(string from, PauseReason reason = PauseReason.Customer, string? until = null) =>
        Asked(ticket => TicketPromiseRules.Pause(ticket, new(reason, until is null ? null : At(until), null), At(from)), from);

    public PromiseScenario Resumed(string at) => Asked(ticket => TicketPromiseRules.Resume(ticket, At(at)), at);

    /// <summary>The ticket's reminder.</summary>
    public Event[] Woken(string at)
    {
        Event[] happened = [.. TicketPromiseRules.WhenDue(Ticket!, Terms, At(at))];
        Take(happened);
        return happened;
    }

    public PromiseScenario Reckoned(string at)
    {
        Take([.. TicketPromiseRules.Reckon(Ticket!, Facts, Terms, At(at))]);
        return this;
    }

    public PromiseScenario Arrives(string at, string? deviceAt = null) =>
        Happens(At(at), new TechnicianArrived(At(at), deviceAt is null ? null : At(deviceAt), "v-1"));

    public PromiseScenario Completes(string at) =>
        Happens(At(at), new TicketCompleted(At(at), Calendars.Latest.LocalDay(At(at)), Resolution.OnSite, At(at).AddDays(30), At(at)));

    private void Take(IEnumerable<Event> events)
    {
        foreach (var happened in events)
        {
            Journal.Add(happened);
            Ticket = Ticket.Apply(Ticket, happened);
        }
    }
}
