using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Policies.Rules;
using AfterSales.Records;
using GraphQL;

namespace AfterSales.Policies;

/// <summary>A set of policies. What is null is not set at this place.</summary>
[Name("Policies"), SecuredByParent]
public sealed class PoliciesView(PolicySet policies)
{
    /// <summary>The calls owed to a customer, in order.</summary>
    public IReadOnlyList<FollowUpStepView>? FollowUpPlan =>
        policies.FollowUpPlan?.ConvertAll(s => new FollowUpStepView(s.Name, s.Trigger, s.OpensAfterDays, s.ClosesAfterDays));

    /// <summary>How often a customer who does not answer is tried.</summary>
    public CallRetriesView? CallRetries =>
        policies.CallRetries is { } r ? new CallRetriesView(r.AfterWorkingHours, r.MostPerDay, r.MostInAll) : null;

    /// <summary>Minutes a technician's time is kept while a ticket is being scheduled.</summary>
    public int? SlotHoldMinutes => policies.SlotHoldMinutes;

    /// <summary>Months of warranty where the product names no term of the part.</summary>
    public int? WarrantyMonths => policies.WarrantyMonths;
}

/// <summary>A step of the follow-up plan.</summary>
/// <param name="OpensAfterDays">Calendar days after the trigger; the window opens at the branch's opening.</param>
/// <param name="ClosesAfterDays">Calendar days after the trigger; the window closes at the branch's closing.</param>
[Name("FollowUpStep"), SecuredByParent]
public sealed record FollowUpStepView(string Name, FollowUpTrigger Trigger, int OpensAfterDays, int ClosesAfterDays);

/// <param name="AfterWorkingHours">Working hours of the branch until the next try.</param>
[Name("CallRetries"), SecuredByParent]
public sealed record CallRetriesView(int AfterWorkingHours, int MostPerDay, int MostInAll);

/// <summary>What holds at a branch, and what of it the branch itself has set.</summary>
[SecuredByParent]
public sealed record BranchPolicies(PoliciesView Effective, PoliciesView? OwnOverride, PoliciesView? Headquarters);

[Queries]
public sealed class PolicyQueries
{
    /// <summary>The policies of a branch: its own over headquarters', over the standard ones. Null for a branch you may not see.</summary>
    [Secured(Permission.SeePolicies)]
    public async Task<BranchPolicies?> BranchPoliciesAsync(
        string branchId, EffectivePolicies policies, IGrainFactory grains, Caller caller)
    {
        if (!RecordKey.IsWellFormed("b-", branchId) || !caller.ActsFor(branchId)) return null;
        var own = await grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(branchId)).Read(caller);
        var company = await grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(Assignment.Headquarters)).Read(Caller.System);
        return new BranchPolicies(
            new PoliciesView(await policies.At(branchId)), own is null ? null : new(own.Policies), company is null ? null : new(company.Policies));
    }
}

[Mutations]
public sealed class PolicyMutations(IGrainFactory grains)
{
    /// <summary>
    /// Sets the policies of a branch, or of headquarters for the whole company, all at once: what is left out is not set there. Open work keeps
    /// what it was planned by.
    /// </summary>
    /// <param name="branchId">Left out: headquarters.</param>
    [Secured(Permission.ManagePolicies)]
    public async Task<Outcome<PoliciesView>> SetPolicies(
        Caller caller, string? branchId = null, IReadOnlyList<FollowUpStepView>? followUpPlan = null, CallRetriesView? callRetries = null,
        int? slotHoldMinutes = null, int? warrantyMonths = null, string? requestId = null)
    {
        var place = branchId ?? Assignment.Headquarters;
        if (branchId is not null && !RecordKey.IsWellFormed("b-", branchId)) return new NotFound(branchId);
        var set = new PolicySet
        {
            FollowUpPlan = followUpPlan is null ? null : [.. followUpPlan.Select(s => new FollowUpStep(s.Name, s.Trigger, s.OpensAfterDays, s.ClosesAfterDays))],
            CallRetries = callRetries is { } r ? new CallRetries(r.AfterWorkingHours, r.MostPerDay, r.MostInAll) : null,
            SlotHoldMinutes = slotHoldMinutes,
            WarrantyMonths = warrantyMonths,
        };
        return await grains.Ask("policies-", IPoliciesGrain.KeyOf(place), caller,
            (IPoliciesGrain grain) => grain.Set(new Intent<SetPolicies>(new SetPolicies(place, set), caller, requestId)),
            (PlacePolicies state, int _) => new PoliciesView(state.Policies));
    }
}
