using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Catalogue;
using AfterSales.Customers;
using AfterSales.Files;
using AfterSales.Products.Rules;
using AfterSales.Records;
using GraphQL;

namespace AfterSales.Products;

/// <summary>A product at a customer's. Its days are days at the branch that keeps it.</summary>
[Name("InstalledProduct"), Secured(Permission.SeeCustomers)]
public sealed class InstalledProductView(InstalledProductRow row, InstalledProduct? known = null)
{
    public string Id => row.Id;

    /// <summary>By its own place: what leads to it may be seen where it is not.</summary>
    internal bool IsSeenBy(Caller caller) => caller.Sees(row);

    public string BranchId => row.BranchId;

    /// <summary>The model's code, as it was given.</summary>
    public string Model => row.Model;

    /// <summary>What the catalogue says of the model; null where it does not know the code.</summary>
    public Deferred<ModelView?> GetCatalogueModel(ModelLoader models) => models.Load(row.ModelId);

    /// <summary>As it was written.</summary>
    public string? Serial => row.SerialAsWritten;

    public DateOnly? PurchasedOn => row.PurchasedOn;

    /// <summary>The completion of its installation.</summary>
    public DateOnly? InstalledOn => row.InstalledOn;

    /// <summary>The day of the signed acceptance: the warranty runs from it.</summary>
    public DateOnly? AcceptedOn => row.AcceptedOn;

    /// <summary>The branch (<c>b-…</c>), dealer (<c>d-…</c>) or customer file of a dealer (<c>c-…</c>) that sold it.</summary>
    public string? SellerId => row.SellerId;

    /// <summary>Delivered within an installation project.</summary>
    public bool IsProject => row.IsProject;

    /// <summary>The first day of the warranty of the unit as a whole.</summary>
    public DateOnly? WarrantyFrom => row.WarrantyFrom;

    /// <summary>Its last day. Single parts may have another: see <c>warranty</c>.</summary>
    public DateOnly? WarrantyUntil => row.WarrantyUntil;

    public bool IsRetired => row.IsRetired;

    /// <summary>Counts up with every change.</summary>
    public int Version => row.Version;

    /// <summary>Of the customer's addresses; null: the one technicians usually go to.</summary>
    public string? AddressId => row.AddressId;

