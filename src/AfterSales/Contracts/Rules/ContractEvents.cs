using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Contracts.Rules;

public sealed record ContractMade(
    string Id, string Number, string BranchId, string CustomerId, string Currency, ContractDetails Details, ContractTerm Term, DateTimeOffset? NoticeAt,
    DateTimeOffset? ReminderAt, ImmutableList<PlannedInspection> Inspections) : Event;

/// <param name="Day">The first day on which it holds as amended.</param>
public sealed record ContractAmended(ContractDetails Details, DateOnly Day, ImmutableList<PlannedInspection> Inspections) : Event;

/// <summary>One calendar month before its end (S1 P2 (20)): the notice is made, and somebody is to see to the renewal.</summary>
/// <param name="DecideBy">When the renewal has to be decided: the closing of the last day.</param>
[Published("contract.expiring")]
public sealed record ExpiryNoticeMade(DateOnly EndsOn, DateTimeOffset DecideBy) : Event;

/// <summary>The end is near, and the renewal is not decided.</summary>
public sealed record RenewalReminded(DateOnly EndsOn, DateTimeOffset DecideBy) : Event;

/// <param name="Occurrence">Which one of its rhythm, from 1.</param>
/// <param name="Day">When it is to be made, a working day at the branch.</param>
/// <param name="ClosesAt">The branch's closing on that day.</param>
/// <param name="Next">How the item is planned after it.</param>
public sealed record InspectionOwed(string Code, int Occurrence, DateOnly Day, DateTimeOffset ClosesAt, PlannedInspection Next) : Event;

/// <summary>
/// Inspections of an item whose days had passed when the contract, its renewal or the item was entered: they are not made.
/// </summary>
/// <param name="EnteredOn">The day of entry, at the branch.</param>
/// <param name="FirstDay">The day of the first of them.</param>
/// <param name="LastDay">The day of the last of them.</param>
public sealed record InspectionsPassedBeforeEntry(string Code, int Count, DateOnly FirstDay, DateOnly LastDay, DateOnly EnteredOn) : Event;

public sealed record ContractRenewed(
    ContractTerm Term, DateTimeOffset? NoticeAt, DateTimeOffset? ReminderAt, ImmutableList<PlannedInspection> Inspections) : Event;

/// <param name="Day">The day it was decided.</param>
public sealed record ContractLapsed(DateOnly EndsOn, DateOnly Day, [property: Words] string Reason) : Event;

/// <summary>That it was let go, or was to end before its time, is taken back: it runs to the end of its term.</summary>
/// <param name="Inspections">What it owes to its last day.</param>
/// <param name="OwedAgain">The inspections that had been taken back.</param>
/// <param name="ReadBy">By when somebody is to have read that they are owed again.</param>
public sealed record ContractResumed(
    [property: Words] string Reason, DateTimeOffset? NoticeAt, DateTimeOffset? ReminderAt, ImmutableList<PlannedInspection> Inspections,
    ImmutableList<RaisedInspection> OwedAgain, DateTimeOffset ReadBy) : Event;

/// <param name="Day">The first day on which it holds no more.</param>
/// <param name="Inspections">What it owes to its last day.</param>
/// <param name="TakenBack">The inspections after its last day that were made ahead already.</param>
/// <param name="OwedAgain">Those that were taken back when it was to end earlier.</param>
/// <param name="ReadBy">By when somebody is to have read that they are owed again.</param>
public sealed record ContractCancelled(
    DateOnly Day, [property: Words] string Reason, ImmutableList<PlannedInspection> Inspections, ImmutableList<RaisedInspection> TakenBack,
    ImmutableList<RaisedInspection> OwedAgain, DateTimeOffset ReadBy) : Event;
