using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using static AfterSales.Tests.Calendars.CalendarScenarios;
using static AfterSales.Tests.Technicians.TechnicianScenarios;

namespace AfterSales.Tests.Technicians;

public sealed class StandingRulesTests
{
    private static readonly DateOnly Today = Date("2026-03-09");

    [Fact]
    public void A_technician_has_a_name_and_a_past_and_skills_that_are_codes()
    {
        Assert.Equal(["name REQUIRED"], IssuesOf(StandingRules.Register("tech-1", new RegisterTechnician("b-sh", " ", []), Today)));
        Assert.Equal(["inTradeSince IN_THE_FUTURE", "skills[0].code SKILL_CODE_MALFORMED"],
            IssuesOf(StandingRules.Register("tech-1", new RegisterTechnician("b-sh", "Li", ["a b"], Today.AddDays(1)), Today)));
        Assert.Equal(["hours[0] HOURS_EMPTY"], IssuesOf(StandingRules.Register(
            "tech-1", new RegisterTechnician("b-sh", "Li", [], null, [Weekly(DayOfWeek.Monday, "09:00", "09:00")]), Today)));
    }

    [Fact]
    public void Amending_changes_the_details_and_the_same_again_changes_nothing()
    {
        var amended = After(Free, StandingRules.Amend(Free, new AmendTechnician("李强", Date("2001-01-01")), Today));
        Assert.Equal(("李强", Date("2001-01-01")), (amended.Name, amended.Qualifications.InTradeSince));
        Assert.Empty(StandingRules.Amend(amended, new AmendTechnician(" 李强 ", Date("2001-01-01")), Today).Events);
    }

    [Fact]
    public void Who_moves_has_no_appointments_ahead_at_the_old_branch_or_hands_them_back()
    {
        var booked = BookedAt(Free, "v-1", 5, 6);
        Assert.Equal(new AppointmentsAhead(1, Now.AddHours(5), Now.AddHours(6), MayBeHandedBack: true), StandingRules.Move(booked, new MoveTechnician("b-cd", false), Now).Refusal);
        var moved = After(booked, StandingRules.Move(booked, new MoveTechnician("b-cd", true), Now));
        Assert.Equal("b-cd", moved.BranchId);
        Assert.Empty(moved.Appointments.Ahead(Now));
        Assert.Null(Hold(moved, Slot("v-2", 5, 6, branch: "b-cd"), Now).Refusal);
        Assert.Empty(StandingRules.Move(moved, new MoveTechnician("b-cd", false), Now).Events);
    }

    [Fact]
    public void A_visit_that_has_begun_is_ended_before_he_moves() =>
        Assert.False(Refused<AppointmentsAhead>(StandingRules.Move(BookedAt(Free, "v-1", 1, 3), new MoveTechnician("b-cd", HandBack: true), Now.AddHours(2))).MayBeHandedBack);

    [Fact]
    public void Who_moves_to_the_branch_he_is_lent_to_is_lent_no_more_and_keeps_its_appointments()
    {
        var lent = After(Free, AvailabilityRules.Lend(Free, new LendTechnician("b-cd", Now, Now.AddDays(9), HandBack: false), Now));
        var booked = BookedAt(lent, "v-1", 5, 6, branch: "b-cd");
        var moved = After(booked, StandingRules.Move(booked, new MoveTechnician("b-cd", false), Now));
        Assert.Single(moved.Appointments.Ahead(Now));
        Assert.True(moved.Availability.Loans[0].IsOver);
    }

    [Fact]
    public void Who_leaves_has_nothing_ahead_and_his_file_stays()
    {
        var booked = BookedAt(Free, "v-1", 5, 6);
        Refused<AppointmentsAhead>(StandingRules.Leave(booked, new LeaveCompany(false, null), Now));
        var left = After(booked, StandingRules.Leave(booked, new LeaveCompany(true, "Rente"), Now));
        Assert.True(left.HasLeft);
        Assert.Empty(left.Appointments.Ahead(Now));
        Assert.Empty(StandingRules.Leave(left, new LeaveCompany(false, null), Now).Events);
        Refused<TechnicianHasLeft>(StandingRules.Move(left, new MoveTechnician("b-cd", false), Now));
        Refused<TechnicianHasLeft>(AvailabilityRules.PlanAbsence(left, new PlanAbsence(Now, Now.AddDays(1), AbsenceKind.Leave, null, null, false), Now));
        Refused<TechnicianHasLeft>(ToolRules.HandOut(left, new HandOutTool("x", "x", false), Now));
        var back = After(left, StandingRules.ComeBack(left));
        Assert.Null(Hold(back, Slot("v-2", 5, 6), Now).Refusal);
        Assert.Empty(StandingRules.ComeBack(back).Events);
    }

    [Fact]
    public void With_a_branch_that_is_handed_over_he_goes_along_tools_and_appointments_and_all()
    {
        var keeper = After(BookedAt(Free, "v-1", 5, 6), technician => ToolRules.HandOut(technician, new HandOutTool("M-7", "Multimeter", true), Now));
        var moved = After(keeper, StandingRules.HandOver(keeper, "b-sh", "b-cd", Now));
        Assert.Equal(("b-cd", 1, 1), (moved.BranchId, moved.Tools.Kept.Count(), moved.Appointments.Ahead(Now).Count()));
        Assert.Empty(StandingRules.HandOver(moved, "b-sh", "b-cd", Now).Events);
    }
}
