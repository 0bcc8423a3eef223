using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.FollowUps;
using AfterSales.Products;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Tickets;

/// <summary>
/// Where a customer's requests are taken down, one after the other, by the customer's key: two people who answer two calls of the same customer
/// at the same moment make one ticket of one fault. It keeps nothing.
/// </summary>
[Alias("ITicketDeskGrain")]
public interface ITicketDeskGrain : IGrainWithStringKey
{
    /// <summary>Where the requests of who is known by his number alone are taken down.</summary>
    static string KeyOf(string branchId, string? phone) => RecordKey.Derived("call-", $"{branchId}\n{phone?.Trim()}");

    /// <summary>
    /// Finds the file of who calls by his number, or makes one for him. Nobody gets a file for a request that is not taken. Refused: NotFound (branch, product),
    /// InputInvalid, ProductOfAnotherCustomer.
    /// </summary>
    /// <returns>The key of the file.</returns>
    [Alias("FileOf")]
    Task<Answer> FileOf(Intent<RegisterTicket> intent, CallingCustomer calling);

    /// <summary>
    /// Registers a ticket, or joins the customer's open one about the same fault: of the same kind and product, or in the same words where a
    /// product is not known. Refused as by the ticket itself.
    /// </summary>
    /// <param name="ticketId">The key of the ticket that may be made.</param>
    /// <param name="isAnotherFault">The caller says that it is none of the open ones.</param>
    [Alias("TakeDown")]
    Task<TakenDown> TakeDown(Intent<RegisterTicket> intent, string ticketId, bool isAnotherFault);
}

/// <summary>Who calls, as far as he says it.</summary>
/// <param name="Phone">As people write it.</param>
/// <param name="Name">This and the address are for a customer who has no file yet.</param>
[GenerateSerializer, Immutable, Alias("CallingCustomer")]
public sealed record CallingCustomer(
    [property: Id(0)] string? Phone, [property: Id(1)] string? Name = null, [property: Id(2)] string? Address = null, [property: Id(3)] string? City = null)
{
    /// <summary>What a new file has of him beside his number.</summary>
    public CustomerDetails Details => new()
    {
        Name = Name?.Trim() ?? "",
        Addresses = string.IsNullOrWhiteSpace(Address) && string.IsNullOrWhiteSpace(City) ? [] : [new CustomerAddress("", Address?.Trim(), City?.Trim())],
    };
}

/// <summary>What became of a request.</summary>
/// <param name="IsJoined">It went to a ticket that was open already.</param>
[GenerateSerializer, Immutable, Alias("TakenDown")]
public sealed record TakenDown([property: Id(0)] Answer Answer, [property: Id(1)] bool IsJoined);

