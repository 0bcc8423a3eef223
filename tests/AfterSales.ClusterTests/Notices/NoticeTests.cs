using AfterSales.Absences;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Api.Wording;
using AfterSales.Branches.Rules;
using AfterSales.ClusterTests.Messages;
using AfterSales.Headquarters;
using AfterSales.Headquarters.Rules;
using AfterSales.Notices;
using AfterSales.Notices.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace AfterSales.ClusterTests.Notices;

/// <summary>The company's own people are mailed what concerns them: once, together, in their language and hours.</summary>
public abstract class NoticeTests(MailCluster cluster)
{
    [Fact]
    public async Task A_promise_that_runs_out_is_told_to_the_dispatcher_and_when_it_is_broken_step_by_step_in_their_hours()
    {
        var company = await Monday();
        var (_, dispatcher) = await Hired(company, Role.Dispatcher, "zh-CN");
        var (_, manager) = await Hired(company, Role.BranchManager, "es");
        var nine = cluster.Now;
        await company.Assessed("told");
        // Arranged within two hours: warned after one and a half.
        await cluster.Time.MoveTo(nine.AddMinutes(91).AddMinutes(10));
        var warning = Assert.Single(To(dispatcher));
        Assert.StartsWith("承诺即将超时", warning.Subject, StringComparison.Ordinal);
        Assert.Contains("11:00", warning.TextBody!, StringComparison.Ordinal);
        Assert.Contains($" · {Company.Wang.Name}", warning.TextBody!, StringComparison.Ordinal);
        Assert.Equal("zh-CN", warning.Body!.Headers[HeaderId.ContentLanguage]);
        Assert.Empty(To(manager));
        await cluster.Time.MoveTo(nine.AddHours(2).AddMinutes(11));
        Assert.StartsWith("承诺已超时", To(dispatcher)[^1].Subject, StringComparison.Ordinal);
        Assert.Empty(To(manager));
        // Two working hours later; lunch is none.
        await cluster.Time.MoveTo(nine.AddHours(5).AddMinutes(11));
        Assert.StartsWith("Se ha incumplido un compromiso", Assert.Single(To(manager)).Subject, StringComparison.Ordinal);
        // Other promises of the ticket run out by then; of this one he was warned once.
        Assert.Single(To(dispatcher), mail => mail.Subject!.StartsWith("承诺即将超时", StringComparison.Ordinal) && mail.TextBody!.Contains("11:00", StringComparison.Ordinal));
        await cluster.Time.MoveTo(nine.AddDays(6));
        Assert.All([.. To(dispatcher), .. To(manager)], mail => Assert.True(Company.OfficeHours.IsOpen(mail.Date.ToUniversalTime()), $"{mail.Date:O}"));
        Assert.All([To(dispatcher), To(manager)], mails => Assert.Equal(mails.Count, mails.Select(mail => mail.MessageId).Distinct().Count()));
    }

    [Fact]
    public async Task What_went_up_to_headquarters_is_told_there_in_its_hours_with_the_promise_that_was_broken()
    {
        var company = await Monday();
        var (_, director) = await Hired(company, Role.ServiceDirector, "en", place: Assignment.Headquarters);
        await Holds("""{"week": [{"day": "Tuesday", "from": "14:00:00", "to": "18:00:00"}], "holidays": [], "extraDays": []}""");
        try
        {
            var nine = cluster.Now;
            await company.Assessed("up");
            // Broken at eleven; eight working hours later it is Tuesday, eleven, and nobody works at headquarters.
            await cluster.Time.MoveTo(nine.AddDays(1).AddHours(5).AddMinutes(-1));
            Assert.Empty(To(director));
            await cluster.Time.MoveTo(nine.AddDays(1).AddHours(5).AddMinutes(11));
            var mail = Assert.Single(To(director)).TextBody!;
            Assert.Contains($"appointment: promise broken since {ReaderForm.Of("en").Shown(DateOnly.FromDateTime(nine.UtcDateTime))} 11:00", mail, StringComparison.Ordinal);
        }
        finally
        {
            await Holds(null);
        }
    }

