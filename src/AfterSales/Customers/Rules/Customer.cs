using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Records;

namespace AfterSales.Customers.Rules;

/// <summary>How much care a customer is owed (S4 A4 V).</summary>
public enum CustomerTier
{
    Normal,
    Important,
    Vip,
}

/// <summary>Whether a file is worked with.</summary>
public enum CustomerStanding
{
    Active,

    /// <summary>Put away: not offered, and no new work is taken for it.</summary>
    Archived,

    /// <summary>A duplicate: who names it is led to the file it was merged into.</summary>
    Merged,

    /// <summary>What was known of the customer was erased for good.</summary>
    Erased,
}

/// <summary>The people who look after a customer together (S0 P3 一4).</summary>
/// <param name="Members">Accounts.</param>
[GenerateSerializer, Immutable, Alias("SupportGroup")]
public sealed record SupportGroup([property: Id(0)] string Name, [property: Id(1)] ImmutableList<string> Members)
{
    public bool Equals(SupportGroup? other) => other is not null && Name == other.Name && Members.SequenceEqual(other.Members);

    public override int GetHashCode() => HashCode.Combine(Name, Members.Count);
}

/// <summary>The customer file (domain.md §2). Its parts are listed in the other half of this type.</summary>
[GenerateSerializer, Immutable, Alias("Customer")]
public sealed partial record Customer : IRecordState<Customer>, IScopedToSupporters
{
    public static string Kind => "customer";

    /// <summary><c>c-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>The branch that keeps the file.</summary>
    [Id(1)]
    public string BranchId { get; init; } = "";

    [Id(2)]
    public CustomerDetails Details { get; init; } = new();

    [Id(3)]
    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>When the details last changed.</summary>
    [Id(4)]
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The highest number an address or contact of this file ever bore: none is given twice.</summary>
    [Id(5)]
    public int LastPart { get; init; }

    /// <summary>Its reason stands in the journal.</summary>
    [Id(6)]
    public CustomerTier Tier { get; init; }

    [Id(7)]
    public Consents Consents { get; init; } = Consents.None;

    [Id(8)]
    public SupportGroup? SupportGroup { get; init; }

    [Id(9)]
    public DateTimeOffset? ArchivedAt { get; init; }

    /// <summary>The account that made the file; null where no person did.</summary>
    [Id(10)]
    public string? RegisteredBy { get; init; }

    /// <summary>Accounts that were in the support group once and are no more.</summary>
    [Id(11)]
    public ImmutableList<string> FormerSupporters { get; init; } = [];

    /// <summary>The day at the branch; null in what was stored before it was kept.</summary>
    [Id(12)]
    public DateOnly? RegisteredDay { get; init; }

    /// <summary>When what was known of the customer was erased; null: it was not.</summary>
    [Id(13)]
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>Counts up when the tier or an address changes: how soon the customer is promised something depends on them.</summary>
    [Id(14)]
    public int TermsVersion { get; init; }

    /// <summary>Names the tier and the addresses as they are, so that what was promised by others is found.</summary>
    [JsonIgnore]
    public string Terms => string.Create(CultureInfo.InvariantCulture, $"{Id}/{TermsVersion}");

    /// <summary>Decides how soon a technician is promised: that of the default address, urban where there is none.</summary>
    [JsonIgnore]
    public Zone Zone => Details.Address?.Zone ?? Zone.Urban;

    string? IScopedToSupporters.CustomerId => Id;

    [JsonIgnore]
    public CustomerStanding Standing =>
        Merging.Into is not null ? CustomerStanding.Merged : ErasedAt is not null ? CustomerStanding.Erased : ArchivedAt is not null ? CustomerStanding.Archived : CustomerStanding.Active;

    /// <summary>His enquiries that are to hear when the file says in whose name they are and where the product stands.</summary>
    [Id(15)]
    public ImmutableList<AwaitedEnquiry> Enquiries { get; init; } = [];

    public static Customer Apply(Customer? state, Event happened) => happened is CustomerRegistered e
        ? new Customer
        {
            Id = e.Id, BranchId = e.BranchId, Details = e.Details, RegisteredAt = e.At, RegisteredDay = e.Day, RegisteredBy = e.By, ChangedAt = e.At, LastPart = e.Details.LastPart,
        }
        : state!.WithParts(happened).WithItself(happened).WithTermsAfter(state);

    private Customer WithItself(Event happened) => happened switch
    {
        CustomerAmended e => WithDetails(e.Details, e.At),
        DuplicateTakenIn e => WithDetails(e.Details, e.At) with { Consents = e.Consents },
        DuplicateLetGo e => WithDetails(e.Details, e.At) with { Enquiries = Enquiries.RemoveRange(e.Enquiries ?? []) },
        TierChanged e => this with { Tier = e.Tier },
        ConsentSaid e => this with { Consents = Consents.With(new ChannelConsent(e.Channel, e.IsGiven, e.Since, e.By)) },
        SupportGroupNamed e => this with
        {
            SupportGroup = e.Group,
            FormerSupporters = [.. FormerSupporters.Union(SupportGroup?.Members ?? []).Except(e.Group?.Members ?? []).Order(StringComparer.Ordinal)],
        },
        CustomerPutAway e => this with { ArchivedAt = e.At },
        CustomerTakenUp => this with { ArchivedAt = null },
        CustomerErased e => ErasureRules.Without(this, e.Pseudonym, e.At),
        HandedOver e => this with { BranchId = e.ToBranchId },
        EnquiryAwaited e => this with { Enquiries = Enquiries.Add(e.Enquiry) },
        EnquiriesRecorded e => this with { Enquiries = Enquiries.RemoveRange(e.Enquiries) },
        _ => this,
    };

    private Customer WithTermsAfter(Customer before) =>
        Tier == before.Tier && Details.Addresses.SequenceEqual(before.Details.Addresses) ? this : this with { TermsVersion = TermsVersion + 1 };

    private Customer WithDetails(CustomerDetails details, DateTimeOffset at) =>
        this with { Details = details, ChangedAt = at, LastPart = Math.Max(LastPart, details.LastPart) };
}
