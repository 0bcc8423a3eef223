using AfterSales.Records;
using AfterSales.Technicians.Rules;
using CsCheck;
using static AfterSales.Tests.Technicians.TechnicianScenarios;

namespace AfterSales.Tests.Technicians;

public sealed class BookingRulesTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Ten = Now.AddHours(10);

    /// <summary>Booked from ten to twelve for visit v-1.</summary>
    private static Technician Booked => After(After(Free, Hold(Free, Slot("v-1", 10, 12), Now)), technician => Confirm(technician, Confirmation("v-1", 10, 12)));

    [Theory]
    [InlineData(9, 11)]
    [InlineData(11, 13)]
    [InlineData(10, 12)]
    [InlineData(9, 13)]
    [InlineData(10.5, 11.5)]
    public void Time_that_overlaps_an_appointment_is_refused_and_the_appointment_named(double from, double to) =>
        Assert.Equal(new TechnicianBusy("tech-1", Ten, Ten.AddHours(2)), Hold(Booked, Slot("v-2", from, to), Now).Refusal);

    [Theory]
    [InlineData(8, 10)]
    [InlineData(12, 14)]
    public void Appointments_may_touch_with_their_ends(double from, double to) => Assert.Null(Hold(Booked, Slot("v-2", from, to), Now).Refusal);

    [Theory]
    [InlineData(1, 4.9, "to TOO_SHORT")]
    [InlineData(1, 5, null)]
    [InlineData(1, 14 * 60, null)]
    [InlineData(1, (14 * 60) + 1, "to TOO_LONG")]
    [InlineData(400 * 24, 60, null)]
    [InlineData((400 * 24) + 1, 60, "from TOO_FAR_AHEAD")]
    public void A_visit_takes_from_five_minutes_to_fourteen_hours_and_begins_within_four_hundred_days(double from, double minutes, string? issue)
    {
        var refusal = Hold(Free, Slot("v-2", from, from) with { To = Now.AddHours(from).AddMinutes(minutes) }, Now).Refusal;
        Assert.Equal(issue, refusal is InputInvalid { Issues: [var wrong] } ? $"{wrong.Path} {wrong.Code}" : refusal?.Code);
    }

    [Fact]
    public void After_the_promised_arrival_he_is_booked_with_a_reason_which_is_kept_as_long_as_the_promise_can_be_kept()
    {
        var late = Slot("v-2", 6, 7) with { PromisedBy = Now.AddHours(5) };
        Assert.Equal([BookingObjection.AfterPromisedArrival], Assert.IsType<BookingNeedsReason>(Hold(Free, late, Now).Refusal).Objections);
        var held = Assert.IsType<SlotHeld>(Assert.Single(Hold(Free, late with { Reason = "Not at home before" }, Now).Events));
        Assert.Equal((BookingObjection.AfterPromisedArrival, "Not at home before"), (Assert.Single(held.Objections), held.Reason));
        Assert.Null(Hold(Free, late with { PromisedBy = late.From }, Now).Refusal);
        // Once it is broken no booking keeps it.
        Assert.Null(Hold(Free, late with { PromisedBy = Now }, Now).Refusal);
    }

    [Theory]
    [InlineData(10, 10, "to")]
    [InlineData(11, 10, "to")]
    [InlineData(-2, 0, "from")]
    public void A_slot_begins_before_it_ends_and_is_not_over(double from, double to, string path) =>
        Assert.Equal(path, Assert.Single(Assert.IsType<InputInvalid>(Hold(Free, Slot("v-1", from, to), Now).Refusal).Issues).Path);

    [Fact]
    public void The_same_hold_again_changes_nothing()
    {
        var held = After(Free, Hold(Free, Slot("v-1", 10, 12), Now));
        Assert.Empty(Hold(held, Slot("v-1", 10, 12), Now.AddMinutes(5)).Events);
        Assert.Empty(Hold(Booked, Slot("v-1", 10, 12), Now.AddMinutes(5)).Events);
    }

    [Fact]
    public void A_hold_takes_the_time_until_it_lapses()
    {
        var held = After(Free, Hold(Free, Slot("v-1", 10, 12), Now));
        Assert.Equal(Now.AddMinutes(10), held.NextDue);
        Assert.IsType<TechnicianBusy>(Hold(held, Slot("v-2", 11, 13), Now).Refusal);
        Assert.Empty(BookingRules.HoldsLapse(held, Now.AddMinutes(10).AddTicks(-1)).Events);
        var lapsed = After(held, BookingRules.HoldsLapse(held, Now.AddMinutes(10)));
        Assert.Null(lapsed.NextDue);
        Assert.Null(Hold(lapsed, Slot("v-2", 11, 13), Now).Refusal);
    }

    [Fact]
    public void A_hold_whose_time_is_up_takes_none_even_if_its_tick_has_not_come()
    {
        var held = After(Free, Hold(Free, Slot("v-1", 10, 12), Now));
        var next = After(held, Hold(held, Slot("v-2", 11, 13), Now.AddMinutes(10)));
        Assert.Equal(AppointmentState.Lapsed, next.Appointments.Find("v-1")!.State);
        Assert.Equal(Now.AddMinutes(20), next.NextDue);
    }

    [Fact]
    public void A_confirmed_appointment_does_not_lapse()
    {
        Assert.Null(Booked.NextDue);
        Assert.Empty(BookingRules.HoldsLapse(Booked, Now.AddDays(30)).Events);
    }

    [Fact]
    public void A_confirmation_that_comes_late_books_the_time_again_while_it_is_free()
    {
        var lapsed = Lapsed();
        Assert.Equal(AppointmentState.Confirmed, After(lapsed, Confirm(lapsed, Confirmation("v-1", 10, 12))).Appointments.Find("v-1")!.State);
    }

    [Fact]
    public void A_confirmation_that_comes_after_the_time_was_given_away_is_answered_with_its_loss()
    {
        var given = After(Lapsed(), technician => Hold(technician, Slot("v-2", 11, 13), Now.AddMinutes(11)));
        var decision = Confirm(given, Confirmation("v-1", 10, 12));
        Assert.Equal(new SlotLost("v-1", "t-v-1"), Assert.Single(decision.Events));
        Assert.Equal(AppointmentState.Lapsed, After(given, decision).Appointments.Find("v-1")!.State);
    }

    [Fact]
    public void Confirming_twice_changes_nothing() => Assert.Empty(Confirm(Booked, Confirmation("v-1", 10, 12)).Events);

    [Fact]
    public void A_confirmation_that_comes_after_the_release_does_not_take_the_time_again()
    {
        var released = After(Booked, BookingRules.Release(Booked, "v-1"));
        Assert.Empty(Confirm(released, Confirmation("v-1", 10, 12)).Events);
    }

    [Fact]
    public void Released_time_is_free_and_releasing_it_again_changes_nothing()
    {
        var released = After(Booked, BookingRules.Release(Booked, "v-1"));
        Assert.Null(Hold(released, Slot("v-2", 10, 12), Now).Refusal);
        Assert.Empty(BookingRules.Release(released, "v-1").Events);
        Assert.Empty(BookingRules.Release(released, "v-9").Events);
    }

    [Fact]
    public void Whatever_is_asked_in_whatever_order_no_two_appointments_overlap() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 5], Gen.Int[1, 20], Gen.Int[1, 6]).Array[1, 40].Sample(asked =>
        {
            var (technician, now) = (Free, Now);
            foreach (var (what, visit, from, length) in asked)
            {
                now = now.AddMinutes(4);
                var decision = what switch
                {
                    0 => Hold(technician, Slot($"v-{visit}", from, from + length), now),
                    1 => Confirm(technician, Confirmation($"v-{visit}", from, from + length)),
                    2 => BookingRules.Release(technician, $"v-{visit}"),
                    _ => BookingRules.HoldsLapse(technician, now),
                };
                technician = decision.Events.Aggregate(technician, Technician.Apply);
            }

            var taken = technician.Appointments.All.Where(a => a.TakesTime).OrderBy(a => a.From).ToArray();
            return taken.Zip(taken.Skip(1)).All(pair => pair.First.To <= pair.Second.From);
        }, output.WriteLine, iter: 1000);

    private static Technician Lapsed()
    {
        var held = After(Free, Hold(Free, Slot("v-1", 10, 12), Now));
        return After(held, BookingRules.HoldsLapse(held, Now.AddMinutes(10)));
    }
}
