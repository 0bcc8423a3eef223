using AfterSales.Records;

namespace AfterSales.Products.Rules;

public sealed record ProductRegistered(string Id, string BranchId, string CustomerId, ProductDetails Details, string? AddressId, DateOnly Day) : Event;

public sealed record ProductAmended(ProductDetails Details) : Event;

/// <param name="BranchId">That keeps the new customer's file.</param>
/// <param name="Day">At the branch it came from.</param>
public sealed record ProductMoved(string CustomerId, string BranchId, string? AddressId, DateOnly Day, [property: Words] string? Reason) : Event;

public sealed record WarrantyCardIssued(string Number, DateOnly IssuedOn) : Event;

/// <summary>The warranty agreement of a project was signed.</summary>
public sealed record WarrantyAgreementIssued(string Number, DateOnly IssuedOn) : Event;

public sealed record ProductRetired(DateOnly On, RetirementReason Reason, string? ReplacedBy, [property: Words] string? Note) : Event;

/// <summary>It was retired by mistake, or turned up again.</summary>
public sealed record ProductReinstated([property: Words] string? Note) : Event;

/// <summary>An authority found that a part failed abnormally early.</summary>
public sealed record FaultJudged(
    int Number, string Part, [property: Personal] string Authority, DateOnly FaultOn, DateOnly JudgedOn, [property: Words] string Why) : Event;

/// <summary>The warranty of the unit as a whole is another than before: its days changed, or the catalogue's terms did.</summary>
public sealed record WarrantyReckoned(ReckonedWarranty Warranty) : Event;

/// <summary>Somebody is to hand a paper out by then.</summary>
/// <param name="DueAt">The branch's last closing by the paper's last day.</param>
public sealed record PaperOwed(OwedPaper Paper, DateTimeOffset DueAt) : Event;

/// <summary>The paper was handed out, or is owed by another day, by another branch or not at all.</summary>
public sealed record PaperNotOwed(int Number) : Event;

public sealed record ProductCovered(ContractCover Cover) : Event;

/// <param name="At">Null: none is to be made.</param>
public sealed record OfferPlanned(DateTimeOffset? At) : Event;

/// <summary>The warranty ends: somebody offers the customer a contract (S0 P2).</summary>
/// <param name="DecideBy">The closing of the warranty's last day.</param>
public sealed record ContractOfferOwed(DateOnly WarrantyUntil, DateTimeOffset DecideBy) : Event;
