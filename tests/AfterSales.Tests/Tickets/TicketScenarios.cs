using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Contracts.Rules;
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

    public static KnownFacts OnFile { get; } = new(HasName: true, HasAddress: true, Product);

    public static KnownFacts NothingOnFile { get; } = new(HasName: false, HasAddress: false, null);

    public static RegisterTicket Call { get; } = new(
        "b-sh", "c-1", "ip-1", TicketKind.Repair, Channel.Call, IsEmergency: false, "Does not cool", Wish: "Tomorrow morning", SymptomDetail: "Since Friday");

    public static AssessTicket Assessed { get; } = new([new PartToAssess("compressor", null, null)], "cooling", null);

    public static ScheduleVisit Visit { get; } = new("tech-1", Now.AddHours(2), Now.AddHours(3));

    public static FileContent Drawn { get; } = new("image/png", "AQID");

    public static FinishVisit Signed { get; } = new(
        "Capacitor dead", "Capacitor changed", "1 capacitor", 45, 12_300, "Friendly", "Wang Wei", Drawn, null, IsDemonstrated: true, IsUseExplained: true);

    public static ImmutableList<KitItem> Kit { get; } = TicketPolicies.Kit.Standard;

    public static SetOut Packed { get; } = new(Kit);

    public static BringIn Taken { get; } = new("Leaks inside, door scratched", "Wang Wei", Drawn, null);

    public static ReturnProduct Returned { get; } = new(0, null, "Wang Wei", Drawn, null, IsDemonstrated: true, IsUseExplained: true);

    public static ChargePolicy Charges { get; } = new(WarrantyPolicies.Prices.Standard, SmallJobMinutes: 15, JudgementDays: 180);

    public static AftermathPlans Plans { get; } = new(FollowUpPolicies.Plan.Standard, CallConditions.Usual, TicketPolicies.ServiceKinds.Standard);

    public static TripPlan Trip { get; } = TripPlan.For(Now.AddHours(2), 20, TicketPolicies.Trip.Standard);

    public static Ticket StandingAt(TicketStep step) => step switch
    {
        TicketStep.Registered => Registered(Call),
        TicketStep.SolvedRemotely => After(StandingAt(TicketStep.Registered), TicketAction.SolveRemotely),
        TicketStep.Rejected => After(StandingAt(TicketStep.Registered), TicketAction.Reject),
        TicketStep.Assessed => After(StandingAt(TicketStep.Registered), TicketAction.Assess),
        TicketStep.Scheduled => After(StandingAt(TicketStep.Assessed), TicketAction.Schedule),
        TicketStep.EnRoute => After(StandingAt(TicketStep.Scheduled), TicketAction.Depart),
        TicketStep.OnSite => After(StandingAt(TicketStep.EnRoute), TicketAction.Arrive),
        TicketStep.Done => After(StandingAt(TicketStep.OnSite), TicketAction.Finish),
        TicketStep.PartsAwaited => After(StandingAt(TicketStep.OnSite), TicketAction.AwaitParts),
        TicketStep.BroughtIn => After(StandingAt(TicketStep.OnSite), TicketAction.BringIn),
        TicketStep.InWorkshop => After(StandingAt(TicketStep.BroughtIn), TicketAction.StartRepair),
        TicketStep.Repaired => After(StandingAt(TicketStep.InWorkshop), TicketAction.FinishRepair),
        TicketStep.Returned => After(StandingAt(TicketStep.Repaired), TicketAction.Return),
        TicketStep.Completed => After(StandingAt(TicketStep.Done), TicketAction.Complete),
        TicketStep.Closed => After(Settled(StandingAt(TicketStep.Completed)), TicketAction.Close),
        TicketStep.Cancelled => After(StandingAt(TicketStep.Assessed), TicketAction.Cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    public static Ticket Registered(RegisterTicket call, KnownFacts? known = null) =>
        After(null, IntakeRules.Register("t-1", "SH-2603-00001", call, known ?? OnFile, "account-1", Calendar, 2, Now));

    /// <summary>A ticket that was assessed as one whose product the customer brings in.</summary>
    public static Ticket ToBeCarriedIn() => After(StandingAt(TicketStep.Registered), Assess(Assessed with { Place = ServicePlace.CarryIn }));

    /// <summary>Nothing is owed any more.</summary>
    public static Ticket Settled(Ticket completed)
    {
        var told = After(completed, CompletionRules.Tell(completed, new TellResult(Channel.Call, null), Now.AddHours(5)));
        var reported = told.Visits.Last is null ? told : After(told, ServiceRules.Report(told, new ReportTrip("All well"), null, Now.AddHours(5)));
        return reported with { FollowUps = FollowUpCalls.None };
    }

    /// <summary>What the rule answers when this is asked for with a request that lacks nothing.</summary>
    public static Decision Asked(Ticket ticket, TicketAction action) => Asked(ticket, action, At(0));

    public static Decision Asked(Ticket ticket, TicketAction action, TripTerms terms) => action switch
    {
        TicketAction.Assess => Assess(ticket, Assessed),
        TicketAction.SolveRemotely => CompletionRules.SolveRemotely(ticket, "Clean the filter", terms.Now),
        TicketAction.Reject => CompletionRules.Reject(ticket, "Not our product", Calendar, terms.Now),
        TicketAction.AdviceFailed => CompletionRules.AdviceFailed(ticket, "Still warm", terms.Now),
        TicketAction.Schedule => DispatchRules.Schedule(ticket, NextVisit(ticket), Visit, Trip, 24, terms.Now),
        TicketAction.Reschedule => DispatchRules.Reschedule(
            ticket, NextVisit(ticket), new RescheduleVisit(null, Now.AddHours(5), Now.AddHours(6), HasCustomerAgreed: true, "Traffic"), Trip, terms.Now),
        TicketAction.HandOn => DispatchRules.HandOn(
            ticket, NextVisit(ticket), new HandOnVisit(null, "tech-2", null, null, HasCustomerAgreed: false, IsApologised: true, "Ill"), Trip, 24, terms.Now),
        TicketAction.HandBack => DispatchRules.HandBack(ticket, new HandBackVisit(null, IsApologised: true, "Ill"), terms.Now),
        TicketAction.Refuse => DispatchRules.Refuse(ticket, new RefuseVisit(null, "Not my trade"), terms.DeviceAt, terms.Now),
        TicketAction.Depart => ServiceRules.Depart(ticket, Packed, Kit, terms),
        TicketAction.Arrive => ServiceRules.Arrive(ticket, null, terms),
        TicketAction.StartWork => ServiceRules.StartWork(ticket, null, terms.DeviceAt, terms.Now),
        TicketAction.Finish => ServiceRules.Finish(ticket, Signed, terms),
        TicketAction.AwaitParts => ServiceRules.AwaitParts(ticket, new AwaitParts("Fan broken", "1 fan"), terms),
        TicketAction.BringIn => ServiceRules.BringIn(ticket, Taken, terms),
        TicketAction.CannotFinish => ServiceRules.CannotFinish(ticket, new CannotFinish("Needs two people"), terms),
        TicketAction.NobodyHome => ServiceRules.NobodyHome(ticket, new NobodyHome(IsSlipLeft: true, null), terms),
        TicketAction.StartRepair => WorkshopRules.Begin(ticket, "tech-3", terms.Now),
        TicketAction.FinishRepair => WorkshopRules.Finish(ticket, new FinishRepair("Pump changed", 90, "pump"), terms.Now),
        TicketAction.Return => WorkshopRules.Return(ticket, Returned, "CNY", null, terms.Now),
        TicketAction.Complete => CompletionRules.Complete(ticket, new CompleteTicket(), "t-next", Plans, 30, Calendar, terms.Now),
        TicketAction.Close => CompletionRules.Close(ticket, terms.Now),
        TicketAction.Reopen => CompletionRules.Reopen(ticket, "Warm again", terms.Now),
        TicketAction.Cancel => CompletionRules.Cancel(ticket, "Bought a new one", terms.Now),
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    public static Decision Assess(Ticket ticket, AssessTicket request, Contract? contract = null) =>
        AssessmentRules.Assess(ticket, request, new AssessmentBasis(Basis(Product), Charges, contract, OrderFromMinor: 500_000), Now);

    public static WarrantyBasis Basis(ProductDetails product) => new(product, null, new WarrantyPolicy(12, 24, LegalMinimumMonths: 0), []);

    /// <summary>So many minutes after ten, and when the device says it was done, if it was offline.</summary>
    public static TripTerms At(int minutes, int? deviceMinutes = null) =>
        new("CNY", Now.AddDays(1), Now.AddMinutes(minutes), deviceMinutes is { } device ? Now.AddMinutes(device) : null);

    public static Ticket After(Ticket? ticket, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(ticket, (state, happened) => Ticket.Apply(state, happened))!;
    }

    public static Ticket After(Ticket ticket, params ReadOnlySpan<TicketAction> actions)
    {
        foreach (var action in actions) ticket = After(ticket, Asked(ticket, action));
        return ticket;
    }

    private static Decision Assess(AssessTicket request) => Assess(StandingAt(TicketStep.Registered), request);

    private static string NextVisit(Ticket ticket) => FormattableString.Invariant($"v-{ticket.Round}-{ticket.Visits.All.Count + 1}");
}
