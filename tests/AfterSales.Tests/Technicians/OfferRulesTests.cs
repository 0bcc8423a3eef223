using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using CsCheck;
using static AfterSales.Tests.Technicians.TechnicianScenarios;

namespace AfterSales.Tests.Technicians;

/// <summary>Monday, 08:00 in Shanghai; the office works 08:30–12:00 and 13:00–17:30, Monday to Friday.</summary>
public sealed class OfferRulesTests(ITestOutputHelper output)
{
    private static VisitWanted Wanted => new("t-new", "b-sh", null, "North", 60, 0, Now, Now.AddDays(14), Now);

    [Fact]
    public void The_first_time_in_working_hours_is_offered() => Assert.Equal(Now.AddHours(0.5), OfferRules.Offer(Free, Wanted, Office).From);

    [Fact]
    public void A_time_that_was_agreed_is_offered_as_it_is_and_else_whole_quarters_are()
    {
        var odd = Wanted with { NotBefore = Now.AddMinutes(70) };
        Assert.Equal(Now.AddMinutes(75), OfferRules.Offer(Free, odd, Office).From);
        Assert.Equal(Now.AddMinutes(70), OfferRules.Offer(Free, odd with { IsAgreed = true }, Office).From);
        Assert.Equal(Now.AddMinutes(75), OfferRules.Offer(BookedAt(Free, "v-1", 0.5, 1.25), odd with { IsAgreed = true }, Office).From);
    }

    [Fact]
    public void A_visit_that_would_run_into_the_lunch_break_comes_after_it() =>
        Assert.Equal(Now.AddHours(5), OfferRules.Offer(Free, Wanted with { NotBefore = Now.AddHours(3.25) }, Office).From);

    [Fact]
    public void The_way_is_free_before_the_visit_and_nobody_sets_out_before_he_is_asked()
    {
        var busy = BookedAt(Free, "v-1", 0.5, 1.5);
        Assert.Equal(Now.AddHours(2.5), OfferRules.Offer(busy, Wanted with { TravelMinutes = 60 }, Office).From);
        Assert.Equal(Now.AddHours(2), OfferRules.Offer(Free, Wanted with { TravelMinutes = 115 }, Office).From);
    }

    [Fact]
    public void What_is_offered_can_still_be_taken_when_it_was_read_to_the_customer_who_agrees()
    {
        var wanted = Wanted with { TravelMinutes = 120 };
        var from = OfferRules.Offer(Free, wanted, Office).From!.Value;
        Assert.Equal(Now.AddHours(2.25), from);
        var slot = new HoldSlot("v-new", "t-new", from, from.AddHours(1), 10, "b-sh", null, null, wanted.TravelMinutes, wanted.Zone);
        Assert.Null(BookingRules.Hold(Free, slot, Office, Now + OfferRules.StandsFor).Refusal);
    }

    [Fact]
    public void Where_nobody_knows_the_way_what_is_offered_leaves_the_minutes_to_be_early()
    {
        var nowhere = new Destination(null, 5, IsWaySaid: false);
        var booked = After(Free, Hold(Free, Slot("v-1", 0.5, 1.5) with { Destination = nowhere }, Now));
        // A quarter of an hour later, for offers begin at whole quarters; what was agreed does not.
        Assert.Equal(Now.AddHours(1.75), OfferRules.Offer(booked, Wanted with { Destination = nowhere }, Office).From);
        Assert.Equal(Now.AddMinutes(95), OfferRules.Offer(booked, Wanted with { Destination = nowhere, NotBefore = Now.AddMinutes(95), IsAgreed = true }, Office).From);
        Assert.Equal(Now.AddHours(1.75), OfferRules.Offer(booked, Wanted with { Destination = nowhere, NotBefore = Now.AddMinutes(94), IsAgreed = true }, Office).From);
        // Before the one he has there is room for it no longer than that leaves.
        var later = After(Free, Hold(Free, Slot("v-1", 1.5, 2.5) with { Destination = nowhere }, Now));
        Assert.Equal(Now.AddHours(2.75), OfferRules.Offer(later, Wanted with { Destination = nowhere }, Office).From);
        Assert.Equal(Now.AddHours(0.5), OfferRules.Offer(later, Wanted with { Destination = nowhere, Minutes = 55 }, Office).From);
    }

