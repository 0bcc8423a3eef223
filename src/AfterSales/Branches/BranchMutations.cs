using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Branches;

[Mutations]
public sealed class BranchMutations(IGrainFactory grains)
{
    /// <summary>Opens a branch. Its key follows from its code, so that a code is given once.</summary>
    /// <param name="code">Two to six capital letters: <c>SH</c>.</param>
    /// <param name="country">ISO 3166 alpha-2.</param>
    /// <param name="currency">ISO 4217.</param>
    [Secured(Permission.ManageBranches), Errors(typeof(AlreadyExists))]
    public Task<Outcome<BranchView>> OpenBranch(
        [StringLength(6)] string code, [StringLength(100)] string name, [StringLength(2)] string country, [StringLength(3)] string currency,
        CalendarInput calendar, Caller caller, string? requestId = null)
    {
        var branch = new OpenBranch(code, name, country, currency, calendar.ToCalendar());
        var key = BranchRules.KeyOf(code);
        if (!RecordKey.IsWellFormed(IBranchGrain.Prefix, key)) return Task.FromResult<Outcome<BranchView>>(InputInvalid.At("code", "TWO_TO_SIX_CAPITALS"));
        return On(key, caller, grain => grain.Open(new Intent<OpenBranch>(branch, caller, requestId)));
    }

    /// <summary>Gives a branch a new version of its working calendar.</summary>
    /// <param name="expectedVersion">The version of the calendar you have read; refused if somebody else has changed it since. Left out: whatever it is now.</param>
    [Secured(Permission.ManageBranches), Errors(typeof(ChangedMeanwhile))]
    public Task<Outcome<BranchView>> ChangeCalendar(
        string branchId, CalendarInput calendar, Caller caller, int? expectedVersion = null, string? requestId = null) =>
        On(branchId, caller, grain =>
            grain.ChangeCalendar(new Intent<WorkingCalendar>(calendar.ToCalendar(), caller, requestId, ExpectedVersion: expectedVersion)));

    private Task<Outcome<BranchView>> On(string key, Caller caller, Func<IBranchGrain, Task<Answer>> ask) =>
        grains.Ask(IBranchGrain.Prefix, key, caller, ask, (Func<Branch, int, BranchView>)BranchView.Of);
}
