using AfterSales.Catalogue.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Records;

namespace AfterSales.Products.Rules;

/// <summary>What may be done with an installed product. Days are days at its branch; <c>today</c> is the branch's.</summary>
public static class ProductRules
{
    public static Decision Register(string id, string branchId, string customerId, ProductDetails details, string? addressId, DateOnly today) =>
        ProductCheck.Refuse(details, today) ?? (Decision)new ProductRegistered(id, branchId, customerId, details, addressId, today);

    /// <summary>The same unit, reported again: by the same customer it is amended; to move it to another is a step of its own.</summary>
    public static Decision Put(InstalledProduct product, string customerId, ProductDetails details, DateOnly today)
    {
        if (product.CustomerId != customerId) return new ProductBelongsToAnother(product.Id);
        if (!product.Details.IsSameUnit(details)) return new SerialCorrected(product.Id, product.Details.Serial);
        return Amend(product, details, today);
    }

    public static Decision Amend(InstalledProduct product, ProductDetails details, DateOnly today)
    {
        if (ProductCheck.Refuse(details, today) is { } invalid) return invalid;
        return product.Details == details ? Decision.NothingToDo : new ProductAmended(details);
    }

    /// <summary>A second report of a unit adds what it says; what it leaves out stays as it is known, and so does the way its codes were written.</summary>
    public static ProductDetails Supplemented(ProductDetails known, ProductDetails listed) => listed with
    {
        Model = known.Model,
        Serial = known.Serial ?? listed.Serial,
        PurchasedOn = listed.PurchasedOn ?? known.PurchasedOn,
        InstalledOn = listed.InstalledOn ?? known.InstalledOn,
        AcceptedOn = listed.AcceptedOn ?? known.AcceptedOn,
        Parts = [.. listed.Parts, .. known.Parts.Where(part => !listed.Parts.Exists(said => ModelCode.AreSame(said.Part, part.Part)))],
        SellerId = listed.SellerId ?? known.SellerId,
        IsProject = listed.IsProject || known.IsProject,
        AgreedMonths = listed.AgreedMonths ?? known.AgreedMonths,
    };

    /// <summary>The installation was completed or accepted; a day that was not said stays as it is known.</summary>
    public static Decision Install(InstalledProduct product, InstallProduct request, DateOnly today)
    {
        if (request is { InstalledOn: null, AcceptedOn: null }) return InputInvalid.At("installedOn", "REQUIRED");
        return Amend(product, product.Details with
        {
            InstalledOn = request.InstalledOn ?? product.Details.InstalledOn,
            AcceptedOn = request.AcceptedOn ?? product.Details.AcceptedOn,
        }, today);
    }

    /// <summary>To another customer, or to another address of the same one; where it was stays in its history.</summary>
    public static Decision Move(InstalledProduct product, MoveProduct request, string branchId, DateOnly today)
    {
        if (ARetiredProductIsLeftAlone(product) is { } retired) return retired;
        return (product.CustomerId, product.AddressId) == (request.CustomerId, request.AddressId)
            ? Decision.NothingToDo
            : new ProductMoved(request.CustomerId, branchId, request.AddressId, today, request.Reason);
    }

    public static Decision Retire(InstalledProduct product, RetireProduct request, DateOnly today)
    {
        if (product.Retirement is { } known) return known == new Retirement(request.On, request.Reason, request.ReplacedBy) ? Decision.NothingToDo : new ProductAlreadyRetired(known.On);
        if (request.On > today) return InputInvalid.At("on", "IN_THE_FUTURE");
        if (request.On < product.Details.SoldOn) return InputInvalid.At("on", "BEFORE_PURCHASE");
        if (request.ReplacedBy == product.Id) return InputInvalid.At("replacedById", "ITSELF");
        return new ProductRetired(request.On, request.Reason, request.ReplacedBy, request.Note);
    }

