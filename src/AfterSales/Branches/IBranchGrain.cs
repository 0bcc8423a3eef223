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

    /// <summary>A new version of the working calendar. Refused: InputInvalid.</summary>
    [Alias("ChangeCalendar")]
    Task<Answer> ChangeCalendar(Intent<WorkingCalendar> request);

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

/// <summary>Numbers from <paramref name="From"/> on, <paramref name="Count"/> of them.</summary>
[GenerateSerializer, Immutable, Alias("NumberBlock")]
public sealed record NumberBlock([property: Id(0)] int From, [property: Id(1)] int Count);
