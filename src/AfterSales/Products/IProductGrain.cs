using AfterSales.Catalogue.Rules;
using AfterSales.Files;
using AfterSales.Products.Rules;
using AfterSales.Records;

namespace AfterSales.Products;

/// <summary>An installed product, by its key <c>ip-…</c>. All days are days at the branch that keeps it.</summary>
[Alias("IProductGrain")]
public interface IProductGrain : IRecord<InstalledProduct>, IAttachments
{
    const string Prefix = "ip-";

    /// <summary>
    /// A model has each serial number once: the key of a unit that is registered with both follows from them, so that a second registration
    /// meets the same record. A unit whose number became known or was corrected later keeps its key; <see cref="ProductKeys"/> finds it.
    /// </summary>
    static string KeyOf(string model, string serial) =>
        RecordKey.Derived(Prefix, $"{ModelCode.Normalise(model)}\n{ModelCode.Normalise(serial)}");

    /// <summary>
    /// Registers it, or adds what is said where it is the same unit. Refused: InputInvalid, NotFound (no such customer), CustomerIsArchived, ProductBelongsToAnother,
    /// SerialTaken, SerialCorrected, AddressUnknown.
    /// </summary>
    [Alias("Put")]
    Task<Answer> Put(Intent<RegisterProduct> intent);

    /// <summary>Takes the place of the details, model and serial number too. Refused: InputInvalid, NotFound, SerialTaken.</summary>
    [Alias("Amend")]
    Task<Answer> Amend(Intent<ProductDetails> intent);

    /// <summary>The installation was completed, or accepted: the warranty runs from it. Refused: InputInvalid, NotFound.</summary>
    [Alias("Install")]
    Task<Answer> Install(Intent<InstallProduct> intent);

    /// <summary>To another customer or address. Refused: NotFound (product or customer), CustomerIsArchived, AddressUnknown, ProductAlreadyRetired.</summary>
    [Alias("Move")]
    Task<Answer> Move(Intent<MoveProduct> intent);

    /// <summary>The warranty card was handed out (domain.md §5). Refused: InputInvalid, NotFound, ProductAlreadyRetired, CardTaken.</summary>
    [Alias("IssueCard")]
    Task<Answer> IssueCard(Intent<IssuePaper> intent);

    /// <summary>A project's warranty agreement was signed (S0 P4 二6(1)). Refused: InputInvalid, NotFound, ProductOfNoProject, ProductAlreadyRetired.</summary>
    [Alias("IssueAgreement")]
    Task<Answer> IssueAgreement(Intent<IssuePaper> intent);

    /// <summary>It is not in use any more. Refused: InputInvalid, NotFound, ProductAlreadyRetired (on another day or for another reason).</summary>
    [Alias("Retire")]
    Task<Answer> Retire(Intent<RetireProduct> intent);

    /// <summary>It is in use after all.</summary>
    [Alias("Reinstate")]
    Task<Answer> Reinstate(Intent<ReinstateProduct> intent);

    /// <summary>An authority found that a part failed abnormally early (S3 ⑹-1 四). Refused: InputInvalid, NotFound, PartNotOfModel.</summary>
    [Alias("Judge")]
    Task<Answer> Judge(Intent<JudgeFault> intent);

    /// <summary>A contract covers it, or covers it no longer: none is offered meanwhile. Others tell it by <see cref="TellCovered"/>.</summary>
    [Alias("Cover")]
    Task<Answer> Cover(Intent<CoverProduct> intent);

    /// <summary>Reckons the warranty anew, after the catalogue's terms changed. Nothing happens where it stays the same.</summary>
    [Alias("Reckon")]
    Task<Answer> Reckon(Intent<ReckonWarranty> intent);
}

/// <param name="IsFromList">A list adds what it says; what it leaves out stays as it is.</param>
/// <param name="AddressId">Of the customer's addresses; null: the one technicians usually go to. Read only where it is registered anew.</param>
[GenerateSerializer, Immutable, Alias("RegisterProduct")]
public sealed record RegisterProduct(
    [property: Id(0)] string CustomerId, [property: Id(1)] ProductDetails Details, [property: Id(2)] bool IsFromList = false,
    [property: Id(3)] string? AddressId = null);

/// <summary>Days at the branch; what is null stays as it is known.</summary>
[GenerateSerializer, Immutable, Alias("InstallProduct")]
public sealed record InstallProduct([property: Id(0)] DateOnly? InstalledOn, [property: Id(1)] DateOnly? AcceptedOn);

[GenerateSerializer, Immutable, Alias("MoveProduct")]
public sealed record MoveProduct(
    [property: Id(0)] string CustomerId, [property: Id(1)] string? AddressId = null, [property: Id(2)] string? Reason = null);

[GenerateSerializer, Immutable, Alias("IssuePaper")]
public sealed record IssuePaper([property: Id(0)] string Number, [property: Id(1)] DateOnly IssuedOn);

[GenerateSerializer, Immutable, Alias("RetireProduct")]
public sealed record RetireProduct(
    [property: Id(0)] DateOnly On, [property: Id(1)] RetirementReason Reason, [property: Id(2)] string? ReplacedBy = null,
    [property: Id(3)] string? Note = null);

[GenerateSerializer, Immutable, Alias("ReinstateProduct")]
public sealed record ReinstateProduct([property: Id(0)] string? Note = null);

/// <param name="Authority">Who judged, such as a testing institute.</param>
/// <param name="Why">The findings.</param>
[GenerateSerializer, Immutable, Alias("JudgeFault")]
public sealed record JudgeFault(
    [property: Id(0)] string Part, [property: Id(1)] string Authority, [property: Id(2)] DateOnly FaultOn, [property: Id(3)] DateOnly JudgedOn,
    [property: Id(4)] string Why);

[GenerateSerializer, Immutable, Alias("ReckonWarranty")]
public sealed record ReckonWarranty;

/// <param name="Until">The last day, at the branch.</param>
[GenerateSerializer, Immutable, Alias("CoverProduct")]
public sealed record CoverProduct([property: Id(0)] string ContractId, [property: Id(1)] DateOnly Until);

/// <summary>A contract says until when it covers a product.</summary>
public sealed record TellCovered(string ProductId, string ContractId, DateOnly Until) : Effect
{
    public override string Target => ProductId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<IProductGrain>(ProductId).Cover(context.Intent(new CoverProduct(ContractId, Until)));
}
