using System.Collections.Immutable;
using AfterSales.Branches.Rules;
using AfterSales.Records;

namespace AfterSales.Contracts.Rules;

/// <summary>How a contract stands.</summary>
public enum ContractState
{
    /// <summary>Signed; it holds from its first to its last day.</summary>
    Running,

    /// <summary>Its end came, or is to come, and the customer does not renew.</summary>
    Lapsed,

    /// <summary>Ended, or to end, before its time.</summary>
    Cancelled,
}

/// <summary>A term of the contract, from its first to its last day, both included; days at the branch.</summary>
/// <param name="PriceMinor">In the smallest unit of the branch's currency.</param>
[GenerateSerializer, Immutable, Alias("ContractTerm")]
public sealed record ContractTerm([property: Id(0)] DateOnly From, [property: Id(1)] DateOnly To, [property: Id(2)] long PriceMinor);

/// <summary>A product's time under the contract.</summary>
/// <param name="Until">The last day, where the product was taken out before the contract's end.</param>
[GenerateSerializer, Immutable, Alias("Coverage")]
public sealed record Coverage([property: Id(0)] string ProductId, [property: Id(1)] DateOnly From, [property: Id(2)] DateOnly? Until = null);

/// <summary>A service contract of one customer (domain.md §2; S1 P2 (6)2, S3 ⑻6).</summary>
[GenerateSerializer, Immutable, Alias("Contract")]
public sealed record Contract : IRecordState<Contract>
{
    public static string Kind => "contract";

    /// <summary><c>con-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>For people: <c>SH-V2611-00042</c>.</summary>
    [Id(1)]
    public string Number { get; init; } = "";

    [Id(2)]
    public string BranchId { get; init; } = "";

    [Id(3)]
    public string CustomerId { get; init; } = "";

    /// <summary>ISO 4217.</summary>
    [Id(4)]
    public string Currency { get; init; } = "";

    [Id(5)]
    public ContractDetails Details { get; init; } = new();

    /// <summary>The terms it had, the running one last: a renewal adds one.</summary>
    [Id(6)]
    public ImmutableList<ContractTerm> Terms { get; init; } = [];

    [Id(7)]
    public ContractState State { get; init; }

    /// <summary>The first day on which it holds no more, where it was cancelled.</summary>
    [Id(8)]
    public DateOnly? CancelledOn { get; init; }

    /// <summary>When the expiry notice of the running term is made; null once it is made, or none is owed.</summary>
    [Id(9)]
    public DateTimeOffset? NoticeAt { get; init; }

    /// <summary>When the renewal that nobody decided is reminded of once more; null once it is, or none is owed.</summary>
    [Id(10)]
    public DateTimeOffset? ReminderAt { get; init; }

    [Id(11)]
    public ImmutableList<PlannedInspection> Inspections { get; init; } = [];

    /// <summary>Each product that is or was covered, with its latest time.</summary>
    [Id(12)]
    public ImmutableList<Coverage> Coverages { get; init; } = [];

    /// <summary>The end that the customer had notice of last; null while none was made.</summary>
    [Id(13)]
    public DateOnly? NoticedEnd { get; init; }

    /// <summary>The inspections that were made ahead and whose day had not come when the last one was.</summary>
    [Id(14)]
    public ImmutableList<RaisedInspection> Raised { get; init; } = [];

    /// <summary>Those of them that were taken back because the contract ends before their day.</summary>
    [Id(15)]
    public ImmutableList<RaisedInspection> TakenBack { get; init; } = [];

    /// <summary>How often it was taken back that it ends: whether it is renewed has then to be decided once more.</summary>
    [Id(16)]
    public int TimesResumed { get; init; }

    /// <summary>The running term, or the last it had.</summary>
    public ContractTerm Term => Terms[^1];

