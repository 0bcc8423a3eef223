using AfterSales.Access;
using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using static AfterSales.Tests.Calendars.CalendarScenarios;
using static AfterSales.Tests.Technicians.TechnicianScenarios;

namespace AfterSales.Tests.Technicians;

// S2 F 2.1: tomorrow's plan names technicians and vehicles
public sealed class VehicleRulesTests
{
    private static readonly DateOnly Today = Date("2026-03-09");

    private static readonly Caller Dispatcher = new("d", "", [new Assignment(Role.Dispatcher, "b-sh")]);

    private static readonly Caller Elsewhere = new("e", "", [new Assignment(Role.Dispatcher, "b-mad")]);

    [Fact]
    public void A_vehicle_is_planned_for_a_day_changed_and_taken_back()
    {
        var planned = After(Free, Plan(Free, 1, " 沪A·12345 "));
        Assert.Equal(("沪A·12345", null), (planned.Vehicles.On(Today.AddDays(1)), planned.Vehicles.On(Today.AddDays(2))));
        Assert.Empty(Plan(planned, 1, "沪A·12345").Events);
        var changed = After(planned, Plan(planned, 1, "沪B·1"));
        Assert.Equal(new PlannedVehicle(Today.AddDays(1), "沪B·1"), Assert.Single(changed.Vehicles.Planned));
        Assert.Empty(After(changed, Plan(changed, 1, " ")).Vehicles.Planned);
        Assert.Empty(Plan(Free, 1, null).Events);
    }

    [Theory]
    [InlineData(-1, "day IN_THE_PAST")]
    [InlineData(0, null)]
    [InlineData(60, null)]
    [InlineData(61, "day TOO_FAR")]
    public void It_is_planned_for_today_or_some_day_soon(int ahead, string? issue) =>
        Assert.Equal(issue, Plan(Free, ahead, "沪A·12345") is { Refusal: not null } refused ? Assert.Single(IssuesOf(refused)) : null);

    [Fact]
    public void His_own_branch_plans_for_him_and_one_that_he_is_lent_to()
    {
        Assert.IsType<AuthNotAuthorized>(VehicleRules.Plan(Free, new PlanVehicle(Today, "1"), Elsewhere, Today).Refusal);
        var lent = After(Free, AvailabilityRules.Lend(Free, new LendTechnician("b-mad", Now.AddDays(1), Now.AddDays(2), HandBack: false), Now));
        Assert.Null(VehicleRules.Plan(lent, new PlanVehicle(Today.AddDays(1), "1"), Elsewhere, Today).Refusal);
    }

    [Fact]
    public void Who_left_drives_nothing_and_what_was_driven_long_ago_is_not_kept()
    {
        var left = After(Free, StandingRules.Leave(Free, new LeaveCompany(HandBack: false, null), Now));
        Assert.IsType<TechnicianHasLeft>(Plan(left, 1, "1").Refusal);
        var old = After(Free, Plan(Free, 0, "old"));
        var later = After(old, VehicleRules.Plan(old, new PlanVehicle(Today.AddDays(31), "new"), Dispatcher, Today.AddDays(31)));
        Assert.Equal(["new"], later.Vehicles.Planned.Select(planned => planned.Vehicle));
    }

    private static Decision Plan(Technician technician, int ahead, string? vehicle) => VehicleRules.Plan(technician, new PlanVehicle(Today.AddDays(ahead), vehicle), Dispatcher, Today);
}
