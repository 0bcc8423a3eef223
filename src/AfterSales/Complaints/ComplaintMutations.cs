using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches.Rules;
using AfterSales.Complaints.Rules;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Records;

namespace AfterSales.Complaints;

[Mutations]
public sealed class ComplaintMutations(IGrainFactory grains, CurrentCaller current)
{
    // A field acts by the roles that hold its permission; a stake is had by any other role as well.
    private ImmutableList<string> ServesAt => Stake.PlacesOf(current.Caller);

    /// <summary>Takes a complaint down that came by call, letter or visit.</summary>
    /// <param name="words">The customer's words.</param>
    /// <param name="personId">The technician (<c>tech-…</c>) or account complained about: who will not see it.</param>
    /// <param name="id">A key of your own choice (<c>cmp-…</c>).</param>
    [Secured(Permission.TakeComplaints), Errors(typeof(AlreadyExists), typeof(BranchClosed), typeof(HasStake))]
    public async Task<Outcome<ComplaintView>> RaiseComplaint(
        string branchId, string words, Caller caller, string? customerId = null, ComplaintCategory category = ComplaintCategory.Other,
        ComplaintSeverity severity = ComplaintSeverity.General, [StringLength(100)] string? ticketId = null,
        [StringLength(100)] string? personId = null, string? contactId = null, string? id = null, string? requestId = null)
    {
        if (customerId is not null && !RecordKey.IsWellFormed(ICustomerGrain.Prefix, customerId)) return new NotFound(customerId);
        var complaint = new RaiseComplaint(branchId, customerId, ticketId, personId, category, severity, ComplaintSource.Contact, contactId, words)
        {
            ServesAt = ServesAt,
        };
        return await grains.Make<IComplaintGrain, Complaint, ComplaintView>(IComplaintGrain.Prefix, id, requestId, caller,
            grain => grain.Raise(new Intent<RaiseComplaint>(complaint, caller, requestId)), ComplaintView.Of);
    }

    /// <summary>Records what the customer was told, in writing or by phone.</summary>
    /// <param name="channel">By which way.</param>
    [Secured(Permission.AnswerComplaints), Errors(typeof(HasStake), typeof(ComplaintNotOpen))]
    public Task<Outcome<ComplaintView>> AnswerComplaint(
        string complaintId, string words, Caller caller, ContactChannel channel = ContactChannel.Call, string? requestId = null) =>
        On(complaintId, caller, complaint => complaint.Answer(new Intent<ComplaintWords>(new ComplaintWords(words, ServesAt, channel), caller, requestId)));

    /// <summary>Closes a complaint that was answered.</summary>
    [Secured(Permission.AnswerComplaints), Errors(typeof(HasStake), typeof(ComplaintNotAnswered))]
    public Task<Outcome<ComplaintView>> CloseComplaint(string complaintId, Caller caller, string words = "", string? requestId = null) =>
        On(complaintId, caller, complaint => complaint.Close(new Intent<ComplaintWords>(new ComplaintWords(words, ServesAt), caller, requestId)));

    private Task<Outcome<ComplaintView>> On(string id, Caller caller, Func<IComplaintGrain, Task<Answer>> ask) =>
        grains.Ask<IComplaintGrain, Complaint, ComplaintView>(IComplaintGrain.Prefix, id, caller, ask, ComplaintView.Of);
}
