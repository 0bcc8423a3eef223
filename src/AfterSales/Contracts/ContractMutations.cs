using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Api;
using AfterSales.Catalogue;
using AfterSales.Catalogue.Rules;
using AfterSales.Branches.Rules;
using AfterSales.Contracts.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Records;

namespace AfterSales.Contracts;

/// <summary>What the parties agree.</summary>
/// <param name="ProductIds">The installed products it covers.</param>
/// <param name="Promises">What it promises beyond the branch's promises; a promise can only be tighter.</param>
/// <param name="Inspections">
/// What is inspected again and again. Left out, a new contract takes what the catalogue proposes for the models of its products, and an amended one keeps
/// what it has; an empty list is none.
/// </param>
/// <param name="RenewedById">The account that sees to the renewal and reads what inspections found; left out: the branch's manager.</param>
public sealed record ContractInput(
    [property: MaxLength(200)] IReadOnlyList<string> ProductIds,
    ContractCharge Parts,
    ContractCharge Labour,
    ContractCharge Travel,
    [property: MaxLength(10)] IReadOnlyList<ContractPromiseView>? Promises = null,
    [property: MaxLength(50)] IReadOnlyList<InspectionItemInput>? Inspections = null,
    string? RenewedById = null)
{
    public ContractDetails ToDetails() => new()
    {
        ProductIds = [.. ProductIds],
        Parts = Parts,
        Labour = Labour,
        Travel = Travel,
        Promises = [.. (Promises ?? []).Select(p => new ContractPromise(p.Kind, p.Amount, p.Unit))],
        Inspections = [.. (Inspections ?? []).Select(i => i.ToItem())],
        RenewedBy = RenewedById,
    };
}

/// <param name="Code">Names the item within the contract for good.</param>
/// <param name="Name">What is inspected, as the customer reads it.</param>
/// <param name="FirstAfterMonths">From the contract's first day. Where the contract is entered late, those whose day has passed are not made.</param>
/// <param name="EveryMonths">Left out: once only.</param>
/// <param name="Season">The months in which it makes sense; left out: all year.</param>
/// <param name="Checklist">What is looked at, point by point.</param>
public sealed record InspectionItemInput(
    [property: StringLength(40)] string Code,
    [property: StringLength(200)] string Name,
    int FirstAfterMonths,
    int? EveryMonths = null,
    InspectionChannel Channel = InspectionChannel.Site,
    SeasonView? Season = null,
    [property: MaxLength(50)] IReadOnlyList<string>? Checklist = null)
{
    public InspectionItem ToItem() => new(
        Code.Trim(), Name.Trim(), FirstAfterMonths, EveryMonths, Channel, Season is { } s ? new Season(s.FromMonth, s.ToMonth) : null, [.. Checklist ?? []]);
}

[Mutations]
public sealed class ContractMutations(IGrainFactory grains)
{
    /// <summary>
    /// Makes a service contract. Entered after its first day, it makes the inspections from today on; those whose day has passed are not made, and
    /// its timeline says which.
    /// </summary>
    /// <param name="from">The first day, at the branch.</param>
    /// <param name="to">The last day, at the branch.</param>
    /// <param name="priceMinor">Of this term, in the smallest unit of the branch's currency.</param>
    /// <param name="id">A key of your own choice (<c>con-…</c>).</param>
    [Secured(Permission.KeepContracts), Errors(typeof(AlreadyExists), typeof(BranchClosed), typeof(CustomerIsArchived), typeof(CustomerIsErased), typeof(ProductNotCoverable), typeof(NoOpenAccount), typeof(ContractOnlyTightens))]
    public async Task<Outcome<ContractView>> MakeContract(
        string branchId, string customerId, DateOnly from, DateOnly to, long priceMinor, ContractInput contract, Caller caller, string? id = null,
        string? requestId = null)
    {
        if (!RecordKey.IsWellFormed(ICustomerGrain.Prefix, customerId)) return new NotFound(customerId);
        var request = new MakeContract(branchId, customerId, contract.ToDetails(), new ContractTerm(from, to, priceMinor), contract.Inspections is null);
        return await grains.Make<IContractGrain, Contract, ContractView>(IContractGrain.Prefix, id, requestId, caller,
            grain => grain.Make(new Intent<MakeContract>(request, caller, requestId)), ContractView.Of);
    }

    /// <summary>Takes the place of what was agreed, from today on. Inspections that stay keep their rhythm; new ones are made from today on.</summary>
    [Secured(Permission.KeepContracts), Errors(typeof(ContractOver), typeof(ProductNotCoverable), typeof(NoOpenAccount), typeof(ContractOnlyTightens))]
    public Task<Outcome<ContractView>> AmendContract(string contractId, ContractInput contract, Caller caller, string? requestId = null) =>
        On(contractId, caller, grain => grain.Amend(new Intent<AmendContract>(new AmendContract(contract.ToDetails(), contract.Inspections is null), caller, requestId)));

    /// <summary>Renews a contract: the next term begins the day after the last one ended. Inspections whose day has passed by now are not made.</summary>
    /// <param name="to">The new last day.</param>
    /// <param name="priceMinor">Of the new term, in the smallest unit of the branch's currency.</param>
    [Secured(Permission.KeepContracts), Errors(typeof(ContractOver))]
    public Task<Outcome<ContractView>> RenewContract(string contractId, DateOnly to, long priceMinor, Caller caller, string? requestId = null) =>
        On(contractId, caller, grain => grain.Renew(new Intent<RenewContract>(new RenewContract(to, priceMinor), caller, requestId)));

    /// <summary>The customer does not renew; the contract holds to its last day.</summary>
    /// <param name="reason">Why, in a few words: it enters the renewal rate's report.</param>
    [Secured(Permission.KeepContracts), Errors(typeof(ContractOver), typeof(TermNotBegun))]
    public Task<Outcome<ContractView>> LapseContract(string contractId, string reason, Caller caller, string? requestId = null) =>
        On(contractId, caller, grain => grain.Lapse(new Intent<EndContract>(new EndContract(reason), caller, requestId)));

    /// <summary>
    /// Ends a contract before its time. Until its last day it covers, and inspections of that time are made; while it holds another last day may be given.
    /// </summary>
    /// <param name="endsOn">The last day on which it holds, at the branch; left out: yesterday, so that it holds no more from today on.</param>
    [Secured(Permission.KeepContracts), Errors(typeof(ContractOver))]
    public Task<Outcome<ContractView>> CancelContract(string contractId, string reason, Caller caller, DateOnly? endsOn = null, string? requestId = null) =>
        On(contractId, caller, grain => grain.Cancel(new Intent<CancelContract>(new CancelContract(reason, endsOn), caller, requestId)));

    /// <summary>
    /// Takes back, while the contract still holds, that the customer does not renew or that it ends before its time: it runs to the end of its term as
    /// agreed, and can be renewed. Of one that runs it changes nothing.
    /// </summary>
    /// <param name="reason">Why, in a few words.</param>
    [Secured(Permission.KeepContracts), Errors(typeof(ContractOver))]
    public Task<Outcome<ContractView>> ResumeContract(string contractId, string reason, Caller caller, string? requestId = null) =>
        On(contractId, caller, grain => grain.Resume(new Intent<ResumeContract>(new ResumeContract(reason), caller, requestId)));

    private Task<Outcome<ContractView>> On(string contractId, Caller caller, Func<IContractGrain, Task<Answer>> ask) =>
        grains.Ask<IContractGrain, Contract, ContractView>(IContractGrain.Prefix, contractId, caller, ask, ContractView.Of);
}
