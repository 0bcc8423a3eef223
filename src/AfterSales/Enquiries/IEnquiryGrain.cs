using AfterSales.Contacts.Rules;
using AfterSales.Enquiries.Rules;
using AfterSales.Records;

namespace AfterSales.Enquiries;

/// <summary>An enquiry, by its key <c>enq-…</c>.</summary>
[Alias("IEnquiryGrain")]
public interface IEnquiryGrain : IRecord<Enquiry>
{
    const string Prefix = "enq-";

    /// <summary>Takes it down, and raises the task that comes of it. Refused: InputInvalid, NotFound (branch, customer).</summary>
    [Alias("Take")]
    Task<Answer> Take(Intent<TakeEnquiry> intent);

    /// <summary>Enters what the customer is to be told. Refused: InputInvalid, EnquiryNotOpen.</summary>
    [Alias("Solve")]
    Task<Answer> Solve(Intent<EnquiryWords> intent);

    /// <summary>The customer was called. Refused: InputInvalid, EnquiryNotOpen, EnquiryNotSolved.</summary>
    [Alias("Tell")]
    Task<Answer> Tell(Intent<EnquiryWords> intent);
}

/// <param name="HeardIn">The key of the ticket, follow-up call or contact it was heard in; null: now, and the contact register hears of it too.</param>
/// <param name="Words">The customer's words.</param>
/// <param name="Contact">Name and number of a stranger without a file.</param>
/// <param name="TakenBy">The account that heard it, where the service takes it down for somebody.</param>
/// <param name="Channel">By which way the customer asked, where it was heard nowhere else.</param>
/// <param name="Matter">What a request is about.</param>
[GenerateSerializer, Immutable, Alias("TakeEnquiry")]
public sealed record TakeEnquiry(
    [property: Id(0)] string BranchId,
    [property: Id(1)] string? CustomerId,
    [property: Id(2)] EnquiryKind Kind,
    [property: Id(3)] string? HeardIn,
    [property: Id(4)] string Words,
    [property: Id(5)] string? Contact = null,
    [property: Id(6)] string? TakenBy = null,
    [property: Id(7)] ContactChannel Channel = ContactChannel.Call,
    [property: Id(8)] RequestMatter Matter = RequestMatter.Other);

/// <param name="Channel">By which way the customer was told; of no meaning for a solution.</param>
[GenerateSerializer, Immutable, Alias("EnquiryWords")]
public sealed record EnquiryWords([property: Id(0)] string Words, [property: Id(1)] ContactChannel Channel = ContactChannel.Call);

/// <summary>Takes down what another record has heard. Its key is made of the facts, so that it is taken once.</summary>
public sealed record TakeEnquiryHeard(string EnquiryId, TakeEnquiry Enquiry) : Effect
{
    public override string Target => EnquiryId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<IEnquiryGrain>(EnquiryId).Take(context.Intent(Enquiry));
}
