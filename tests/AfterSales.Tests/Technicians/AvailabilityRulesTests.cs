using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using static AfterSales.Tests.Calendars.CalendarScenarios;
using static AfterSales.Tests.Technicians.TechnicianScenarios;

namespace AfterSales.Tests.Technicians;

public sealed class AvailabilityRulesTests
{
    /// <summary>Absent from the tenth to the twentieth hour.</summary>
    private static Technician Absent => After(Free, Plan(Free, 10, 20));

    private static Technician Lent => After(Free, Lend(Free, 10, 20));

    [Theory]
    [InlineData(10, 10, "to BEFORE_FROM")]
    [InlineData(-5, -1, "to IN_THE_PAST")]
    [InlineData(1, 24 * 800, "to TOO_LONG")]
    public void An_absence_begins_before_it_ends_and_is_not_over(double from, double to, string issue) => Assert.Equal([issue], IssuesOf(Plan(Free, from, to)));

    [Fact]
    public void Nobody_stands_in_for_himself() => Assert.Equal(["substituteId SAME_PERSON"], IssuesOf(Plan(Free, 1, 2, substitute: "tech-1")));

    [Fact]
    public void The_same_absence_again_changes_nothing_and_one_that_overlaps_it_is_refused()
    {
        Assert.Empty(Plan(Absent, 10, 20).Events);
        Assert.Equal(new TechnicianAbsentAlready("a1", Now.AddHours(10), Now.AddHours(20)), Plan(Absent, 19, 21).Refusal);
        Assert.Null(Plan(Absent, 20, 21).Refusal);
    }

    [Fact]
    public void Appointments_in_an_absence_speak_against_it_until_somebody_hands_them_back()
    {
        var booked = BookedAt(BookedAt(BookedAt(Free, "v-1", 8, 9), "v-2", 11, 12), "v-3", 19, 21);
        Assert.Equal(new AppointmentsAhead(2, Now.AddHours(11), Now.AddHours(12), MayBeHandedBack: true), Plan(booked, 10, 20).Refusal);
        var decision = Plan(booked, 10, 20, handBack: true);
        Assert.Equal(["v-2", "v-3"], decision.Events.OfType<AppointmentHandedBack>().Select(e => e.VisitId));
        Assert.Equal(["v-1"], After(booked, decision).Appointments.Ahead(Now).Select(a => a.VisitId));
    }

    [Fact]
    public void Who_falls_ill_in_the_middle_of_a_visit_is_absent_and_the_visit_is_ended_on_the_spot()
    {
        var booked = BookedAt(Free, "v-1", 1, 3);
        var decision = AvailabilityRules.PlanAbsence(booked, new PlanAbsence(Now.AddHours(2), Now.AddHours(30), AbsenceKind.Sickness, null, null, false), Now.AddHours(2));
        Assert.IsType<AbsencePlanned>(Assert.Single(decision.Events));
    }

    [Fact]
    public void A_sick_person_stays_away_longer_or_comes_back_earlier()
    {
        var begun = Now.AddHours(12);
        var longer = After(Absent, AvailabilityRules.ChangeAbsence(Absent, Change(10, 30), begun));
        Assert.Equal(Now.AddHours(30), longer.Availability.Absences[0].To);
        Assert.Equal(["from BEGUN_ALREADY"], IssuesOf(AvailabilityRules.ChangeAbsence(Absent, Change(11, 30), begun)));
        var back = After(Absent, AvailabilityRules.EndAbsence(Absent, "a1", begun));
        Assert.Equal(begun, back.Availability.Absences[0].To);
        Assert.Null(Hold(back, Slot("v-1", 12, 13), begun).Refusal);
        Refused<AbsenceOver>(AvailabilityRules.EndAbsence(back, "a1", begun));
        Refused<AbsenceOver>(AvailabilityRules.ChangeAbsence(back, Change(10, 30), begun));
    }

    [Fact]
    public void An_absence_that_does_not_take_place_leaves_the_time_free()
    {
        var cancelled = After(Absent, AvailabilityRules.EndAbsence(Absent, "a1", Now));
        Assert.Null(Hold(cancelled, Slot("v-1", 12, 13), Now).Refusal);
        Assert.Null(Plan(cancelled, 10, 20).Refusal);
        Assert.Empty(AvailabilityRules.EndAbsence(cancelled, "a1", Now).Events);
        Refused<NotFound>(AvailabilityRules.EndAbsence(cancelled, "a9", Now));
        Refused<NotFound>(AvailabilityRules.ChangeAbsence(cancelled, Change(10, 30), Now));
    }

    [Fact]
    public void Ids_of_absences_and_loans_are_never_given_twice()
    {
        var technician = After(Absent, AvailabilityRules.EndAbsence(Absent, "a1", Now));
        technician = After(technician, Lend(technician, 30, 40));
        technician = After(technician, Plan(technician, 10, 20));
        Assert.Equal(["a1", "l2", "a3"], technician.Availability.Absences.Select(a => a.Id).Concat(technician.Availability.Loans.Select(l => l.Id)).Order(
            Comparer<string>.Create((a, b) => string.CompareOrdinal(a[1..], b[1..]))));
    }

