using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Channels;
using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Messages;
using AfterSales.Messages.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Surveys;
using AfterSales.Surveys.Rules;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Messages;

/// <summary>A cluster that sends its mail to a server which knows nothing of us but SMTP.</summary>
public abstract class MailCluster(StorageProvider provider) : TestCluster(provider)
{
    public MailServer Server { get; } = new();

    protected override void Configure(ISiloBuilder silo)
    {
        base.Configure(silo);
        silo.Services.Configure<MailSettings>(mail => (mail.Server, mail.Port, mail.Security, mail.From, mail.LinkUrl) =
            ("127.0.0.1", Server.Port, MailSecurity.None, "service@company.example", new Uri("https://service.company.example/care/")));
    }
}

public sealed class MailOnSqliteCluster() : MailCluster(StorageProvider.Sqlite);

public sealed class MailOnPostgreSqlCluster() : MailCluster(StorageProvider.PostgreSql);

/// <summary>Invitations and reminders go out by mail, in the customer's language, once, and what became of them is in the register.</summary>
public abstract class MailTests(MailCluster cluster)
{
    [Fact]
    public async Task The_day_after_a_repair_the_customer_has_a_mail_in_his_language_whose_link_answers_his_card()
    {
        var (company, address, ticketId) = await Served("zh-CN", "ok");
        await cluster.Time.MoveTo(cluster.Now.AddDays(2));
        var mail = Assert.Single(cluster.Server.To(address));
        Assert.Equal(("Shanghai", "service@company.example", "王伟", "您对我们的服务满意吗？"),
            (mail.From.Mailboxes.Single().Name, mail.From.Mailboxes.Single().Address, mail.To.Mailboxes.Single().Name, mail.Subject!));
        Assert.Equal("zh-CN", mail.Body!.Headers[MimeKit.HeaderId.ContentLanguage]);
        var row = Assert.Single(await Messages(company));
        Assert.Equal(($"{row.Id}@company.example", MessageState.Sent, MessageKind.SurveyInvitation), (mail.MessageId, row.State, row.Kind));

        const string below = "https://service.company.example/care/survey/";
        var link = mail.TextBody!.Split('\n').Select(line => line.Trim()).Single(line => line.StartsWith(below, StringComparison.Ordinal))[below.Length..];
        var card = cluster.Services.GetRequiredService<SurveyLinks>().CardOf(link)!;
        Assert.Equal(ISurveyCardGrain.KeyOf(ticketId, 1), card);

        var entry = Assert.Single(await Register(company));
        Assert.Equal((ContactChannel.Email, ContactDirection.Outgoing, ContactSubject.Invitation, ContactOutcome.Sent, row.Id),
            (entry.Channel, entry.Direction, entry.Subject, entry.Outcome, entry.About));
        // Nowhere in the database does the link stand.
        Assert.Equal("0", (await cluster.Query($"select count(*) from journal_text where words like '%{link[..40]}%'"))[0][0]);
    }

    [Fact]
    public async Task Who_does_not_answer_is_reminded_once_and_who_has_answered_is_not()
    {
        var (silent, address, _) = await Served("es", "silent");
        var (answering, other, ticketId) = await Served("en", "answers");
        await cluster.Time.MoveTo(cluster.Now.AddDays(2));
        var marks = new Marks(SatisfactionLevel.Satisfied, SatisfactionLevel.Satisfied, SatisfactionLevel.Satisfied, SatisfactionLevel.Satisfied);
        await Company.Accepted(cluster.Grains.GetGrain<ISurveyCardGrain>(ISurveyCardGrain.KeyOf(ticketId, 1))
            .Answer(new(new AnswerSurvey(marks, null, AnswerWay.Link), Caller.System)));
        await cluster.Time.MoveTo(cluster.Now.AddDays(40));
        Assert.Equal(["¿Qué le ha parecido nuestro servicio?", "¿Qué le ha parecido nuestro servicio?"], cluster.Server.To(address).Select(mail => mail.Subject));
        Assert.Contains("todavía nos gustaría", cluster.Server.To(address)[1].TextBody!, StringComparison.Ordinal);
        Assert.Equal("How was our service?", Assert.Single(cluster.Server.To(other)).Subject);
        Assert.Equal(2, (await Register(silent)).Count);
        Assert.Single(await Register(answering));
    }

