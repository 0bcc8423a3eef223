using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Messages.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Messages;

/// <summary>A message to a customer: an invitation or reminder.</summary>
[Name("OutboundMessage"), Secured(Permission.SeeContacts)]
public sealed class OutboundMessageView(OutboundMessageRow row)
{
    public string Id => row.Id;

    public MessageKind Kind => row.Kind;

    /// <summary>E-mail, text message or letter.</summary>
    public ContactChannel Channel => row.Channel;

    public MessageState State => row.State;

    /// <summary>The key of the record it is about.</summary>
    public string About => row.About;

    public string? TicketId => row.TicketId;

    public DateTimeOffset AskedAt => row.AskedAt;

    /// <summary>How often the mail server was given it and did not take it.</summary>
    public int Tries => row.Tries;

    public DateTimeOffset? NextTryAt => row.NextTryAt;

    /// <summary>When it went out, was found undeliverable or was dropped.</summary>
    public DateTimeOffset? EndedAt => row.EndedAt;

    /// <summary>The key of the account that sent it by hand; null where the service did.</summary>
    public string? SentById => row.SentBy;

    /// <summary>Why it went out by nobody.</summary>
    public DropReason? Dropped => row.Dropped;

    /// <summary>What is to be sent, in the customer's language, with the link in it; null once it is over.</summary>
    [Secured(Permission.SendMessages)]
    public async Task<MessageTextView?> GetTextAsync(IGrainFactory grains, MessageWriters writers)
    {
        if (row.State is not (MessageState.Waiting or MessageState.ByHand)) return null;
        if (await grains.GetGrain<IMessageGrain>(row.Id).Read(Caller.System) is not { } message) return null;
        return await writers.Prepare(message) is { Written: { } written } ? new MessageTextView(written.Subject, written.Text) : null;
    }

    public Deferred<CustomerView?> GetCustomer(CustomerLoader customers) => customers.Load(row.CustomerId);

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);

    /// <summary>What happened to it, oldest first.</summary>
    public async Task<IReadOnlyList<JournalEntryView>> GetTimelineAsync(Journal journal, CancellationToken cancellation) =>
        JournalEntryView.Of(await journal.Read(row.Id, cancellation));

    public static OutboundMessageView Of(OutboundMessage message, int version) => new(OutboundMessageRow.Of(message, new RowStamp(version, 1)));
}

/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text.</param>
[Name("MessageText"), SecuredByParent]
public sealed record MessageTextView(string Subject, string Body);

[Queries]
public sealed class MessageQueries
{
    /// <summary>One message to a customer, by its key; null where there is none you may see.</summary>
    [Secured(Permission.SeeContacts)]
    public async Task<OutboundMessageView?> GetOutboundMessageAsync(string id, IGrainFactory grains, Caller caller) =>
        await grains.Read<IMessageGrain, OutboundMessage>(IMessageGrain.Prefix, id, caller) is { } message ? OutboundMessageView.Of(message, 0) : null;

    /// <summary>The messages to customers; those that a person has to send have the state <c>BY_HAND</c>.</summary>
    [Secured(Permission.SeeContacts), Paged(typeof(OutboundMessageRow))]
    public async Task<Connection<OutboundMessageView>> OutboundMessagesAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<OutboundMessageRow>().VisibleTo(caller), page, cancellation)).Select(row => new OutboundMessageView(row));
}

[Mutations]
public sealed class MessageMutations(IGrainFactory grains)
{
    /// <summary>Records that you sent a message by hand.</summary>
    [Secured(Permission.SendMessages), Errors(typeof(MessageNotByHand))]
    public Task<Outcome<OutboundMessageView>> RecordMessageSent(string messageId, Caller caller, string? requestId = null) =>
        On(messageId, caller, message => message.SentByHand(new Intent<MessageGone>(new MessageGone(), caller, requestId)));

    /// <summary>Records that a message could not be delivered, by hand neither.</summary>
    /// <param name="reason">Why, such as an address that does not exist.</param>
    [Secured(Permission.SendMessages), Errors(typeof(MessageNotByHand))]
    public Task<Outcome<OutboundMessageView>> RecordMessageUndeliverable(string messageId, string reason, Caller caller, string? requestId = null) =>
        On(messageId, caller, message => message.Undeliverable(new Intent<MessageReturned>(new MessageReturned(reason), caller, requestId)));

    private Task<Outcome<OutboundMessageView>> On(string id, Caller caller, Func<IMessageGrain, Task<Answer>> ask) =>
        grains.Ask<IMessageGrain, OutboundMessage, OutboundMessageView>(IMessageGrain.Prefix, id, caller, ask, OutboundMessageView.Of);
}
