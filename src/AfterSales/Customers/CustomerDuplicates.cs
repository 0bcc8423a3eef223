using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Customers.Rules;
using AfterSales.Policies;
using AfterSales.Search;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Customers;

/// <summary>A customer file that may be of the same customer.</summary>
[SecuredByParent]
public sealed record LikelyDuplicate(CustomerView Customer, IReadOnlyList<DuplicateReason> Reasons);

/// <summary>Finds the files that are likely of the same customer, among those the caller may see; the search gives them, a rule judges them.</summary>
public sealed class CustomerDuplicates(Finder finder, IDbContextFactory<AfterSalesDb> databases, EffectivePolicies policies)
{
    private const int Most = 10;

    /// <param name="branchId">Whose policy says what is alike.</param>
    /// <param name="except">The customer's own file, where there is one.</param>
    public async Task<IReadOnlyList<LikelyDuplicate>> Of(
        string branchId, CustomerFacts customer, string? except, Caller caller, CancellationToken cancellation)
    {
        var limits = (await policies.At(branchId)).Get(CustomerPolicies.Similarity);
        string[] texts = [$"{customer.Name} {customer.City}", $"{customer.Street} {customer.City}", customer.Street ?? ""];
        var alike = await finder.Alike(SearchKind.Customer, customer.Phones, [customer.Reference], texts, caller, cancellation);
        var found = alike.Where(entry => entry.Id != except).ToDictionary(entry => entry.Id);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.Set<CustomerRow>().VisibleTo(caller).AsNoTracking().Where(row => found.Keys.Contains(row.Id)).ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => (Row: row, Reasons: DuplicateRules.Reasons(customer, Facts(row, found[row.Id]), limits))).Where(other => other.Reasons.Count > 0)
                .OrderByDescending(other => other.Reasons.Count).ThenBy(other => other.Reasons[0]).ThenBy(other => other.Row.Id, StringComparer.Ordinal)
                .Take(Most).Select(other => new LikelyDuplicate(new CustomerView(other.Row), other.Reasons)),
        ];
    }

    // The search knows the numbers of contacts too, by their digits.
    private static CustomerFacts Facts(CustomerRow row, SearchRow entry) => new(row.Name, [.. entry.AllPhones.Select(digits => "+" + digits)], row.Reference, row.Address, row.City);
}