    [Fact]
    public async Task A_server_that_is_busy_is_tried_again_and_the_message_goes_out_once()
    {
        var (company, address, _) = await Served("zh-CN", "busy");
        await cluster.Time.MoveTo(cluster.Now.AddDays(2));
        Assert.Single(cluster.Server.To(address));
        Assert.Equal((MessageState.Sent, 2), (await Messages(company)).Select(row => (row.State, row.Tries)).Single());
        Assert.Single(await Register(company));
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_message_repeats_it_under_the_same_id()
    {
        var (company, address, _) = await Served("zh-CN", "cut");
        await cluster.Time.MoveTo(cluster.Now.AddDays(2));
        var mails = cluster.Server.To(address);
        Assert.Equal((2, 1), (mails.Count, mails.Select(mail => mail.MessageId).Distinct().Count()));
        Assert.Single(await Register(company));
    }

    [Fact]
    public async Task A_save_that_fails_after_the_server_took_the_message_sends_it_no_second_time()
    {
        var (company, address, _) = await Served("zh-CN", "busy");
        await cluster.Time.MoveTo(Company.OfficeHours.InstantAt(Company.OfficeHours.LocalDay(cluster.Now).AddDays(1), new TimeOnly(10, 1)));
        var message = cluster.Grains.GetGrain<IMessageGrain>(Assert.Single(await Messages(company)).Id);
        while ((await message.Read(Caller.System))! is { Tries: < 2 } waiting)
        {
            cluster.Services.GetRequiredService<VirtualClock>().MoveTo(waiting.NextTryAt!.Value);
            await message.Wake();
        }

        cluster.Services.GetRequiredService<VirtualClock>().MoveTo((await message.Read(Caller.System))!.NextTryAt!.Value);
        await cluster.Time.Settle();
        cluster.Faults.FailBefore(2);
        await message.Wake();
        await cluster.Time.Settle();
        Assert.Single(cluster.Server.To(address));
        Assert.Equal(MessageState.Sent, (await message.Read(Caller.System))!.State);
        Assert.Single(await Register(company));
    }

    [Fact]
    public async Task What_a_person_sent_is_in_the_register_also_when_its_link_is_over_and_only_once()
    {
        var (company, _, ticketId) = await Served("es", "unknown");
        await cluster.Time.MoveTo(cluster.Now.AddDays(2));
        var message = cluster.Grains.GetGrain<IMessageGrain>(Assert.Single(await Messages(company)).Id);
        var card = await cluster.Grains.GetGrain<ISurveyCardGrain>(ISurveyCardGrain.KeyOf(ticketId, 1)).Read(Caller.System);
        // The link is over; the card has not said so yet.
        cluster.Services.GetRequiredService<VirtualClock>().MoveTo(card!.ExpiresAt!.Value);
        var agent = TestCluster.At(company.BranchId, Role.FollowUpAgent) with { Account = "acc-agent" };
        await Company.Accepted(message.SentByHand(new(new MessageGone(), agent)));
        Assert.Equal(MessageState.Sent, (await message.Read(Caller.System))!.State);
        await Company.Refused<MessageNotByHand>(message.SentByHand(new(new MessageGone(), agent)));
        await cluster.Time.Settle();
        Assert.Equal(("acc-agent", ContactOutcome.Sent), (await Register(company)).Select(entry => (entry.TakenBy, entry.Outcome!.Value)).Single());
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("never")]
    public async Task What_the_server_never_takes_is_somebodys_to_send_until_he_has(string mailbox)
    {
        var (company, address, _) = await Served("zh-CN", mailbox);
        await cluster.Time.MoveTo(cluster.Now.AddDays(2));
        Assert.Empty(cluster.Server.To(address));
        var row = Assert.Single(await Messages(company));
        Assert.Equal(MessageState.ByHand, row.State);
        Assert.Empty(await Register(company));
        Assert.Equal((TaskKind.SendMessage, Role.FollowUpAgent, true), (await Tasks(row.Id)).Select(task => (task.Kind, task.Role, task.IsOpen)).Single());

        var agent = TestCluster.At(company.BranchId, Role.FollowUpAgent) with { Account = "acc-agent" };
        var message = cluster.Grains.GetGrain<IMessageGrain>(row.Id);
        await Company.Refused<NotFound>(message.SentByHand(new(new MessageGone(), TestCluster.At("b-elsewhere", Role.FollowUpAgent))));
        await Company.Accepted(message.SentByHand(new(new MessageGone(), agent, "by-hand")));
        await Company.Accepted(message.SentByHand(new(new MessageGone(), agent, "by-hand")));
        await Company.Refused<MessageNotByHand>(message.Undeliverable(new(new MessageReturned("退信"), agent)));
        await cluster.Time.Settle();
        Assert.Equal(("acc-agent", ContactOutcome.Sent), (await Register(company)).Select(entry => (entry.TakenBy, entry.Outcome!.Value)).Single());
        Assert.False((await Tasks(row.Id)).Single().IsOpen);
    }

    [Fact]
    public async Task Who_refuses_mail_alone_is_written_to_by_the_next_way_he_has()
    {
        var (company, address, _) = await Served("zh-CN", "busy");
        await cluster.Time.MoveTo(Company.OfficeHours.InstantAt(Company.OfficeHours.LocalDay(cluster.Now).AddDays(1), new TimeOnly(10, 1)));
        await Refuses(company, ConsentChannel.Email);
        await cluster.Time.MoveTo(cluster.Now.AddHours(1));
        Assert.Empty(cluster.Server.To(address));
        // Nobody sends text messages here: a person does.
        Assert.Equal((ContactChannel.Message, MessageState.ByHand), (await Messages(company)).Select(row => (row.Channel, row.State)).Single());
    }

    [Fact]
    public async Task Who_refuses_mail_while_the_server_is_down_gets_none()
    {
        var (company, address, _) = await Served("zh-CN", "busy");
        await cluster.Time.MoveTo(Company.OfficeHours.InstantAt(Company.OfficeHours.LocalDay(cluster.Now).AddDays(1), new TimeOnly(10, 1)));
        foreach (var channel in Enum.GetValues<ConsentChannel>()) await Refuses(company, channel);
        await cluster.Time.MoveTo(cluster.Now.AddDays(1));
        Assert.Empty(cluster.Server.To(address));
        Assert.Equal((MessageState.Dropped, DropReason.NoConsent), (await Messages(company)).Select(row => (row.State, row.Dropped!.Value)).Single());
        Assert.Empty(await Register(company));
    }

    [Fact]
    public async Task Who_has_no_address_but_a_telephone_is_written_to_by_hand_until_the_card_is_answered()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Completed("phone", cluster.Now.AddHours(1));
        await cluster.Time.MoveTo(cluster.Now.AddDays(2));
        var row = Assert.Single(await Messages(company));
        Assert.Equal((ContactChannel.Message, MessageState.ByHand), (row.Channel, row.State));
        var marks = new Marks(SatisfactionLevel.Satisfied, SatisfactionLevel.Satisfied, SatisfactionLevel.Satisfied, SatisfactionLevel.Satisfied);
        await Company.Accepted(cluster.Grains.GetGrain<ISurveyCardGrain>(ISurveyCardGrain.KeyOf(ticket.GetPrimaryKeyString(), 1))
            .Answer(new(new AnswerSurvey(marks, null, AnswerWay.FollowUpCall), Caller.System)));
        await cluster.Time.Settle();
        Assert.Equal(DropReason.NotNeeded, (await Messages(company)).Single().Dropped);
        Assert.False((await Tasks(row.Id)).Single().IsOpen);
    }

