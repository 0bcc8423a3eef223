using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Customers;
using AfterSales.FollowUps;
using AfterSales.Products;
using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Tickets.Rules;
using GraphQL;

namespace AfterSales.Tickets;

/// <summary>One service case of one customer at one branch.</summary>
[Name("Ticket"), Secured(Permission.SeeTickets)]
public sealed class TicketView(TicketRow row, Ticket? known = null)
{
    public string Id => row.Id;

    /// <summary>For people: branch, year and month, running number.</summary>
    public string Number => row.Number;

    public TicketStep Step => row.Step;

    /// <summary>What may be done with it next.</summary>
    public IReadOnlyList<TicketAction> AllowedActions => TicketSteps.AllowedFrom(row.Step);

    public TicketKind Kind => row.Kind;

    /// <summary>The category the whole ticket is counted under; null until it is assessed.</summary>
    public ServiceCategory? Category => row.Category;

    public Channel Channel => row.Channel;

    public bool IsEmergency => row.IsEmergency;

    public DateTimeOffset RegisteredAt => row.RegisteredAt;

    public DateTimeOffset? CompletedAt => row.CompletedAt;

    /// <summary>Counts up with every change.</summary>
    public int Version => row.Version;

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);

    public Deferred<CustomerView?> GetCustomer(CustomerLoader customers) => customers.Load(row.CustomerId);

    public Deferred<InstalledProductView?> GetProduct(InstalledProductLoader products) => products.Load(row.ProductId ?? "");

    /// <summary>Who has the job.</summary>
    public Deferred<TechnicianView?> GetTechnician(TechnicianLoader technicians) => technicians.Load(row.TechnicianId ?? "");

    /// <summary>The customer's words at registration.</summary>
    public Deferred<string?> GetSymptom(JournalTextLoader texts) => Text(texts, "symptom");

    /// <summary>What the customer wishes.</summary>
    public Deferred<string?> GetWish(JournalTextLoader texts) => Text(texts, "wish");

    /// <summary>The category of the work on each part, what was proposed, and why.</summary>
    public async Task<IReadOnlyList<PartAssessmentView>> GetPartsAsync(IGrainFactory grains) =>
        (await State(grains)).Assessment.Parts.ConvertAll(p => new PartAssessmentView(p.Part, p.Proposed, p.Because, p.WarrantyUntil, p.Category));

    public async Task<IReadOnlyList<VisitView>> GetVisitsAsync(IGrainFactory grains) =>
        (await State(grains)).Visits.All.ConvertAll(visit => new VisitView(visit));

    public async Task<IReadOnlyList<FollowUpCallView>> GetFollowUpCallsAsync(IGrainFactory grains)
    {
        var ticket = await State(grains);
        return ticket.FollowUps.Calls.ConvertAll(call => new FollowUpCallView(FollowUpCallRow.Of(TicketGrain.FollowUpsOf(ticket), call)));
    }

    /// <summary>What happened to it, oldest first.</summary>
    public async Task<IReadOnlyList<JournalEntryView>> GetTimelineAsync(Journal journal, CancellationToken cancellation) =>
        JournalEntryView.Of(await journal.Read(row.Id, cancellation));

    public static TicketView Of(Ticket ticket, int version) => new(TicketRow.Of(ticket, new RowStamp(version, 1)), ticket);

    private Deferred<string?> Text(JournalTextLoader texts, string field) =>
        texts.Load(row.Id).Select(all => all?.FirstOrDefault(text => text.Field == field)?.Words);

    // Whoever was shown the ticket's row may see its state: they belong to the same scope.
    private async Task<Ticket> State(IGrainFactory grains) =>
        known ?? await grains.GetGrain<ITicketGrain>(row.Id).Read(Caller.System) ?? new Ticket();
}

/// <summary>Who pays for the work on one part.</summary>
[Name("PartAssessment"), SecuredByParent]
public sealed record PartAssessmentView(
    string Part, ServiceCategory Proposed, CategoryReason Because, DateOnly? WarrantyUntil, ServiceCategory Category);

/// <summary>A visit of a technician.</summary>
[Name("Visit"), SecuredByParent]
public sealed class VisitView(Visit visit)
{
    public string Id => visit.Id;

    /// <summary>The agreed time includes this instant.</summary>
    public DateTimeOffset From => visit.From;

    /// <summary>The agreed time excludes this instant.</summary>
    public DateTimeOffset To => visit.To;

    public DateTimeOffset? DepartedAt => visit.DepartedAt;

    public DateTimeOffset? ArrivedAt => visit.ArrivedAt;

    /// <summary>Null until the visit is finished.</summary>
    public CertificateView? Certificate => visit.Certificate is { } c ? new(c.FinishedAt, c.Minutes, c.ChargedMinor, c.Currency, c.IsSigned) : null;

    public Deferred<TechnicianView?> GetTechnician(TechnicianLoader technicians) => technicians.Load(visit.TechnicianId);
}

/// <summary>The service certificate; its words stand in the timeline.</summary>
/// <param name="Minutes">Time worked.</param>
/// <param name="ChargedMinor">In the currency's smallest unit.</param>
/// <param name="IsSigned">False: the customer refused to sign.</param>
[Name("Certificate"), SecuredByParent]
public sealed record CertificateView(DateTimeOffset FinishedAt, int Minutes, long ChargedMinor, string Currency, bool IsSigned);
