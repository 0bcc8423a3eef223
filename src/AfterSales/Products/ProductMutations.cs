using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Products.Rules;
using AfterSales.Records;

namespace AfterSales.Products;

/// <summary>A term agreed with the customer for a part, in months; it counts before the catalogue's.</summary>
public sealed record PartWarrantyInput([property: StringLength(100)] string Part, int Months);

/// <summary>What is known of a unit. Days are days at the branch.</summary>
/// <param name="Model">The model's code; one that the catalogue does not know is taken too.</param>
/// <param name="Serial">Left out where it is not known yet.</param>
/// <param name="InstalledOn">The completion of its installation.</param>
/// <param name="AcceptedOn">The signed acceptance.</param>
/// <param name="Parts">Terms agreed for single parts.</param>
/// <param name="SellerId">The branch (<c>b-…</c>), dealer (<c>d-…</c>) or customer file of a dealer (<c>c-…</c>) that sold it.</param>
/// <param name="IsProject">Delivered within an installation project: a warranty agreement is owed beside the card.</param>
/// <param name="AgreedMonths">A term agreed for the whole unit; a part keeps a longer one of the catalogue.</param>
public sealed record InstalledProductInput(
    [property: StringLength(100)] string Model,
    [property: StringLength(100)] string? Serial = null,
    DateOnly? PurchasedOn = null,
    DateOnly? InstalledOn = null,
    DateOnly? AcceptedOn = null,
    [property: MaxLength(50)] IReadOnlyList<PartWarrantyInput>? Parts = null,
    string? SellerId = null,
    bool IsProject = false,
    int? AgreedMonths = null)
{
    public ProductDetails ToDetails() => new(
        Model.Trim(), string.IsNullOrWhiteSpace(Serial) ? null : Serial.Trim(), PurchasedOn, InstalledOn, AcceptedOn,
        [.. (Parts ?? []).Select(part => new PartWarranty(part.Part.Trim(), part.Months))], SellerId, IsProject, AgreedMonths);
}

[Mutations]
public sealed class ProductMutations(IGrainFactory grains, ProductKeys keys)
{
    /// <summary>
    /// Registers a product at a customer's. A model has each serial number once: registering it again for the same customer adds what is
    /// said to what is known; to take something back, amend it.
    /// </summary>
    /// <param name="addressId">Of the customer's addresses; left out: the one technicians usually go to.</param>
    [Secured(Permission.KeepCustomerFiles),
        Errors(typeof(ProductBelongsToAnother), typeof(SerialTaken), typeof(SerialCorrected), typeof(AddressUnknown), typeof(CustomerIsArchived), typeof(CustomerIsErased))]
    public async Task<Outcome<InstalledProductView>> RegisterInstalledProduct(
        string customerId, InstalledProductInput product, Caller caller, CancellationToken cancellation, string? addressId = null, string? requestId = null)
    {
        if (!RecordKey.IsWellFormed(ICustomerGrain.Prefix, customerId)) return new NotFound(customerId);
        var details = product.ToDetails();
        var (key, taken) = await keys.For(details, caller, cancellation);
        if (taken is not null) return taken;
        return await grains.Make<IProductGrain, InstalledProduct, InstalledProductView>(IProductGrain.Prefix, key, requestId, caller,
            grain => grain.Put(new Intent<RegisterProduct>(new RegisterProduct(customerId, details, AddressId: addressId), caller, requestId)), InstalledProductView.Of);
    }

    /// <summary>Takes the place of all that is known of a unit, its model and serial number too.</summary>
    /// <param name="expectedVersion">The version of the unit you have read; refused if somebody else has changed it since. Left out: whatever it is now.</param>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(SerialTaken), typeof(ChangedMeanwhile))]
    public Task<Outcome<InstalledProductView>> AmendInstalledProduct(
        string id, InstalledProductInput product, Caller caller, int? expectedVersion = null, string? requestId = null) =>
        On(id, caller, grain => grain.Amend(new Intent<ProductDetails>(product.ToDetails(), caller, requestId, ExpectedVersion: expectedVersion)));

    /// <summary>The installation was completed, or accepted: the warranty runs from it. A day that is left out stays as it is known.</summary>
    [Secured(Permission.KeepCustomerFiles)]
    public Task<Outcome<InstalledProductView>> RecordInstallation(
        string productId, Caller caller, DateOnly? installedOn = null, DateOnly? acceptedOn = null, string? requestId = null) =>
        On(productId, caller, grain => grain.Install(new Intent<InstallProduct>(new InstallProduct(installedOn, acceptedOn), caller, requestId)));