    [Fact]
    public async Task A_branch_invites_in_words_of_its_own_and_words_that_lose_the_link_are_refused()
    {
        var (company, address, _) = await Served("es", "words");
        Task<Answer> Say(string words) => cluster.Grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(company.BranchId))
            .Set(new(new SetPolicy(company.BranchId, SurveyMessagePolicies.InvitationWords.Key, words), company.Director));
        var refused = await Company.Refused<InputInvalid>(Say("""{"es":{"subject":"Hola","text":"{Name}"}}"""));
        Assert.Equal(new InputIssue("value.es.text.{Link}", "PLACEHOLDER_MISSING"), Assert.Single(refused.Issues));
        await Company.Accepted(Say("""{"es":{"subject":"¿Todo bien, {Name}?","text":"{Link}\n{Branch}, {Day}"}}"""));
        await cluster.Time.MoveTo(cluster.Now.AddDays(2));
        var mail = Assert.Single(cluster.Server.To(address));
        Assert.Equal("¿Todo bien, 王伟?", mail.Subject);
        Assert.StartsWith("https://service.company.example/care/survey/", mail.TextBody!, StringComparison.Ordinal);
        Assert.Equal("¿Todo bien, 王伟?", (await cluster.Query(
            $"select words from journal_text where record = '{Assert.Single(await Messages(company)).Id}' and field = 'subject'"))[0][0]);
    }

    [Fact]
    public async Task A_booking_is_told_at_once_with_a_link_to_the_ticket_and_what_is_booked_no_more_is_not()
    {
        var company = await Company.Open(cluster);
        var address = $"ok-booked-{company.BranchId[2..]}@customer.example";
        await Company.Accepted(cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).Amend(company.Intent(Company.Wang with { Email = address, Language = "es" })));
        var ticket = await company.Scheduled("booked", cluster.Now.AddDays(1));
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(1));
        var mail = Assert.Single(cluster.Server.To(address));
        Assert.StartsWith("Nuestro técnico le visitará el ", mail.Subject, StringComparison.Ordinal);
        const string below = "https://service.company.example/care/ticket/";
        var link = mail.TextBody!.Split('\n').Select(line => line.Trim()).Single(line => line.StartsWith(below, StringComparison.Ordinal))[below.Length..];
        Assert.Equal(new SignedLink(ticket.GetPrimaryKeyString(), 1), cluster.Services.GetRequiredService<TicketLinks>().Read(link));
        Assert.Equal("0", (await cluster.Query($"select count(*) from journal_text where words like '%{link[..40]}%'"))[0][0]);

        // Told of it, the customer is owed an apology; the next booking is told anew.
        await Company.Refused<BookingStands>(ticket.TakeBack(company.Intent(new TakeBackBooking(null, "slip"))));
        await Company.Accepted(ticket.HandBack(company.Intent(new HandBackVisit(null, IsApologised: true, "ill"))));
        await Company.Accepted(ticket.Schedule(company.Intent(new ScheduleVisit(company.TechnicianId, cluster.Now.AddDays(2), cluster.Now.AddDays(2).AddHours(1), "客户只有这时在家"))));
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(1));
        Assert.Equal(2, cluster.Server.To(address).Count);
        Assert.Equal([MessageState.Sent, MessageState.Sent], (await Messages(company)).Select(row => row.State));
    }

    /// <summary>A completed repair of a customer with an address at the server: a message to it goes as its first word says.</summary>
    private Task<Answer> Refuses(Company company, ConsentChannel channel) => Company.Accepted(
        cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).SayConsent(company.Intent(new SayConsent(channel, IsGiven: false))));

    private async Task<(Company Company, string Address, string TicketId)> Served(string language, string mailbox)
    {
        var company = await Company.Open(cluster);
        await company.SayNothingOfBookings();
        var address = $"{mailbox}-{company.BranchId[2..]}@customer.example";
        await Company.Accepted(cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).Amend(company.Intent(Company.Wang with { Email = address, Language = language })));
        var ticket = await company.Completed("mail", cluster.Now.AddHours(1));
        return (company, address, ticket.GetPrimaryKeyString());
    }

    private Task<List<OutboundMessageRow>> Messages(Company company) =>
        cluster.Rows<OutboundMessageRow>(rows => rows.Where(row => row.BranchId == company.BranchId).OrderBy(row => row.AskedAt));

    private Task<List<ContactRow>> Register(Company company) =>
        cluster.Rows<ContactRow>(rows => rows.Where(row => row.BranchId == company.BranchId && row.Subject == ContactSubject.Invitation).OrderBy(row => row.At));

    private Task<List<WorkTaskRow>> Tasks(string about) => cluster.Rows<WorkTaskRow>(rows => rows.Where(row => row.About == about));
}

public sealed class MailOnSqlite(MailOnSqliteCluster cluster) : MailTests(cluster), IClassFixture<MailOnSqliteCluster>;

public sealed class MailOnPostgreSql(MailOnPostgreSqlCluster cluster) : MailTests(cluster), IClassFixture<MailOnPostgreSqlCluster>;
