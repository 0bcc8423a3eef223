using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Calendars;
using AfterSales.Channels.Rules;
using AfterSales.Notices;
using AfterSales.Notices.Rules;
using AfterSales.Records;
using AfterSales.Tasks.Rules;
using CsCheck;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Notices;

public sealed class NoticeRulesTests
{
    /// <summary>Friday, 13 March 2026, 16:00 in Shanghai; the office closes at 17:30 and opens on Monday at 08:30.</summary>
    private static readonly DateTimeOffset Friday = At("2026-03-13T08:00:00Z");

    private static readonly DateTimeOffset MondayOpening = At("2026-03-16T00:30:00Z");

    private static readonly WorkingCalendar Shanghai = WorkingCalendar.Closed("Asia/Shanghai");

    private static readonly NoticeTimes Office = new(ShanghaiOffice(), Shanghai, new TimeOnly(21, 0), new TimeOnly(7, 0), 10);

    private static readonly NoticeTimes AnyHour = Office with { Working = null };

    private static readonly NoticeTries Tries = new(5, 3);

    private static readonly ImmutableList<NoticeKind> ByMail = NoticePolicies.ByMail.Standard;

    [Fact]
    public void A_notice_waits_for_others_and_they_are_told_together()
    {
        var box = Take(Take(null, "1", Friday), "2", Friday.AddMinutes(9));
        Assert.Equal(Friday.AddMinutes(10), box.NextDue);
        Assert.Empty(NoticeRules.DueNow(box, Office, Friday.AddMinutes(9)));
        Assert.Equal(["1", "2"], NoticeRules.DueNow(box, Office, Friday.AddMinutes(10)).Select(notice => notice.Key));
        var told = Given(box, Delivery.Sent, Office, Friday.AddMinutes(10));
        Assert.Equal((0, 1, null), (told.Pending.Count, told.Mails, told.NextDue));
    }

    [Fact]
    public void After_hours_it_waits_for_the_opening_and_what_is_urgent_does_not()
    {
        var box = Take(null, "1", Friday.AddHours(3));
        Assert.Equal(MondayOpening, box.NextDue);
        var urgent = Take(box, "2", Friday.AddHours(4), isUrgent: true);
        Assert.Equal(Friday.AddHours(4), urgent.NextDue);
        Assert.Equal(["2"], NoticeRules.DueNow(urgent, Office, Friday.AddHours(4)).Select(notice => notice.Key));
        var told = Given(urgent, Delivery.Sent, Office, Friday.AddHours(4));
        Assert.Equal(("1", MondayOpening), (Assert.Single(told.Pending).Key, told.NextDue!.Value));
    }

    [Fact]
    public void Where_there_are_no_working_hours_the_quiet_ones_alone_count()
    {
        // 20:55 and ten minutes is 21:05, which is quiet until seven the next morning.
        Assert.Equal(At("2026-03-13T23:00:00Z"), Take(null, "1", At("2026-03-13T12:55:00Z"), times: AnyHour).NextDue);
        Assert.Equal(At("2026-03-13T12:50:00Z"), Take(null, "1", At("2026-03-13T12:40:00Z"), times: AnyHour).NextDue);
        var byDay = AnyHour with { QuietFrom = new TimeOnly(12, 0), QuietTo = new TimeOnly(14, 0) };
        Assert.Equal(At("2026-03-13T06:00:00Z"), byDay.NextAllowed(At("2026-03-13T04:30:00Z")));
        Assert.Equal(At("2026-03-13T15:00:00Z"), (AnyHour with { QuietTo = new TimeOnly(21, 0) }).NextAllowed(At("2026-03-13T15:00:00Z")));
    }

    [Fact]
    public void Hours_that_are_quiet_whenever_he_works_give_way() =>
        Assert.Equal(MondayOpening, (Office with { QuietFrom = new TimeOnly(6, 0), QuietTo = new TimeOnly(19, 0) }).NextAllowed(Friday.AddHours(3)));

