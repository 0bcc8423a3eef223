using AfterSales.Calendars;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Records;
using CsCheck;
using static AfterSales.Tests.Calendars.CalendarScenarios;
using static AfterSales.Tests.Customers.CustomerScenarios;

namespace AfterSales.Tests.Customers;

public sealed class ServicePlanTests
{
    private const int RemindDays = 14;

    private static readonly MaintenanceCycle HalfYear = new(6, CycleUnit.Months);

    // Monday to Friday from nine to six; Qingming is a holiday.
    private static readonly WorkingCalendar Shanghai = WorkingCalendar.Closed("Asia/Shanghai") with
    {
        Week = [.. new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }.Select(day => new WeeklyHours(day, new TimeOnly(9, 0), new TimeOnly(18, 0)))],
        Holidays = [new Holiday(new DateOnly(2026, 4, 6), "清明节")],
    };

    private static Customer Planned(DateOnly? nextOn, MaintenanceCycle? cycle = null, Customer? before = null) =>
        After(before ?? Registered(), ServicePlanRules.Plan(before ?? Registered(), new PlanService(cycle, nextOn, ["清洗滤网"]), Shanghai, RemindDays, Now));

    [Fact]
    public void The_reminder_call_is_raised_once_at_the_first_opening_two_weeks_ahead()
    {
        var planned = Planned(new DateOnly(2026, 4, 20), HalfYear);
        // The sixth of April is a holiday.
        Assert.Equal(At("2026-04-07T01:00:00Z"), planned.NextDue);
        Assert.Empty(Due(planned, At("2026-04-07T00:59:59Z")));
        var reminded = Assert.IsType<ServiceReminded>(Assert.Single(Due(planned, At("2026-04-07T01:00:00Z"))));
        Assert.Equal((new DateOnly(2026, 4, 20), ConsentChannel.Call, At("2026-04-10T10:00:00Z")), (reminded.Of, reminded.Channel, reminded.CallBy));
        var after = After(planned, reminded);
        Assert.Null(after.NextDue);
        Assert.Empty(Due(after, At("2026-05-01T00:00:00Z")));
    }

    [Fact]
    public void Completing_the_service_moves_the_date_on_by_the_cycle_and_the_next_reminder_with_it()
    {
        var planned = Planned(new DateOnly(2026, 4, 20), HalfYear);
        var reminded = After(planned, Decision.Of(Due(planned, At("2026-04-08T00:00:00Z"))));
        var done = After(reminded, Done(reminded, new DateOnly(2026, 4, 22), At("2026-04-22T08:00:00Z")));
        Assert.Equal((new DateOnly(2026, 10, 22), new DateOnly(2026, 4, 22)), (done.Service.NextOn, done.Service.DoneOn));
        Assert.Equal(At("2026-10-08T01:00:00Z"), done.NextDue);
        Assert.Empty(Done(done, new DateOnly(2026, 4, 22), At("2026-04-23T08:00:00Z")).Events);
        Assert.Empty(Done(done, new DateOnly(2026, 4, 1), At("2026-04-23T08:00:00Z")).Events);
    }

    [Fact]
    public void Without_a_cycle_a_service_that_was_done_leaves_no_next_one()
    {
        var done = After(Planned(new DateOnly(2026, 4, 20)), Done(Planned(new DateOnly(2026, 4, 20)), new DateOnly(2026, 3, 9), Now));
        Assert.Null(done.Service.NextOn);
        Assert.Null(done.NextDue);
        Assert.Empty(Done(Registered(), new DateOnly(2026, 3, 9), Now).Events);
    }

    [Fact]
    public void A_service_is_not_done_in_the_future() =>
        Assert.IsType<InputInvalid>(Done(Planned(null, HalfYear), new DateOnly(2026, 3, 10), Now).Refusal);

    [Fact]
    public void A_plan_with_a_cycle_and_no_date_begins_one_cycle_from_today()
    {
        Assert.Equal(new DateOnly(2026, 9, 9), Planned(null, HalfYear).Service.NextOn);
        Assert.Empty(ServicePlanRules.Plan(Planned(null, HalfYear), new PlanService(HalfYear, null, ["清洗滤网 "]), Shanghai, RemindDays, Now).Events);
    }

    [Fact]
    public void A_date_that_is_near_already_is_reminded_of_at_once() => Assert.True(Planned(new DateOnly(2026, 3, 12)).NextDue <= Now);

    [Fact]
    public void A_planned_call_is_raised_at_its_time_and_made_that_day()
    {
        var planned = After(Registered(), ServicePlanRules.PlanCall(Registered(), " 续保 ", At("2026-03-10T06:00:00Z"), Now));
        Assert.Equal(At("2026-03-10T06:00:00Z"), planned.NextDue);
        var raised = Assert.IsType<NextCallRaised>(Assert.Single(Due(planned, At("2026-03-10T06:00:00Z"))));
        Assert.Equal(At("2026-03-10T10:00:00Z"), raised.CallBy);
        Assert.Empty(Due(After(planned, raised), At("2026-03-20T00:00:00Z")));
        Assert.Null(After(planned, ServicePlanRules.PlanCall(planned, null, null, Now)).NextDue);
    }

    [Fact]
    public void A_call_needs_a_topic_and_lies_ahead()
    {
        Assert.IsType<InputInvalid>(ServicePlanRules.PlanCall(Registered(), "", Now.AddDays(1), Now).Refusal);
        Assert.IsType<InputInvalid>(ServicePlanRules.PlanCall(Registered(), "续保", Now, Now).Refusal);
    }

    [Fact]
    public void The_customer_is_addressed_over_a_channel_he_has_not_refused_or_not_at_all()
    {
        var consents = Consents.None;
        foreach (var (refused, left) in new[] { (ConsentChannel.Call, ConsentChannel.Message), (ConsentChannel.Message, ConsentChannel.Email), (ConsentChannel.Email, (ConsentChannel?)ConsentChannel.Letter), (ConsentChannel.Letter, null) })
        {
            consents = consents.With(new ChannelConsent(refused, false, Now, "acc-1"));
            Assert.Equal(left, ServicePlanRules.ChannelFor(consents));
        }

        Assert.Equal(ConsentChannel.Call, ServicePlanRules.ChannelFor(Consents.None));
    }

    [Fact]
    public void What_no_plan_can_say_is_refused()
    {
        var plan = new PlanService(new MaintenanceCycle(0, CycleUnit.Months), null, [" "]);
        var refusal = Assert.IsType<InputInvalid>(ServicePlanRules.Plan(Registered(), plan, Shanghai, RemindDays, Now).Refusal);
        Assert.Equal([new("cycle", "OUT_OF_RANGE"), new("wishes[0]", "REQUIRED")], refusal.Issues);
        Assert.IsType<InputInvalid>(ServicePlanRules.Plan(Registered(), new PlanService(new MaintenanceCycle(600, CycleUnit.Years), null, []), Shanghai, RemindDays, Now).Refusal);
    }

    [Fact]
    public void Each_service_done_lies_one_cycle_before_the_next_and_is_reminded_of_before_it() =>
        Gen.Select(Gen.Int[1, 24], Gen.Enum<CycleUnit>(), Gen.Int[0, 2000]).Sample((count, unit, day) =>
        {
            var on = new DateOnly(2026, 3, 9).AddDays(-day);
            var cycle = new MaintenanceCycle(count, unit);
            var file = Planned(null, cycle);
            var done = After(file, Done(file, on, Now));
            Assert.Equal(cycle.After(on), done.Service.NextOn);
            Assert.True(done.Service.RemindAt < new DateTimeOffset(done.Service.NextOn!.Value.AddDays(7).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
            Assert.Equal(done.Service.RemindAt, done.NextDue);
        });

    private static IEnumerable<Event> Due(Customer customer, DateTimeOffset now) => ServicePlanRules.WhenDue(customer, Shanghai, reminderCallDays: 3, now);

    private static Decision Done(Customer customer, DateOnly on, DateTimeOffset now) => ServicePlanRules.ServiceDone(customer, on, Shanghai, RemindDays, now);
}
