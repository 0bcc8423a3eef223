using System.Security.Claims;
using AfterSales.Access;
using AfterSales.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Customers;

/// <summary>
/// Says with each request for which customers its account is in a support group. It is read anew each time, as a group may change while a log-in
/// lasts.
/// </summary>
public sealed class SupportedCustomers(IDbContextFactory<AfterSalesDb> databases) : IClaimsTransformation
{
    // A chain of merged files this long is a mistake.
    private const int MostSteps = 8;

    public async Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        var caller = principal.ToCaller();
        if (!caller.IsKnown || caller.Supported is not null || await Of(caller.Account, CancellationToken.None) is not { Count: > 0 } supported) return principal;
        var known = principal.Clone();
        known.AddIdentity(new ClaimsIdentity(CallerClaims.ToClaims(supported)));
        return known;
    }

    /// <summary>The keys of the customers this account looks after with others, those of the duplicates merged into them too.</summary>
    public async Task<IReadOnlyList<string>> Of(string account, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var last = await db.Set<SupporterRow>().AsNoTracking().Where(row => row.Account == account && row.IsMember).Select(row => row.CustomerId).ToListAsync(cancellation);
        var all = new HashSet<string>(last);
        for (var step = 0; step < MostSteps && last.Count > 0; step++)
        {
            last = await db.Set<CustomerRow>().AsNoTracking().Where(row => row.MergedInto != null && last.Contains(row.MergedInto)).Select(row => row.Id).ToListAsync(cancellation);
            last.RemoveAll(key => !all.Add(key));
        }

        return [.. all.Order(StringComparer.Ordinal)];
    }
}
