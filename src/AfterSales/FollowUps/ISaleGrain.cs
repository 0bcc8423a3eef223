using AfterSales.FollowUps.Rules;
using AfterSales.Products;
using AfterSales.Records;

namespace AfterSales.FollowUps;

/// <summary>A sale and the calls that follow it, by its key <c>sale-…</c>.</summary>
[Alias("ISaleGrain")]
public interface ISaleGrain : IRecord<Sale>, IFollowUpCalls, IHearSale
{
    /// <summary>As products make it.</summary>
    new const string Prefix = IHearSale.Prefix;
}
