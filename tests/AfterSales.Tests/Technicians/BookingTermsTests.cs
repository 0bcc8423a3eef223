using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using CsCheck;
using static AfterSales.Tests.Calendars.CalendarScenarios;
using static AfterSales.Tests.Technicians.TechnicianScenarios;

namespace AfterSales.Tests.Technicians;

/// <summary>What a branch's hours, absences, ways and loans say to a booking. Now is Monday, 08:00 in Shanghai.</summary>
public sealed class BookingTermsTests(ITestOutputHelper output)
{
    private static readonly BookingTerms Strict = Office with { Strictness = new(Strictness.Refuse, Strictness.Refuse, Strictness.Refuse) };

    private static readonly BookingTerms Lenient = Office with { Strictness = new(Strictness.AskReason, Strictness.AskReason, Strictness.AskReason) };

    private static Technician Absent => After(Free, AvailabilityRules.PlanAbsence(
        Free, new PlanAbsence(Now.AddHours(5), Now.AddHours(9.5), AbsenceKind.Training, "tech-2", null, HandBack: false), Now));

    [Theory]
    [InlineData(0.5, 4)] // 08:30–12:00
    [InlineData(5, 9.5)] // 13:00–17:30
    public void Working_hours_are_booked_without_a_word(double from, double to) =>
        Assert.Null(BookingRules.Hold(Free, Slot("v-1", from, to), Strict, Now).Refusal);

    [Theory]
    [InlineData(0.25, 2, "2026-03-09T00:30:00Z")] // before 08:30
    [InlineData(3.5, 5.5, "2026-03-09T03:30:00Z")] // over lunch: he works at its beginning
    [InlineData(9, 10, "2026-03-09T09:00:00Z")] // past 17:30
    [InlineData(12, 13, "2026-03-10T00:30:00Z")] // in the evening
    public void Time_outside_working_hours_is_refused_by_name_where_the_branch_is_strict(double from, double to, string next) =>
        Assert.Equal(new OutsideWorkingHours("tech-1", Now.AddHours(from), Now.AddHours(to), At(next)),
            BookingRules.Hold(Free, Slot("v-1", from, to), Strict, Now).Refusal);

    [Fact]
    public void Where_a_reason_suffices_all_that_speaks_against_it_is_named_and_the_reason_is_kept()
    {
        var needed = Refused<BookingNeedsReason>(BookingRules.Hold(Absent, Slot("v-1", 9, 10), Lenient, Now));
        Assert.Equal([BookingObjection.OutsideWorkingHours, BookingObjection.DuringAbsence], needed.Objections);
        Assert.IsType<BookingNeedsReason>(BookingRules.Hold(Absent, Slot("v-1", 9, 10, reason: "  "), Lenient, Now).Refusal);
        var held = Assert.IsType<SlotHeld>(Assert.Single(BookingRules.Hold(Absent, Slot("v-1", 9, 10, reason: "Kunde reist ab"), Lenient, Now).Events));
        Assert.Equal(needed.Objections, held.Objections);
        Assert.Equal("Kunde reist ab", held.Reason);
    }

    [Fact]
    public void A_reason_that_is_not_needed_is_not_kept() =>
        Assert.Null(Assert.IsType<SlotHeld>(Assert.Single(BookingRules.Hold(Free, Slot("v-1", 1, 2, reason: "egal"), Lenient, Now).Events)).Reason);

    [Fact]
    public void An_absence_is_refused_with_its_end_and_the_substitute_even_with_a_reason() =>
        Assert.Equal(new TechnicianAbsent("tech-1", Now.AddHours(5), Now.AddHours(9.5), "tech-2"),
            BookingRules.Hold(Absent, Slot("v-1", 4, 6, reason: "dringend"), Office, Now).Refusal);

    [Theory]
    [InlineData(0.5, 4)]
    [InlineData(9.5, 10)]
    public void Before_and_after_an_absence_he_is_there(double from, double to) => Assert.Null(Hold(Absent, Slot("v-1", from, to), Now).Refusal);

    [Fact]
    public void Between_two_customers_there_is_the_way()
    {
        var booked = BookedAt(BookedAt(Free, "v-1", 1, 2), "v-2", 5, 6, travel: 60);
        Assert.Equal(new TravelTooShort("tech-1", Now.AddHours(2), Now.AddHours(2.5), 45),
            BookingRules.Hold(booked, Slot("v-3", 2.5, 3, travel: 45), Strict, Now).Refusal);
        Assert.Null(Hold(booked, Slot("v-3", 2.75, 3, travel: 45), Now).Refusal);
        // The way to the next one counts as well: it takes an hour.
        Assert.Equal([BookingObjection.TravelTooShort], Refused<BookingNeedsReason>(Hold(booked, Slot("v-3", 3, 4.5), Now)).Objections);
        Assert.Null(Hold(booked, Slot("v-3", 3, 4), Now).Refusal);
    }