    [Theory]
    [InlineData("Europe/Madrid", "2026-03-29T00:59:00Z", "2026-03-29T01:00:00Z")] // 01:59; the clock goes on to 03:00, which is after the end at 02:30
    [InlineData("Europe/Madrid", "2026-10-25T00:10:00Z", "2026-10-25T00:30:00Z")] // 02:10 the first time
    public void The_quiet_hours_end_by_the_clock_of_the_place_also_when_it_is_changed(string zone, string at, string end)
    {
        var times = new NoticeTimes(null, WorkingCalendar.Closed(zone), new TimeOnly(21, 0), new TimeOnly(2, 30), 0);
        Assert.Equal(At(end), times.NextAllowed(At(at)));
    }

    [Fact]
    public void Told_at_an_allowed_hour_is_told_at_once_and_never_before() => (
        from minutes in Gen.Int[0, 60 * 24 * 365]
        from quiet in Gen.Int[0, 23].Array[2]
        from works in Gen.Bool
        select (At: At("2026-01-01T00:00:00Z").AddMinutes(minutes), Times: (works ? Office : AnyHour) with { QuietFrom = new TimeOnly(quiet[0], 0), QuietTo = new TimeOnly(quiet[1], 0) }))
        .Sample(sample =>
        {
            var next = sample.Times.NextAllowed(sample.At);
            Assert.True(next >= sample.At);
            Assert.Equal(next, sample.Times.NextAllowed(next));
        });

    [Fact]
    public void What_he_does_not_want_is_not_kept_and_what_he_wants_goes_before_the_policy()
    {
        Assert.Empty(NoticeRules.Take(null, "nb-1", "acc-1", "b-sh", New("1", Friday, NoticeKind.TaskRaised), ByMail, Office).Events);
        var wishes = new NoticeWishes([new NoticeWish(NoticeKind.TaskRaised, NoticeWay.Email), new NoticeWish(NoticeKind.TaskGiven, NoticeWay.Nothing)], null, null, null);
        var box = After(null, NoticeRules.SetWishes(null, "nb-1", "acc-1", wishes, ByMail, _ => Office, Friday));
        Assert.Single(NoticeRules.Take(box, "nb-1", "acc-1", "b-sh", New("1", Friday, NoticeKind.TaskRaised), ByMail, Office).Events);
        Assert.Empty(NoticeRules.Take(box, "nb-1", "acc-1", "b-sh", New("1", Friday, NoticeKind.TaskGiven), ByMail, Office).Events);
        Assert.Empty(NoticeRules.SetWishes(box, "nb-1", "acc-1", wishes, ByMail, _ => Office, Friday).Events);
    }

    [Fact]
    public void The_same_notice_is_kept_once()
    {
        var box = Take(null, "1", Friday);
        Assert.Empty(NoticeRules.Take(box, "nb-1", "acc-1", "b-sh", New("1", Friday.AddMinutes(1), NoticeKind.TaskGiven), ByMail, Office).Events);
    }

    [Fact]
    public void Choosing_other_hours_moves_what_waits()
    {
        var box = Take(null, "1", Friday.AddHours(3));
        var wishes = NoticeWishes.None with { WithinWorkingHours = false };
        Assert.Equal(Friday.AddHours(3).AddMinutes(10), After(box, NoticeRules.SetWishes(box, "nb-1", "acc-1", wishes, ByMail, _ => AnyHour, Friday.AddHours(3))).NextDue);
    }

    [Fact]
    public void What_waits_and_he_wants_no_longer_is_not_mailed()
    {
        var box = Take(Take(null, "1", Friday), "2", Friday.AddMinutes(1), isUrgent: true);
        var task = After(box, NoticeRules.Take(box, "nb-1", "acc-1", "b-sh", New("3", Friday, NoticeKind.TaskWentUp), ByMail, Office));
        var wishes = NoticeWishes.None with { Ways = [new NoticeWish(NoticeKind.TaskGiven, NoticeWay.Nothing)] };
        var left = After(task, NoticeRules.SetWishes(task, "nb-1", "acc-1", wishes, ByMail, _ => Office, Friday));
        Assert.Equal(("3", Friday.AddMinutes(10)), (Assert.Single(left.Pending).Key, left.NextDue!.Value));
        // A server that can't be reached is not asked sooner for what is left.
        var tried = Given(task, Delivery.TryAgain, Office, Friday.AddMinutes(10));
        var waits = After(tried, NoticeRules.SetWishes(tried, "nb-1", "acc-1", wishes, ByMail, _ => Office, Friday.AddMinutes(11)));
        Assert.Equal((1, 1, Friday.AddMinutes(15)), (waits.Pending.Count, waits.Tries, waits.NextDue!.Value));
        var none = After(tried, NoticeRules.SetWishes(tried, "nb-1", "acc-1", wishes with { Ways = [wishes.Ways[0], new NoticeWish(NoticeKind.TaskWentUp, NoticeWay.Nothing)] }, ByMail, _ => Office, Friday.AddMinutes(11)));
        Assert.Equal((0, 0, null), (none.Pending.Count, none.Tries, none.NextDue));
    }

