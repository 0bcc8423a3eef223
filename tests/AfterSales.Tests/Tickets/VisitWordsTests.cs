using System.Text.Json;
using AfterSales.Records;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tests.Tickets;

public sealed class VisitWordsTests
{
    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_apology_is_that_of_the_delay_that_holds_and_not_of_one_that_came_late_from_a_device()
    {
        var visit = new Visit("v-1", "tech-1", Nine, Nine.AddHours(1), Nine, Nine) { Delay = new VisitDelay(40, new Moment(Nine, Nine)) };
        JournalEvent[] events =
        [
            Delayed(1, Nine, Nine, "四十分钟后到"),
            Delayed(2, Nine.AddMinutes(30), Nine.AddMinutes(-20), "马上就到"),
        ];
        Assert.Equal("四十分钟后到", VisitWords.OfDelay(events, visit)("apology"));
        Assert.Null(VisitWords.OfDelay(events, visit with { Delay = null })("apology"));
    }

    [Fact]
    public void Why_a_visit_was_booked_stays_beside_why_it_was_taken_back_or_moved()
    {
        JournalEvent[] events =
        [
            Because(nameof(VisitScheduled), 1, new { visitId = "v-1" }, "他最熟悉这台机器"),
            Because(nameof(VisitRescheduled), 2, new { visitId = "v-1", newVisitId = "v-2" }, "客户要下午"),
            Because(nameof(BookingTakenBack), 3, new { visitId = "v-2" }, "点错了"),
        ];
        Assert.Equal(("他最熟悉这台机器", "客户要下午"), (VisitWords.OfBooking(events, "v-1")("reason"), VisitWords.OfEnd(events, "v-1")("reason")));
        Assert.Equal(("客户要下午", "点错了"), (VisitWords.OfBooking(events, "v-2")("reason"), VisitWords.OfEnd(events, "v-2")("reason")));
        Assert.Null(VisitWords.OfEnd(events[..1], "v-1")("reason"));
    }

    [Fact]
    public void Whether_a_slip_was_left_is_told_of_the_visit_at_which_nobody_was_at_home()
    {
        JournalEvent[] events =
        [
            Because(nameof(NobodyWasHome), 1, new { visitId = "v-1", isSlipLeft = true }, ""),
            Because(nameof(NobodyWasHome), 2, new { visitId = "v-2", isSlipLeft = false }, ""),
            Because(nameof(VisitNotFinished), 3, new { visitId = "v-3" }, ""),
        ];
        Assert.Equal([true, false, null, null], new[] { "v-1", "v-2", "v-3", "v-4" }.Select(visit => VisitWords.IsSlipLeft(events, visit)));
    }

    private static JournalEvent Because(string name, int version, object facts, string reason) => new(
        name, version, 0, Nine, null, "dispatcher", null, JsonSerializer.SerializeToElement(facts),
        [new JournalTextRow { Record = "t-1", Version = version, Event = 0, Field = "reason", Words = reason, Hash = "" }]);

    private static JournalEvent Delayed(int version, DateTimeOffset at, DateTimeOffset deviceAt, string apology) => new(
        nameof(VisitDelayed), version, 0, at, deviceAt, "technician", null, JsonSerializer.SerializeToElement(new { visitId = "v-1" }),
        [new JournalTextRow { Record = "t-1", Version = version, Event = 0, Field = "apology", Words = apology, Hash = "" }]);
}
