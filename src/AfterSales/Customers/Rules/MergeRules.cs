using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Customers.Rules;

/// <summary>How duplicates become one file, and two again (nothing is deleted).</summary>
public static class MergeRules
{
    /// <summary>A merged file is led past: only its merging can be taken back.</summary>
    public static CustomerIsMerged? MustStandForItself(Customer customer) =>
        customer.Merging.Into is { } into ? new CustomerIsMerged(customer.Id, into) : null;

    /// <summary>Null when the duplicate may be merged into the other file.</summary>
    public static Refusal? MayMerge(Customer duplicate, Customer into)
    {
        if (MustStandForItself(duplicate) is { } merged) return merged;
        if (duplicate.Id == into.Id) return InputInvalid.At("intoId", "SAME_CUSTOMER");
        if (duplicate.BranchId != into.BranchId) return InputInvalid.At("intoId", "OTHER_BRANCH");
        return CustomerRules.MustBeInUse(into);
    }

    public static Decision Merge(Customer duplicate, string into, DateTimeOffset now) =>
        duplicate.Merging.Into == into ? Decision.NothingToDo
        : MustStandForItself(duplicate) ?? (Decision)new CustomerMerged(into, now);

    /// <param name="stayed">What was filed with the other file since; it stays there.</param>
    public static Decision Unmerge(Customer duplicate, int days, DateTimeOffset now, params ImmutableList<EventCount> stayed)
    {
        if (duplicate.Merging is not { Into: { } into, MergedAt: { } at }) return new CustomerIsNotMerged(duplicate.Id);
        return now > at.AddDays(days) ? new UnmergeTooLate(at.AddDays(days)) : new CustomerUnmerged(into, now, stayed);
    }

    /// <summary>The other file could not take it in.</summary>
    public static Decision TakeBack(Customer duplicate, string from) =>
        duplicate.Merging.Into == from ? new CustomerUnmerged(from) : Decision.NothingToDo;

    /// <summary>
    /// The file that stays adds what the duplicate knew and it did not. What the customer refused to either stays refused.
    /// </summary>
    public static Decision TakeIn(Customer customer, TakeInDuplicate duplicate, DateTimeOffset now)
    {
        // Two that were merged into each other at the same moment: both stay.
        if (customer.Merging.Into == duplicate.CustomerId) return new DuplicateTurnedAway(duplicate.CustomerId);
        if (customer.Merging.TakenIn.Exists(known => known.CustomerId == duplicate.CustomerId)) return Decision.NothingToDo;
        var joined = DetailsRules.Ordered(Joined(customer.Details, duplicate.Details), customer.Details, customer.LastPart);
        var known = Parts(customer.Details).ToHashSet();
        var bringsPlan = customer.Service.Cycle is null && customer.Service.NextOn is null
            && (duplicate.Service.Cycle is not null || duplicate.Service.NextOn is not null);
        var brought = new TakenIn(duplicate.CustomerId, now, joined.Phones.RemoveRange(customer.Details.Phones),
            [.. Parts(joined).Where(part => !known.Contains(part))], bringsPlan, Brought(details => details.Email), Brought(details => details.Language),
            Brought(details => details.TimeZone), Brought(details => details.Reference));
        var consents = duplicate.Consents.Said.Where(said => !said.IsGiven).Aggregate(customer.Consents, (all, said) => all.With(said));
        return new DuplicateTakenIn(brought, duplicate.CustomerId, joined, bringsPlan ? duplicate.Service : null, consents, now);

        string? Brought(Func<CustomerDetails, string?> field) => field(customer.Details) is null ? field(joined) : null;
    }

    /// <summary>What the duplicate had brought goes with it; what it refused stays refused, and what was filed here meanwhile stays here.</summary>
    public static Decision LetGo(Customer customer, string duplicateId, DateTimeOffset now, params ImmutableList<EventCount> stayed)
    {
        if (customer.Merging.TakenIn.Find(known => known.CustomerId == duplicateId) is not { } brought) return Decision.NothingToDo;
        var left = customer.Details with
        {
            Phones = customer.Details.Phones.RemoveRange(brought.Phones),
            Addresses = customer.Details.Addresses.RemoveAll(address => brought.Parts.Contains(address.Id)),
            Contacts = customer.Details.Contacts.RemoveAll(contact => brought.Parts.Contains(contact.Id)),
            Email = Own(customer.Details.Email, brought.Email),
            Language = Own(customer.Details.Language, brought.Language),
            TimeZone = Own(customer.Details.TimeZone, brought.TimeZone),
            Reference = Own(customer.Details.Reference, brought.Reference),
        };
        return new DuplicateLetGo(duplicateId, DetailsRules.Ordered(left, customer.Details, customer.LastPart), brought.BroughtPlan, now, stayed,
            customer.Enquiries.FindAll(enquiry => enquiry.CustomerId == duplicateId));
    }

    /// <summary>What somebody has changed since is the file's own.</summary>
    private static string? Own(string? known, string? brought) => known == brought ? null : known;

    private static CustomerDetails Joined(CustomerDetails own, CustomerDetails other) => own with
    {
        Phones = [.. own.Phones.Union(other.Phones)],
        Email = own.Email ?? other.Email,
        Contacts =
        [
            .. own.Contacts,
            .. other.Contacts.Where(contact => !own.Contacts.Exists(known => known.Name == contact.Name)).Select(contact => contact with { Id = "" }),
        ],
        Addresses =
        [
            .. own.Addresses,
            .. other.Addresses.Where(address => !own.Addresses.Exists(known => known.Street == address.Street && known.City == address.City))
                .Select(address => address with { Id = "", IsDefault = false }),
        ],
        Language = own.Language ?? other.Language,
        TimeZone = own.TimeZone ?? other.TimeZone,
        Reference = own.Reference ?? other.Reference,
    };

    private static IEnumerable<string> Parts(CustomerDetails details) =>
        details.Addresses.Select(address => address.Id).Concat(details.Contacts.Select(contact => contact.Id));
}

/// <summary>The file was put away: no new work is taken for it until it is taken up again.</summary>
[GenerateSerializer, Immutable, Alias("CustomerIsArchived")]
public sealed record CustomerIsArchived([property: Id(0)] string CustomerId) : Refusal;

/// <summary>The file was found to be a duplicate: the other one is worked with.</summary>
[GenerateSerializer, Immutable, Alias("CustomerIsMerged")]
public sealed record CustomerIsMerged([property: Id(0)] string CustomerId, [property: Id(1)] string Into) : Refusal;

/// <summary>There is no merging to take back.</summary>
[GenerateSerializer, Immutable, Alias("CustomerIsNotMerged")]
public sealed record CustomerIsNotMerged([property: Id(0)] string CustomerId) : Refusal;

/// <summary>A merging could be taken back until then.</summary>
[GenerateSerializer, Immutable, Alias("UnmergeTooLate")]
public sealed record UnmergeTooLate([property: Id(0)] DateTimeOffset Until) : Refusal;
