using System.Globalization;
using AfterSales.Access;
using AfterSales.Contracts;
using AfterSales.Contracts.Rules;
using AfterSales.Imports.Rules;
using AfterSales.Products;
using AfterSales.Records;

namespace AfterSales.Imports;

/// <summary>
/// Service contracts of customers that are on file; inspected is what the catalogue proposes for the models of their products. Of one that is on file already the costs and products are amended; its term is renewed and ended
/// there, never by a list, and its promises and inspections stay.
/// </summary>
internal sealed class ContractLists(IGrainFactory grains, KnownCustomers known, KnownProducts products) : IListReader
{
    private static readonly char[] Dividers = [' ', ',', ';', '，', '；', '、', '|', '\n'];

    public ListKind List => ListKind.Contracts;

    public Permission Permission => Permission.KeepContracts;

    public async Task<IReadOnlyList<ListItem>> Read(ListPart part, CancellationToken cancellation)
    {
        var named = await known.NamedIn(part, cancellation);
        var serials = await products.BySerial(part.Branch.Id, part.Rows.SelectMany(NamedProducts), cancellation);
        return [.. part.Rows.Select(row => Read(row, part, named, serials))];
    }

    private ListItem Read(ListRow row, ListPart part, NamedCustomers named, ILookup<(string Customer, string Serial), string> serials)
    {
        var fields = new RowFields(row, List, part.DayForm);
        if (fields.IsUnreadable) return ListItem.Wrong(row, fields.Issues);
        var own = fields.Key("id", IContractGrain.Prefix);
        var customer = named.Of(fields);
        var (from, to, price) = (fields.Day("fromDay"), fields.Day("endsOn"), Price(fields));
        var details = new ContractDetails
        {
            ProductIds = customer is null ? [] : [.. NamedProducts(row).Select(product => Product(product, customer, serials, fields)).OfType<string>().Distinct()],
            Parts = fields.Word("parts", ContractCharge.List),
            Labour = fields.Word("labour", ContractCharge.List),
            Travel = fields.Word("travel", ContractCharge.List),
        };
        // What a contract costs whom is not guessed.
        foreach (var needed in new[] { "fromDay", "endsOn", "priceMinor", "parts", "labour", "travel" })
            if (row[needed] is null) fields.Issues.Add(new(needed, "REQUIRED"));
        if (fields.Issues.Count > 0 || customer is null) return ListItem.Wrong(row, fields.Issues);
        var key = own ?? RecordKey.Derived(IContractGrain.Prefix, $"{part.Branch.Id}\n{Facts(row, customer, from!.Value)}");
        var request = new MakeContract(part.Branch.Id, customer, details, new ContractTerm(from!.Value, to!.Value, price!.Value), InspectsAsModelsSay: true);
        return new(row, [], ListPut.To(grains.GetGrain<IContractGrain>(key), grain => Put(grain, request, part.Caller),
            [grains.GetGrain<Customers.ICustomerGrain>(customer), .. details.ProductIds.Select(id => grains.GetGrain<IProductGrain>(id))]));
    }

    private static async Task<Answer> Put(IContractGrain grain, MakeContract request, Caller caller)
    {
        var key = grain.GetPrimaryKeyString();
        if (await grain.Read(caller) is not { } contract)
        {
            return request.Details.ProductIds.IsEmpty ? new Answer(key, 0, InputInvalid.At("products", "REQUIRED"))
                : await grain.Make(new Intent<MakeContract>(request, caller));
        }

        if (contract.BranchId != request.BranchId) return new Answer(key, 0, InputInvalid.At("id", "OTHER_BRANCH"));
        if (contract.CustomerId != request.CustomerId) return new Answer(key, 0, InputInvalid.At("customerReference", "DIFFERS_FROM_CONTRACT"));
        var agreed = new ContractTerm(contract.Terms[0].From, contract.EndsOn, contract.Term.PriceMinor);
        if (agreed != request.Term) return new Answer(key, 0, InputInvalid.At(Differing(agreed, request.Term), "DIFFERS_FROM_CONTRACT"));
        var details = contract.Details with
        {
            ProductIds = request.Details.ProductIds.IsEmpty ? contract.Details.ProductIds : request.Details.ProductIds,
            Parts = request.Details.Parts, Labour = request.Details.Labour, Travel = request.Details.Travel,
        };
        return details == contract.Details ? new Answer(key, 0) : await grain.Amend(new Intent<AmendContract>(new AmendContract(details), caller));
    }

    private static string Differing(ContractTerm agreed, ContractTerm said) => said.From != agreed.From ? "fromDay" : said.To != agreed.To ? "endsOn" : "priceMinor";

    /// <summary>Without a number of its own a customer has one contract from a day on, as far as a list can tell.</summary>
    private static string Facts(ListRow row, string customer, DateOnly from) =>
        row["contractReference"] is { } reference ? $"reference\n{reference}" : string.Create(CultureInfo.InvariantCulture, $"{customer}\n{from:yyyy-MM-dd}");

    private static long? Price(RowFields fields)
    {
        if (fields["priceMinor"] is not { } written) return null;
        if (long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var price)) return price;
        fields.Issues.Add(new("priceMinor", "NOT_A_WHOLE_NUMBER"));
        return null;
    }

    private static string? Product(string written, string customer, ILookup<(string Customer, string Serial), string> serials, RowFields fields)
    {
        if (RecordKey.IsWellFormed(IProductGrain.Prefix, written)) return written;
        string[] found = [.. serials[(customer, KnownProducts.Normalised(written))]];
        if (found.Length == 1) return found[0];
        fields.Issues.Add(new("products", found.Length == 0 ? "UNKNOWN" : "SEVERAL_PRODUCTS"));
        return null;
    }

    /// <summary>By key or by serial number.</summary>
    private static string[] NamedProducts(ListRow row) => (row["products"] ?? "").Split(Dividers, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
