using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Records;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Contacts;

public sealed class ContactRulesTests
{
    private static readonly DateTimeOffset Now = At("2026-03-09T02:00:00Z");

    private static readonly RecordedContact Call = new("b-sh", ContactChannel.Call, ContactDirection.Incoming, ContactSubject.Request, "洗衣机漏水");

    private static readonly RecordedContact Visit = Call with { Channel = ContactChannel.Visit, Companion = "acc-2" };

    private static Decision Recorded(RecordedContact contact) =>
        ContactRules.Record("k-1", "SH-K2603-00007", contact, "acc-1", new DateOnly(2026, 3, 9), confirmMinutes: 15, from: null, Now);

    private static Contact After(Contact? before, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(before, (state, happened) => Contact.Apply(state, happened))!;
    }

    [Fact]
    public void An_entry_has_a_number_channel_time_receiver_and_whom_it_was_sent_on_to()
    {
        var contact = After(null, Recorded(Call with { SentOnTo = "售后一组", At = Now.AddHours(-1) }));
        Assert.Equal(("SH-K2603-00007", ContactChannel.Call, Now.AddHours(-1), "acc-1"), (contact.Number, contact.Channel, contact.At, contact.TakenBy));
        Assert.Equal([new SentOn("售后一组", Now, "acc-1")], contact.SentOn);
        Assert.Empty(ContactRules.SendOn(contact, " 售后一组 ", "acc-2", Now).Events);
        Assert.Equal(2, After(contact, ContactRules.SendOn(contact, "acc-9", "acc-2", Now)).SentOn.Count);
        Assert.IsType<InputInvalid>(ContactRules.SendOn(contact, " ", "acc-2", Now).Refusal);
    }

    [Fact]
    public void Without_words_there_is_no_entry() => Assert.IsType<InputInvalid>(Recorded(Call with { Text = " " }).Refusal);

    [Fact]
    public void What_belongs_to_another_record_needs_none_and_says_what_became_of_it()
    {
        var contact = After(null, Recorded(Call with { Text = "", About = "t-1/1", Outcome = ContactOutcome.NoAnswer, PersonId = "tech-1" }));
        Assert.Equal(("t-1/1", ContactOutcome.NoAnswer, "tech-1"), (contact.About, contact.Outcome!.Value, contact.PersonId));
    }

    [Fact]
    public void The_superior_is_told_of_an_emergency_at_once_and_once()
    {
        var contact = After(null, Recorded(Call with { IsEmergency = true }));
        Assert.Equal((true, Now), (contact.IsEmergency, contact.SuperiorToldAt!.Value));
        Assert.Empty(ContactRules.FlagEmergency(contact, 15, Now.AddHours(1)).Events);
        var later = After(null, Recorded(Call));
        Assert.Equal(new EmergencyFlagged(Now.AddHours(1), Now.AddMinutes(75)), Assert.Single(ContactRules.FlagEmergency(later, 15, Now.AddHours(1)).Events));
    }

    [Fact]
    public void Whose_it_was_is_found_out_later()
    {
        var unknown = After(null, Recorded(Call with { Counterpart = new Counterpart("老王", "+8613800138000") }));
        Assert.Null(unknown.CustomerId);
        var known = After(unknown, ContactRules.Link(unknown, new Customer { Id = "c-1" }, null));
        var linked = After(known, ContactRules.Link(known, null, "t-1"));
        Assert.Equal(("c-1", "t-1"), (linked.CustomerId, linked.TicketId));
        Assert.Empty(ContactRules.Link(linked, new Customer { Id = "c-1" }, null).Events);
        Assert.IsType<InputInvalid>(ContactRules.Link(linked, null, null).Refusal);
    }

    [Fact]
    public void A_visitor_has_a_named_companion_until_he_leaves()
    {
        Assert.IsType<CompanionMissing>(Recorded(Visit with { Companion = null }).Refusal);
        Assert.Null(Recorded(Visit with { Companion = null, Direction = ContactDirection.Outgoing }).Refusal);
        var here = After(null, Recorded(Visit));
        Assert.True(here.IsVisitorHere);
        Assert.Equal("acc-3", After(here, ContactRules.NameCompanion(here, "acc-3")).Companion);
        var left = After(here, ContactRules.Leave(here, Now.AddHours(2)));
        Assert.False(left.IsVisitorHere);
        Assert.Empty(ContactRules.Leave(left, Now.AddHours(3)).Events);
        Assert.IsType<NoVisitorHere>(ContactRules.NameCompanion(left, "acc-3").Refusal);
        var call = After(null, Recorded(Call));
        Assert.IsType<NoVisitorHere>(ContactRules.Leave(call, Now).Refusal);
    }

    [Fact]
    public void What_took_place_lies_neither_ahead_nor_too_far_back()
    {
        Assert.Null(ContactRules.MustBePast(null, Now, 30));
        Assert.Null(ContactRules.MustBePast(Now.AddDays(-30), Now, 30));
        Assert.NotNull(ContactRules.MustBePast(Now.AddDays(-30).AddMilliseconds(-1), Now, 30));
        Assert.NotNull(ContactRules.MustBePast(Now.AddMinutes(6), Now, 30));
    }
}
