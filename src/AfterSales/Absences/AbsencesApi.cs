using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using AfterSales.Absences.Rules;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Absences;

/// <summary>Days on which an account is away, and who works in its place.</summary>
[Name("Absence"), Secured(Permission.SeeAbsences)]
public sealed class AbsenceView(AbsenceRow row)
{
    public string Id => row.Id;

    /// <summary>The key of the account that is away.</summary>
    public string AccountId => row.Account;

    /// <summary>The first day, at the branch.</summary>
    public DateOnly From => row.FromDay;

    /// <summary>The last day, at the branch.</summary>
    public DateOnly Until => row.UntilDay;

    /// <summary>Includes this instant.</summary>
    public DateTimeOffset StartsAt => row.StartsAt;

    /// <summary>Excludes this instant: the end of the last day, or when he came back.</summary>
    public DateTimeOffset EndsAt => row.EndsAt;

    /// <summary>The key of the account that works in his place.</summary>
    public string SubstituteId => row.Substitute;

    /// <summary>The key of the supervisor's account.</summary>
    public string NamedBy => row.NamedBy;

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);
}

[Queries]
public sealed class AbsenceQueries
{
    /// <summary>Who is, was and will be away at the branches you see, and who works in his place.</summary>
    [Secured(Permission.SeeAbsences), Paged(typeof(AbsenceRow))]
    public async Task<Connection<AbsenceView>> AbsencesAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<AbsenceRow>().VisibleTo(caller), page, cancellation)).Select(row => new AbsenceView(row));
}

[Mutations]
public sealed class AbsenceMutations(IGrainFactory grains)
{
    /// <summary>Notes that somebody is away, and names who works in his place: his calls stand in the substitute's queue until he is back.</summary>
    /// <param name="from">The first day, at the branch.</param>
    /// <param name="until">The last day, at the branch.</param>
    [Secured(Permission.NameSubstitutes), Errors(typeof(AbsenceOverlaps), typeof(BranchClosed), typeof(NoOpenAccount))]
    public async Task<Outcome<AbsenceView>> NoteAbsence(
        string branchId, [StringLength(64)] string accountId, DateOnly from, DateOnly until, [StringLength(64)] string substituteId, Caller caller,
        string? requestId = null)
    {
        if (!RecordKey.IsWellFormed(IBranchGrain.Prefix, branchId)) return new NotFound(branchId);
        var absence = new NoteAbsence(branchId, accountId, from, until, substituteId);
        var key = IAbsencesGrain.KeyOf(branchId, accountId);
        var answer = await grains.GetGrain<IAbsencesGrain>(key).Note(new Intent<NoteAbsence>(absence, caller, requestId));
        return answer.Refusal ?? await View(key, all => all.FindLast(known => known.From == from && known.Until == until), caller);
    }

    /// <summary>Ends an absence now: what is assigned to the account is in its own queue again.</summary>
    /// <param name="id">Of the absence.</param>
    [Secured(Permission.NameSubstitutes)]
    public async Task<Outcome<AbsenceView>> EndAbsence(string id, Caller caller, string? requestId = null)
    {
        if (id.Split('/') is not [var key, var text] || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !RecordKey.IsWellFormed(IAbsencesGrain.Prefix, key))
            return new NotFound(id);
        var answer = await grains.GetGrain<IAbsencesGrain>(key).End(new Intent<EndAbsence>(new EndAbsence(number), caller, requestId));
        return answer.Refusal ?? await View(key, all => all.Find(known => known.Number == number), caller);
    }

    private async Task<Outcome<AbsenceView>> View(string key, Func<ImmutableList<Absence>, Absence?> which, Caller caller) =>
        await grains.GetGrain<IAbsencesGrain>(key).Read(caller) is { } absences && which(absences.All) is { } absence
            ? new AbsenceView(AbsenceRow.Of(absences, absence))
            : new NotFound(key);
}