    public DateTimeOffset? NextDue => new[] { IsToBeRenewed ? NoticeAt : null, IsToBeRenewed ? ReminderAt : null, Owed.Min(inspection => inspection.RaiseAt) }.Min();

    /// <summary>The inspections that are planned for the time in which it holds.</summary>
    public IEnumerable<PlannedInspection> Owed => Inspections.Where(inspection => inspection.Day <= EndsOn);

    private bool IsToBeRenewed => State == ContractState.Running;

    /// <summary>The last day on which it holds, as far as is known now.</summary>
    public DateOnly EndsOn => CancelledOn?.AddDays(-1) ?? Term.To;

    public static Contract Apply(Contract? state, Event happened) => happened switch
    {
        ContractMade e => new Contract
        {
            Id = e.Id, Number = e.Number, BranchId = e.BranchId, CustomerId = e.CustomerId, Currency = e.Currency, Details = e.Details, Terms = [e.Term],
            NoticeAt = e.NoticeAt, ReminderAt = e.ReminderAt, Inspections = e.Inspections,
            Coverages = [.. e.Details.ProductIds.Select(id => new Coverage(id, e.Term.From))],
        },
        ContractAmended e => state! with { Details = e.Details, Inspections = e.Inspections, Coverages = state.CoveragesFrom(e.Day, e.Details.ProductIds) },
        ExpiryNoticeMade e => state! with { NoticeAt = null, NoticedEnd = e.EndsOn },
        RenewalReminded => state! with { ReminderAt = null },
        InspectionOwed e => state!.Owing(e),
        ContractRenewed e => state! with
        {
            State = ContractState.Running, Terms = state.Terms.Add(e.Term), NoticeAt = e.NoticeAt, ReminderAt = e.ReminderAt, Inspections = e.Inspections,
        },
        HandedOver e => state! with { BranchId = e.ToBranchId },
        ContractLapsed => state! with { State = ContractState.Lapsed, NoticeAt = null, ReminderAt = null },
        ContractResumed e => state! with
        {
            State = ContractState.Running, CancelledOn = null, NoticeAt = e.NoticeAt, ReminderAt = e.ReminderAt, Inspections = e.Inspections,
            Raised = [.. state.Raised, .. e.OwedAgain], TakenBack = state.TakenBack.RemoveAll(e.OwedAgain.Contains), TimesResumed = state.TimesResumed + 1,
        },
        ContractCancelled e => state! with
        {
            State = ContractState.Cancelled, CancelledOn = e.Day, NoticeAt = null, ReminderAt = null, Inspections = e.Inspections,
            Raised = [.. state.Raised.RemoveAll(e.TakenBack.Contains), .. e.OwedAgain], TakenBack = [.. state.TakenBack.RemoveAll(e.OwedAgain.Contains), .. e.TakenBack],
        },
        _ => state!,
    };

    private Contract Owing(InspectionOwed e)
    {
        var index = Inspections.FindIndex(planned => planned.Code == e.Code);
        var channel = Details.Inspections.First(item => item.Code == e.Code).Channel;
        // A day is over everywhere within two of its date.
        var passed = Inspections[index].RaiseAt is { } at ? DateOnly.FromDateTime(at.UtcDateTime).AddDays(-2) : DateOnly.MinValue;
        return this with
        {
            Inspections = Inspections.SetItem(index, e.Next),
            Raised = Raised.RemoveAll(raised => raised.Day < passed).Add(new RaisedInspection(e.Code, channel, e.Day)),
        };
    }

    private ImmutableList<Coverage> CoveragesFrom(DateOnly day, ImmutableList<string> productIds) =>
    [
        .. Coverages.Select(known => productIds.Contains(known.ProductId)
            ? known.Until is null ? known : new Coverage(known.ProductId, day)
            : known with { Until = known.Until ?? day.AddDays(-1) }),
        .. productIds.Where(id => Coverages.All(known => known.ProductId != id)).Select(id => new Coverage(id, day)),
    ];
}
