using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Channels;
using AfterSales.Channels.Rules;
using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Messages.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;

namespace AfterSales.Messages;

[GrainType("outbound_message")]
public sealed class MessageGrain(
    RecordServices services, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies, MessageWriters writers, MailChannel mail,
    TextChannel texts)
    : RecordGrain<OutboundMessage>(services), IMessageGrain, ITakeHandOver
{
    // A save that fails is decided again: what this try gave to the server is not given again.
    private (DateTimeOffset? Try, ContactChannel Way, Delivery Delivery, string Subject, WorkingCalendar Calendar)? _given;

    public Task<Answer> Ask(Intent<AskMessage> intent) => State is not null
        ? Decide(intent, (message, now) => Decision.NothingToDo)
        : Create(intent, async now =>
        {
            var place = (await branches.ForWork(intent.Body.BranchId, intent.Caller))?.Id ?? intent.Body.BranchId;
            return MessageRules.Ask(Key, intent.Body with { BranchId = place }, now);
        });

    public Task<Answer> Drop(Intent<DropMessage> intent) => State is null
        ? Task.FromResult(new Answer(Key, 0))
        : Decide(intent, (message, now) => MessageRules.Drop(message, DropReason.NotNeeded, now));

    public Task<Answer> SentByHand(Intent<MessageGone> intent) => AskAndDecide(intent, async (message, now) =>
        MessageRules.SentByHand(message, message.State == MessageState.ByHand ? await writers.TitleOf(message) : "", intent.Caller.Account, now));

    public Task<Answer> Undeliverable(Intent<MessageReturned> intent) =>
        Decide(intent, (message, now) => MessageRules.Undeliverable(message, intent.Body.Why, intent.Caller.Account, now));

    public Task<Answer> HandOver(Intent<MoveToBranch> intent) => Decide(intent, (message, now) => HandOverRules.Take(message.BranchId, intent.Body, now));

    protected override async ValueTask<Decision> WhenDue(OutboundMessage state, DateTimeOffset now)
    {
        if (_given is not { } given || given.Try != state.NextTryAt)
        {
            if (await writers.Prepare(state) is not var (written, to, customer)) return MessageRules.Drop(state, DropReason.NotNeeded, now);
            if (MessageRules.WayNow(state, customer) is not { } way)
                return MessageRules.NoConsent(state, HandHours(state, await policies.At(state.BranchId)), to.Calendar, now);
            var delivery = (way, customer.Details) switch
            {
                (ContactChannel.Email, { Email: { } address }) => await mail.Send(new OutgoingMail(Key, to.Branch, to.Name, address, to.Language, written.Subject, written.Text)),
                (ContactChannel.Message, { Phone: { } phone }) => await texts.Send(Key, to, phone.Number, written),
                _ => Delivery.Refused,
            };
            given = (state.NextTryAt, way, delivery, written.ForTheRegister, to.Calendar);
            _given = given;
        }

        var inForce = await policies.At(state.BranchId);
        return MessageRules.Given(
            state, given.Way, given.Delivery, given.Subject, inForce.Get(MessagePolicies.Tries), HandHours(state, inForce), given.Calendar, now);
    }

    protected override IEnumerable<Effect> EffectsOf(OutboundMessage state, Event happened) => happened switch
    {
        MessageLeftToPeople e =>
            [new RaiseTask(ByHandTask, new RaisedTask(state.BranchId, TaskKind.SendMessage, state.Id, state.CustomerId, Role.FollowUpAgent, e.DueAt))],
        MessageSent e => [Registered(state, e.At, e.Subject, e.By, ContactOutcome.Sent), new SettleTask(ByHandTask)],
        MessageUndeliverable e => [Registered(state, e.At, e.Why, e.By, ContactOutcome.NotDelivered), new SettleTask(ByHandTask)],
        MessageDropped { TellBy: { } tellBy } =>
        [
            new SettleTask(ByHandTask),
            RaiseTask.For(Key, new RaisedTask(state.BranchId, MessageRules.TaskToTell(state.MessageKind), state.About, state.CustomerId, Role.FollowUpAgent, tellBy)),
        ],
        MessageDropped => [new SettleTask(ByHandTask)],
        _ => [],
    };

    protected override IEnumerable<object> RowsOf(OutboundMessage state, RowStamp stamp) => [OutboundMessageRow.Of(state, stamp)];

    private static int HandHours(OutboundMessage message, PoliciesInForce inForce) => MessageRules.HoursFor(message.MessageKind, inForce.Get(MessagePolicies.ByHandHours));

    private string ByHandTask => IWorkTaskGrain.KeyOf(TaskKind.SendMessage, Key);

    private static RecordContact Registered(OutboundMessage message, DateTimeOffset at, string words, string? by, ContactOutcome outcome) => new(
        IContactGrain.KeyOf(message.Id), new RecordedContact(
            message.BranchId, message.Channel, ContactDirection.Outgoing, MessageRules.SubjectOf(message.MessageKind), words, at, message.CustomerId, message.TicketId,
            TakenBy: by, About: message.Id, Outcome: outcome));
}
