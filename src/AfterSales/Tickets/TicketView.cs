using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Customers;
using AfterSales.Files;
using AfterSales.FollowUps;
using AfterSales.Policies;
using AfterSales.Products;
using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Tickets.Rules;
using GraphQL;

namespace AfterSales.Tickets;

/// <summary>One service case of one customer at one branch.</summary>
[Name("Ticket"), Secured(Permission.SeeTickets)]
public sealed class TicketView(TicketRow row, Ticket? known = null, bool isJoined = false)
{
    public string Id => row.Id;

    /// <summary>For people: branch, year and month, running number.</summary>
    public string Number => row.Number;

    public TicketStep Step => row.Step;

    /// <summary>What it waits for; null where nothing more is to be done.</summary>
    public TicketAction? NextAction => TicketSteps.AllowedFrom(row.Step) is [var next, ..] ? next : null;

    /// <summary>What may be done with it next.</summary>
    public IReadOnlyList<TicketAction> AllowedActions => TicketSteps.AllowedFrom(row.Step);

    /// <summary>Since when it stands where it stands.</summary>
    public DateTimeOffset WaitingSince => row.StepSince;

    /// <summary>There is still work to be done.</summary>
    public bool IsOpen => row.IsOpen;

    public TicketKind Kind => row.Kind;

    /// <summary>The category the whole ticket is counted under; null until it is assessed.</summary>
    public ServiceCategory? Category => row.Category;

    public Channel Channel => row.Channel;

    public bool IsEmergency => row.IsEmergency;

    /// <summary>The day at the branch on which it came first because nobody had been sent, or had set out, the day before; null where somebody is now, or it is of today.</summary>
    public DateOnly? CarriedOverOn => row.CarriedOverOn;

    /// <summary>When the time of its appointment was over and nobody had set out: another is to be agreed; null where none has passed so.</summary>
    public DateTimeOffset? AppointmentPassedAt => row.Step == TicketStep.Scheduled ? row.UndispatchedSince : null;

    /// <summary>The key of the account that answers for it from the first call to the closing.</summary>
    public string OwnerId => row.Owner;