    [Fact]
    public void The_gap_before_the_next_visit_leaves_the_way_to_that_one()
    {
        var booked = BookedAt(Free, "v-1", 2.5, 3.5, travel: 60);
        Assert.Equal(Now.AddHours(0.5), OfferRules.Offer(booked, Wanted, Office).From);
        Assert.Equal(Now.AddHours(5), OfferRules.Offer(booked, Wanted with { Minutes = 75 }, Office).From);
    }

    [Fact]
    public void Who_is_absent_offers_when_he_is_back_and_says_why_not_sooner()
    {
        var away = Technician.Apply(Free, new AbsencePlanned("a1", Now, Now.AddDays(2), AbsenceKind.Leave, null, Now, null));
        var offer = OfferRules.Offer(away, Wanted, Office);
        Assert.Equal(Now.AddDays(2).AddHours(0.5), offer.From);
        Assert.IsType<TechnicianAbsent>(offer.Because);
    }

    [Fact]
    public void What_is_told_of_closing_hours_names_the_time_that_was_asked_for_and_no_later_one()
    {
        var evening = Wanted with { HomeFrom = new(18, 0), HomeUntil = new(20, 0) };
        Assert.Equal(new OutsideWorkingHours("tech-1", Now.AddHours(10), Now.AddHours(11), Now.AddDays(1).AddHours(0.5)), OfferRules.Offer(Free, evening, Office).Because);
        // Asked at five in the afternoon for at once: it is the hour from five on that is not all working time.
        var late = Wanted with { NotBefore = Now.AddHours(9), AskedAt = Now.AddHours(9), NotAfter = Now.AddHours(12) };
        Assert.Equal(Now.AddHours(9), Assert.IsType<OutsideWorkingHours>(OfferRules.Offer(Free, late, Office).Because).From);
        // With an hour to go he could be there at six only; what was asked for was five.
        var far = late with { Minutes = 30, TravelMinutes = 60 };
        Assert.Equal(new TravelTooShort("tech-1", Now.AddHours(9), Now.AddHours(9), 60), OfferRules.Offer(Free, far, Office).Because);
        Assert.Equal(new TravelTooShort("tech-1", Now.AddHours(9), Now.AddHours(9), 60), OfferRules.Offer(Free, far with { NotAfter = Now.AddDays(2) }, Office).Because);
        // What else speaks against it goes before closing hours, whenever it does.
        var away = Technician.Apply(Free, new AbsencePlanned("a1", Now.AddDays(1), Now.AddDays(2), AbsenceKind.Leave, null, Now, null));
        Assert.IsType<TechnicianAbsent>(OfferRules.Offer(away, far with { NotAfter = Now.AddDays(3) }, Office).Because);
        Assert.IsType<TechnicianAbsent>(OfferRules.Offer(away, late with { NotAfter = Now.AddDays(3) }, Office).Because);
        // That he has to get there first is no news where he can be there in hours.
        Assert.Null(OfferRules.Offer(Free, Wanted with { NotBefore = Now.AddHours(1), AskedAt = Now.AddHours(1), TravelMinutes = 60 }, Office).Because);
    }

    [Fact]
    public void Who_is_not_qualified_or_has_left_offers_nothing_and_says_why()
    {
        Assert.IsType<TechnicianNotQualified>(Nothing(OfferRules.Offer(Free, Wanted with { Skill = "gas" }, Office)));
        Assert.IsType<TechnicianHasLeft>(Nothing(OfferRules.Offer(Technician.Apply(Free, new TechnicianLeft(Now, null)), Wanted, Office)));
        Assert.IsType<TechnicianNotAtBranch>(Nothing(OfferRules.Offer(Free, Wanted with { BranchId = "b-cd" }, Office)));
    }

    [Fact]
    public void Who_is_lent_offers_the_time_of_the_loan()
    {
        var lent = Technician.Apply(Free, new TechnicianLent("l1", "b-cd", Now.AddDays(1), Now.AddDays(3)));
        Assert.Equal(Now.AddDays(1).AddHours(0.5), OfferRules.Offer(lent, Wanted with { BranchId = "b-cd" }, Office).From);
        Assert.Equal(Now.AddDays(3).AddHours(0.5), OfferRules.Offer(lent, Wanted with { NotBefore = Now.AddDays(1) }, Office).From);
    }

