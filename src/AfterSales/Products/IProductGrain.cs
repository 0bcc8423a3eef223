using AfterSales.Products.Rules;
using AfterSales.Records;

namespace AfterSales.Products;

/// <summary>An installed product, by its key <c>ip-…</c>.</summary>
[Alias("IProductGrain")]
public interface IProductGrain : IRecord<InstalledProduct>
{
    const string Prefix = "ip-";

    /// <summary>A model has each serial number once: the key follows from both, so a second registration meets the same record.</summary>
    static string KeyOf(string model, string serial) =>
        RecordKey.Derived(Prefix, $"{model.Trim().ToUpperInvariant()}\n{serial.Trim().ToUpperInvariant()}");

    /// <summary>Registers it or amends its details. Refused: InputInvalid, NotFound (no such customer), ProductBelongsToAnother.</summary>
    [Alias("Put")]
    Task<Answer> Put(Intent<RegisterProduct> intent);
}

/// <param name="IsFromList">A list adds what it says; what it leaves out stays as it is.</param>
[GenerateSerializer, Immutable, Alias("RegisterProduct")]
public sealed record RegisterProduct(
    [property: Id(0)] string CustomerId, [property: Id(1)] ProductDetails Details, [property: Id(2)] bool IsFromList = false);
