using AfterSales.Absences.Rules;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Records;

namespace AfterSales.Absences;

[GrainType("account_absences")]
public sealed class AbsencesGrain(RecordServices services, ReferenceCache<IBranchGrain, Branch> branches, OpenAccounts accounts)
    : RecordGrain<AccountAbsences>(services), IAbsencesGrain, ITakeHandOver
{
    public Task<Answer> Note(Intent<NoteAbsence> intent) => State is null
        ? Create(intent, now => Noted(null, intent, now))
        : AskAndDecide(intent, (absences, now) => Noted(absences, intent, now));

    public Task<Answer> End(Intent<EndAbsence> intent) => Decide(intent, (absences, now) => AbsenceRules.End(absences, intent.Body.Number, now));

    public Task<Answer> HandOver(Intent<MoveToBranch> intent) => Decide(intent, (absences, now) => HandOverRules.Take(absences.BranchId, intent.Body, now));

    protected override IEnumerable<object> RowsOf(AccountAbsences state, RowStamp stamp) =>
        [AccountAbsencesRow.Of(state, stamp), .. state.All.Select(absence => AbsenceRow.Of(state, absence))];

    private async ValueTask<Decision> Noted(AccountAbsences? known, Intent<NoteAbsence> intent, DateTimeOffset now)
    {
        var branchId = intent.Body.BranchId;
        if (!intent.Caller.ActsFor(branchId) || await branches.Get(branchId) is not { } branch) return new NotFound(branchId);
        if (BranchRules.MustBeOpen(branch) is { } closed) return closed;
        var decision = AbsenceRules.Note(known, Key, intent.Body, intent.Caller, branch.Calendar, now);
        return decision.Refusal is null && await accounts.MustBeOpen(intent.Body.Account, intent.Body.Substitute) is { } nobody ? nobody : decision;
    }
}
