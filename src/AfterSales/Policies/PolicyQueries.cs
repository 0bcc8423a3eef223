using System.Text.Json;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Policies.Rules;
using AfterSales.Records;
using GraphQL;

namespace AfterSales.Policies;

/// <summary>Where the value of a policy that is in force comes from.</summary>
public enum PolicyOrigin
{
    /// <summary>Nobody has set it: the standard value holds.</summary>
    Standard,

    /// <summary>Headquarters set it for the company.</summary>
    Headquarters,

    /// <summary>The branch set its own.</summary>
    Branch,
}

/// <summary>A number or plan of the business, as it is in force at a place.</summary>
[Name("Policy"), SecuredByParent]
public sealed class PolicyView(Policy policy, PoliciesInForce policies, string language, int version)
{
    /// <summary>Names it for good, such as <c>followUps.plan</c>.</summary>
    public string Key => policy.Key;

    /// <summary>What it says, in the caller's language.</summary>
    public string Meaning => PolicyWording.Of(policy.Key, language);

    /// <summary>The rule it comes from: the source document and section, or <c>ours</c>.</summary>
    public string Source => policy.Source;

    /// <summary>What is in force.</summary>
    public JsonElement Value => Read(policies.SetFor(policy)?.Value ?? PolicyBook.Write(policy, policy.StandardValue));

    public PolicyOrigin Origin => policies.IsOwn(policy) ? PolicyOrigin.Branch : policies.SetFor(policy) is null ? PolicyOrigin.Standard : PolicyOrigin.Headquarters;

    /// <summary>Counts all changes of policies at the place that was asked for; 0 where it has set none.</summary>
    public int Version => version;

    /// <summary>Since when; null for the standard value.</summary>
    public DateTimeOffset? Since => policies.SetFor(policy)?.Since;

    /// <summary>The key of the account that set it; null for the standard value.</summary>
    public string? SetBy => policies.SetFor(policy)?.By;

    /// <summary>What headquarters set for the company, where it did.</summary>
    public JsonElement? HeadquartersValue => policies.SetByHeadquarters(policy) is { } set ? Read(set.Value) : null;

    /// <summary>What holds where nobody says otherwise.</summary>
    public JsonElement StandardValue => Read(PolicyBook.Write(policy, policy.StandardValue));

    private static JsonElement Read(string json) => JsonElement.Parse(json);
}

/// <summary>A change of a policy at one place.</summary>
/// <param name="At">From then on it held there.</param>
/// <param name="SetBy">The key of the account.</param>
/// <param name="Value">Null: the place took back what it had set.</param>
[Name("PolicyChange"), SecuredByParent]
public sealed record PolicyChangeView(DateTimeOffset At, string SetBy, JsonElement? Value);

[Queries]
public sealed class PolicyQueries(EffectivePolicies policies, IGrainFactory grains)
{
    /// <summary>
    /// What a place said of a policy before, the newest first: also how messages were worded. What held at a branch while it said nothing stands with headquarters'.
    /// Null for no such policy, or a branch you may not see.
    /// </summary>
    /// <param name="branchId">Left out: headquarters.</param>
    [Secured(Permission.SeePolicies)]
    public async Task<IReadOnlyList<PolicyChangeView>?> PolicyHistoryAsync(string key, PolicyHistory history, Caller caller, CancellationToken cancellation, string? branchId = null) =>
        !PolicyBook.All.ContainsKey(key) || (branchId is not null && (!RecordKey.IsWellFormed("b-", branchId) || !caller.ActsFor(branchId))) ? null
        : [.. (await history.Of(key, branchId ?? Assignment.Headquarters, cancellation)).Select(change => new PolicyChangeView(
            change.At, change.Actor, change.Fact("value") is { } value ? JsonElement.Parse(value) : null))];

    /// <summary>All policies as they are in force: a branch's own over headquarters', over the standard ones. Null for a branch you may not see.</summary>
    /// <param name="branchId">Left out: headquarters.</param>
    /// <param name="keyStartsWith">Only those of one capability, such as <c>followUps.</c>.</param>
    [Secured(Permission.SeePolicies)]
    public async Task<IReadOnlyList<PolicyView>?> PoliciesAsync(Caller caller, string? branchId = null, string keyStartsWith = "")
    {
        if (branchId is not null && (!RecordKey.IsWellFormed("b-", branchId) || !caller.ActsFor(branchId))) return null;
        var place = branchId ?? Assignment.Headquarters;
        var inForce = await policies.At(place);
        var version = (await grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(place)).ReadVersioned(Caller.System))?.Version ?? 0;
        return
        [
            .. PolicyBook.All.Values.Where(policy => policy.Key.StartsWith(keyStartsWith, StringComparison.Ordinal))
                .Select(policy => new PolicyView(policy, inForce, caller.Language, version)),
        ];
    }
}

[Mutations]
public sealed class PolicyMutations(IGrainFactory grains)
{
    /// <summary>
    /// Sets a policy for a branch, or for the whole company at headquarters. Open work keeps what it was planned by, but for the promises that run: they are
    /// chosen and reckoned anew within some minutes, and what has run of them stays run.
    /// </summary>
    /// <param name="branchId">Left out: headquarters.</param>
    /// <param name="value">Shaped as the policy's standard value, with each number and choice that one has; null or left out takes back what the place had set.</param>
    /// <param name="expectedVersion">The version you have read; refused if somebody else has changed a policy of this place since. Left out: whatever holds now.</param>
    [Secured(Permission.ManagePolicies), Errors(typeof(PolicyUnknown), typeof(ChangedMeanwhile))]
    public async Task<Outcome<PolicyView>> SetPolicy(
        string key, Caller caller, string? branchId = null, JsonElement? value = null, int? expectedVersion = null, string? requestId = null)
    {
        if (branchId is not null && !RecordKey.IsWellFormed("b-", branchId)) return new NotFound(branchId);
        var place = branchId ?? Assignment.Headquarters;
        var request = new SetPolicy(place, key, value is { ValueKind: not JsonValueKind.Null } given ? given.GetRawText() : null);
        var outcome = await grains.Ask(IPoliciesGrain.Prefix, IPoliciesGrain.KeyOf(place), caller,
            (IPoliciesGrain grain) => grain.Set(new Intent<SetPolicy>(request, caller, requestId, ExpectedVersion: expectedVersion)),
            (PlacePolicies state, int version) => new Versioned<PlacePolicies>(state, version));
        if (outcome.IsRefused) return outcome.Refusal;
        var company = place == Assignment.Headquarters ? null : await grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(Assignment.Headquarters)).Read(Caller.System);
        var (own, version) = outcome.Result;
        var inForce = place == Assignment.Headquarters ? new PoliciesInForce(null, own) : new PoliciesInForce(own, company);
        return new PolicyView(PolicyBook.All[key], inForce, caller.Language, version);
    }
}
