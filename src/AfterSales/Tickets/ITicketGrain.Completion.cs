using AfterSales.Records;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

public partial interface ITicketGrain
{
    /// <summary>Solved by advice. Refused: InputInvalid.</summary>
    [Alias("SolveRemotely")]
    Task<Answer> SolveRemotely(Intent<SolveRemotely> intent);

    /// <summary>The advice did not help: the ticket becomes a job on site.</summary>
    [Alias("AdviceFailed")]
    Task<Answer> AdviceFailed(Intent<Because> intent);

    /// <summary>Not ours, or not eligible. Refused: InputInvalid.</summary>
    [Alias("Reject")]
    Task<Answer> Reject(Intent<Because> intent);

    /// <summary>By the customer. Refused: WorkHasBegun, InputInvalid.</summary>
    [Alias("Cancel")]
    Task<Answer> Cancel(Intent<Because> intent);

    /// <summary>The workshop takes the product up. Refused: NotFound (technician).</summary>
    [Alias("StartRepair")]
    Task<Answer> StartRepair(Intent<StartRepair> intent);

    /// <summary>Refused: InputInvalid.</summary>
    [Alias("FinishRepair")]
    Task<Answer> FinishRepair(Intent<FinishRepair> intent);

    /// <summary>The product goes back to the customer. Refused: CertificateNotSigned, DemonstrationNotConfirmed, InputInvalid.</summary>
    [Alias("ReturnProduct")]
    Task<Answer> ReturnProduct(Intent<ReturnProduct> intent);

    /// <summary>Accepts the finished work; follow-up calls are planned from now. Refused: AcceptanceSheetMissing, InputInvalid.</summary>
    [Alias("Complete")]
    Task<Answer> Complete(Intent<CompleteTicket> intent);

    /// <summary>The customer was told the result. Refused: NoResultYet.</summary>
    [Alias("TellResult")]
    Task<Answer> TellResult(Intent<TellResult> intent);

    /// <summary>The same fault came back. Refused: ReopenedTooLate, InputInvalid.</summary>
    [Alias("Reopen")]
    Task<Answer> Reopen(Intent<Because> intent);

    /// <summary>Refused: SomethingIsOwed.</summary>
    [Alias("Close")]
    Task<Answer> Close(Intent<Step> intent);
}

/// <summary>A step and why it is taken.</summary>
[GenerateSerializer, Immutable, Alias("Because")]
public sealed record Because([property: Id(0)] string? Reason);

/// <param name="Advice">What the customer was told to do.</param>
[GenerateSerializer, Immutable, Alias("SolveRemotely")]
public sealed record SolveRemotely([property: Id(0)] string Advice);

[GenerateSerializer, Immutable, Alias("StartRepair")]
public sealed record StartRepair([property: Id(0)] string TechnicianId);

/// <param name="Minutes">Time worked.</param>
[GenerateSerializer, Immutable, Alias("FinishRepair")]
public sealed record FinishRepair([property: Id(0)] string Done, [property: Id(1)] int Minutes, [property: Id(2)] string? PartsUsed);

/// <param name="ChargedMinor">In the smallest unit of the branch's currency.</param>
/// <param name="Signature">As drawn; null where the customer refused, with the reason in <paramref name="RefusedToSignBecause"/>.</param>
/// <param name="IsDemonstrated">The customer was shown that the product works.</param>
/// <param name="IsUseExplained">The customer was told how to use it.</param>
[GenerateSerializer, Immutable, Alias("ReturnProduct")]
public sealed record ReturnProduct(
    [property: Id(0)] long ChargedMinor,
    [property: Id(1)] string? Opinion,
    [property: Id(2)] string? SignedBy,
    [property: Id(3)] FileContent? Signature,
    [property: Id(4)] string? RefusedToSignBecause,
    [property: Id(5)] bool IsDemonstrated = false,
    [property: Id(6)] bool IsUseExplained = false);

/// <param name="FailedBecause">Why the repair failed, if it did.</param>
/// <param name="LeadsTo">What a failed repair leads to: a case of its own, linked to this one.</param>
[GenerateSerializer, Immutable, Alias("CompleteTicket")]
public sealed record CompleteTicket([property: Id(0)] string? FailedBecause = null, [property: Id(1)] FailedRepairLeadsTo? LeadsTo = null);

[GenerateSerializer, Immutable, Alias("TellResult")]
public sealed record TellResult([property: Id(0)] Channel Channel, [property: Id(1)] string? Said);
