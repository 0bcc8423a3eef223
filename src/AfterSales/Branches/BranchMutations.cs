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

    /// <summary>Gives a branch another name; its code, which stands in numbers, stays.</summary>
    [Secured(Permission.ManageBranches)]
    public Task<Outcome<BranchView>> RenameBranch(string branchId, [StringLength(100)] string name, Caller caller, string? requestId = null) =>
        On(branchId, caller, grain => grain.Rename(new(new RenameBranch(name), caller, requestId)));

    /// <summary>
    /// Says where post reaches a branch and which number its customers call, as it stands on letters, certificates and the pages that customers open. Takes the
    /// place of both: what is left out is not said any more.
    /// </summary>
    /// <param name="phone">As written; without a country code it is of the branch's country.</param>
    /// <param name="expectedVersion">The version of the branch you have read; refused if somebody else has changed it since. Left out: whatever it is now.</param>
    [Secured(Permission.ManageBranches), Errors(typeof(ChangedMeanwhile))]
    public async Task<Outcome<BranchView>> DescribeBranch(
        string branchId, Caller caller, PostalAddressInput? address = null, [StringLength(50)] string? phone = null, int? expectedVersion = null, string? requestId = null)
    {
        if (await grains.Read<IBranchGrain, Branch>(IBranchGrain.Prefix, branchId, caller) is not { } branch) return new NotFound(branchId);
        var (read, problem) = string.IsNullOrWhiteSpace(phone) ? default : PhoneNumber.Read(phone, branch.Country);
        if (problem is not null) return InputInvalid.At("phone", problem);
        return await On(branchId, caller, grain =>
            grain.Describe(new(new DescribeBranch(address?.ToAddress(), read), caller, requestId, ExpectedVersion: expectedVersion)));
    }

    /// <summary>Takes the place of all zones of a branch. The first that fits an address counts.</summary>
    /// <param name="expectedVersion">The version of the branch you have read; refused if somebody else has changed it since. Left out: whatever it is now.</param>
    [Secured(Permission.ManageBranches), Errors(typeof(ChangedMeanwhile))]
    public Task<Outcome<BranchView>> SetBranchZones(
        string branchId, [MaxLength(50)] IReadOnlyList<ServiceZoneInput> zones, Caller caller, int? expectedVersion = null, string? requestId = null) =>
        On(branchId, caller, grain =>
            grain.SetZones(new(new SetZones([.. zones.Select(zone => zone.ToZone())]), caller, requestId, ExpectedVersion: expectedVersion)));

    /// <summary>
    /// Closes a branch: it takes no new work from now on, and all its open work goes to another branch, where numbers and history stay with it. How
    /// far that is says its <c>handOver</c>.
    /// </summary>
    /// <param name="toBranchId">The branch that takes the open work.</param>
    [Secured(Permission.ManageBranches), Errors(typeof(BranchClosed))]
    public async Task<Outcome<BranchView>> CloseBranch(
        string branchId, string toBranchId, Caller caller, [StringLength(400)] string? reason = null, string? requestId = null) =>
        RecordKey.IsWellFormed(IBranchGrain.Prefix, toBranchId)
            ? await On(branchId, caller, grain => grain.Close(new(new CloseBranch(toBranchId, reason), caller, requestId)))
            : new NotFound(toBranchId);

    /// <summary>A branch takes work again. What was handed over stays where it is.</summary>
    [Secured(Permission.ManageBranches)]
    public Task<Outcome<BranchView>> ReopenBranch(string branchId, Caller caller, string? requestId = null) =>
        On(branchId, caller, grain => grain.Reopen(new(new ReopenBranch(), caller, requestId)));

    private Task<Outcome<BranchView>> On(string key, Caller caller, Func<IBranchGrain, Task<Answer>> ask) =>
        grains.Ask(IBranchGrain.Prefix, key, caller, ask, (Func<Branch, int, BranchView>)BranchView.Of);
}
