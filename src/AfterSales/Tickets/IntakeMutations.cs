using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Api;
using AfterSales.Branches.Rules;
using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

[Mutations]
public sealed class IntakeMutations(IGrainFactory grains, CustomerFiles files)
{
    /// <summary>
    /// Takes a customer's request down. A phone number and a symptom are enough: who calls is found by the number, or gets a file, and what is
    /// missing is listed. A second report of a fault that is open joins its ticket, which then says <c>isJoined</c>.
    /// </summary>
    /// <param name="symptom">The customer's words.</param>
    /// <param name="symptomDetail">When and how it shows.</param>
    /// <param name="customerId">Left out: found by <paramref name="phone"/>, or made.</param>
    /// <param name="phone">As people write it; without a country code it is read as of the branch's country.</param>
    /// <param name="customerName">For a customer who has no file yet.</param>
    /// <param name="address">For a customer who has no file yet.</param>
    /// <param name="city">For a customer who has no file yet.</param>
    /// <param name="model">As the customer tells it, where the product is not on file.</param>
    /// <param name="purchasedOn">As the customer tells it, where the product is not on file.</param>
    /// <param name="isAnotherFault">It is none of the customer's open ones: makes a ticket of its own.</param>
    /// <param name="linkedTicketId">An earlier ticket that this one belongs to.</param>
    /// <param name="contactId">The entry of the contact register it was told in; left out: the call or letter is registered with the ticket.</param>
    /// <param name="linkKind">How it belongs to <paramref name="linkedTicketId"/>.</param>
    /// <param name="id">A key of your own choice (<c>t-…</c>), for clients that work offline.</param>
    /// <param name="deviceTime">When it was done, where it was recorded offline.</param>
    [Secured(Permission.RegisterTickets), Errors(typeof(AlreadyExists), typeof(BranchClosed), typeof(ProductOfAnotherCustomer), typeof(InternalWorkHasNoCustomer), typeof(CustomerIsArchived), typeof(CustomerIsErased),
        typeof(ProductOutOfUse), typeof(NoWorkingTime))]
    public async Task<Outcome<TicketView>> RegisterTicket(
        string branchId, string symptom, Caller caller, string? customerId = null, [StringLength(40)] string? phone = null,
        [StringLength(200)] string? customerName = null, [StringLength(400)] string? address = null, [StringLength(100)] string? city = null,
        string? productId = null, TicketKind kind = TicketKind.Repair, Channel channel = Channel.Call, bool isEmergency = false,
        string? symptomDetail = null, string? wish = null, [StringLength(100)] string? model = null, DateOnly? purchasedOn = null,
        bool isAnotherFault = false, string? contactId = null, string? linkedTicketId = null, TicketLinkKind linkKind = TicketLinkKind.FollowUpOf, string? id = null,
        DateTimeOffset? deviceTime = null, string? requestId = null)
    {
        if (id is not null && !RecordKey.IsWellFormed(ITicketGrain.Prefix, id)) return InputInvalid.At("id", "KEY_MALFORMED");
        if (productId is not null && !RecordKey.IsWellFormed(IProductGrain.Prefix, productId)) return new NotFound(productId);
        if (linkedTicketId is not null && await grains.Read<ITicketGrain, Ticket>(ITicketGrain.Prefix, linkedTicketId, caller) is null)
            return new NotFound(linkedTicketId);
        if (contactId is not null && await grains.Read<IContactGrain, Contact>(IContactGrain.Prefix, contactId, caller) is null) return new NotFound(contactId);
        var link = linkedTicketId is null ? null : new TicketLink(linkKind, linkedTicketId);
        var request = new RegisterTicket(
            branchId, customerId, productId, kind, channel, isEmergency, symptom, wish, symptomDetail, model, purchasedOn, link, contactId);
        if (customerId is null && kind != TicketKind.Internal)
        {
            var found = await grains.GetGrain<ITicketDeskGrain>(ITicketDeskGrain.KeyOf(branchId, phone))
                .FileOf(new Intent<RegisterTicket>(request, caller, DeviceTime: deviceTime), new CallingCustomer(phone, customerName, address, city));
            if (found.Refusal is { } refusal) return refusal;
            customerId = found.Key;
        }

        if (customerId is not null && !RecordKey.IsWellFormed(ICustomerGrain.Prefix, customerId)) return new NotFound(customerId);
        // Reports under the numbers of a duplicate meet those of the file it was merged into.
        if (customerId is not null && await files.Find(customerId, caller) is { } file) customerId = file.Id;
        request = request with { CustomerId = customerId };
        var key = RecordKey.ForNew(ITicketGrain.Prefix, id, caller, requestId);
        var taken = await grains.GetGrain<ITicketDeskGrain>(customerId ?? branchId)
            .TakeDown(new Intent<RegisterTicket>(request, caller, requestId, deviceTime), key, isAnotherFault || customerId is null);
        if (taken.Answer.Refusal is { } refused) return refused;
        return await grains.GetGrain<ITicketGrain>(taken.Answer.Key).ReadVersioned(caller) is (var ticket, var version)
            ? TicketView.Of(ticket, version, taken.IsJoined)
            : new NotFound(taken.Answer.Key);
    }

