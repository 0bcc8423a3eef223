using AfterSales.Branches;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Imports;

/// <summary>Customers of a branch that are on file already, as a list names them.</summary>
internal sealed class KnownCustomers(IDbContextFactory<AfterSalesDb> databases)
{
    /// <summary>The customers that the rows of a part name in columns of their own.</summary>
    public async Task<NamedCustomers> NamedIn(ListPart part, CancellationToken cancellation)
    {
        ListRow[] open = [.. part.Rows.Where(row => row["customerId"] is null && row["customerReference"] is null)];
        string?[] called = [.. open.Where(row => row["customerPhone"] is null).Select(row => row["customer"])];
        var references = await ByReference(part.Branch.Id, part.Rows.Select(row => row["customerReference"]).Concat(called), cancellation);
        var phones = open.Select(row => row["customerPhone"]).Concat(called)
            .Select(written => written is null ? null : PhoneNumber.Read(written, part.Branch.Country).Phone?.Number);
        return new(references, await ByPhone(part.Branch.Id, phones, cancellation), await ByName(part.Branch.Id, called, cancellation), part.Branch.Country);
    }

    /// <summary>The key by reference; where several files bear it, that of the first.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ByReference(string branchId, IEnumerable<string?> references, CancellationToken cancellation)
    {
        string[] asked = [.. references.OfType<string>().Distinct()];
        if (asked.Length == 0) return new Dictionary<string, string>();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = await db.Set<CustomerRow>().AsNoTracking()
            .Where(row => row.BranchId == branchId && row.Standing == CustomerStanding.Active && asked.Contains(row.Reference))
            .Select(row => new { row.Reference, row.Id }).ToListAsync(cancellation);
        return found.GroupBy(row => row.Reference!).ToDictionary(same => same.Key, same => same.Min(row => row.Id)!);
    }

    /// <summary>The keys by E.164 number.</summary>
    private async Task<ILookup<string, string>> ByPhone(string branchId, IEnumerable<string?> numbers, CancellationToken cancellation)
    {
        string[] asked = [.. numbers.OfType<string>().Distinct()];
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = asked.Length == 0 ? [] : await db.Set<CustomerRow>().AsNoTracking()
            .Where(row => row.BranchId == branchId && row.Standing == CustomerStanding.Active && asked.Contains(row.Phone))
            .Select(row => new { row.Phone, row.Id }).ToListAsync(cancellation);
        return found.ToLookup(row => row.Phone!, row => row.Id);
    }

    /// <summary>The keys by name, as it is written in the file.</summary>
    private async Task<ILookup<string, string>> ByName(string branchId, IEnumerable<string?> names, CancellationToken cancellation)
    {
        string[] asked = [.. names.OfType<string>().Distinct()];
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = asked.Length == 0 ? [] : await db.Set<CustomerRow>().AsNoTracking()
            .Where(row => row.BranchId == branchId && row.Standing == CustomerStanding.Active && asked.Contains(row.Name))
            .Select(row => new { row.Name, row.Id }).ToListAsync(cancellation);
        return found.ToLookup(row => row.Name, row => row.Id);
    }
}

/// <summary>Whom a row means: by key, by reference, by a telephone number that only one has, or in one column by any of these or by his name.</summary>
internal sealed class NamedCustomers(
    IReadOnlyDictionary<string, string> references, ILookup<string, string> numbers, ILookup<string, string> names, string country)
{
    /// <summary>The key; null, with an issue, where nobody is named or known.</summary>
    public string? Of(RowFields fields)
    {
        if (fields["customerId"] is not null) return fields.Key("customerId", ICustomerGrain.Prefix);
        if (fields["customerReference"] is { } reference)
        {
            if (references.TryGetValue(reference, out var found)) return found;
            fields.Issues.Add(new("customerReference", "UNKNOWN"));
            return null;
        }

        if (fields["customerPhone"] is not { } written)
        {
            if (fields["customer"] is { } called) return Of(called, fields);
            fields.Issues.Add(new("customerReference", "REQUIRED"));
            return null;
        }

        var (phone, problem) = PhoneNumber.Read(written, country);
        var owners = phone is null ? [] : numbers[phone.Number].Distinct().ToArray();
        if (owners.Length == 1) return owners[0];
        fields.Issues.Add(new("customerPhone", problem ?? (owners.Length == 0 ? "UNKNOWN" : "SEVERAL_CUSTOMERS")));
        return null;
    }

    private string? Of(string called, RowFields fields)
    {
        if (RecordKey.IsWellFormed(ICustomerGrain.Prefix, called)) return called;
        if (references.TryGetValue(called, out var found)) return found;
        var bearers = PhoneNumber.Read(called, country).Phone is { } phone ? numbers[phone.Number].Distinct().ToArray() : [];
        if (bearers.Length == 0) bearers = [.. names[called].Distinct()];
        if (bearers.Length == 1) return bearers[0];
        fields.Issues.Add(new("customer", bearers.Length == 0 ? "UNKNOWN" : "SEVERAL_CUSTOMERS"));
        return null;
    }
}
