using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches.Rules;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Enquiries.Rules;
using AfterSales.Records;

namespace AfterSales.Enquiries;

[Mutations]
public sealed class EnquiryMutations(IGrainFactory grains)
{
    /// <summary>Takes an enquiry down, and raises the task that comes of it: call back with the price, contact the lead, answer the request.</summary>
    /// <param name="words">The customer's words.</param>
    /// <param name="contact">Name and number of a stranger without a file; needed where no customer is named.</param>
    /// <param name="heardIn">The key of the ticket or contact it was heard in; left out: now, and it enters the contact register as well.</param>
    /// <param name="channel">By which way the customer asked.</param>
    /// <param name="matter">What a request is about: some have a time of their own, which a policy says.</param>
    /// <param name="id">A key of your own choice (<c>enq-…</c>).</param>
    [Secured(Permission.TakeEnquiries), Errors(typeof(AlreadyExists), typeof(BranchClosed), typeof(CustomerIsArchived), typeof(CustomerIsErased))]
    public async Task<Outcome<EnquiryView>> TakeEnquiry(
        string branchId, EnquiryKind kind, string words, Caller caller, string? customerId = null, [StringLength(400)] string? contact = null,
        [StringLength(100)] string? heardIn = null, ContactChannel channel = ContactChannel.Call, RequestMatter matter = RequestMatter.Other, string? id = null,
        string? requestId = null)
    {
        if (customerId is not null && !RecordKey.IsWellFormed(ICustomerGrain.Prefix, customerId)) return new NotFound(customerId);
        var enquiry = new TakeEnquiry(branchId, customerId, kind, heardIn, words, contact, Channel: channel, Matter: matter);
        return await grains.Make<IEnquiryGrain, Enquiry, EnquiryView>(IEnquiryGrain.Prefix, id, requestId, caller,
            grain => grain.Take(new Intent<TakeEnquiry>(enquiry, caller, requestId)), EnquiryView.Of);
    }

    /// <summary>Enters what the customer is to be told; to tell it is due the same day.</summary>
    [Secured(Permission.TakeEnquiries), Errors(typeof(EnquiryNotOpen))]
    public Task<Outcome<EnquiryView>> SolveEnquiry(string enquiryId, string words, Caller caller, string? requestId = null) =>
        On(enquiryId, caller, enquiry => enquiry.Solve(new Intent<EnquiryWords>(new EnquiryWords(words), caller, requestId)));

    /// <summary>Records that the customer was called: told the price or the solution, or for a lead: contacted.</summary>
    /// <param name="words">What was said.</param>
    /// <param name="channel">By which way.</param>
    [Secured(Permission.TakeEnquiries), Errors(typeof(EnquiryNotOpen), typeof(EnquiryNotSolved))]
    public Task<Outcome<EnquiryView>> RecordEnquiryContact(
        string enquiryId, string words, Caller caller, ContactChannel channel = ContactChannel.Call, string? requestId = null) =>
        On(enquiryId, caller, enquiry => enquiry.Tell(new Intent<EnquiryWords>(new EnquiryWords(words, channel), caller, requestId)));

    private Task<Outcome<EnquiryView>> On(string id, Caller caller, Func<IEnquiryGrain, Task<Answer>> ask) =>
        grains.Ask<IEnquiryGrain, Enquiry, EnquiryView>(IEnquiryGrain.Prefix, id, caller, ask, EnquiryView.Of);
}
