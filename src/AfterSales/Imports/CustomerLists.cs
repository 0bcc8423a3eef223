using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Branches;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Imports.Rules;
using AfterSales.Records;

namespace AfterSales.Imports;

/// <summary>Customers, each with at most one installed product in the same row.</summary>
internal sealed partial class CustomerLists(IGrainFactory grains, KnownCustomers known) : IListReader
{
    public ListKind List => ListKind.Customers;

    public Permission Permission => Permission.ImportCustomers;

    public async Task<IReadOnlyList<ListItem>> Read(ListPart part, CancellationToken cancellation)
    {
        var references = await known.ByReference(part.Branch.Id, part.Rows.Select(row => row["reference"]), cancellation);
        return [.. part.Rows.Select(row => Read(row, part, references))];
    }

    private ListItem Read(ListRow row, ListPart part, IReadOnlyDictionary<string, string> references)
    {
        var fields = new RowFields(row, List, part.DayForm);
        if (fields.IsUnreadable) return ListItem.Wrong(row, fields.Issues);
        var details = Details(fields, part.Branch.Country);
        var product = ProductRowReader.Details(fields);
        var own = fields.Key("id", ICustomerGrain.Prefix);
        if (fields.Issues.Count == 0) fields.Issues.AddRange(DetailsRules.Issues(DetailsRules.Ordered(details, new CustomerDetails(), 0)));
        if (fields.Issues.Count > 0) return ListItem.Wrong(row, fields.Issues);
        var key = own ?? (details.Reference is { } reference ? references.GetValueOrDefault(reference) : null)
            ?? RecordKey.Derived(ICustomerGrain.Prefix, $"{part.Branch.Id}\n{Facts(details)}");
        var customer = ListPut.To(grains.GetGrain<ICustomerGrain>(key), grain => grain.Put(new Intent<RegisterCustomer>(new(part.Branch.Id, details), part.Caller)));
        return new(row, [], customer, product is null ? null : ProductRowReader.Put(grains, key, null, product, part.Caller));
    }

    /// <summary>Two people may share a telephone, or a name: only a reference stands for itself.</summary>
    private static string Facts(CustomerDetails details) =>
        details.Reference is { } reference ? $"reference\n{reference}"
        : details.Phones.FirstOrDefault() is { } phone ? $"phone\n{phone}\n{Blank(details.Name)}"
        : $"name\n{details.Name}\n{details.Address?.Street}\n{details.Address?.City}";

    private static string? Blank(string text) => text.Length > 0 ? text : null;

    private static CustomerDetails Details(RowFields fields, string country)
    {
        var phones = new List<Phone>();
        foreach (var written in Divider().Split(fields["phones"] ?? "").Where(text => text.Length > 0))
        {
            var (phone, problem) = PhoneNumber.Read(written, country);
            if (phone is not null && !phones.Contains(phone)) phones.Add(phone);
            if (problem is not null) fields.Issues.Add(new("phones", problem));
        }

        if (fields["email"] is { } email && !new EmailAddressAttribute().IsValid(email)) fields.Issues.Add(new("email", "NOT_AN_EMAIL_ADDRESS"));
        var zone = fields.Word("zone", Zone.Urban);
        var hasAddress = fields["address"] is not null || fields["city"] is not null;
        return new()
        {
            Kind = fields.Word("kind", CustomerKind.Person),
            Name = fields["name"] ?? "",
            Phones = [.. phones],
            Email = fields["email"],
            Addresses = hasAddress ? [new CustomerAddress("", fields["address"], fields["city"], fields["region"], fields["postalCode"], fields["country"]?.ToUpperInvariant() ?? country, zone, IsDefault: true)] : [],
            Language = ColumnWords.Language(fields["language"]),
            TimeZone = fields["timeZone"],
            Reference = fields["reference"],
        };
    }

    [GeneratedRegex(@"\s*[;；、,，|\n]\s*")]
    private static partial Regex Divider();
}
