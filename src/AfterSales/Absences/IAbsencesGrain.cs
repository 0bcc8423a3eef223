using AfterSales.Absences.Rules;
using AfterSales.Records;

namespace AfterSales.Absences;

/// <summary>The absences of an account at a branch, by its key <c>away-…</c>.</summary>
[Alias("IAbsencesGrain")]
public interface IAbsencesGrain : IRecord<AccountAbsences>
{
    const string Prefix = "away-";

    static string KeyOf(string branchId, string account) => RecordKey.Derived(Prefix, $"{branchId}\n{account}");

    /// <summary>Notes days of absence and who works in the account's place. Refused: NotFound (branch), InputInvalid, AbsenceOverlaps.</summary>
    [Alias("Note")]
    Task<Answer> Note(Intent<NoteAbsence> intent);

    /// <summary>The account is back, or did not go. Refused: NotFound.</summary>
    [Alias("End")]
    Task<Answer> End(Intent<EndAbsence> intent);
}

/// <param name="Account">Who is away.</param>
/// <param name="From">The first day, at the branch.</param>
/// <param name="Until">The last day, at the branch.</param>
/// <param name="Substitute">The account that works in his place.</param>
[GenerateSerializer, Immutable, Alias("NoteAbsence")]
public sealed record NoteAbsence(
    [property: Id(0)] string BranchId,
    [property: Id(1)] string Account,
    [property: Id(2)] DateOnly From,
    [property: Id(3)] DateOnly Until,
    [property: Id(4)] string Substitute);

[GenerateSerializer, Immutable, Alias("EndAbsence")]
public sealed record EndAbsence([property: Id(0)] int Number);
