using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Customers.Rules;

/// <summary>How the next service comes near and moves on (feature 7).</summary>
public static class ServicePlanRules
{
    private const int MostWishes = 20;

    /// <summary>The ways of addressing a customer, the one to try first in front.</summary>
    private static readonly ConsentChannel[] Channels = [ConsentChannel.Call, ConsentChannel.Message, ConsentChannel.Email, ConsentChannel.Letter];

    /// <summary>Takes the place of cycle, date and wishes. A plan with a cycle and no date begins one cycle from today.</summary>
    public static Decision Plan(Customer customer, PlanService plan, WorkingCalendar calendar, int remindDays, DateTimeOffset now)
    {
        var issues = Issues(plan).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        var next = plan.NextOn ?? plan.Cycle?.After(calendar.LocalDay(now));
        if (plan.NextOn < calendar.LocalDay(now) && plan.NextOn != customer.Service.NextOn) return InputInvalid.At("nextOn", "IN_THE_PAST");
        var (known, wishes) = (customer.Service, plan.Wishes.ConvertAll(wish => wish.Trim()));
        if (known.Cycle == plan.Cycle && known.NextOn == next && known.Wishes.SequenceEqual(wishes)) return Decision.NothingToDo;
        return new ServicePlanned(plan.Cycle, next, wishes, RemindAt(next, calendar, remindDays));
    }

    /// <summary>The service was done: the next is due one cycle later, reckoned from the day it was done (ours).</summary>
    public static Decision ServiceDone(Customer customer, DateOnly on, WorkingCalendar calendar, int remindDays, DateTimeOffset now)
    {
        var plan = customer.Service;
        if (on > calendar.LocalDay(now)) return InputInvalid.At("on", "IN_THE_FUTURE");
        // News of a service older than the last one tells nothing about the next.
        if ((plan.Cycle is null && plan.NextOn is null) || on <= plan.DoneOn) return Decision.NothingToDo;
        var next = plan.Cycle?.After(on);
        return new ServiceCompleted(on, next, RemindAt(next, calendar, remindDays));
    }

    public static Decision PlanCall(Customer customer, string? topic, DateTimeOffset? at, DateTimeOffset now)
    {
        if (at is null) return customer.Service.NextCall is null ? Decision.NothingToDo : new NextCallPlanned(null, null);
        if (string.IsNullOrWhiteSpace(topic)) return InputInvalid.At("topic", "REQUIRED");
        if (at <= now) return InputInvalid.At("at", "IN_THE_PAST");
        return customer.Service.NextCall == new NextCall(topic.Trim(), at.Value) ? Decision.NothingToDo : new NextCallPlanned(topic.Trim(), at.Value);
    }

    /// <summary>What the reminder finds to do: each service and each planned call is raised once.</summary>
    public static IEnumerable<Event> WhenDue(Customer customer, WorkingCalendar calendar, int reminderCallDays, DateTimeOffset now)
    {
        var plan = customer.Service;
        if (plan.IsReminderAhead && plan.RemindAt <= now)
            yield return new ServiceReminded(plan.NextOn!.Value, ChannelFor(customer.Consents), calendar.AddWorkingDays(now, reminderCallDays) ?? now.AddDays(reminderCallDays));
        if (plan.NextCall is { IsRaised: false } call && call.At <= now)
            yield return new NextCallRaised(call.At, ChannelFor(customer.Consents), calendar.ClosingAfter(call.At));
    }

    /// <summary>The first channel the customer has not refused; null where he refused them all.</summary>
    public static ConsentChannel? ChannelFor(Consents consents) =>
        Array.Find(Array.ConvertAll(Channels, channel => (ConsentChannel?)channel), channel => !consents.IsRefusedTo(channel!.Value));

    /// <summary>The first opening of the branch that many days ahead, so that the call is not raised on a holiday.</summary>
    private static DateTimeOffset? RemindAt(DateOnly? next, WorkingCalendar calendar, int remindDays)
    {
        if (next is not { } on) return null;
        var first = on.AddDays(-remindDays);
        for (var day = first; day < first.AddDays(WorkingCalendar.LookAheadDays); day = day.AddDays(1))
            if (calendar.OpeningOn(day) is { } opening) return opening;
        return new DateTimeOffset(first.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
    }

    private static IEnumerable<InputIssue> Issues(PlanService plan)
    {
        if (plan.Cycle is { } cycle && (cycle.Count is < 1 or > 5000 || cycle.After(new DateOnly(2000, 1, 1)) > new DateOnly(2050, 1, 1))) yield return new("cycle", "OUT_OF_RANGE");
        if (plan.Wishes.Count > MostWishes) yield return new("wishes", "TOO_MANY");
        foreach (var (i, wish) in plan.Wishes.Index())
            if (string.IsNullOrWhiteSpace(wish)) yield return new($"wishes[{i}]", "REQUIRED");
    }
}
