using System.Globalization;
using AfterSales.Records;
using AfterSales.Storage;

namespace AfterSales.Customers;

/// <summary>A record that holds something of a customer beside his file, and lets it go when he is erased or its term has ended.</summary>
[Alias("IErasePerson")]
public interface IErasePerson : IGrainWithStringKey
{
    /// <summary>Idempotent.</summary>
    [Alias("ErasePerson")]
    Task<Answer> ErasePerson(Intent<ErasedPerson> intent);
}

/// <param name="CustomerId">Who was erased; null where the term has ended.</param>
[GenerateSerializer, Immutable, Alias("ErasedPerson")]
public sealed record ErasedPerson([property: Id(0)] string? CustomerId);

/// <summary>Where records hold a name or number beside the customer's file; registered beside them.</summary>
public interface IHoldPersons
{
    /// <summary>As their states are named.</summary>
    string Kind { get; }

    /// <summary>The keys of those that hold something of these customers.</summary>
    IQueryable<string> Of(AfterSalesDb db, IReadOnlyCollection<string> customerIds);

    /// <summary>The keys of those that hold something of anybody, of before a day.</summary>
    IQueryable<string> Before(AfterSalesDb db, DateOnly day);
}

/// <summary>A customer was erased: the record does the same with what it holds of him.</summary>
/// <param name="Grain">Kind and key.</param>
public sealed record ErasePersonIn(string Grain, string CustomerId) : Effect
{
    public override string Target => Grain[(Grain.IndexOf('/', StringComparison.Ordinal) + 1)..];

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain(GrainId.Parse(Grain, CultureInfo.InvariantCulture)).AsReference<IErasePerson>().ErasePerson(context.Intent(new ErasedPerson(CustomerId)));
}

/// <summary>The words and files of the customer's records are erased, those apart that have to be kept for their term.</summary>
public sealed record EraseWordsOf(string CustomerId) : Effect
{
    public override string Target => CustomerId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) => grains.GetGrain<ICustomerGrain>(CustomerId).EraseWords(context.Intent(new EraseWords()));
}
