using AfterSales.FollowUps.Rules;
using AfterSales.Records;

namespace AfterSales.FollowUps;

/// <summary>A sale and the calls that follow it, by its key <c>sale-…</c>.</summary>
[Alias("ISaleGrain")]
public interface ISaleGrain : IRecord<Sale>, IFollowUpCalls
{
    const string Prefix = "sale-";

    /// <summary>A product is sold once to a customer: the key follows from both, so that hearing of it again changes nothing.</summary>
    static string KeyOf(string productId, string customerId) => RecordKey.Derived(Prefix, $"{productId}\n{customerId}");

    /// <summary>A sale was registered: the call of the third day is planned. Hearing of it again changes nothing. Refused: NotFound (branch).</summary>
    [Alias("Hear")]
    Task<Answer> Hear(Intent<RegisteredSale> intent);
}

/// <param name="SellerId">The branch (<c>b-…</c>) or dealer (<c>d-…</c>) that sold it; null where nobody knows.</param>
/// <param name="SoldOn">The day at the branch.</param>
[GenerateSerializer, Immutable, Alias("RegisteredSale")]
public sealed record RegisteredSale(
    [property: Id(0)] string BranchId,
    [property: Id(1)] string CustomerId,
    [property: Id(2)] string ProductId,
    [property: Id(3)] string? SellerId,
    [property: Id(4)] DateOnly SoldOn);