    [Fact]
    public void A_customer_who_is_home_after_five_in_the_afternoon_needs_who_works_then()
    {
        var late = Wanted with { HomeFrom = new(17, 0), HomeUntil = new(20, 0) };
        Assert.Null(OfferRules.Offer(Free, late, Office).From);
        Assert.Equal(Now.AddHours(9), OfferRules.Offer(Free, late with { Minutes = 30 }, Office).From);
        Assert.Equal(Now.AddHours(9), OfferRules.Offer(Free, late, AroundTheClock).From);
        Assert.Equal(Now.AddDays(1).AddHours(9), OfferRules.Offer(Free, late with { NotBefore = Now.AddHours(11.25) }, AroundTheClock).From);
    }

    [Fact]
    public void No_visit_ends_after_the_customer_has_left()
    {
        Assert.Equal(Now.AddHours(1), OfferRules.Offer(Free, Wanted with { HomeFrom = new(9, 0), HomeUntil = new(10, 0) }, Office).From);
        Assert.Null(OfferRules.Offer(Free, Wanted with { HomeUntil = new(9, 0) }, Office).From);
    }

    [Fact]
    public void A_certificate_that_begins_later_is_waited_for()
    {
        TechnicianCertificate Valid(string id, int from, int until) =>
            new(id, "gas", "TÜV", id, new DateOnly(2026, 3, 9).AddDays(from), new DateOnly(2026, 3, 9).AddDays(until - 1), Now.AddDays(from).AddHours(-8), Now.AddDays(until).AddHours(-8), []);
        var renewed = Free with { Qualifications = Free.Qualifications with { Certificates = [Valid("z1", 0, 1), Valid("z2", 3, 300)] } };
        Assert.Equal(Now.AddDays(3).AddHours(0.5), OfferRules.Offer(renewed, Wanted with { Skill = "gas", NotBefore = Now.AddDays(1) }, Office).From);
    }

    [Fact]
    public void What_was_held_and_lapsed_stands_in_nobodys_way()
    {
        var held = After(Free, Hold(Free, Slot("v-1", 0.5, 1.5), Now));
        Assert.Equal(Now.AddHours(0.5), OfferRules.Offer(held, Wanted with { AskedAt = Now.AddMinutes(10) }, Office).From);
        Assert.Equal(Now.AddHours(1.5), OfferRules.Offer(held, Wanted, Office).From);
    }

    [Fact]
    public void The_ticket_s_own_visit_does_not_stand_in_the_way_of_another_time()
    {
        var booked = BookedAt(Free, "v-1", 0.5, 1.5);
        Assert.Equal(Now.AddHours(0.5), OfferRules.Offer(booked, Wanted with { TicketId = "t-v-1" }, Office).From);
        Assert.Equal(Now.AddHours(1.5), OfferRules.Offer(booked, Wanted, Office).From);
    }

    [Fact]
    public void It_says_how_full_the_day_is_and_whether_he_is_near()
    {
        var north = Technician.Apply(Free, new SlotHeld("v-1", "t-1", Now.AddHours(1), Now.AddHours(2), Now.AddDays(1), "b-sh", null, 30, [], null, "North"));
        var offer = OfferRules.Offer(north, Wanted, Office);
        Assert.Equal((90, 480, Nearness.SameZone), (offer.BusyMinutes, offer.WorkMinutes, offer.Nearness));
        Assert.Equal(Nearness.OtherZone, OfferRules.Offer(north, Wanted with { Zone = "South" }, Office).Nearness);
        Assert.Equal(Nearness.Unknown, OfferRules.Offer(Free, Wanted, Office).Nearness);
    }

    [Fact]
    public void The_way_is_told_from_the_customer_he_is_with_last_before_that_day_or_else_from_the_branch()
    {
        Destination bund = new(new(31.24, 121.49), 5, IsWaySaid: false), hongqiao = new(new(31.20, 121.33), 5, IsWaySaid: false);
        var booked = After(Free, Hold(Free, Slot("v-1", 1, 1.5) with { Destination = bund }, Now));
        booked = After(booked, Hold(booked, Slot("v-2", 2.5, 3) with { Destination = hongqiao }, Now));
        booked = After(booked, Hold(booked, Slot("v-3", 8, 8.5) with { Destination = bund }, Now));
        var wanted = Wanted with { TravelMinutes = 65, Destination = bund, NotBefore = Now.AddHours(5) };
        // From Hongqiao 42 minutes; where he goes to later is no matter, nor is the day before.
        Assert.Equal((Now.AddHours(5), 42), Told(booked, wanted));
        Assert.Equal((Now.AddHours(8.75), 5), Told(booked, wanted with { NotBefore = Now.AddHours(8.5), Minutes = 30 }));
        Assert.Equal((Now.AddDays(1).AddHours(0.5), 60), Told(booked, wanted with { NotBefore = Now.AddDays(1) }));
        Assert.Equal((Now.AddHours(5), (int?)null), Told(Free, wanted with { TravelMinutes = 0 }));

        static (DateTimeOffset?, int?) Told(Technician technician, VisitWanted wanted) => OfferRules.Offer(technician, wanted, Office) is var offer ? (offer.From, offer.WayMinutes) : default;
    }

