using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Channels.Rules;
using AfterSales.Contacts.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Messages;
using AfterSales.Messages.Rules;
using AfterSales.Records;
using CsCheck;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Messages;

public sealed class MessageRulesTests
{
    private static readonly DateTimeOffset Now = At("2026-03-09T02:00:00Z");

    private static readonly MessageTries Tries = MessagePolicies.Tries.Standard;

    private static readonly WorkingCalendar Closed = WorkingCalendar.Closed("Asia/Shanghai");

    private static OutboundMessage Asked => After(null, MessageRules.Ask("msg-1",
        new AskMessage("b-sh", "c-1", "t-1", MessageKind.SurveyInvitation, "sv-1", ContactChannel.Email), Now));

    private static OutboundMessage After(OutboundMessage? before, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(before, (state, happened) => OutboundMessage.Apply(state, happened))!;
    }

    private static OutboundMessage Given(OutboundMessage message, Delivery delivery, DateTimeOffset now) =>
        After(message, MessageRules.Given(message, message.Channel, delivery, "您对我们的服务满意吗？", Tries, 16, Closed, now));

    [Fact]
    public void A_message_that_the_server_took_is_sent_and_wakes_no_more()
    {
        var sent = Given(Asked, Delivery.Sent, Now);
        Assert.Equal((MessageState.Sent, Now, null, null), (sent.State, sent.EndedAt!.Value, sent.SentBy, sent.NextDue));
    }

    [Fact]
    public void The_wait_doubles_until_a_person_sends_it()
    {
        var (message, waits) = (Asked, new List<double>());
        while (message.State == MessageState.Waiting)
        {
            var at = message.NextDue!.Value;
            message = Given(message, Delivery.TryAgain, at);
            if (message.NextDue is { } next) waits.Add((next - at).TotalMinutes);
        }

        Assert.Equal([5, 10, 20, 40, 80], waits);
        Assert.Equal(MessageState.ByHand, message.State);
    }

    [Fact]
    public void News_of_a_delay_waits_for_no_channel_and_is_a_persons_at_once()
    {
        var late = Asked with { MessageKind = MessageKind.VisitDelayed };
        var left = Assert.IsType<MessageLeftToPeople>(Assert.Single(
            MessageRules.Given(late, late.Channel, Delivery.TryAgain, "x", Tries, MessageRules.HoursFor(late.MessageKind, 16), Closed, Now).Events));
        Assert.Equal(Now, left.DueAt);
        Assert.Equal(MessageState.Sent, Given(late, Delivery.Sent, Now).State);
    }

    [Fact]
    public void Who_wants_nothing_written_is_told_the_end_of_his_contract_in_another_way_and_gets_no_invitation()
    {
        var dropped = Assert.IsType<MessageDropped>(Assert.Single(MessageRules.NoConsent(Asked with { MessageKind = MessageKind.ContractExpiry }, 16, Closed, Now).Events));
        Assert.Equal((DropReason.NoConsent, Now.AddHours(16)), (dropped.Reason, dropped.TellBy));
        var late = Asked with { MessageKind = MessageKind.VisitDelayed };
        Assert.Equal(Now, Assert.IsType<MessageDropped>(Assert.Single(
            MessageRules.NoConsent(late, MessageRules.HoursFor(late.MessageKind, 16), Closed, Now).Events)).TellBy);
        Assert.Equal(new MessageDropped(DropReason.NoConsent, Now), Assert.Single(MessageRules.NoConsent(Asked, 16, Closed, Now).Events));
        Assert.Empty(MessageRules.NoConsent(After(Asked, MessageRules.NoConsent(Asked, 16, Closed, Now)), 16, Closed, Now).Events);
    }

