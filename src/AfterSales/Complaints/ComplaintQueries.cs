using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Complaints.Rules;
using AfterSales.Customers;
using AfterSales.Records;
using AfterSales.Storage;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Complaints;

/// <summary>A customer's complaint. The person complained about does not find it.</summary>
[Name("Complaint"), Secured(Permission.SeeComplaints)]
public sealed class ComplaintView(ComplaintRow row)
{
    public string Id => row.Id;

    public ComplaintCategory Category => row.Category;

    public ComplaintSeverity Severity => row.Severity;

    public ComplaintState State => row.State;

    /// <summary>Where it was heard.</summary>
    public ComplaintSource Source => row.Source;

    /// <summary>The key of the survey card, follow-up call or contact it was heard in.</summary>
    public string? HeardIn => row.HeardIn;

    /// <summary>The ticket it is about.</summary>
    public string? TicketId => row.TicketId;

    /// <summary>The technician (<c>tech-…</c>) or account complained about.</summary>
    public string? PersonId => row.PersonId;

    public DateTimeOffset RaisedAt => row.RaisedAt;

    /// <summary>The customer must have an answer by then.</summary>
    public DateTimeOffset AnswerBy => row.AnswerBy;

    public DateTimeOffset? AnsweredAt => row.AnsweredAt;

    /// <summary>When it was reported up: a serious one at once, another when nobody answered it for some days.</summary>
    public DateTimeOffset? ReportedUpAt => row.ReportedUpAt;

    /// <summary>To whom at headquarters; null while it was not.</summary>
    public Role? ReportedTo => row.ReportedTo;

    public DateTimeOffset? ClosedAt => row.ClosedAt;

    /// <summary>Counts up with every change.</summary>
    public int Version => row.Version;

    public Deferred<CustomerView?> GetCustomer(CustomerLoader customers) => customers.Load(row.CustomerId ?? "");

    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);

    /// <summary>What happened to it and what was said, oldest first.</summary>
    public async Task<IReadOnlyList<JournalEntryView>> GetTimelineAsync(Journal journal, CancellationToken cancellation) =>
        JournalEntryView.Of(await journal.Read(row.Id, cancellation));

    public static ComplaintView Of(Complaint complaint, int version) => new(ComplaintRow.Of(complaint, new RowStamp(version, 1)));
}

[Queries]
public sealed class ComplaintQueries
{
    /// <summary>One complaint, by its key; null where there is none you may see.</summary>
    [Secured(Permission.SeeComplaints)]
    public Task<ComplaintView?> GetComplaintAsync(string id, IGrainFactory grains, Caller caller) =>
        grains.Show<IComplaintGrain, Complaint, ComplaintView>(IComplaintGrain.Prefix, id, caller, ComplaintView.Of);

    /// <summary>The complaints you may see: a branch its own, headquarters all, nobody those about himself.</summary>
    [Secured(Permission.SeeComplaints), Paged(typeof(ComplaintRow))]
    public async Task<Connection<ComplaintView>> ComplaintsAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<ComplaintRow>().VisibleTo(caller), page, cancellation)).Select(row => new ComplaintView(row));
}
