using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Customers.Rules;
using AfterSales.Records;

namespace AfterSales.Customers;

[Mutations]
public sealed class CustomerMergeMutations(IGrainFactory grains, CustomerFiles files)
{
    /// <summary>
    /// Merges a duplicate into another file of the branch. Whoever names the duplicate is led to that file from then on, what belongs to either is
    /// listed under it, and it adds what only the duplicate knew.
    /// </summary>
    /// <param name="id">The duplicate.</param>
    /// <param name="intoId">The file that stays.</param>
    /// <returns>The file that stays, with what the duplicate brought.</returns>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(CustomerIsMerged), typeof(CustomerIsArchived), typeof(CustomerIsErased))]
    public async Task<Outcome<CustomerView>> MergeCustomers(string id, string intoId, Caller caller, string? requestId = null)
    {
        if (await grains.Read<ICustomerGrain, Customer>(ICustomerGrain.Prefix, id, caller) is not { } duplicate) return new NotFound(id);
        if (await files.Find(intoId, caller) is not { } into) return new NotFound(intoId);
        // What is so already, or was asked before, is answered by the file itself.
        if (duplicate.Merging.Into is null && MergeRules.MayMerge(duplicate, into) is { } refusal) return refusal;
        var answer = await grains.GetGrain<ICustomerGrain>(id).Merge(new(new MergeCustomer(into.Id), caller, requestId));
        if (answer.Refusal is { } no) return no;
        // The file that stays hears of it by the duplicate's save as well: so it knows by now what it is shown with.
        if (await grains.GetGrain<ICustomerGrain>(id).Read(Caller.System) is { } merged && merged.Merging.Into == into.Id)
            await grains.GetGrain<ICustomerGrain>(into.Id).TakeIn(new(TakeInDuplicate.Of(merged), Caller.System, Cause: id));
        return await files.FindVersioned(id, caller) is (var surviving, var version) ? CustomerView.Of(surviving, version) : new NotFound(id);
    }

    /// <summary>
    /// Takes a merging back, for as long as the policy allows. What was the duplicate's before goes with it, and what it had brought to the other file.
    /// What was filed with that one meanwhile stays there: <c>takenBack</c> and the timelines of both say how much of what.
    /// </summary>
    /// <param name="id">The duplicate.</param>
    [Secured(Permission.KeepCustomerFiles), Errors(typeof(CustomerIsNotMerged), typeof(UnmergeTooLate))]
    public Task<Outcome<CustomerView>> UnmergeCustomer(string id, Caller caller, string? requestId = null) =>
        grains.Ask(ICustomerGrain.Prefix, id, caller,
            (ICustomerGrain grain) => grain.Unmerge(new(new UnmergeCustomer(), caller, requestId)), (Func<Customer, int, CustomerView>)CustomerView.Of);
}