    [Fact]
    public void Choosing_other_hours_keeps_nothing_urgent_waiting()
    {
        var box = Take(null, "1", Friday.AddHours(3), isUrgent: true);
        var wishes = NoticeWishes.None with { WithinWorkingHours = true };
        Assert.Equal(Friday.AddHours(4), After(box, NoticeRules.SetWishes(box, "nb-1", "acc-1", wishes, ByMail, _ => Office, Friday.AddHours(4))).NextDue);
    }

    [Fact]
    public void Half_a_quiet_time_and_a_kind_named_twice_are_refused()
    {
        NoticeWishes[] wrong =
        [
            NoticeWishes.None with { QuietFrom = new TimeOnly(20, 0) }, NoticeWishes.None with { QuietTo = new TimeOnly(20, 0) },
            NoticeWishes.None with { Ways = [new NoticeWish(NoticeKind.Summary, NoticeWay.Email), new NoticeWish(NoticeKind.Summary, NoticeWay.Nothing)] },
        ];
        Assert.Equal(["quietTo REQUIRED", "quietFrom REQUIRED", "kinds REPEATED"], wrong.Select(wishes =>
            Assert.Single(Assert.IsType<InputInvalid>(NoticeRules.SetWishes(null, "nb-1", "acc-1", wishes, ByMail, _ => Office, Friday).Refusal).Issues)).Select(issue => $"{issue.Path} {issue.Code}"));
    }

    [Fact]
    public void A_server_that_is_down_is_tried_again_each_time_twice_as_long_after_and_then_no_more()
    {
        var (box, at) = (Take(null, "1", Friday), Friday.AddMinutes(10));
        foreach (var wait in (int[])[5, 10])
        {
            box = Given(box, Delivery.TryAgain, Office, at);
            Assert.Equal(at.AddMinutes(wait), box.NextDue);
            // Another notice does not have it asked sooner.
            Assert.Equal(box.NextDue, Take(box, "2", at).NextDue);
            at = box.NextDue!.Value;
        }

        box = Given(box, Delivery.TryAgain, Office, at);
        Assert.Equal((0, NoticeEnd.NotTaken, 0, null), (box.Pending.Count, box.LastEnd, box.Mails, box.NextDue));
    }

    [Fact]
    public void A_mail_is_known_by_the_notices_that_stand_in_it()
    {
        var box = Take(Take(null, "1", Friday), "2", Friday);
        var mail = NoticeMail.MailOf("nb-1", box.Pending);
        Assert.Equal(mail, NoticeMail.MailOf("nb-1", box.Pending.Reverse()));
        Assert.NotEqual(mail, NoticeMail.MailOf("nb-1", Take(box, "3", Friday).Pending));
        Assert.NotEqual(mail, NoticeMail.MailOf("nb-2", box.Pending));
    }

    [Fact]
    public void What_is_over_or_goes_to_no_address_ends_and_leaves_what_waits()
    {
        var box = Take(Take(null, "1", Friday.AddHours(3)), "2", Friday.AddHours(4), isUrgent: true);
        var over = Given(box, null, Office, Friday.AddHours(4));
        Assert.Equal((1, MondayOpening, null, 0), (over.Pending.Count, over.NextDue!.Value, over.LastEnd, over.Mails));
        Assert.Equal(NoticeEnd.NoAddress, Given(box, Delivery.Refused, Office, Friday.AddHours(4)).LastEnd);
    }

    [Fact]
    public void Hours_that_changed_meanwhile_put_it_off()
    {
        var box = Take(null, "1", Friday, times: AnyHour);
        var late = Office with { Working = EveryDay("Asia/Shanghai", "18:00", "20:00") };
        Assert.Empty(NoticeRules.DueNow(box, late, Friday.AddMinutes(10)));
        Assert.Equal(Friday.AddHours(2), After(box, NoticeRules.PutOff(box, late, Friday.AddMinutes(10))).NextDue);
    }