    [Fact]
    public void Between_two_visits_near_by_there_is_time_for_a_third()
    {
        var bund = new Destination(new(31.24, 121.49), 5, IsWaySaid: false);
        var booked = After(Free, Hold(Free, Slot("v-1", 1, 2, travel: 55) with { Destination = bund }, Now));
        booked = After(booked, Hold(booked, Slot("v-2", 3.5, 4, travel: 95) with { Destination = bund }, Now));
        // Ten minutes from the one, ten to the other; from the branch nobody could be there so soon.
        Assert.Equal(Now.AddHours(2.25), OfferRules.Offer(booked, Wanted with { TravelMinutes = 95, Destination = bund }, Office).From);
        Assert.Equal(Now.AddHours(5.75), OfferRules.Offer(booked, Wanted with { TravelMinutes = 95 }, Office).From);
    }

    [Fact]
    public void What_is_offered_is_booked_without_a_word_as_long_as_it_stands_and_nothing_sooner_would_be() =>
        Gen.Select(Gen.Select(Gen.Int[0, 40], Where, Gen.Int[0, 30]).Array[0, 12], Gen.Int[0, 4], Gen.Int[1, 12], Gen.Int[0, 80], Where).Sample(
            (visits, travel, length, since, where) =>
            {
                var technician = visits.Index().Aggregate(Free, (known, visit) =>
                {
                    var (start, to, delay) = visit.Item;
                    var slot = Slot($"v-{visit.Index}", start, start + 1, reason: "known", travel: 20) with { Zone = to.Zone, Destination = to.Destination };
                    if (Hold(known, slot, Now) is not { Refusal: null } held) return known;
                    return After(After(known, held), booked => BookingRules.Delay(booked, new DelaySlot(slot.VisitId, delay)));
                });
                var wanted = Wanted with
                {
                    Minutes = length * 15, TravelMinutes = travel * 15, NotBefore = Now.AddMinutes(since * 15), NotAfter = Now.AddDays(4), Zone = where.Zone, Destination = where.Destination,
                };
                var offer = OfferRules.Offer(technician, wanted, Office);
                for (var at = wanted.NotBefore; at + TimeSpan.FromMinutes(wanted.Minutes) <= wanted.NotAfter; at = at.AddMinutes(15))
                {
                    var slot = new HoldSlot("v-new", "t-new", at, at.AddMinutes(wanted.Minutes), 10, "b-sh", null, null, wanted.TravelMinutes, wanted.Zone, wanted.Destination);
                    var isFree = new[] { TimeSpan.Zero, OfferRules.StandsFor / 2, OfferRules.StandsFor }
                        .All(later => BookingRules.Hold(technician, slot, Office, Now + later).Refusal is null);
                    if (isFree) Assert.Equal(at, offer.From);
                    if (isFree) return;
                }

                Assert.Null(offer.From);
            },
            output.WriteLine, iter: 600);

    /// <summary>Somewhere in and around Shanghai, known by its place, by its zone, as the dispatcher said, or not at all.</summary>
    private static Gen<(string? Zone, Destination? Destination)> Where => Gen.Select(Gen.Int[0, 4], Gen.Int[0, 30], Gen.Int[0, 30], (known, north, east) => known switch
    {
        0 => ((string?)null, (Destination?)null),
        1 => ("North", new Destination(null, 5, IsWaySaid: false)),
        2 => ("South", new Destination(null, 5, IsWaySaid: true)),
        _ => ("North", new Destination(new(31.1 + (north / 100.0), 121.3 + (east / 100.0)), 5, IsWaySaid: false)),
    });

    private static Refusal? Nothing(TechnicianOffer offer)
    {
        Assert.Null(offer.From);
        return offer.Because;
    }
}
