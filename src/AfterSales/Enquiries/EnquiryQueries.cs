using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Customers;
using AfterSales.Enquiries.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Enquiries;

/// <summary>Something a customer asked or wished that somebody has to come back to: a price question, a lead, a request.</summary>
[Name("Enquiry"), Secured(Permission.SeeEnquiries)]
public sealed class EnquiryView(EnquiryRow row)
{
    public string Id => row.Id;

    public EnquiryKind Kind => row.Kind;

    /// <summary>What a request is about; <c>OTHER</c> for whatever has no time of its own.</summary>
    public RequestMatter Matter => row.Matter;

    public EnquiryState State => row.State;

    /// <summary>The key of the ticket, follow-up call or contact it was heard in.</summary>
    public string? HeardIn => row.HeardIn;

    /// <summary>The key of the account that took it down.</summary>
    public string? TakenBy => row.TakenBy;

    public DateTimeOffset TakenAt => row.TakenAt;

    /// <summary>The customer is to be called back by then; for a lead: contacted; a request goes to the supervisor then.</summary>
    public DateTimeOffset DueAt => row.DueAt;

    /// <summary>How often the supervisor or sales manager was reminded.</summary>
    public int Reminders => row.Reminders;

    public DateTimeOffset? SolvedAt => row.SolvedAt;

    /// <summary>It was solved before its time ran out; null for what needs no solution, and while there is none.</summary>
    public bool? IsSolvedInTime => row.SolvedAt is { } solved ? solved < row.DueAt : null;

    /// <summary>When the leader is next to hear how the customer gets on with what he was told; null: not again.</summary>
    public DateTimeOffset? ReportAt => row.ReportAt;

    /// <summary>The customer is to be told by then: the day the solution was entered.</summary>
    public DateTimeOffset? TellBy => row.TellBy;

    public DateTimeOffset? ToldAt => row.ToldAt;

    /// <summary>Counts up with every change.</summary>
    public int Version => row.Version;

    public Deferred<CustomerView?> GetCustomer(CustomerLoader customers) => customers.Load(row.CustomerId ?? "");

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);

    /// <summary>The customer's words.</summary>
    public Deferred<string?> GetWords(JournalTextLoader texts) =>
        texts.Load(row.Id).Select(all => all?.FirstOrDefault(text => text.Field == "words")?.Words);

    /// <summary>Name and number of a stranger without a file.</summary>
    public Deferred<string?> GetContact(JournalTextLoader texts) =>
        texts.Load(row.Id).Select(all => all?.FirstOrDefault(text => text.Field == "contact")?.Words);

    /// <summary>What happened to it and what was said, oldest first.</summary>
    public async Task<IReadOnlyList<JournalEntryView>> GetTimelineAsync(Journal journal, CancellationToken cancellation) =>
        JournalEntryView.Of(await journal.Read(row.Id, cancellation));

    public static EnquiryView Of(Enquiry enquiry, int version) => new(EnquiryRow.Of(enquiry, new RowStamp(version, 1)));
}

[Queries]
public sealed class EnquiryQueries
{
    /// <summary>One enquiry, by its key; null where there is none you may see.</summary>
    [Secured(Permission.SeeEnquiries)]
    public Task<EnquiryView?> GetEnquiryAsync(string id, IGrainFactory grains, Caller caller) =>
        grains.Show<IEnquiryGrain, Enquiry, EnquiryView>(IEnquiryGrain.Prefix, id, caller, EnquiryView.Of);

    /// <summary>The enquiries you may see.</summary>
    [Secured(Permission.SeeEnquiries), Paged(typeof(EnquiryRow))]
    public async Task<Connection<EnquiryView>> EnquiriesAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<EnquiryRow>().VisibleTo(caller), page, cancellation)).Select(row => new EnquiryView(row));
}