    /// <summary>What is not known of the request yet.</summary>
    public IReadOnlyList<TicketFact> MissingFacts =>
        [.. row.Missing.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<TicketFact>)];

    /// <summary>What a technician is to have with him when he sets out, as the branch has it.</summary>
    public async Task<IReadOnlyList<KitItem>> GetKitAsync(EffectivePolicies policies) => (await policies.At(row.BranchId)).Get(TicketPolicies.Kit);

    /// <summary>What the certificate of a visit asks of the customer, beside what was found, done and charged; none where there is no customer. Who refuses to sign gives none of it.</summary>
    public IReadOnlyList<CertificateAsk> CertificateAsks => CertificateRules.AsksOf(row.Kind);

    /// <summary>How often the fault was reported while the ticket was open.</summary>
    public int Reports => row.Reports;

    /// <summary>In the answer to a registration: the report went to this ticket, which was open already.</summary>
    public bool IsJoined => isJoined;

    /// <summary>Counts from 1; each reopening begins another.</summary>
    public int Round => row.Round;

    public DateTimeOffset RegisteredAt => row.RegisteredAt;

    public DateTimeOffset? CompletedAt => row.CompletedAt;

    /// <summary>How it was solved; null until it is completed.</summary>
    public Resolution? Resolution => row.Resolution;

    /// <summary>Counts up with every change.</summary>
    public int Version => row.Version;

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);

    /// <summary>Null for internal work.</summary>
    public Deferred<CustomerView?> GetCustomer(CustomerLoader customers) => customers.Load(row.CustomerId ?? "");

    public Deferred<InstalledProductView?> GetProduct(InstalledProductLoader products) => products.Load(row.ProductId ?? "");

    /// <summary>Who has the job, or had it to the end; null while it waits to be scheduled.</summary>
    public Deferred<TechnicianView?> GetTechnician(TechnicianLoader technicians) =>
        technicians.Load(row.Step is TicketStep.Registered or TicketStep.Assessed ? "" : row.TechnicianId ?? "");

    /// <summary>The customer's words at registration.</summary>
    public Deferred<string?> GetSymptom(JournalTextLoader texts) => texts.Load(row.Id).Select(all => all?.FirstOrDefault(text => text.Field == "symptom")?.Words);

    /// <summary>When and how the symptom shows.</summary>
    public Deferred<string?> GetSymptomDetail(JournalTextLoader texts) => Last(texts, "symptomDetail");

    /// <summary>What the customer wishes.</summary>
    public Deferred<string?> GetWish(JournalTextLoader texts) => Last(texts, "wish");

    /// <summary>How the request came in and what is known of it.</summary>
    public async Task<IntakeView> GetIntakeAsync(IGrainFactory grains) => new(await State(grains));

    /// <summary>What the assessment found; null until there is one.</summary>
    public async Task<AssessmentView?> GetAssessmentAsync(IGrainFactory grains) =>
        (await State(grains)).Assessment is { Parts.IsEmpty: false } assessment ? new(row.Id, assessment) : null;

    /// <summary>The category of the work on each part, what was proposed, and why.</summary>
    public async Task<IReadOnlyList<PartAssessmentView>> GetPartsAsync(IGrainFactory grains) => PartAssessmentView.Of((await State(grains)).Assessment);

    /// <summary>The order of a larger repair; null where there is none.</summary>
    public async Task<RepairOrderView?> GetRepairOrderAsync(IGrainFactory grains) =>
        (await State(grains)).Order is { State: not RepairOrderState.None } order ? new(row.Id, order) : null;

    /// <summary>The visits of this round, oldest first.</summary>
    public async Task<IReadOnlyList<VisitView>> GetVisitsAsync(IGrainFactory grains) =>
        (await State(grains)).Visits.All.ConvertAll(visit => new VisitView(row.Id, visit));

    /// <summary>The product's stay in the workshop; null where it never came.</summary>
    public async Task<WorkshopView?> GetWorkshopAsync(IGrainFactory grains) =>
        (await State(grains)).Workshop is { BroughtIn: not null } workshop ? new(row.Id, workshop) : null;

    /// <summary>How the work ended; null until it has.</summary>
    public async Task<CompletionView?> GetCompletionAsync(IGrainFactory grains) => CompletionView.Of((await State(grains)).Completion);

    /// <summary>Photos, documents and other files that hang on it, in the order they were attached.</summary>
    public async Task<IReadOnlyList<FileView>> GetAttachmentsAsync(IGrainFactory grains, FileLoader files, CancellationToken cancellation) =>
        await files.Of((await State(grains)).Attachments, cancellation);

    /// <summary>What was done before the ticket was reopened, oldest first.</summary>
    public async Task<IReadOnlyList<TicketRoundView>> GetEarlierRoundsAsync(IGrainFactory grains) =>
        (await State(grains)).Earlier.ConvertAll(round => new TicketRoundView(row.Id, round));

    /// <summary>What is still owed before the completed ticket is closed.</summary>
    public async Task<IReadOnlyList<Owed>> GetOwedAsync(IGrainFactory grains) =>
        (await State(grains)) is { Step: TicketStep.Completed } ticket ? [.. CompletionRules.Owed(ticket)] : [];

    /// <summary>What was promised to the customer, of every round, in the order in which it began.</summary>
    public async Task<IReadOnlyList<TicketPromiseView>> GetPromisesAsync(IGrainFactory grains, TimeProvider clock)
    {
        var now = clock.GetInstant();
        return (await State(grains)).Promises.Clocks.ConvertAll(promise => new TicketPromiseView(promise, now));
    }

    /// <summary>The calls that are owed to the customer for it, of every round; null for whoever may not see calls.</summary>
    [Secured(Permission.SeeFollowUps)]
    public async Task<IReadOnlyList<FollowUpCallView>?> GetFollowUpCallsAsync(IGrainFactory grains)
    {
        var ticket = await State(grains);
        return ticket.FollowUps.Calls.ConvertAll(call => new FollowUpCallView(FollowUpCallRow.Of(TicketGrain.FollowUpsOf(ticket), call)));
    }

    /// <summary>The tickets it belongs to, and those that belong to it.</summary>
    public Deferred<IReadOnlyList<LinkedTicketView>> GetLinks(TicketLinkLoader links) =>
        links.Load(row.Id).Select(all => all ?? (IReadOnlyList<LinkedTicketView>)[]);

    /// <summary>The links the customer was sent to the ticket's page, the newest first; at most 20.</summary>
    public async Task<IReadOnlyList<CustomerLinkView>> GetCustomerLinksAsync(IGrainFactory grains) =>
        [.. (await State(grains)).CustomerLinks.All.Reverse().Select(link => new CustomerLinkView(row.Id, link))];

    /// <summary>Notes for our own people and messages to the customer, oldest first.</summary>
    public Deferred<IReadOnlyList<TicketNoteView>> GetNotes(JournalEventLoader journal) =>
        journal.Load(row.Id).Select(events => TicketNoteView.Of(events ?? []));

    /// <summary>What happened to it, oldest first; at most 500 changes. <c>timeline(record)</c> is paged and can be filtered.</summary>
    public Deferred<IReadOnlyList<JournalEntryView>> GetTimeline(JournalEventLoader journal) =>
        journal.Load(row.Id).Select(events => JournalEntryView.Of(events ?? []));

    internal static TicketView Of(Ticket ticket, int version) => Of(ticket, version, isJoined: false);

    internal static TicketView Of(Ticket ticket, int version, bool isJoined) => new(TicketRow.Of(ticket, new RowStamp(version, 1)), ticket, isJoined);

    private Deferred<string?> Last(JournalTextLoader texts, string field) =>
        texts.Load(row.Id).Select(all => all?.LastOrDefault(text => text.Field == field)?.Words);

    // Whoever was shown the ticket's row may see its state: they belong to the same scope.
    private async Task<Ticket> State(IGrainFactory grains) =>
        known ?? await grains.GetGrain<ITicketGrain>(row.Id).Read(Caller.System) ?? new Ticket();
}
