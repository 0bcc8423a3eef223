using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Contracts;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Enquiries.Rules;
using AfterSales.Files;
using AfterSales.FollowUps;
using AfterSales.Messages;
using AfterSales.Policies;
using AfterSales.Products;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

[GrainType("ticket")]
public sealed partial class TicketGrain(
    RecordServices services, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies, BranchNumbers numbers,
    CustomerFiles customers, CallDesk desk, Warranties warranties, CoveringContracts contracts, AttachingFiles files, CalendarHistories histories, PlaceCalendars calendars,
    OpenAccounts accounts, CustomerWays ways)
    : RecordGrain<Ticket>(services), ITicketGrain
{
    public Task<Answer> Register(Intent<RegisterTicket> intent) => Create(intent, async now =>
    {
        var request = intent.Body;
        if (!intent.Caller.ActsFor(request.BranchId) || await branches.ForWork(request.BranchId, intent.Caller) is not { } branch) return new NotFound(request.BranchId);
        if (BranchRules.MustBeOpen(branch, intent.Caller) is { } closed) return closed;
        request = request with { BranchId = branch.Id };
        if (request.CustomerId is { } named)
        {
            if (await customers.Find(named, intent.Caller) is not { } customer) return new NotFound(named);
            if (CustomerRules.MustBeInUse(customer) is { } archived) return archived;
            request = request with { CustomerId = customer.Id };
        }

        var (known, refusal) = await Known(intent.Caller, request.CustomerId, request.ProductId);
        if (refusal is not null) return refusal;
        var hours = (await policies.At(branch.Id)).Get(TicketPolicies.SellerHours);
        // Asked without a number first, so that what is refused takes none.
        if (Decided("").Refusal is { } refused) return refused;
        var decision = Decided(await numbers.Next(NumberSeries.Tickets, branch.Id, branch.Code, branch.Calendar.LocalDay(now)));
        return await Awaited(request.HeardIn, branch, now) is { } awaited ? Decision.Of([.. decision.Events, awaited]) : decision;

        Decision Decided(string number) => IntakeRules.Register(Key, number, request, known, intent.Caller.Account, branch.Calendar, hours, now);
    });

    public Task<Answer> Report(Intent<ReportAgain> intent) => AskAndDecide(intent, async (ticket, now) =>
        IntakeRules.Report(ticket, intent.Body, await Awaited(intent.Body.HeardIn, await BranchOf(ticket), now), now));

    public Task<Answer> Supply(Intent<SupplyFacts> intent) => AskAndDecide(intent, async (ticket, now) =>
    {
        if (TicketSteps.MustBeOpen(ticket) is { } over) return over;
        if (await Supplement(ticket, intent.Body) is { } refused) return refused;
        var (known, refusal) = await Known(intent.Caller, ticket.CustomerId, intent.Body.ProductId ?? ticket.ProductId);
        return refusal ?? IntakeRules.Supply(ticket, intent.Body, known, (await BranchOf(ticket)).Calendar.LocalDay(now));
    });

    public Task<Answer> AskCustomer(Intent<Step> intent) => AskAndDecide(intent, async (ticket, now) =>
        IntakeRules.PassOn(ticket, (await BranchOf(ticket)).Calendar, now));

    public Task<Answer> Flag(Intent<Step> intent) => Decide(intent, IntakeRules.Flag);

    public Task<Answer> HandOver(Intent<HandOverTicket> intent) => AskAndDecide(intent, async (ticket, now) =>
        await accounts.MustBeOpen(intent.Body.To)
        ?? IntakeRules.HandOver(ticket, intent.Body, await accounts.Unable(intent.Body.To, Permission.RegisterTickets, ticket.BranchId, Role.DepartmentMember, Role.Dealer), now));

    public Task<Answer> Link(Intent<TicketLink> intent) => Decide(intent, (ticket, now) => IntakeRules.Link(ticket, intent.Body));

    public Task<Answer> Note(Intent<NoteTicket> intent) => Decide(intent, (ticket, now) => IntakeRules.Note(intent.Body.Text, now));

    public Task<Answer> Message(Intent<SendMessage> intent) => Decide(intent, (ticket, now) => IntakeRules.Message(ticket, intent.Body, now));

    /// <summary>Null for what was not heard in a follow-up call.</summary>
    private async ValueTask<SolutionAwaited?> Awaited(string? heardIn, Branch branch, DateTimeOffset now) =>
        FollowUpEffects.Parse(heardIn ?? "") is null ? null : IntakeRules.Await((await policies.At(branch.Id)).Get(EnquiryPolicies.ReportDays), branch.Calendar, now);

    private async ValueTask<Branch> BranchOf(Ticket ticket) =>
        await branches.Get(ticket.BranchId) ?? throw new TimeoutException($"Branch {ticket.BranchId} of {ticket.Id} could not be read.");

    /// <summary>What the files say, as far as the caller may see them.</summary>
    private async Task<(KnownFacts Facts, Refusal? Refusal)> Known(Caller caller, string? customerId, string? productId)
    {
        var nothing = new KnownFacts(false, false, null);
        if (customerId is null) return (nothing, productId is null ? null : new InternalWorkHasNoCustomer());
        if (await customers.Find(customerId, caller) is not { } customer) return (nothing, new NotFound(customerId));
        var known = new KnownFacts(customer.Details.Name.Length > 0, customer.Details.Address is not null, null, await SupportOf(customer));
        if (productId is null) return (known, null);
        var product = await GrainFactory.GetGrain<IProductGrain>(productId).Read(caller);
        return product is null ? (known, new NotFound(productId))
            : (await customers.Find(product.CustomerId, caller))?.Id != customer.Id ? (known, new ProductOfAnotherCustomer(productId, customerId))
            : (known with { Product = product.Details, OutOfUse = ProductRules.MustBeInUse(product) }, null);
    }

    private async ValueTask<SupportOwed?> SupportOf(Customer customer) => customer.SupportGroup is { Members: var members }
        ? new SupportOwed(members, (await policies.At(customer.BranchId)).Get(TicketPolicies.SupportHours)) : null;

    /// <summary>Name and address belong to the customer file; what stands there already stays.</summary>
    private async Task<Refusal?> Supplement(Ticket ticket, SupplyFacts supplied)
    {
        if (ticket.CustomerId is not { } customerId || (supplied.Name is null && supplied.Address is null)) return null;
        if (await customers.Find(customerId, Caller.System) is not { } file) return new NotFound(customerId);
        var details = file.Details;
        if (!string.IsNullOrWhiteSpace(supplied.Name) && details.Name.Length == 0) details = details with { Name = supplied.Name.Trim() };
        if (!string.IsNullOrWhiteSpace(supplied.Address) && details.Address is null)
            details = details with { Addresses = [new CustomerAddress("", supplied.Address.Trim(), supplied.City)] };
        return details == file.Details ? null : (await GrainFactory.GetGrain<ICustomerGrain>(file.Id).Amend(new Intent<CustomerDetails>(details, Caller.System, Cause: Key))).Refusal;
    }
}
