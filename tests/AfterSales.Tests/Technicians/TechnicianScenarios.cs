using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Technicians;

internal static class TechnicianScenarios
{
    /// <summary>Monday, 9 March 2026, 08:00 in Shanghai.</summary>
    public static readonly DateTimeOffset Now = At("2026-03-09T00:00:00Z");

    /// <summary>Open day and night: what is tested is not the hours.</summary>
    public static BookingTerms AroundTheClock { get; } = TermsOf(WorkingCalendar.AroundTheClock("Asia/Shanghai"));

    /// <summary>Monday to Friday, 08:30–12:00 and 13:00–17:30.</summary>
    public static BookingTerms Office { get; } = TermsOf(ShanghaiOffice());

    public static Technician Free => Technician.Apply(null, Assert.Single(
        StandingRules.Register("tech-1", new RegisterTechnician("b-sh", "Li", ["cooling"]), new DateOnly(2026, 3, 9)).Events));

    public static BookingTerms TermsOf(WorkingCalendar calendar) =>
        new(calendar, TechnicianPolicies.Booking.Standard, TechnicianPolicies.Qualification.Standard, TechnicianPolicies.Travel.Standard);

    public static Decision Hold(Technician technician, HoldSlot slot, DateTimeOffset now) => BookingRules.Hold(technician, slot, AroundTheClock, now);

    public static Decision Confirm(Technician technician, ConfirmSlot slot) => BookingRules.Confirm(technician, slot, AroundTheClock, Now);

    /// <summary>Hours are counted from <see cref="Now"/>.</summary>
    public static HoldSlot Slot(string visit, double from, double to, string? skill = null, string? reason = null, string branch = "b-sh", int travel = 0) =>
        new(visit, $"t-{visit}", Now.AddHours(from), Now.AddHours(to), HoldMinutes: 10, branch, skill, reason, travel);

    public static ConfirmSlot Confirmation(string visit, double from, double to) => new(visit, $"t-{visit}", Now.AddHours(from), Now.AddHours(to));

    public static Technician BookedAt(Technician technician, string visit, double from, double to, string branch = "b-sh", int travel = 0)
    {
        var held = After(technician, Hold(technician, Slot(visit, from, to, branch: branch, travel: travel), Now));
        return After(held, Confirm(held, Confirmation(visit, from, to)));
    }

    public static Technician After(Technician technician, Func<Technician, Decision> rule) => After(technician, rule(technician));

    public static Technician After(Technician technician, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(technician, Technician.Apply);
    }

    public static TRefusal Refused<TRefusal>(Decision decision) where TRefusal : Refusal => Assert.IsType<TRefusal>(decision.Refusal);

    public static ImmutableList<string> IssuesOf(Decision decision) => [.. Refused<InputInvalid>(decision).Issues.Select(issue => $"{issue.Path} {issue.Code}")];
}
