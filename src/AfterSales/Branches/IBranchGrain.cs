using System.Collections.Immutable;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Branches;

/// <summary>A branch, by its key <c>b-…</c>.</summary>
[Alias("IBranchGrain")]
public interface IBranchGrain : IRecord<Branch>
{
    const string Prefix = BranchRules.KeyPrefix;

    /// <summary>Refused: InputInvalid, AlreadyExists.</summary>
    [Alias("Open")]
    Task<Answer> Open(Intent<OpenBranch> request);

    /// <summary>Gives it another name; its code stays. Refused: InputInvalid, NotFound.</summary>
    [Alias("Rename")]
    Task<Answer> Rename(Intent<RenameBranch> request);

    /// <summary>Takes the place of its address and its number. Refused: InputInvalid, NotFound.</summary>
    [Alias("Describe")]
    Task<Answer> Describe(Intent<DescribeBranch> request);

    /// <summary>A new version of the working calendar. Refused: InputInvalid, NotFound.</summary>
    [Alias("ChangeCalendar")]
    Task<Answer> ChangeCalendar(Intent<WorkingCalendar> request);

    /// <summary>Takes the place of all its zones. Refused: InputInvalid, NotFound.</summary>
    [Alias("SetZones")]
    Task<Answer> SetZones(Intent<SetZones> request);

    /// <summary>It takes no new work from now on, and its open work goes to another branch. Refused: InputInvalid, NotFound, BranchClosed (one of the two).</summary>
    [Alias("Close")]
    Task<Answer> Close(Intent<CloseBranch> request);

    /// <summary>It takes work again; what was handed over stays where it is. Refused: NotFound.</summary>
    [Alias("Reopen")]
    Task<Answer> Reopen(Intent<ReopenBranch> request);

    /// <summary>Something is there that comes first tomorrow if it is left lying today. Asking again changes nothing. Refused: NotFound.</summary>
    [Alias("AwaitMorning")]
    Task<Answer> AwaitMorning(Intent<MorningWanted> request);

    /// <summary>Takes the next numbers out of a book of the branch (<c>2611</c>, <c>K2611</c>); null when there is no such branch.</summary>
    [Alias("ReserveNumbers")]
    Task<NumberBlock?> ReserveNumbers(string book, int count);
}

[GenerateSerializer, Immutable, Alias("OpenBranch")]
public sealed record OpenBranch(
    [property: Id(0)] string Code,
    [property: Id(1)] string Name,
    [property: Id(2)] string Country,
    [property: Id(3)] string Currency,
    [property: Id(4)] WorkingCalendar Calendar);

[GenerateSerializer, Immutable, Alias("MorningWanted")]
public sealed record MorningWanted;

[GenerateSerializer, Immutable, Alias("RenameBranch")]
public sealed record RenameBranch([property: Id(0)] string Name);

/// <param name="Address">Null: it is not said any more; so with <paramref name="Phone"/>.</param>
[GenerateSerializer, Immutable, Alias("DescribeBranch")]
public sealed record DescribeBranch([property: Id(0)] PostalAddress? Address, [property: Id(1)] Phone? Phone);

[GenerateSerializer, Immutable, Alias("SetZones")]
public sealed record SetZones([property: Id(0)] ImmutableList<ServiceZone> Zones);

/// <param name="ToBranchId">The branch that takes its open work.</param>
[GenerateSerializer, Immutable, Alias("CloseBranch")]
public sealed record CloseBranch([property: Id(0)] string ToBranchId, [property: Id(1)] string? Reason);

[GenerateSerializer, Immutable, Alias("ReopenBranch")]
public sealed record ReopenBranch;

/// <summary>Numbers from <paramref name="From"/> on, <paramref name="Count"/> of them.</summary>
[GenerateSerializer, Immutable, Alias("NumberBlock")]
public sealed record NumberBlock([property: Id(0)] int From, [property: Id(1)] int Count);
