using System.Collections.Immutable;
using AfterSales.Contracts.Rules;
using AfterSales.Records;

namespace AfterSales.Contracts;

/// <summary>A service contract, by its key <c>con-…</c>. It makes its inspections and its expiry notice by its own reminder.</summary>
[Alias("IContractGrain")]
public interface IContractGrain : IRecord<Contract>
{
    const string Prefix = "con-";

    /// <summary>Refused: InputInvalid, NotFound (branch, customer, product), CustomerIsArchived, ProductNotCoverable, AlreadyExists.</summary>
    [Alias("Make")]
    Task<Answer> Make(Intent<MakeContract> intent);

    /// <summary>Takes the place of the details. Refused: NotFound, ContractOver, InputInvalid, ProductNotCoverable.</summary>
    [Alias("Amend")]
    Task<Answer> Amend(Intent<AmendContract> intent);

    /// <summary>Adds a term. Refused: NotFound, ContractOver, InputInvalid.</summary>
    [Alias("Renew")]
    Task<Answer> Renew(Intent<RenewContract> intent);

    /// <summary>The customer does not renew. Refused: NotFound, ContractOver, TermNotBegun, InputInvalid.</summary>
    [Alias("Lapse")]
    Task<Answer> Lapse(Intent<EndContract> intent);

    /// <summary>Ends it before its time; on another day while it still holds. Refused: NotFound, ContractOver, InputInvalid.</summary>
    [Alias("Cancel")]
    Task<Answer> Cancel(Intent<CancelContract> intent);

    /// <summary>Takes back, while it still holds, that it is let go or ends before its time. Refused: NotFound, ContractOver, InputInvalid.</summary>
    [Alias("Resume")]
    Task<Answer> Resume(Intent<ResumeContract> intent);
}

/// <param name="InspectsAsModelsSay">Nobody said what is inspected: what the catalogue proposes for the models of its products.</param>
[GenerateSerializer, Immutable, Alias("MakeContract")]
public sealed record MakeContract(
    [property: Id(0)] string BranchId,
    [property: Id(1)] string CustomerId,
    [property: Id(2)] ContractDetails Details,
    [property: Id(3)] ContractTerm Term,
    [property: Id(4)] bool InspectsAsModelsSay = false);

/// <param name="InspectsAsBefore">Nobody said what is inspected: what was agreed before.</param>
[GenerateSerializer, Immutable, Alias("AmendContract")]
public sealed record AmendContract([property: Id(0)] ContractDetails Details, [property: Id(1)] bool InspectsAsBefore = false);

/// <param name="To">The new last day.</param>
/// <param name="PriceMinor">In the smallest unit of the branch's currency.</param>
[GenerateSerializer, Immutable, Alias("RenewContract")]
public sealed record RenewContract([property: Id(0)] DateOnly To, [property: Id(1)] long PriceMinor);

[GenerateSerializer, Immutable, Alias("EndContract")]
public sealed record EndContract([property: Id(0)] string Reason);

/// <param name="EndsOn">The last day on which it holds, at the branch; null: yesterday.</param>
[GenerateSerializer, Immutable, Alias("CancelContract")]
public sealed record CancelContract([property: Id(0)] string Reason, [property: Id(1)] DateOnly? EndsOn = null);

[GenerateSerializer, Immutable, Alias("ResumeContract")]
public sealed record ResumeContract([property: Id(0)] string Reason);

/// <summary>Somebody makes tickets of what contracts owe: the ticket, which the contract does not know.</summary>
[Alias("ITakeInspections")]
public interface ITakeInspections : IGrainWithStringKey
{
    [Alias("TakeInspection")]
    Task<Answer> TakeInspection(Intent<OwedInspection> intent);

    /// <summary>The contract ends before the inspection's day. What is not arranged yet is not made any more; over the rest the branch decides.</summary>
    [Alias("TakeBack")]
    Task<Answer> TakeBack(Intent<EndedContract> intent);

    /// <summary>The contract holds on the inspection's day after all. What is still to be made goes on; what is not made any more stays so.</summary>
    [Alias("HoldAgain")]
    Task<Answer> HoldAgain(Intent<ContractHoldsAgain> intent);
}

/// <param name="Day">When it is to be made, a working day at the branch.</param>
/// <param name="Work">What is to be looked at, a line each.</param>
[GenerateSerializer, Immutable, Alias("OwedInspection")]
public sealed record OwedInspection(
    [property: Id(0)] string ContractId,
    [property: Id(1)] string BranchId,
    [property: Id(2)] string CustomerId,
    [property: Id(3)] string? ProductId,
    [property: Id(4)] DateOnly Day,
    [property: Id(5)] ImmutableList<string> Work);

/// <param name="Number">For people.</param>
/// <param name="EndsOn">The last day on which it holds, at the branch.</param>
[GenerateSerializer, Immutable, Alias("EndedContract")]
public sealed record EndedContract([property: Id(0)] string ContractId, [property: Id(1)] string Number, [property: Id(2)] DateOnly EndsOn);

[GenerateSerializer, Immutable, Alias("ContractHoldsAgain")]
public sealed record ContractHoldsAgain([property: Id(0)] string ContractId);
