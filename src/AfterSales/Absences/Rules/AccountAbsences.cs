using System.Collections.Immutable;
using AfterSales.Branches.Rules;
using AfterSales.Records;

namespace AfterSales.Absences.Rules;

/// <summary>Days on which somebody is away, and who works in his place.</summary>
/// <param name="Number">Counts from 1 within the account.</param>
/// <param name="From">The first day, at the branch.</param>
/// <param name="Until">The last day, at the branch.</param>
/// <param name="StartsAt">The beginning of the first day; includes this instant.</param>
/// <param name="EndsAt">The end of the last day, or when he came back; excludes this instant.</param>
/// <param name="Substitute">The key of the account that works in his place (S3 ⑹-5 (四)).</param>
/// <param name="NamedBy">The key of the supervisor's account.</param>
[GenerateSerializer, Immutable, Alias("Absence")]
public sealed record Absence(
    [property: Id(0)] int Number,
    [property: Id(1)] DateOnly From,
    [property: Id(2)] DateOnly Until,
    [property: Id(3)] DateTimeOffset StartsAt,
    [property: Id(4)] DateTimeOffset EndsAt,
    [property: Id(5)] string Substitute,
    [property: Id(6)] string NamedBy);

/// <summary>The absences of one account at one branch.</summary>
[GenerateSerializer, Immutable, Alias("AccountAbsences")]
public sealed record AccountAbsences : IRecordState<AccountAbsences>
{
    public static string Kind => "account_absences";

    /// <summary><c>away-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    [Id(1)]
    public string BranchId { get; init; } = "";

    /// <summary>The key of the account.</summary>
    [Id(2)]
    public string Account { get; init; } = "";

    [Id(3)]
    public ImmutableList<Absence> All { get; init; } = [];

    public DateTimeOffset? NextDue => null;

    public static AccountAbsences Apply(AccountAbsences? state, Event happened)
    {
        switch (happened)
        {
            case AbsenceNoted e:
                var known = state ?? new AccountAbsences { Id = e.Id, Account = e.Account };
                return known with { BranchId = e.BranchId, All = known.All.Add(new Absence(e.Number, e.From, e.Until, e.StartsAt, e.EndsAt, e.Substitute, e.NamedBy)) };
            case AbsenceEnded e:
                return state! with { All = [.. state.All.Select(absence => absence.Number == e.Number ? absence with { EndsAt = e.At } : absence)] };
            case HandedOver e:
                return state! with { BranchId = e.ToBranchId };
            default:
                return state!;
        }
    }
}

public sealed record AbsenceNoted(
    string Id, string BranchId, string Account, int Number, DateOnly From, DateOnly Until, DateTimeOffset StartsAt, DateTimeOffset EndsAt,
    string Substitute, string NamedBy) : Event;

/// <summary>He is back, or did not go.</summary>
public sealed record AbsenceEnded(int Number, DateTimeOffset At) : Event;