    /// <summary>Keeps a second report of the fault that an open ticket is about.</summary>
    /// <param name="symptom">The customer's words.</param>
    [Secured(Permission.RegisterTickets), Errors(typeof(TicketIsOver))]
    public Task<Outcome<TicketView>> ReportTicketAgain(
        string ticketId, string symptom, Caller caller, Channel channel = Channel.Call, string? wish = null, bool isEmergency = false,
        string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.Report(
            new Intent<ReportAgain>(new ReportAgain(channel, symptom, wish, isEmergency), caller, requestId)));

    /// <summary>Supplies what was missing of a request: each fact shortens the list. Name and address go into the customer file.</summary>
    /// <param name="productId">The product, now that it is known.</param>
    [Secured(Permission.RegisterTickets), Errors(typeof(TicketIsOver), typeof(ProductOfAnotherCustomer), typeof(ProductOutOfUse), typeof(InternalWorkHasNoCustomer),
        typeof(CustomerIsArchived), typeof(CustomerIsErased))]
    public async Task<Outcome<TicketView>> SupplyTicketFacts(
        string ticketId, Caller caller, [StringLength(200)] string? name = null, [StringLength(400)] string? address = null,
        [StringLength(100)] string? city = null, string? productId = null, [StringLength(100)] string? model = null, DateOnly? purchasedOn = null,
        string? symptomDetail = null, string? wish = null, string? requestId = null) =>
        productId is not null && !RecordKey.IsWellFormed(IProductGrain.Prefix, productId)
            ? new NotFound(productId)
            : await grains.OnTicket(ticketId, caller, ticket => ticket.Supply(new Intent<SupplyFacts>(
                new SupplyFacts(name, address, productId, model, purchasedOn, symptomDetail, wish, city), caller, requestId)));

    /// <summary>The seller can't say what is missing: the customer is asked now.</summary>
    [Secured(Permission.RegisterTickets)]
    public Task<Outcome<TicketView>> AskCustomerForFacts(string ticketId, Caller caller, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.AskCustomer(new Intent<Step>(new Step(), caller, requestId)));

    /// <summary>Flags an emergency: it comes first in all lists, and the superior is told at once.</summary>
    [Secured(Permission.RegisterTickets), Errors(typeof(TicketIsOver))]
    public Task<Outcome<TicketView>> FlagEmergency(string ticketId, Caller caller, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.Flag(new Intent<Step>(new Step(), caller, requestId)));

    /// <summary>
    /// Hands the ticket over to another account, which answers for it from now on: of somebody who looks after tickets of the branch, of a department, or of a dealer. Where nobody
    /// was sent yet, it is to be arranged within the promise FORWARDED. What a department or dealer arranged, the branch books.
    /// </summary>
    [Secured(Permission.RegisterTickets), Errors(typeof(TicketIsOver), typeof(NoOpenAccount), typeof(CannotAnswerForTicket))]
    public Task<Outcome<TicketView>> HandOverTicket(
        string ticketId, [StringLength(100)] string toAccountId, Caller caller, string? reason = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.HandOver(new Intent<HandOverTicket>(new HandOverTicket(toAccountId, reason), caller, requestId)));

    /// <summary>Says how a ticket belongs to another one.</summary>
    [Secured(Permission.RegisterTickets), Errors(typeof(TicketLinkedToItself))]
    public async Task<Outcome<TicketView>> LinkTicket(
        string ticketId, string otherTicketId, TicketLinkKind kind, Caller caller, string? requestId = null) =>
        await grains.Read<ITicketGrain, Ticket>(ITicketGrain.Prefix, otherTicketId, caller) is null
            ? new NotFound(otherTicketId)
            : await grains.OnTicket(ticketId, caller, ticket => ticket.Link(new Intent<TicketLink>(new TicketLink(kind, otherTicketId), caller, requestId)));

    /// <summary>Adds a note for our own people.</summary>
    [Secured(Permission.NoteTickets)]
    public Task<Outcome<TicketView>> AddTicketNote(string ticketId, string text, Caller caller, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.Note(new Intent<NoteTicket>(new NoteTicket(text), caller, requestId)));

    /// <summary>Records a message to the customer.</summary>
    [Secured(Permission.NoteTickets), Errors(typeof(InternalWorkHasNoCustomer))]
    public Task<Outcome<TicketView>> SendTicketMessage(
        string ticketId, string text, Caller caller, Channel channel = Channel.Call, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.Message(new Intent<SendMessage>(new SendMessage(channel, text), caller, requestId)));
}
