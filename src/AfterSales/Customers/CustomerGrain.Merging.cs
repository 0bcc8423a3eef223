using System.Collections.Immutable;
using AfterSales.Customers.Rules;
using AfterSales.Records;
using AfterSales.Tasks;

namespace AfterSales.Customers;

public sealed partial class CustomerGrain
{
    public Task<Answer> Merge(Intent<MergeCustomer> intent) => Decide(intent, (customer, now) => MergeRules.Merge(customer, intent.Body.Into, now));

    public async Task<Answer> Unmerge(Intent<UnmergeCustomer> intent)
    {
        var days = await Policy(CustomerPolicies.UnmergeDays);
        return await AskAndDecide(intent, async (customer, now) => MergeRules.Unmerge(customer, days, now,
            customer.Merging is { Into: { } into, MergedAt: { } since } ? await filed.Since(into, since) : []));
    }

    public Task<Answer> TakeIn(Intent<TakeInDuplicate> intent) => Measure(intent, (customer, now) => MergeRules.TakeIn(customer, intent.Body, now));

    public Task<Answer> LetGo(Intent<LetGoDuplicate> intent) => Measure(intent, (customer, now) => MergeRules.LetGo(customer, intent.Body.CustomerId, now, intent.Body.Stayed ?? []));

    public Task<Answer> TakeBack(Intent<TakeMergeBack> intent) => Decide(intent, (customer, now) => MergeRules.TakeBack(customer, intent.Body.From));

    private static IEnumerable<Effect> EffectsOfMerging(Customer state, Event happened) => happened switch
    {
        CustomerMerged e =>
        [
            new HandDuplicateOver(e.Into, TakeInDuplicate.Of(state)),
            .. state.Enquiries.Select(enquiry => new AwaitCustomerFile(e.Into, enquiry)),
            .. state.File.IsRaised ? [new SettleTask(FileTask(state))] : Array.Empty<Effect>(),
        ],
        CustomerUnmerged e => [new TakeDuplicateBack(e.From, state.Id, e.Counts)],
        DuplicateLetGo { Enquiries: { } enquiries } e => enquiries.Select(enquiry => new AwaitCustomerFile(e.CustomerId, enquiry)),
        DuplicateTurnedAway e => [new TurnDuplicateAway(e.CustomerId, state.Id)],
        _ => [],
    };
}

/// <summary>A duplicate tells the file it was merged into what it knew.</summary>
public sealed record HandDuplicateOver(string Into, TakeInDuplicate Duplicate) : Effect
{
    public override string Target => Into;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) => grains.GetGrain<ICustomerGrain>(Into).TakeIn(context.Intent(Duplicate));
}

/// <summary>A file that is no duplicate any more tells the other one.</summary>
public sealed record TakeDuplicateBack(string From, string CustomerId, ImmutableList<EventCount>? Stayed = null) : Effect
{
    public override string Target => From;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<ICustomerGrain>(From).LetGo(context.Intent(new LetGoDuplicate(CustomerId, Stayed)));
}

/// <summary>A file that can't take a duplicate in tells it so.</summary>
public sealed record TurnDuplicateAway(string CustomerId, string From) : Effect
{
    public override string Target => CustomerId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<ICustomerGrain>(CustomerId).TakeBack(context.Intent(new TakeMergeBack(From)));
}