    public Deferred<CustomerView?> GetCustomer(CustomerLoader customers) => customers.Load(row.CustomerId);

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);

    /// <summary>Whether it is under warranty, the unit first and then each part by itself, with what decided.</summary>
    /// <param name="part">Only this part: its code, or its name in one of the languages. Of a model in the catalogue it has to be one of its parts.</param>
    /// <param name="on">Left out: today at the branch.</param>
    public async Task<IReadOnlyList<WarrantyVerdictView>> GetWarrantyAsync(
        IGrainFactory grains, Warranties warranties, TimeProvider clock, string? part = null, DateOnly? on = null)
    {
        var (basis, day) = (await warranties.BasisOf(await State(grains)), on ?? await Today(warranties, clock));
        if (!string.IsNullOrWhiteSpace(part)) MustHave(basis, [part]);
        var verdicts = string.IsNullOrWhiteSpace(part) ? WarrantyRules.Verdicts(basis, day) : [WarrantyRules.Verdict(basis, part, day)];
        return [.. verdicts.Select(verdict => new WarrantyVerdictView(verdict, basis, day))];
    }

    /// <summary>What the work on each of these parts is charged by, and why: parts with different warranty periods are charged apart.</summary>
    /// <param name="on">The day of the request; left out: today at the branch.</param>
    /// <param name="minutes">Working time of the whole job, as far as it is known: a small one may be free.</param>
    public async Task<RepairChargesView> GetRepairChargesAsync(
        [MaxLength(50)] IReadOnlyList<WorkOnPartInput> parts, IGrainFactory grains, Warranties warranties, TimeProvider clock, DateOnly? on = null,
        [Range(0, 60_000)] int? minutes = null)
    {
        var (basis, day) = (await warranties.BasisOf(await State(grains)), on ?? await Today(warranties, clock));
        MustHave(basis, parts.Select(part => part.Part));
        var policy = await warranties.ChargesAt(row.BranchId);
        return new RepairChargesView(ChargeRules.Split(basis, parts.Select(part => part.ToWork()), day, policy, minutes), basis, day);
    }

    /// <summary>Who answers for it: a project's products may stay with the installation team for some time after acceptance.</summary>
    /// <param name="on">Left out: today at the branch.</param>
    public async Task<ResponsibleTeam> GetResponsibleTeamAsync(IGrainFactory grains, Warranties warranties, TimeProvider clock, DateOnly? on = null) =>
        TeamRules.Responsible((await State(grains)).Details, await warranties.InstallationTeamMonthsAt(row.BranchId), on ?? await Today(warranties, clock));

    /// <summary>How it stands with the warranty card.</summary>
    public async Task<CardStanding> GetCardStandingAsync(IGrainFactory grains, Warranties warranties, TimeProvider clock) =>
        CardRules.Standing(await State(grains), await warranties.CardMonthsAt(row.BranchId), await Today(warranties, clock));

    /// <summary>The warranty card; null until it is issued.</summary>
    public IssuedPaperView? WarrantyCard => row is { CardNumber: { } number, CardIssuedOn: { } day } ? new(number, day) : null;

    /// <summary>The warranty agreement of a project; null until it is signed.</summary>
    public async Task<IssuedPaperView?> GetWarrantyAgreementAsync(IGrainFactory grains) =>
        (await State(grains)).Agreement is { } paper ? new(paper.Number, paper.IssuedOn) : null;

    /// <summary>Terms agreed with the customer for single parts of this unit.</summary>
    public async Task<IReadOnlyList<PartWarrantyView>> GetAgreedTermsAsync(IGrainFactory grains) =>
        (await State(grains)).Details.Parts.ConvertAll(part => new PartWarrantyView(part.Part, part.Months));

    /// <summary>A term agreed for the whole unit, in months.</summary>
    public async Task<int?> GetAgreedMonthsAsync(IGrainFactory grains) => (await State(grains)).Details.AgreedMonths;

    /// <summary>Whose it was and where, before it was moved; oldest first.</summary>
    public async Task<IReadOnlyList<PlacementView>> GetEarlierPlacementsAsync(IGrainFactory grains) =>
        (await State(grains)).EarlierPlacements.ConvertAll(placement => new PlacementView(placement));

    /// <summary>Null while it is in use.</summary>
    public async Task<RetirementView?> GetRetirementAsync(IGrainFactory grains) =>
        (await State(grains)).Retirement is { } retired ? new(retired.On, retired.Reason, retired.ReplacedBy) : null;

    /// <summary>Parts an authority found to have failed abnormally early.</summary>
    public async Task<IReadOnlyList<JudgementView>> GetJudgementsAsync(IGrainFactory grains) =>
        (await State(grains)).Judgements.ConvertAll(j => new JudgementView(j.Number, j.Part, j.Authority, j.FaultOn, j.JudgedOn));

    /// <summary>The files that hang on it, in the order they were attached.</summary>
    public async Task<IReadOnlyList<FileView>> GetAttachmentsAsync(IGrainFactory grains, FileLoader files, CancellationToken cancellation) =>
        await files.Of((await State(grains)).Attachments, cancellation);

    /// <summary>What happened to it, oldest first.</summary>
    public async Task<IReadOnlyList<JournalEntryView>> GetTimelineAsync(Journal journal, CancellationToken cancellation) =>
        JournalEntryView.Of(await journal.Read(row.Id, cancellation));

    public static InstalledProductView Of(InstalledProduct product, int version) => new(InstalledProductRow.Of(product, new RowStamp(version, 1)), product);

    private static void MustHave(WarrantyBasis basis, IEnumerable<string> parts)
    {
        if (WarrantyRules.TheModelHasTheParts(basis, parts) is { } foreign)
            throw new RequestException(foreign.Code, (nameof(foreign.Part), foreign.Part), (nameof(foreign.Model), foreign.Model));
    }

    private async ValueTask<DateOnly> Today(Warranties warranties, TimeProvider clock) =>
        await warranties.DayAt(row.BranchId, clock.GetInstant()) ?? DateOnly.FromDateTime(clock.GetInstant().UtcDateTime);

    // Whoever was shown the product's row may see its state: they belong to the same scope.
    private async Task<InstalledProduct> State(IGrainFactory grains) =>
        known ?? await grains.GetGrain<IProductGrain>(row.Id).Read(Caller.System) ?? new InstalledProduct();
}

/// <summary>A warranty card or agreement, as it was handed out.</summary>
[Name("IssuedPaper"), SecuredByParent]
public sealed record IssuedPaperView(string Number, DateOnly IssuedOn);

/// <summary>A term agreed for a part.</summary>
[Name("AgreedTerm"), SecuredByParent]
public sealed record PartWarrantyView(string Part, int Months);

/// <summary>Whose a unit was, and where.</summary>
[Name("Placement"), SecuredByParent]
public sealed class PlacementView(Placement placement)
{
    public string CustomerId => placement.CustomerId;

    public string BranchId => placement.BranchId;

    public string? AddressId => placement.AddressId;

    /// <summary>The day it was moved away.</summary>
    public DateOnly Until => placement.Until;
}

/// <summary>Since when and why a unit is not in use any more.</summary>
[Name("Retirement"), SecuredByParent]
public sealed record RetirementView(DateOnly On, RetirementReason Reason, string? ReplacedById);

/// <summary>An authority's finding that a part failed abnormally early; its reasons stand in the timeline.</summary>
[Name("Judgement"), SecuredByParent]
public sealed record JudgementView(int Number, string Part, string Authority, DateOnly FaultOn, DateOnly JudgedOn);