    [Fact]
    public void To_a_customer_near_by_it_is_not_as_far_as_from_the_branch()
    {
        var bund = new Destination(new Coordinates(31.24, 121.49), 5, IsWaySaid: false);
        var booked = After(Free, Hold(Free, Slot("v-1", 1, 2, travel: 60) with { Destination = bund }, Now));
        var near = Slot("v-2", 2.25, 3, travel: 60) with { Destination = bund };
        Assert.Null(BookingRules.Hold(booked, near, Strict, Now).Refusal);
        Assert.Equal(new TravelTooShort("tech-1", Now.AddHours(2), Now.AddHours(2.25), 47),
            BookingRules.Hold(booked, near with { Destination = bund with { Place = new Coordinates(31.20, 121.33) } }, Strict, Now).Refusal);
        // Nor has he to come from the branch who is with a customer till then.
        var soon = After(Free, Hold(Free, Slot("v-1", -0.5, 0.25, reason: "known") with { Destination = bund }, Now));
        Assert.Null(BookingRules.Hold(soon, Slot("v-2", 0.5, 1, travel: 60) with { Destination = bund }, Strict, Now).Refusal);
    }

    [Fact]
    public void After_a_visit_that_is_late_he_leaves_so_much_later()
    {
        var late = After(BookedAt(Free, "v-1", 1, 2), technician => BookingRules.Delay(technician, new DelaySlot("v-1", 45)));
        Assert.Equal(new TravelTooShort("tech-1", Now.AddHours(2.75), Now.AddHours(3), 30), BookingRules.Hold(late, Slot("v-2", 3, 4, travel: 30), Strict, Now).Refusal);
        Assert.Null(BookingRules.Hold(late, Slot("v-2", 3.25, 4, travel: 30), Strict, Now).Refusal);
        Assert.Empty(BookingRules.Delay(late, new DelaySlot("v-1", 45)).Events);
        Assert.Empty(BookingRules.Delay(late, new DelaySlot("v-none", 45)).Events);
    }

    [Fact]
    public void Nobody_sets_out_before_he_is_sent()
    {
        Assert.Equal(new TravelTooShort("tech-1", Now, Now.AddHours(0.5), 35), BookingRules.Hold(Free, Slot("v-1", 0.5, 1, travel: 35), Strict, Now).Refusal);
        Assert.Null(BookingRules.Hold(Free, Slot("v-1", 1, 2, travel: 60), Strict, Now).Refusal);
    }

    [Theory]
    [InlineData(5, -0.1, true)] // begun already
    [InlineData(5, 0, true)]
    [InlineData(5, 0.05, true)] // in three minutes, and he is to be there five before
    [InlineData(5, 0.1, false)]
    [InlineData(0, -0.1, true)]
    [InlineData(0, 0, false)]
    public void A_time_at_which_he_should_be_there_already_needs_a_reason_also_where_nobody_knows_the_way(int minutesEarly, double from, bool needsReason)
    {
        var now = Now.AddHours(1);
        var asked = new HoldSlot("v-1", "t-1", now.AddHours(from), now.AddHours(1), 10, "b-sh", Destination: new Destination(null, minutesEarly, IsWaySaid: false));
        var decision = BookingRules.Hold(Free, asked, Office, now);
        if (!needsReason) Assert.Null(decision.Refusal);
        else Assert.Equal([BookingObjection.TravelTooShort], Refused<BookingNeedsReason>(decision).Objections);
        Assert.Null(BookingRules.Hold(Free, asked with { Reason = "技术员就在附近" }, Office, now).Refusal);
    }

    // S2 B1.2(2), 准备出发 2
    [Fact]
    public void Between_two_customers_of_whom_nobody_knows_the_way_there_are_still_the_minutes_to_be_early()
    {
        var nowhere = new Destination(null, 5, IsWaySaid: false);
        var booked = After(Free, Hold(Free, Slot("v-1", 1, 1.5) with { Destination = nowhere }, Now));
        var after = Slot("v-2", 1.5, 2) with { Destination = nowhere };
        Assert.Equal([BookingObjection.TravelTooShort], Refused<BookingNeedsReason>(BookingRules.Hold(booked, after, Office, Now)).Objections);
        Assert.Equal(new TravelTooShort("tech-1", Now.AddHours(1.5), Now.AddHours(1.5), 5), BookingRules.Hold(booked, after, Strict, Now).Refusal);
        Assert.Null(BookingRules.Hold(booked, after with { Reason = "同一栋楼" }, Office, Now).Refusal);
        Assert.Null(BookingRules.Hold(booked, after with { From = Now.AddMinutes(95) }, Strict, Now).Refusal);
        // The one that follows has them too.
        var before = Slot("v-3", 0.75, 1) with { Destination = nowhere };
        Assert.Equal(new TravelTooShort("tech-1", Now.AddHours(1), Now.AddHours(1), 5), BookingRules.Hold(booked, before, Strict, Now).Refusal);
        Assert.Null(BookingRules.Hold(booked, before with { To = Now.AddMinutes(55) }, Strict, Now).Refusal);
    }