    [Theory]
    [InlineData(TaskKind.PromiseRunsOut, null, NoticeKind.PromiseRunsOut)]
    [InlineData(TaskKind.PromiseMissed, null, NoticeKind.PromiseMissed)]
    [InlineData(TaskKind.EmergencyReported, "acc-1", NoticeKind.Emergency)]
    [InlineData(TaskKind.ReadEarlySign, null, NoticeKind.EarlySign)]
    [InlineData(TaskKind.RenewContract, null, NoticeKind.TaskRaised)]
    [InlineData(TaskKind.RenewContract, "acc-1", NoticeKind.TaskGiven)]
    public void A_task_that_is_raised_concerns_those_it_is_raised_for(TaskKind kind, string? account, NoticeKind told)
    {
        var raised = new TaskRaised("task-1", "b-sh", kind, "t-1", null, Role.Dispatcher, account, Friday, Friday.AddHours(1), [], "tech-1", null, IsUrgent: true);
        Assert.Equal(new NoticeToPeople("b-sh", Role.Dispatcher, account, told, "task-1", Friday) { TechnicianId = "tech-1", IsUrgent = true }, ToldOfTask.Of(WorkTask.Apply(null, raised), raised, Friday, null));
    }

    [Fact]
    public void A_step_up_concerns_whom_it_goes_to_and_what_is_given_the_one_it_is_given_to_unless_he_took_it_himself()
    {
        var task = new WorkTask { Id = "task-1", BranchId = "b-sh", TaskKind = TaskKind.RenewContract, Role = Role.FollowUpAgent };
        Assert.Equal((Role.ServiceDirector, null, NoticeKind.TaskWentUp), ToldOfTask.Of(task, new TaskEscalated(Role.ServiceDirector), Friday, null) is { } up ? (up.Role, up.Account, up.Kind) : default);
        Assert.Equal(("acc-1", NoticeKind.TaskGiven, "acc-2"), ToldOfTask.Of(task, new TaskAssigned("acc-1"), Friday, "acc-2") is { } given ? (given.Account!, given.Kind, given.DoneBy!) : default);
        Assert.Null(ToldOfTask.Of(task, new TaskAssigned(null), Friday, "acc-2"));
        Assert.Null(ToldOfTask.Of(task, new TaskOverdue(), Friday, null));
    }

    [Fact]
    public void Whoever_was_mailed_of_a_task_is_not_mailed_of_it_again_when_it_goes_up_to_himself()
    {
        var task = new WorkTask { Id = "task-1", BranchId = "b-sh", TaskKind = TaskKind.RenewContract, Role = Role.FollowUpAgent };
        var up = new TaskEscalated(Role.BranchManager);
        Assert.Null(ToldOfTask.Of(task, up, Friday, null)!.Before);
        Assert.Equal("acc-1", ToldOfTask.Of(task with { AssignedTo = "acc-1" }, up, Friday, null)!.Before!.Account);
        Assert.Equal((Role.Dispatcher, null), ToldOfTask.Of(task with { TaskKind = TaskKind.EmergencyReported, Role = Role.Dispatcher }, up, Friday, null)!.Before is { } before ? (before.Role, before.Account) : default);
    }

    private static Notice New(string key, DateTimeOffset at, NoticeKind kind, bool isUrgent = false) => new(key, kind, $"task-{key}", at, isUrgent);

    private static NoticeBox Take(NoticeBox? box, string key, DateTimeOffset at, bool isUrgent = false, NoticeTimes? times = null) =>
        After(box, NoticeRules.Take(box, "nb-1", "acc-1", "b-sh", New(key, at, NoticeKind.TaskGiven, isUrgent), ByMail, times ?? Office));

    private static NoticeBox Given(NoticeBox box, Delivery? delivery, NoticeTimes times, DateTimeOffset now) =>
        After(box, NoticeRules.Given(box, NoticeRules.DueNow(box, times, now), delivery, times, Tries, now));

    private static NoticeBox After(NoticeBox? box, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(box, (state, happened) => NoticeBox.Apply(state, happened))!;
    }
}
