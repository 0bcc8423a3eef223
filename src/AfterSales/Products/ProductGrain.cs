using System.Globalization;
using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.Files;
using AfterSales.Files.Rules;
using AfterSales.Products.Rules;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using CustomerRules = AfterSales.Customers.Rules.CustomerRules;

namespace AfterSales.Products;

[GrainType("installed_product")]
public sealed class ProductGrain(RecordServices services, CustomerFiles customers, Warranties warranties, SerialNumbers serials, WarrantyCards cards, Sellers sellers, AttachingFiles files)
    : RecordGrain<InstalledProduct>(services), IProductGrain, IErasePerson, ITakeHandOver
{
    public Task<Answer> Put(Intent<RegisterProduct> intent)
    {
        var request = intent.Body;
        return State is null
            ? Create(intent, async now => await WithWhatFollows(null, await Register(intent, now), now))
            : On(intent, async (product, now, today) =>
            {
                var details = product.Details.IsSameUnit(request.Details) ? ProductRules.Supplemented(product.Details, request.Details) : request.Details;
                return await Refuse(product, details, intent.Caller) ?? ProductRules.Put(product, await OwnerNamed(product, request.CustomerId, intent.Caller), details, today);
            });
    }

    public Task<Answer> Amend(Intent<ProductDetails> intent) => On(intent, async (product, now, today) =>
        await Refuse(product, intent.Body, intent.Caller) ?? ProductRules.Amend(product, intent.Body, today));

    public Task<Answer> Install(Intent<InstallProduct> intent) => On(intent, (product, now, today) => new(ProductRules.Install(product, intent.Body, today)));

    public Task<Answer> Move(Intent<MoveProduct> intent) => On(intent, async (product, now, today) =>
    {
        var customer = await customers.Find(intent.Body.CustomerId, intent.Caller);
        if (customer is null) return new NotFound(intent.Body.CustomerId);
        if (CustomerRules.MustBeInUse(customer) is { } archived) return archived;
        return ProductRules.TheCustomerHasTheAddress(customer, intent.Body.AddressId)
            ?? ProductRules.Move(product, intent.Body with { CustomerId = customer.Id }, customer.BranchId, today);
    });

    public Task<Answer> IssueCard(Intent<IssuePaper> intent) => On(intent, async (product, now, today) =>
    {
        var decision = CardRules.IssueCard(product, intent.Body, today);
        return decision.Refusal is null && await cards.Refuse(Key, intent.Body.Number, intent.Caller) is { } taken ? taken : decision;
    });

    public Task<Answer> IssueAgreement(Intent<IssuePaper> intent) => On(intent, (product, now, today) => new(CardRules.IssueAgreement(product, intent.Body, today)));

    public Task<Answer> Retire(Intent<RetireProduct> intent) => On(intent, (product, now, today) => new(ProductRules.Retire(product, intent.Body, today)));

    public Task<Answer> Reinstate(Intent<ReinstateProduct> intent) => On(intent, (product, now, today) => new(ProductRules.Reinstate(product, intent.Body)));

    public Task<Answer> Judge(Intent<JudgeFault> intent) => On(intent, async (product, now, today) =>
        WarrantyRules.TheModelHasTheParts(await warranties.BasisOf(product), string.IsNullOrWhiteSpace(intent.Body.Part) ? [] : [intent.Body.Part])
            ?? ProductRules.Judge(product, intent.Body, today));

    public Task<Answer> Cover(Intent<CoverProduct> intent) => On(intent, (product, now, today) => new(OfferRules.Cover(product, intent.Body)));

    public Task<Answer> Reckon(Intent<ReckonWarranty> intent) => On(intent, (product, now, today) => new(Decision.NothingToDo));

    public Task<Answer> HandOver(Intent<MoveToBranch> intent) => Decide(intent, (product, now) => HandOverRules.Take(product.BranchId, intent.Body, now));

    public Task<Answer> Attach(Intent<AttachFile> intent) =>
        AskAndDecide(intent, async (product, now) => await files.Attach(product.Attachments, Key, intent, now));

    public Task<Answer> Detach(Intent<DetachFile> intent) =>
        Decide(intent, (product, now) => AttachmentRules.Detach(product.Attachments, intent.Body.FileId));

    public Task<Answer> ErasePerson(Intent<ErasedPerson> intent) => Decide(intent, (product, now) => Decision.Of([.. AttachmentRules.Erase(product.Attachments)]));

    protected override async ValueTask<Decision> WhenDue(InstalledProduct state, DateTimeOffset now) =>
        OfferRules.WhenDue(state, (await warranties.BranchOf(state)).Calendar, now);

    protected override IEnumerable<Effect> EffectsOf(InstalledProduct state, Event happened) => happened switch
    {
        PaperOwed { Paper: var paper } e when HandedOutBy(paper.Kind) is var (task, role) =>
            [new RaiseTask(TaskOf(state.Id, paper.Number), new RaisedTask(paper.BranchId, task, state.Id, state.CustomerId, role, e.DueAt))],
        PaperNotOwed e => [new SettleTask(TaskOf(state.Id, e.Number))],
        ContractOfferOwed e => [new RaiseTask(OfferOf(state.Id, e.WarrantyUntil), new RaisedTask(
            state.BranchId, TaskKind.OfferContract, state.Id, state.CustomerId, Role.FollowUpAgent, e.DecideBy, Note: state.Details.Model))],
        ProductCovered or WarrantyReckoned or ProductRetired when OfferRules.IsIdle(state) => [new SettleTask(OfferOf(state.Id, state.OfferedFor!.Value))],
        _ => [.. TellSale.Of(state, happened), .. AttachingFiles.EffectsOf(state.Id, happened)],
    };

    protected override IEnumerable<object> RowsOf(InstalledProduct state, RowStamp stamp) => [InstalledProductRow.Of(state, stamp), ProductSearch.Of(state)];

    private async Task<Decision> Register(Intent<RegisterProduct> intent, DateTimeOffset now)
    {
        var (customerId, details, _, addressId) = intent.Body;
        var customer = await customers.Find(customerId, intent.Caller);
        if (customer is null || await warranties.DayAt(customer.BranchId, now) is not { } today) return new NotFound(customerId);
        if (CustomerRules.MustBeInUse(customer) is { } archived) return archived;
        return ProductRules.TheCustomerHasTheAddress(customer, addressId) ?? await Refuse(null, details, intent.Caller)
            ?? ProductRules.Register(Key, customer.BranchId, customer.Id, details, addressId, today);
    }

    private async Task<Decision?> Refuse(InstalledProduct? known, ProductDetails details, Caller caller)
    {
        if (await serials.Refuse(Key, details, caller) is { } taken) return taken;
        if (await sellers.Refuse(known?.Details, details) is { } unknown) return unknown;
        return null;
    }

    /// <summary>Who names a file merged with that of the owner names the owner.</summary>
    private async Task<string> OwnerNamed(InstalledProduct product, string customerId, Caller caller) =>
        customerId != product.CustomerId && await customers.Find(customerId, caller) is { } named
        && (await customers.Find(product.CustomerId, caller))?.Id == named.Id ? product.CustomerId : customerId;

    /// <summary>Decides on the unit as it stands, on its branch's day; what follows from a change of it is decided with it.</summary>
    private Task<Answer> On<T>(Intent<T> intent, Func<InstalledProduct, DateTimeOffset, DateOnly, ValueTask<Decision>> rule) =>
        AskAndDecide(intent, async (product, now) =>
        {
            var today = (await warranties.BranchOf(product)).Calendar.LocalDay(now);
            return await WithWhatFollows(product, await rule(product, now, today), now);
        });

    /// <summary>The warranty is reckoned anew, the papers that are owed now are asked for, and the offer at its end is planned.</summary>
    private async ValueTask<Decision> WithWhatFollows(InstalledProduct? before, Decision decision, DateTimeOffset now)
    {
        if (decision.Refusal is not null) return decision;
        var after = decision.Events.Aggregate(before, (state, happened) => InstalledProduct.Apply(state, happened))!;
        var reckoned = WarrantyRules.Reckon(await warranties.BasisOf(after));
        var calendar = (await warranties.BranchOf(after)).Calendar;
        return Decision.Of(
        [
            .. decision.Events,
            .. reckoned == after.Warranty ? Array.Empty<Event>() : [new WarrantyReckoned(reckoned)],
            .. CardRules.Owed(after, await warranties.CardMonthsAt(after.BranchId), calendar),
            .. OfferRules.Planned(after with { Warranty = reckoned }, await warranties.OfferMonthsAt(after.BranchId), calendar, now),
        ]);
    }

    private static (TaskKind Task, Role Role) HandedOutBy(PaperKind kind) => kind == PaperKind.WarrantyCard
        ? (TaskKind.IssueWarrantyCard, Role.FollowUpAgent)
        : (TaskKind.IssueWarrantyAgreement, Role.ProjectManager);

    /// <summary>The warranty's last day tells one offer from the next.</summary>
    private static string OfferOf(string productId, DateOnly warrantyUntil) =>
        IWorkTaskGrain.KeyOf(TaskKind.OfferContract, string.Create(CultureInfo.InvariantCulture, $"{productId}\n{warrantyUntil:O}"));

    private static string TaskOf(string productId, int number) =>
        IWorkTaskGrain.KeyOf(TaskKind.IssueWarrantyCard, string.Create(CultureInfo.InvariantCulture, $"{productId}\n{number}"));
}