    [Fact]
    public void A_loan_ends_by_itself()
    {
        Assert.Equal(Now.AddHours(20), Lent.NextDue);
        Assert.Empty(AvailabilityRules.WhenDue(Lent.Availability, Now.AddHours(20).AddTicks(-1)));
        var ended = AvailabilityRules.WhenDue(Lent.Availability, Now.AddHours(25)).Aggregate(Lent, Technician.Apply);
        Assert.Equal((true, Now.AddHours(20)), (ended.Availability.Loans[0].IsOver, ended.Availability.Loans[0].To));
        Assert.Null(ended.NextDue);
    }

    [Fact]
    public void The_branch_he_is_lent_to_sees_him_from_the_day_it_is_agreed_until_the_end()
    {
        Assert.Equal(["b-cd"], ((AfterSales.Access.IScopedToMore)Lent).MoreBranchIds);
        var ended = AvailabilityRules.WhenDue(Lent.Availability, Now.AddHours(20)).Aggregate(Lent, Technician.Apply);
        Assert.Empty(((AfterSales.Access.IScopedToMore)ended).MoreBranchIds);
    }

    [Fact]
    public void Loans_do_not_overlap_do_not_lead_home_and_the_same_again_changes_nothing()
    {
        Assert.Empty(Lend(Lent, 10, 20).Events);
        Assert.Equal(new LoansOverlap("b-cd", Now.AddHours(10), Now.AddHours(20)), Lend(Lent, 19, 30, "b-mad").Refusal);
        Assert.Equal(["branchId HOME_BRANCH"], IssuesOf(Lend(Free, 1, 2, "b-sh")));
        Assert.Equal(["to IN_THE_PAST"], IssuesOf(Lend(Free, -2, -1)));
    }

    [Fact]
    public void What_the_home_branch_has_agreed_speaks_against_a_loan_and_what_the_other_has_agreed_against_its_end()
    {
        var booked = BookedAt(Free, "v-1", 11, 12);
        Refused<AppointmentsAhead>(Lend(booked, 10, 20));
        Assert.Contains(Lend(booked, 10, 20, handBack: true).Events, e => e is AppointmentHandedBack { VisitId: "v-1", Because: HandBackCause.Loan });
        var there = BookedAt(Lent, "v-2", 15, 16, branch: "b-cd");
        Refused<AppointmentsAhead>(AvailabilityRules.EndLoan(there, new EndLoan("l1", HandBack: false), Now.AddHours(12)));
        var home = After(there, AvailabilityRules.EndLoan(there, new EndLoan("l1", HandBack: true), Now.AddHours(12)));
        Assert.Null(Hold(home, Slot("v-3", 15, 16), Now.AddHours(12)).Refusal);
    }

    [Fact]
    public void A_loan_that_does_not_begin_takes_no_time_at_all()
    {
        var called = After(Lent, AvailabilityRules.EndLoan(Lent, new EndLoan("l1", HandBack: false), Now));
        Assert.Null(Hold(called, Slot("v-1", 9, 21), Now).Refusal);
        Assert.Empty(AvailabilityRules.EndLoan(called, new EndLoan("l1", false), Now).Events);
        Refused<NotFound>(AvailabilityRules.EndLoan(called, new EndLoan("l9", false), Now));
    }

    [Fact]
    public void Own_hours_are_hours_of_a_week_and_the_same_again_changes_nothing()
    {
        Assert.Equal(["hours[0] HOURS_EMPTY"], IssuesOf(AvailabilityRules.SetOwnHours(Free, [Weekly(DayOfWeek.Monday, "09:00", "09:00")])));
        var part = After(Free, AvailabilityRules.SetOwnHours(Free, [Weekly(DayOfWeek.Monday, "09:00", "12:00")]));
        Assert.Empty(AvailabilityRules.SetOwnHours(part, [Weekly(DayOfWeek.Monday, "09:00", "12:00")]).Events);
        Assert.Null(After(part, AvailabilityRules.SetOwnHours(part, null)).Availability.OwnHours);
        Assert.Empty(AvailabilityRules.SetOwnHours(Free, null).Events);
    }

    private static ChangeAbsence Change(double from, double to) => new("a1", Now.AddHours(from), Now.AddHours(to), AbsenceKind.Sickness, null, null, HandBack: false);

    private static Decision Plan(Technician technician, double from, double to, bool handBack = false, string? substitute = null) =>
        AvailabilityRules.PlanAbsence(technician, new PlanAbsence(Now.AddHours(from), Now.AddHours(to), AbsenceKind.Sickness, substitute, null, handBack), Now);

    private static Decision Lend(Technician technician, double from, double to, string branch = "b-cd", bool handBack = false) =>
        AvailabilityRules.Lend(technician, new LendTechnician(branch, Now.AddHours(from), Now.AddHours(to), handBack), Now);
}