    public static Decision Reinstate(InstalledProduct product, ReinstateProduct request) =>
        product.Retirement is null ? Decision.NothingToDo : new ProductReinstated(request.Note);

    /// <summary>A judgement stands: another opinion is a judgement of its own.</summary>
    public static Decision Judge(InstalledProduct product, JudgeFault request, DateOnly today)
    {
        var issues = Issues(product, request, today).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        return new FaultJudged(product.Judgements.Count + 1, request.Part.Trim(), request.Authority.Trim(), request.FaultOn, request.JudgedOn, request.Why);
    }

    /// <summary>A unit stands at one of its customer's addresses.</summary>
    public static AddressUnknown? TheCustomerHasTheAddress(Customer customer, string? addressId) =>
        addressId is null || customer.Details.Addresses.Exists(address => address.Id == addressId) ? null : new AddressUnknown(customer.Id, addressId);

    /// <summary>Nothing is repaired, installed or inspected on a unit that is not in use.</summary>
    public static ProductOutOfUse? MustBeInUse(InstalledProduct product) =>
        product.Retirement is { } retired ? new ProductOutOfUse(product.Id, retired.On, retired.Reason) : null;

    internal static ProductAlreadyRetired? ARetiredProductIsLeftAlone(InstalledProduct product) =>
        product.Retirement is { } retired ? new ProductAlreadyRetired(retired.On) : null;

    private static IEnumerable<InputIssue> Issues(InstalledProduct product, JudgeFault request, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(request.Part)) yield return new("part", "REQUIRED");
        if (string.IsNullOrWhiteSpace(request.Authority)) yield return new("authority", "REQUIRED");
        if (string.IsNullOrWhiteSpace(request.Why)) yield return new("why", "REQUIRED");
        if (request.FaultOn < product.Details.SoldOn) yield return new("faultOn", "BEFORE_PURCHASE");
        if (request.JudgedOn < request.FaultOn) yield return new("judgedOn", "BEFORE_FAULT");
        if (request.JudgedOn > today) yield return new("judgedOn", "IN_THE_FUTURE");
        if (product.Judgements.Count >= 100) yield return new("part", "TOO_MANY");
    }
}

/// <summary>This serial number of this model is registered for another customer.</summary>
[GenerateSerializer, Immutable, Alias("ProductBelongsToAnother")]
public sealed record ProductBelongsToAnother([property: Id(0)] string ProductId) : Refusal;

/// <summary>Another unit of the model has this serial number.</summary>
/// <param name="ProductId">Which; null where it is kept by a branch that is not yours.</param>
[GenerateSerializer, Immutable, Alias("SerialTaken")]
public sealed record SerialTaken([property: Id(0)] string Serial, [property: Id(1)] string? ProductId) : Refusal;

/// <summary>The unit that was registered with this serial number had another one by mistake, and was corrected.</summary>
/// <param name="Serial">What it was corrected to.</param>
[GenerateSerializer, Immutable, Alias("SerialCorrected")]
public sealed record SerialCorrected([property: Id(0)] string ProductId, [property: Id(1)] string? Serial) : Refusal;

/// <summary>The product is not in use any more; reinstate it first.</summary>
[GenerateSerializer, Immutable, Alias("ProductAlreadyRetired")]
public sealed record ProductAlreadyRetired([property: Id(0)] DateOnly On) : Refusal;

/// <summary>The unit is not in use any more: no work is done on it.</summary>
[GenerateSerializer, Immutable, Alias("ProductOutOfUse")]
public sealed record ProductOutOfUse([property: Id(0)] string ProductId, [property: Id(1)] DateOnly On, [property: Id(2)] RetirementReason Reason) : Refusal;

/// <summary>The customer has no such address.</summary>
[GenerateSerializer, Immutable, Alias("AddressUnknown")]
public sealed record AddressUnknown([property: Id(0)] string CustomerId, [property: Id(1)] string AddressId) : Refusal;