    /// <summary>Moves a unit to another customer, or to another address of the same one. Where it was stays in its history; its warranty goes with it.</summary>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(ProductAlreadyRetired), typeof(AddressUnknown), typeof(CustomerIsArchived), typeof(CustomerIsErased))]
    public async Task<Outcome<InstalledProductView>> MoveInstalledProduct(
        string productId, string customerId, Caller caller, string? addressId = null, [StringLength(1000)] string? reason = null, string? requestId = null) =>
        RecordKey.IsWellFormed(ICustomerGrain.Prefix, customerId)
            ? await On(productId, caller, grain => grain.Move(new Intent<MoveProduct>(new MoveProduct(customerId, addressId, reason), caller, requestId)))
            : new NotFound(customerId);

    /// <summary>Writes down that the warranty card was handed out. Another number takes the place of a card that was lost.</summary>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(ProductAlreadyRetired), typeof(CardTaken))]
    public Task<Outcome<InstalledProductView>> IssueWarrantyCard(
        string productId, [StringLength(100)] string number, DateOnly issuedOn, Caller caller, string? requestId = null) =>
        On(productId, caller, grain => grain.IssueCard(new Intent<IssuePaper>(new IssuePaper(number, issuedOn), caller, requestId)));

    /// <summary>Writes down that the warranty agreement of a project was signed.</summary>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(ProductOfNoProject), typeof(ProductAlreadyRetired))]
    public Task<Outcome<InstalledProductView>> IssueWarrantyAgreement(
        string productId, [StringLength(100)] string number, DateOnly issuedOn, Caller caller, string? requestId = null) =>
        On(productId, caller, grain => grain.IssueAgreement(new Intent<IssuePaper>(new IssuePaper(number, issuedOn), caller, requestId)));

    /// <summary>A unit is not in use any more. It stays on file.</summary>
    /// <param name="replacedById">The unit that took its place.</param>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(ProductAlreadyRetired))]
    public async Task<Outcome<InstalledProductView>> RetireInstalledProduct(
        string productId, DateOnly on, RetirementReason reason, Caller caller, string? replacedById = null, [StringLength(1000)] string? note = null,
        string? requestId = null)
    {
        if (replacedById is not null && await grains.Read<IProductGrain, InstalledProduct>(IProductGrain.Prefix, replacedById, caller) is null)
            return new NotFound(replacedById);
        return await On(productId, caller, grain => grain.Retire(new Intent<RetireProduct>(new RetireProduct(on, reason, replacedById, note), caller, requestId)));
    }

    /// <summary>A unit that was retired is in use after all.</summary>
    [Secured(Permission.KeepCustomerFiles)]
    public Task<Outcome<InstalledProductView>> ReinstateInstalledProduct(
        string productId, Caller caller, [StringLength(1000)] string? note = null, string? requestId = null) =>
        On(productId, caller, grain => grain.Reinstate(new Intent<ReinstateProduct>(new ReinstateProduct(note), caller, requestId)));

    /// <summary>
    /// Records that an authority judged a part to have failed abnormally early: its repair is free although the warranty is over. A judgement stands;
    /// another opinion is a judgement of its own.
    /// </summary>
    /// <param name="authority">Who judged, such as a testing institute.</param>
    /// <param name="why">The findings.</param>
    [Secured(Permission.JudgeFaults), Errors(typeof(PartNotOfModel))]
    public Task<Outcome<InstalledProductView>> JudgeFault(
        string productId, [StringLength(100)] string part, [StringLength(200)] string authority, DateOnly faultOn, DateOnly judgedOn, string why,
        Caller caller, string? requestId = null) =>
        On(productId, caller, grain => grain.Judge(new Intent<JudgeFault>(new JudgeFault(part, authority, faultOn, judgedOn, why), caller, requestId)));

    private Task<Outcome<InstalledProductView>> On(string key, Caller caller, Func<IProductGrain, Task<Answer>> ask) =>
        grains.Ask<IProductGrain, InstalledProduct, InstalledProductView>(IProductGrain.Prefix, key, caller, ask, InstalledProductView.Of);
}