    [Fact]
    public void Who_is_with_a_customer_till_then_need_not_be_on_his_way_already()
    {
        var booked = BookedAt(Free, "v-1", 0.5, 2);
        var next = Slot("v-2", 2, 3) with { From = Now.AddMinutes(125), Destination = new Destination(null, 5, IsWaySaid: false) };
        Assert.Null(BookingRules.Hold(booked, next, Office, Now.AddMinutes(119.5)).Refusal);
    }

    [Fact]
    public void His_own_hours_go_before_the_branchs_and_its_holidays_hold_for_him_too()
    {
        var evenings = After(Free, AvailabilityRules.SetOwnHours(Free, [Weekly(DayOfWeek.Monday, "17:00", "22:00"), Weekly(DayOfWeek.Tuesday, "17:00", "22:00")]));
        Assert.Null(BookingRules.Hold(evenings, Slot("v-1", 12, 13), Strict, Now).Refusal);
        Assert.IsType<OutsideWorkingHours>(BookingRules.Hold(evenings, Slot("v-1", 1, 2), Strict, Now).Refusal);
        var holiday = Strict with { Branch = Strict.Branch with { Holidays = [new Holiday(Date("2026-03-09"), "")] } };
        Assert.IsType<OutsideWorkingHours>(BookingRules.Hold(evenings, Slot("v-1", 12, 13), holiday, Now).Refusal);
    }

    [Fact]
    public void A_branch_books_its_own_technicians_and_those_lent_to_it_in_that_time_only()
    {
        var lent = After(Free, AvailabilityRules.Lend(Free, new LendTechnician("b-cd", Now.AddHours(5), Now.AddHours(9), HandBack: false), Now));
        Assert.Null(Hold(lent, Slot("v-1", 5, 9, branch: "b-cd"), Now).Refusal);
        Assert.Null(Hold(lent, Slot("v-1", 3, 5), Now).Refusal);
        Assert.Equal(new TechnicianNotAtBranch("tech-1", "b-cd", Now.AddHours(4), Now.AddHours(6)), Hold(lent, Slot("v-1", 4, 6, branch: "b-cd"), Now).Refusal);
        Assert.IsType<TechnicianNotAtBranch>(Hold(lent, Slot("v-1", 6, 7), Now).Refusal);
        Assert.IsType<TechnicianNotAtBranch>(Hold(Free, Slot("v-1", 6, 7, branch: "b-cd"), Now).Refusal);
    }

    [Fact]
    public void Who_has_left_is_not_booked()
    {
        var left = After(Free, StandingRules.Leave(Free, new LeaveCompany(HandBack: false, null), Now));
        Assert.Equal(new TechnicianHasLeft("tech-1", Now), Hold(left, Slot("v-1", 1, 2), Now).Refusal);
    }

    [Fact]
    public void A_hold_that_lapsed_is_not_confirmed_into_an_absence_or_a_loan()
    {
        var held = After(Free, Hold(Free, Slot("v-1", 6, 7), Now));
        var lapsed = After(held, BookingRules.HoldsLapse(held, Now.AddMinutes(10)));
        var lent = After(lapsed, AvailabilityRules.Lend(lapsed, new LendTechnician("b-cd", Now.AddHours(5), Now.AddHours(9), HandBack: false), Now));
        Assert.Equal(new SlotLost("v-1", "t-v-1"), Assert.Single(Confirm(lent, Confirmation("v-1", 6, 7)).Events));
    }

    [Fact]
    public void A_visit_that_was_never_held_is_lost() =>
        Assert.Equal(new SlotLost("v-9", "t-v-9"), Assert.Single(Confirm(Free, Confirmation("v-9", 6, 7)).Events));

    [Fact]
    public void Whatever_is_held_without_a_reason_lies_in_working_time_outside_absences_and_at_the_branch_that_books() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 200], Gen.Int[1, 16]).Array[1, 30].Sample(asked =>
        {
            var technician = Free;
            foreach (var (what, from, length) in asked)
            {
                var (begin, end) = (Now.AddMinutes(30 * from), Now.AddMinutes(30 * (from + length)));
                var decision = what switch
                {
                    0 => AvailabilityRules.PlanAbsence(technician, new PlanAbsence(begin, end, AbsenceKind.Leave, null, null, HandBack: true), Now),
                    1 => AvailabilityRules.Lend(technician, new LendTechnician("b-cd", begin, end, HandBack: true), Now),
                    _ => BookingRules.Hold(technician, new HoldSlot($"v-{from}-{length}", "t", begin, end, 60, what == 2 ? "b-sh" : "b-cd"), Office, Now),
                };
                technician = decision.Events.Aggregate(technician, Technician.Apply);
            }

            return technician.Appointments.All.Where(a => a.TakesTime).All(a =>
                Office.Branch.Elapsed(a.From, a.To) == a.To - a.From
                && !technician.Availability.AbsencesWithin(a.From, a.To).Any()
                && technician.Availability.WorksFor(a.BranchId, "b-sh", a.From, a.To));
        }, output.WriteLine, iter: 1000);
}
