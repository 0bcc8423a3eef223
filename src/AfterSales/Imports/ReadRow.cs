using System.ComponentModel.DataAnnotations;
using System.Globalization;
using AfterSales.Api;
using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Products.Rules;
using AfterSales.Records;

namespace AfterSales.Imports;

/// <summary>A row brought into our words, or what is wrong with each of its fields.</summary>
/// <param name="CustomerKey">The same for the same reference, else first number, else name; null where the row has none.</param>
public sealed record ReadRow(string? CustomerKey, CustomerDetails? Customer, ProductDetails? Product, IReadOnlyList<InputIssue> Issues)
{
    private static readonly Dictionary<string, int> Longest = new()
    {
        ["reference"] = 100, ["name"] = 200, ["email"] = 254, ["address"] = 400, ["city"] = 100, ["language"] = 35, ["model"] = 100, ["serial"] = 100,
    };

    public static ReadRow Of(ListRow row, Branch branch)
    {
        if (row.Problem is { } problem) return new(null, null, null, [new InputIssue("row", problem)]);
        var issues = new List<InputIssue>();
        foreach (var (column, text) in row.Fields)
        {
            if (!InputText.IsClean(text)) issues.Add(new(column, "FORBIDDEN_CHARACTER"));
            if (text.Trim().Length > Longest.GetValueOrDefault(column, int.MaxValue)) issues.Add(new(column, "TOO_LONG"));
        }

        var customer = CustomerOf(row, branch.Country, issues);
        var product = ProductOf(row, issues);
        // Two people may share a telephone, or a name: only a reference stands for itself.
        var facts = row["reference"] is { } reference ? $"reference\n{reference}"
            : customer.Phone is { } phone ? $"phone\n{phone}\n{row["name"]}"
            : row["name"] is { } name ? $"name\n{name}\n{row["address"]}\n{row["city"]}" : null;
        if (customer.Name.Length == 0 && customer.Phones.IsEmpty && issues.Count == 0) issues.Add(new("name", "NAME_OR_PHONE_REQUIRED"));
        return new(facts is null ? null : RecordKey.Derived(ICustomerGrain.Prefix, $"{branch.Id}\n{facts}"), customer, product, issues);
    }

    private static CustomerDetails CustomerOf(ListRow row, string country, List<InputIssue> issues)
    {
        var (phone, problem) = row["phone"] is { } written ? PhoneNumber.Read(written, country) : default;
        if (problem is not null) issues.Add(new("phone", problem));
        if (row["email"] is { } email && !new EmailAddressAttribute().IsValid(email)) issues.Add(new("email", "NOT_AN_EMAIL_ADDRESS"));
        var zone = Word(row, "zone", Zone.Urban, issues);
        return new()
        {
            Kind = Word(row, "kind", CustomerKind.Person, issues),
            Name = row["name"] ?? "",
            Phones = phone is null ? [] : [phone],
            Email = row["email"],
            Addresses = row["address"] is null && row["city"] is null ? [] : [new CustomerAddress("", row["address"], row["city"], Country: country, Zone: zone, IsDefault: true)],
            Language = row["language"],
            Reference = row["reference"],
        };
    }

    private static ProductDetails? ProductOf(ListRow row, List<InputIssue> issues)
    {
        var (purchased, installed) = (Day(row, "purchased_on", issues), Day(row, "installed_on", issues));
        if (row["model"] is { } model)
        {
            if (installed < purchased) issues.Add(new("installed_on", "BEFORE_PURCHASE"));
            return new(model, row["serial"], purchased, installed, null, []);
        }

        if (row["serial"] is not null || purchased is not null || installed is not null) issues.Add(new("model", "REQUIRED"));
        return null;
    }

    private static TEnum Word<TEnum>(ListRow row, string column, TEnum unsaid, List<InputIssue> issues) where TEnum : struct, Enum
    {
        if (row[column] is not { } text) return unsaid;
        if (!char.IsAsciiDigit(text[0]) && Enum.TryParse<TEnum>(text, ignoreCase: true, out var known) && Enum.IsDefined(known)) return known;
        issues.Add(new(column, "UNKNOWN"));
        return unsaid;
    }

    private static DateOnly? Day(ListRow row, string column, List<InputIssue> issues)
    {
        if (row[column] is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and < 3000) return day;
        issues.Add(new(column, "NOT_A_DATE"));
        return null;
    }
}