    [Fact]
    public void What_is_refused_is_a_persons_at_once_and_sent_or_returned_only_once()
    {
        var byHand = Given(Asked, Delivery.Refused, Now);
        Assert.Equal(MessageState.ByHand, byHand.State);
        Assert.Equal("acc-1", After(byHand, MessageRules.SentByHand(byHand, "x", "acc-1", Now)).SentBy);
        var returned = After(byHand, MessageRules.Undeliverable(byHand, "查无此人", "acc-1", Now));
        Assert.Equal(MessageState.NotDelivered, returned.State);
        Assert.IsType<InputInvalid>(MessageRules.Undeliverable(byHand, " ", "acc-1", Now).Refusal);
        Assert.Equal(new MessageNotByHand(MessageState.NotDelivered), MessageRules.SentByHand(returned, "x", "acc-1", Now).Refusal);
        Assert.Equal(new MessageNotByHand(MessageState.Waiting), MessageRules.SentByHand(Asked, "x", "acc-1", Now).Refusal);
    }

    [Fact]
    public void Who_has_come_to_refuse_a_way_is_written_to_by_the_next_one_he_has_and_by_none_where_he_refuses_all()
    {
        var mailed = Customer(new() { Phones = [new Phone("+8613800138000")], Email = "wang@example.com", Addresses = [new CustomerAddress("", "南京东路 1", "上海")] });
        Assert.Equal(ContactChannel.Email, MessageRules.WayNow(Asked, mailed));
        var noMail = Refusing(mailed, ConsentChannel.Email);
        Assert.Equal(ContactChannel.Message, MessageRules.WayNow(Asked, noMail));
        var noText = Refusing(noMail, ConsentChannel.Message);
        Assert.Equal(ContactChannel.Letter, MessageRules.WayNow(Asked, noText));
        // A letter would come after the technician.
        Assert.Null(MessageRules.WayNow(Asked with { MessageKind = MessageKind.VisitDelayed }, noText));
        Assert.Null(MessageRules.WayNow(Asked, Refusing(noText, ConsentChannel.Letter)));
        // Asked for as a text message, it goes by e-mail once text messages are refused.
        Assert.Equal(ContactChannel.Email, MessageRules.WayNow(Asked with { Channel = ContactChannel.Message }, Refusing(mailed, ConsentChannel.Message)));
    }

    [Fact]
    public void Another_way_has_tries_of_its_own_and_is_the_messages_way_from_then_on()
    {
        var tried = Given(Given(Asked, Delivery.TryAgain, Now), Delivery.TryAgain, Now);
        var other = After(tried, MessageRules.Given(tried, ContactChannel.Message, Delivery.TryAgain, "x", Tries, 16, Closed, Now));
        Assert.Equal((ContactChannel.Message, 1, MessageState.Waiting), (other.Channel, other.Tries, other.State));
        Assert.Equal(MessageState.ByHand, After(tried, MessageRules.Given(tried, ContactChannel.Letter, Delivery.Refused, "x", Tries, 16, Closed, Now)).State);
    }

    private static Customer Customer(CustomerDetails details) => new() { Id = "c-1", BranchId = "b-sh", Details = details };

    private static Customer Refusing(Customer customer, ConsentChannel channel) => customer with { Consents = customer.Consents.With(new ChannelConsent(channel, false, Now, "a")) };

    /// <summary>Whatever the server does, in whatever order: a message ends in one way, and what has ended changes no more.</summary>
    [Fact]
    public void A_message_goes_out_at_most_once() => Gen.Int[0, 5].Array[1, 30].Sample(choices =>
    {
        var (message, sent) = (Asked, 0);
        foreach (var (i, choice) in choices.Index())
        {
            var now = Now.AddHours(i);
            var decision = choice switch
            {
                0 when message.NextDue <= now => MessageRules.Given(message, message.Channel, Delivery.Sent, "x", Tries, 16, Closed, now),
                1 or 2 when message.NextDue <= now => MessageRules.Given(message, message.Channel, Delivery.TryAgain, "x", Tries, 16, Closed, now),
                3 => MessageRules.Drop(message, DropReason.NotNeeded, now),
                4 => MessageRules.SentByHand(message, "x", "acc-1", now),
                5 => MessageRules.Undeliverable(message, "x", "acc-1", now),
                _ => Decision.NothingToDo,
            };
            if (!message.IsOpen) Assert.Empty(decision.Events);
            sent += decision.Events.OfType<MessageSent>().Count();
            message = decision.Events.Aggregate(message, OutboundMessage.Apply);
        }

        Assert.InRange(sent, 0, 1);
    });
}