    [Fact]
    public async Task Several_within_minutes_are_one_mail_without_what_is_over_meanwhile_and_the_same_fact_is_told_once()
    {
        var company = await Monday();
        var (account, address) = await Hired(company, Role.FollowUpAgent, "en");
        var first = await Given(company, account, TaskKind.RenewContract, "one");
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(4));
        await Given(company, account, TaskKind.ContactLead, "two");
        var over = await Given(company, account, TaskKind.CorrectPhoneNumber, "three");
        await Company.Accepted(over.Settle(new(new SettledTask(), Caller.System, "effect:over")));
        Assert.Equal(3, (await Box(account))!.Pending.Count);
        // As the courier does that was cut off before it heard the answer.
        var told = (await Box(account))!.Pending[0];
        await Company.Accepted(cluster.Grains.GetGrain<INoticeDeskGrain>(company.BranchId).Tell(told.Key,
            new NoticeToPeople(company.BranchId, Role.FollowUpAgent, account, told.Kind, told.About, told.At)));
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(6));
        var mail = Assert.Single(To(address));
        Assert.Equal("2 things wait for you", mail.Subject);
        Assert.Equal(2, mail.TextBody!.Split('•').Length - 1);
        Assert.Contains("https://service.company.example/care/tasks", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal((await first.Read(Caller.System))!.AssignedTo, account);
        await Company.Accepted(cluster.Grains.GetGrain<INoticeDeskGrain>(company.BranchId).Tell(told.Key,
            new NoticeToPeople(company.BranchId, Role.FollowUpAgent, account, told.Kind, told.About, told.At)));
        await cluster.Time.MoveTo(cluster.Now.AddDays(1));
        Assert.Single(To(address));
    }

    [Fact]
    public async Task Told_again_after_a_policy_changed_it_is_the_same_notice()
    {
        var company = await Monday();
        var (account, _) = await Hired(company, Role.FollowUpAgent, "en");
        var notice = new NoticeToPeople(company.BranchId, Role.FollowUpAgent, account, NoticeKind.TaskGiven, "task-none", cluster.Now);
        var desk = cluster.Grains.GetGrain<INoticeDeskGrain>(company.BranchId);
        await Company.Accepted(desk.Tell($"fact-{company.BranchId}", notice));
        var before = Assert.Single((await Box(account))!.Pending);
        // From now on it would wait for no hours.
        await Company.Accepted(cluster.Grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(company.BranchId)).Set(
            new(new SetPolicy(company.BranchId, NoticePolicies.AtAnyHour.Key, """["TaskGiven"]"""), company.Director)));
        await cluster.Time.Settle();
        await Company.Accepted(desk.Tell($"fact-{company.BranchId}", notice));
        Assert.Equal(before, Assert.Single((await Box(account))!.Pending));
    }

    [Fact]
    public async Task At_night_it_waits_for_the_opening_and_an_emergency_does_not()
    {
        var company = await Monday();
        var (account, address) = await Hired(company, Role.Dispatcher, "en");
        await cluster.Time.MoveTo(cluster.Now.AddHours(13));
        await Given(company, account, TaskKind.RenewContract, "night");
        var night = cluster.Now;
        await cluster.Time.MoveTo(night.AddMinutes(30));
        Assert.Empty(To(address));
        await Company.Accepted(cluster.Grains.GetGrain<IWorkTaskGrain>(IWorkTaskGrain.KeyOf(TaskKind.EmergencyReported, company.BranchId)).Raise(new(
            new RaisedTask(company.BranchId, TaskKind.EmergencyReported, "t-none", null, Role.Dispatcher, night.AddHours(1)), Caller.System, "effect:emergency")));
        await cluster.Time.MoveTo(night.AddMinutes(32));
        Assert.StartsWith("Emergency", Assert.Single(To(address)).Subject, StringComparison.Ordinal);
        await cluster.Time.MoveTo(Company.OfficeHours.NextOpening(night)!.Value.AddMinutes(1));
        Assert.Contains(To(address), mail => mail.Subject!.StartsWith("Given to you", StringComparison.Ordinal) && mail.Date.ToUniversalTime() == Company.OfficeHours.NextOpening(night));
    }

    [Fact]
    public async Task Each_chooses_for_himself_what_he_is_told_and_nobody_for_another()
    {
        var company = await Monday();
        var (account, address) = await Hired(company, Role.FollowUpAgent, "en");
        var box = cluster.Grains.GetGrain<INoticeBoxGrain>(INoticeBoxGrain.KeyOf(account));
        var none = new NoticeWishes([new NoticeWish(NoticeKind.TaskGiven, NoticeWay.Nothing)], null, null, null);
        await Company.Refused<NotFound>(box.SetWishes(new(new SetNoticeWishes(account, none), company.Director)));
        var self = TestCluster.At(company.BranchId, Role.FollowUpAgent) with { Account = account };
        await Company.Accepted(box.SetWishes(new(new SetNoticeWishes(account, none), self, "wish")));
        await Company.Accepted(box.SetWishes(new(new SetNoticeWishes(account, none), self, "wish")));
        Assert.Null(await box.Read(TestCluster.At(company.BranchId, Role.BranchManager)));
        await Given(company, account, TaskKind.RenewContract, "unwanted");
        await cluster.Time.MoveTo(cluster.Now.AddHours(1));
        Assert.Empty(To(address));
        await Company.Accepted(box.SetWishes(new(new SetNoticeWishes(account, NoticeWishes.None with { QuietFrom = new(10, 0), QuietTo = new(15, 0) }), self)));
        await Given(company, account, TaskKind.RenewContract, "later");
        await cluster.Time.MoveTo(cluster.Now.AddHours(4));
        Assert.Empty(To(address));
        await cluster.Time.MoveTo(cluster.Now.AddHours(1).AddMinutes(1));
        Assert.Single(To(address));
    }

    [Fact]
    public async Task While_somebody_is_away_his_substitute_is_told()
    {
        var company = await Monday();
        var (account, address) = await Hired(company, Role.FollowUpAgent, "en");
        var (substitute, other) = await Hired(company, Role.FollowUpAgent, "en");
        var today = Company.OfficeHours.LocalDay(cluster.Now);
        await Company.Accepted(cluster.Grains.GetGrain<IAbsencesGrain>(IAbsencesGrain.KeyOf(company.BranchId, account))
            .Note(company.Intent(new NoteAbsence(company.BranchId, account, today, today.AddDays(1), substitute))));
        await Given(company, account, TaskKind.RenewContract, "away");
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(11));
        Assert.Single(To(other));
        Assert.Empty(To(address));
    }

    [Fact]
    public async Task A_server_that_is_busy_gets_it_again_and_an_address_that_is_none_is_seen()
    {
        var company = await Monday();
        var (account, address) = await Hired(company, Role.FollowUpAgent, "en", "busy");
        var (lost, nowhere) = await Hired(company, Role.FollowUpAgent, "en", "unknown");
        await Given(company, account, TaskKind.RenewContract, "busy");
        await Given(company, lost, TaskKind.RenewContract, "lost");
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(40));
        Assert.Single(To(address));
        Assert.Equal((0, 1), ((await Box(account))!.Pending.Count, (await Box(account))!.Mails));
        Assert.Empty(To(nowhere));
        Assert.Equal((0, NoticeEnd.NoAddress), ((await Box(lost))!.Pending.Count, (await Box(lost))!.LastEnd));
    }

    [Fact]
    public async Task A_save_that_fails_after_the_server_took_the_mail_sends_it_no_second_time()
    {
        var company = await Monday();
        var (account, address) = await Hired(company, Role.FollowUpAgent, "en");
        await Given(company, account, TaskKind.RenewContract, "fails");
        await cluster.Time.Settle();
        var box = cluster.Grains.GetGrain<INoticeBoxGrain>(INoticeBoxGrain.KeyOf(account));
        var mail = NoticeMail.MailOf(box.GetPrimaryKeyString(), (await box.Read(Caller.System))!.Pending);
        cluster.Services.GetRequiredService<VirtualClock>().MoveTo((await box.Read(Caller.System))!.NextAt!.Value);
        await cluster.Time.Settle();
        cluster.Faults.FailBefore(2);
        await box.Wake();
        Assert.StartsWith($"{mail}@", Assert.Single(To(address)).MessageId, StringComparison.Ordinal);
        Assert.Equal((0, 1), ((await Box(account))!.Pending.Count, (await Box(account))!.Mails));
    }

    [Fact]
    public async Task A_summary_is_told_to_the_branchs_manager_in_the_morning()
    {
        var company = await Monday();
        var (_, address) = await Hired(company, Role.BranchManager, "zh-CN");
        var day = Company.OfficeHours.LocalDay(cluster.Now).AddDays(-1);
        var summary = new SummaryAsked(company.BranchId, SummaryKind.Week, day.AddDays(-6), day);
        await Company.Accepted(cluster.Grains.GetGrain<IFigureSummaryGrain>(IFigureSummaryGrain.KeyOf(summary.Place, summary.Kind, summary.From))
            .Write(new(summary, Caller.System, "effect:summary")));
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(11));
        var mail = Assert.Single(To(address));
        Assert.StartsWith("汇总", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("/figures", mail.TextBody!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_heard_of_a_task_is_not_told_again_when_it_goes_up_to_his_own_role()
    {
        var company = await Monday();
        var (account, address) = await Hired(company, Role.BranchManager, "en");
        var (_, other) = await Hired(company, Role.BranchManager, "en");
        await Company.Accepted(cluster.Grains.GetGrain<IWorkTaskGrain>(IWorkTaskGrain.KeyOf(TaskKind.ContactLead, $"{company.BranchId} again")).Raise(new(
            new RaisedTask(company.BranchId, TaskKind.ContactLead, company.CustomerId, company.CustomerId, Role.SalesManager, cluster.Now, account), Caller.System, "effect:again")));
        await cluster.Time.MoveTo(cluster.Now.AddHours(1));
        Assert.StartsWith("Given to you", Assert.Single(To(address)).Subject, StringComparison.Ordinal);
        Assert.Single(To(other));
    }

    /// <summary>Monday at nine, when everybody works.</summary>
    private async Task<Company> Monday()
    {
        var nine = TestCluster.Start;
        while (nine < cluster.Now) nine = nine.AddDays(7);
        await cluster.Time.MoveTo(nine);
        return await Company.Open(cluster);
    }

    private async Task<(string Account, string Address)> Hired(Company company, Role role, string language, string mailbox = "ok", string? place = null)
    {
        var id = $"acc-{Guid.NewGuid():N}";
        var address = $"{mailbox}-{id}@company.example";
        await using var db = await cluster.Services.GetRequiredService<IDbContextFactory<AccountsDb>>().CreateDbContextAsync();
        var account = new Account { Id = id, UserName = address, NormalizedUserName = address.ToUpperInvariant(), Email = address, NormalizedEmail = address.ToUpperInvariant(), DisplayName = "李", Language = language };
        account.Assignments.Add(new AccountAssignment { AccountId = id, Role = role, Place = place ?? company.BranchId });
        db.Users.Add(account);
        await db.SaveChangesAsync();
        return (id, address);
    }

    /// <summary>When headquarters works; null: as the standard says.</summary>
    private async Task Holds(string? hours)
    {
        await Company.Accepted(cluster.Grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(Assignment.Headquarters)).Set(new(
            new SetPolicy(Assignment.Headquarters, HeadquartersPolicies.Calendar.Key, hours), TestCluster.At(Assignment.Headquarters, Role.Administrator))));
        await cluster.Time.Settle();
    }

    private async Task<IWorkTaskGrain> Given(Company company, string account, TaskKind kind, string name)
    {
        var task = cluster.Grains.GetGrain<IWorkTaskGrain>(IWorkTaskGrain.KeyOf(kind, $"{company.BranchId} {name}"));
        await Company.Accepted(task.Raise(new(new RaisedTask(company.BranchId, kind, company.CustomerId, company.CustomerId, Role.FollowUpAgent, cluster.Now.AddDays(60), account),
            Caller.System, $"effect:{name}")));
        await cluster.Time.Settle();
        return task;
    }

    private Task<NoticeBox?> Box(string account) => cluster.Grains.GetGrain<INoticeBoxGrain>(INoticeBoxGrain.KeyOf(account)).Read(Caller.System);

    private IReadOnlyList<MimeMessage> To(string address) => cluster.Server.To(address);
}

public sealed class NoticesOnSqlite(MailOnSqliteCluster cluster) : NoticeTests(cluster), IClassFixture<MailOnSqliteCluster>;

public sealed class NoticesOnPostgreSql(MailOnPostgreSqlCluster cluster) : NoticeTests(cluster), IClassFixture<MailOnPostgreSqlCluster>;