[GrainType("ticket_desk")]
public sealed class TicketDeskGrain(
    IDbContextFactory<AfterSalesDb> databases, ReferenceCache<IBranchGrain, Branch> branches, CustomersByPhone phones, TimeProvider clock)
    : Grain, ITicketDeskGrain, ITakeRequests
{
    public async Task<Answer> TakeRequest(Intent<RequestFromCall> intent, string ticketId)
    {
        var asked = intent.Body;
        // A sale is no ticket that could be linked to.
        var link = RecordKey.IsWellFormed(ITicketGrain.Prefix, asked.FromRecordId) ? new TicketLink(TicketLinkKind.FollowUpOf, asked.FromRecordId) : null;
        var request = new RegisterTicket(
            asked.BranchId, asked.CustomerId, asked.ProductId, TicketKind.Repair, Channel.Call, asked.IsEmergency, asked.Words, null, Link: link,
            HeardIn: FollowUpEffects.KeyOf(asked.FromRecordId, asked.Number));
        // Nobody asked whether it is another fault: only one that is told of the same product in the same words is surely none.
        var told = new Intent<RegisterTicket>(request, intent.Caller, intent.Id, intent.DeviceTime, intent.Cause ?? asked.FromRecordId);
        var taken = await JoinOrRegister(told, ticketId, mustBeAlike: true);
        if (taken is { IsJoined: true, Answer.Refusal: null } && link is not null && taken.Answer.Key != link.TicketId)
            await GrainFactory.GetGrain<ITicketGrain>(taken.Answer.Key).Link(new Intent<TicketLink>(link, intent.Caller, $"{intent.Id}:link", Cause: intent.Cause));
        return taken.Answer;
    }

    public async Task<Answer> FileOf(Intent<RegisterTicket> intent, CallingCustomer calling)
    {
        var (request, caller) = (intent.Body, intent.Caller);
        if (!caller.ActsFor(request.BranchId) || await branches.Get(request.BranchId) is not { } branch) return Refused(new NotFound(request.BranchId));
        var (number, problem) = string.IsNullOrWhiteSpace(calling.Phone) ? (null, null) : PhoneNumber.Read(calling.Phone, branch.Country);
        var isKnown = number is not null && await phones.Find(request.BranchId, number, caller) is not null;
        var isProductKnown = request.ProductId is { } product && await GrainFactory.GetGrain<IProductGrain>(product).Read(caller) is not null;
        if (IntakeRules.MayGetFile(request, number, problem, isKnown, isProductKnown, branch.Calendar.LocalDay(clock.GetInstant())) is { } notTaken) return Refused(notTaken);
        var (found, refusal) = await phones.FindOrMake(request.BranchId, number!, calling.Details, caller, intent.DeviceTime);
        return refusal is null ? new Answer(found, 0) : Refused(refusal);

        static Answer Refused(Refusal refusal) => new("", 0, refusal);
    }

    public async Task<TakenDown> TakeDown(Intent<RegisterTicket> intent, string ticketId, bool isAnotherFault) => isAnotherFault
        ? new TakenDown(await GrainFactory.GetGrain<ITicketGrain>(ticketId).Register(intent), false)
        : await JoinOrRegister(intent, ticketId, mustBeAlike: false);

    private async Task<TakenDown> JoinOrRegister(Intent<RegisterTicket> intent, string ticketId, bool mustBeAlike)
    {
        var made = GrainFactory.GetGrain<ITicketGrain>(ticketId);
        if (await made.Read(Caller.System) is not null) return new TakenDown(await made.Register(intent), false);
        if (await AlreadyReported(intent, mustBeAlike) is { } open)
        {
            var request = intent.Body;
            var report = new ReportAgain(request.Channel, request.Symptom, request.Wish, request.IsEmergency, request.HeardIn);
            var joined = await GrainFactory.GetGrain<ITicketGrain>(open)
                .Report(new Intent<ReportAgain>(report, intent.Caller, intent.Id, intent.DeviceTime, intent.Cause));
            // It was completed in this very moment: then it is a new one.
            if (joined.Refusal is not TicketIsOver) return new TakenDown(joined, joined.Refusal is null);
        }

        return new TakenDown(await made.Register(intent), false);
    }

    /// <param name="mustBeAlike">Only a ticket about the same product in the same words counts, not any that is about the product.</param>
    private async Task<string?> AlreadyReported(Intent<RegisterTicket> intent, bool mustBeAlike)
    {
        var request = intent.Body;
        await using var db = await databases.CreateDbContextAsync();
        var tickets = db.Set<TicketRow>().AsNoTracking().JobsVisibleTo(intent.Caller).Where(row => row.CustomerId == request.CustomerId);
        if (intent.Id is { } id)
        {
            // A repeat goes where it went the first time, even if that ticket is over by now.
            var handled = $"{intent.Caller.Account}:{id}";
            var first = await tickets.Where(row => db.Set<HandledRow>().Any(done => done.Record == row.Id && done.Id == handled))
                .Select(row => row.Id).FirstOrDefaultAsync();
            if (first is not null) return first;
        }

        // Where the branch is closing, its ticket may have gone to the other one.
        string?[] places = [request.BranchId, (await branches.ForWork(request.BranchId, intent.Caller))?.Id];
        var open = await tickets.Where(row => row.IsOpen && row.Kind == request.Kind && places.Contains(row.BranchId))
            .OrderBy(row => row.RegisteredAt).ThenBy(row => row.Id).Select(row => new { row.Id, row.ProductId }).Take(50).ToListAsync();
        if (!mustBeAlike && request.ProductId is { } product && open.Find(row => row.ProductId == product) is { } same) return same.Id;
        var alike = open.Where(row => mustBeAlike ? row.ProductId == request.ProductId : row.ProductId is null || request.ProductId is null).Select(row => row.Id).ToArray();
        var words = await db.Set<JournalTextRow>().AsNoTracking().Where(text => alike.Contains(text.Record) && text.Field == "symptom").ToListAsync();
        return alike.FirstOrDefault(ticket => words.Exists(text => text.Record == ticket
            && string.Equals(text.Words?.Trim(), request.Symptom.Trim(), StringComparison.CurrentCultureIgnoreCase)));
    }
}
