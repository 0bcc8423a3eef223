using AfterSales.Calendars;
using AfterSales.FollowUps.Rules;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Tests.Calendars;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tests.Tickets;

/// <summary>A ticket at each step of its way, and what may be done with it, all made by the rules.</summary>
internal static class TicketScenarios
{
    /// <summary>A Monday, ten in the morning in Shanghai.</summary>
    public static DateTimeOffset Now { get; } = CalendarScenarios.At("2026-03-09T02:00:00Z");

    public static DateOnly Today { get; } = CalendarScenarios.Date("2026-03-09");

    public static WorkingCalendar Calendar { get; } = CalendarScenarios.ShanghaiOffice();

    /// <summary>Accepted a year and a half ago; the compressor has five years.</summary>
    public static ProductDetails Product { get; } = new(
        "AC-35", "S-1", PurchasedOn: Today.AddMonths(-20), InstalledOn: Today.AddMonths(-19), AcceptedOn: Today.AddMonths(-18),
        [new PartWarranty("compressor", 60)]);

    public static RegisterTicket Call { get; } =
        new("b-sh", "c-1", "ip-1", TicketKind.Repair, Channel.Call, IsEmergency: false, "Does not cool", Wish: null);

    public static FinishVisit Signed { get; } = new(
        "Capacitor dead", "Capacitor changed", "1 capacitor", 45, 12_300, "Friendly", "Wang Wei", new FileContent("image/png", "AQID"), null);

    public static Ticket StandingAt(TicketStep step) => step switch
    {
        TicketStep.Registered => After(null, TicketRules.Register("t-1", "SH-2603-00001", Call, Today, Now)),
        TicketStep.Assessed => After(StandingAt(TicketStep.Registered), TicketAction.Assess),
        TicketStep.Scheduled => After(StandingAt(TicketStep.Assessed), TicketAction.Schedule),
        TicketStep.EnRoute => After(StandingAt(TicketStep.Scheduled), TicketAction.Depart),
        TicketStep.OnSite => After(StandingAt(TicketStep.EnRoute), TicketAction.Arrive),
        TicketStep.Done => After(StandingAt(TicketStep.OnSite), TicketAction.Finish),
        TicketStep.Completed => After(StandingAt(TicketStep.Done), TicketAction.Complete),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    /// <summary>What the rule answers when this is asked for with a request that lacks nothing.</summary>
    public static Decision Asked(Ticket ticket, TicketAction action) => action switch
    {
        TicketAction.Assess => TicketRules.Assess(ticket, new AssessTicket([new PartToAssess("compressor", null, null)], null, null), Product, Today, 12),
        TicketAction.Schedule => TicketRules.Schedule(ticket, "v-1", new ScheduleVisit("tech-1", Now.AddHours(2), Now.AddHours(3))),
        TicketAction.Depart => TicketRules.Depart(ticket, Now.AddHours(1)),
        TicketAction.Arrive => TicketRules.Arrive(ticket, Now.AddHours(2)),
        TicketAction.Finish => TicketRules.Finish(ticket, Signed, "CNY", Now.AddHours(3)),
        TicketAction.Complete => TicketRules.Complete(ticket, new AftermathPlans(FollowUpPolicies.Plan.Standard, CallConditions.Usual), Calendar, Now.AddHours(4)),
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    public static Ticket After(Ticket? ticket, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(ticket, (state, happened) => Ticket.Apply(state, happened))!;
    }

    private static Ticket After(Ticket ticket, TicketAction action) => After(ticket, Asked(ticket, action));
}
