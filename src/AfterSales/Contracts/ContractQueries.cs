using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Catalogue;
using AfterSales.Catalogue.Rules;
using AfterSales.Contracts.Rules;
using AfterSales.Customers;
using AfterSales.Products;
using AfterSales.Promises.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Contracts;

/// <summary>A service contract of one customer.</summary>
[Name("Contract"), Secured(Permission.SeeContracts)]
public sealed class ContractView(ContractRow row, Contract? known = null)
{
    public string Id => row.Id;

    /// <summary>For people: branch, series, year and month, running number.</summary>
    public string Number => row.Number;

    public ContractState State => row.State;

    /// <summary>The first day of all, at the branch.</summary>
    public DateOnly FromDay => row.FromDay;

    /// <summary>The last day on which it holds.</summary>
    public DateOnly EndsOn => row.EndsOn;

    /// <summary>Of the running term, in the currency's smallest unit.</summary>
    public long PriceMinor => row.PriceMinor;

    /// <summary>ISO 4217.</summary>
    public string Currency => row.Currency;

    /// <summary>The account that sees to the renewal and reads what inspections found; null: the branch's manager.</summary>
    public string? RenewedById => row.RenewedBy;

    /// <summary>The name of who sees to the renewal; null: the branch's manager.</summary>
    public Deferred<string?> GetRenewedByName(AccountNameLoader names) => names.Load(row.RenewedBy ?? "");

    /// <summary>Counts up with every change.</summary>
    public int Version => row.Version;

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);

    public Deferred<CustomerView?> GetCustomer(CustomerLoader customers) => customers.Load(row.CustomerId);

    /// <summary>What the parties agreed.</summary>
    public async Task<ContractDetailsView> GetDetailsAsync(IGrainFactory grains) => new((await StateOf(grains)).Details);

    /// <summary>
    /// The last expiry notice, to be printed; null while none was made. After the last day it says that the contract has ended.
    /// <c>/contracts/con-…/expiry-letter</c> gives it as a page.
    /// </summary>
    public async Task<ExpiryLetterView?> GetExpiryLetterAsync(IGrainFactory grains, TimeProvider clock) =>
        await ExpiryLetter.Of(await StateOf(grains), grains, clock.GetUtcNow()) is { } letter ? new(letter.Language, letter.To, letter.Title, letter.Paragraphs) : null;

    /// <summary>The terms it had, the running one last.</summary>
    public async Task<IReadOnlyList<ContractTermView>> GetTermsAsync(IGrainFactory grains) =>
        (await StateOf(grains)).Terms.ConvertAll(term => new ContractTermView(term.From, term.To, term.PriceMinor));

    /// <summary>The next occurrence of each inspection that the contract still owes.</summary>
    public async Task<IReadOnlyList<PlannedInspectionView>> GetPlannedInspectionsAsync(IGrainFactory grains) =>
        [.. (await StateOf(grains)).Owed.Select(i => new PlannedInspectionView(i.Code, i.Occurrence, i.Day!.Value, i.RaiseAt!.Value))];

    /// <summary>What happened to it, oldest first.</summary>
    public async Task<IReadOnlyList<JournalEntryView>> GetTimelineAsync(Journal journal, CancellationToken cancellation) =>
        JournalEntryView.Of(await journal.Read(row.Id, cancellation));

    public static ContractView Of(Contract contract, int version) => new(ContractRow.Of(contract, new RowStamp(version, 1)), contract);

    // Whoever was shown the contract's row may see its state: they belong to the same scope.
    private async Task<Contract> StateOf(IGrainFactory grains) =>
        known ?? await grains.GetGrain<IContractGrain>(row.Id).Read(Caller.System) ?? new Contract();
}

/// <summary>What the parties agreed, beside term and price.</summary>
[Name("ContractDetails"), SecuredByParent]
public sealed class ContractDetailsView(ContractDetails details)
{
    public ContractCharge Parts => details.Parts;

    public ContractCharge Labour => details.Labour;

    public ContractCharge Travel => details.Travel;

    /// <summary>The promises it makes beyond the branch's.</summary>
    public IReadOnlyList<ContractPromiseView> Promises => details.Promises.ConvertAll(p => new ContractPromiseView(p.Kind, p.Amount, p.Unit));

    public IReadOnlyList<InspectionItemView> Inspections =>
        details.Inspections.ConvertAll(i => new InspectionItemView(i.Code, i.Name, i.FirstAfterMonths, i.EveryMonths, i.Channel,
            i.Season is { } s ? new SeasonView(s.FromMonth, s.ToMonth) : null, i.Checklist));

    /// <summary>The keys of all products it covers now, also of those you may not see: who amends the contract sends them back.</summary>
    [GraphQL.Id]
    public IReadOnlyList<string> ProductIds => details.ProductIds;

    /// <summary>The products it covers now, as far as you may see them.</summary>
    public Deferred<IReadOnlyList<InstalledProductView>> GetProducts(InstalledProductLoader products, Caller caller)
    {
        var covered = details.ProductIds.ConvertAll(id => products.Load(id));
        return new(async cancellation => [.. (await Task.WhenAll(covered.Select(product => product.GetAsync(cancellation)))).OfType<InstalledProductView>().Where(product => product.IsSeenBy(caller))]);
    }
}

/// <summary>The notice that a contract ends soon, in the customer's language.</summary>
/// <param name="To">Name and address, a line each.</param>
/// <param name="Paragraphs">From the greeting to the closing words.</param>
[Name("ExpiryLetter"), SecuredByParent]
public sealed record ExpiryLetterView(string Language, IReadOnlyList<string> To, string Title, IReadOnlyList<string> Paragraphs);

/// <param name="PriceMinor">In the currency's smallest unit.</param>
[Name("ContractTerm"), SecuredByParent]
public sealed record ContractTermView(DateOnly From, DateOnly To, long PriceMinor);

[Name("ContractPromise"), SecuredByParent]
public sealed record ContractPromiseView(PromiseKind Kind, [property: Range(1, 10_000)] int Amount, PromiseUnit Unit);

/// <param name="EveryMonths">Null: once only.</param>
[Name("InspectionItem"), SecuredByParent]
public sealed record InspectionItemView(
    string Code, string Name, int FirstAfterMonths, int? EveryMonths, InspectionChannel Channel, SeasonView? Season, IReadOnlyList<string> Checklist);

/// <param name="Occurrence">Which one of its rhythm, from 1.</param>
/// <param name="Day">A working day at the branch.</param>
/// <param name="RaisedAt">When its ticket or task is made.</param>
[Name("PlannedInspection"), SecuredByParent]
public sealed record PlannedInspectionView(string Code, int Occurrence, DateOnly Day, DateTimeOffset RaisedAt);

[Queries]
public sealed class ContractQueries
{
    /// <summary>One contract, by its key; null where there is none you may see.</summary>
    [Secured(Permission.SeeContracts)]
    public Task<ContractView?> GetContractAsync(string id, IGrainFactory grains, Caller caller) =>
        grains.Show<IContractGrain, Contract, ContractView>(IContractGrain.Prefix, id, caller, ContractView.Of);

    /// <summary>The contracts you may see; order by <c>endsOn</c> to see which end first.</summary>
    [Secured(Permission.SeeContracts), Paged(typeof(ContractRow))]
    public async Task<Connection<ContractView>> ContractsAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<ContractRow>().VisibleTo(caller), page, cancellation)).Select(row => new ContractView(row));
}
