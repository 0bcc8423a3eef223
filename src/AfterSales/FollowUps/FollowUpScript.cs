using AfterSales.Access;
using AfterSales.Api;
using AfterSales.FollowUps.Rules;
using GraphQL;

namespace AfterSales.FollowUps;

/// <summary>Puts together what whoever calls should know; what a ticket is, its capability says.</summary>
public interface IFollowUpScripts
{
    /// <summary>Null where the record can't be seen.</summary>
    Task<FollowUpScript?> Of(FollowUpCallRow call, Caller caller, CancellationToken cancellation);
}

/// <summary>What whoever calls should know before he does.</summary>
/// <param name="TicketNumber">For people; null after a sale.</param>
/// <param name="Product">The model, where one is known.</param>
/// <param name="Symptom">What the customer had complained of.</param>
/// <param name="Done">What was done on the last visit.</param>
/// <param name="DoneBy">The technician's name.</param>
/// <param name="DoneOn">When that visit ended.</param>
/// <param name="CustomersLastWords">The opinion on the certificate, or what was said in the last call.</param>
/// <param name="Before">What earlier calls of this ticket or sale brought: it need not be asked again.</param>
/// <param name="Open">What the customer still waits for.</param>
/// <param name="MayAskOpinion">The opinion card is still unanswered: ask for the four marks.</param>
[Name("FollowUpScript"), SecuredByParent]
public sealed record FollowUpScript(
    string? TicketNumber, string? Product, string? Symptom, string? Done, string? DoneBy, DateTimeOffset? DoneOn, string? CustomersLastWords,
    IReadOnlyList<CallBefore> Before, IReadOnlyList<OpenForCustomer> Open, bool MayAskOpinion);

/// <summary>An earlier call.</summary>
/// <param name="Words">What was said.</param>
[Name("CallBefore"), SecuredByParent]
public sealed record CallBefore(int Number, string Step, CallResult Result, DateTimeOffset At, string? Words);

/// <summary>Something the customer still waits for.</summary>
/// <param name="Id">The key of the ticket, enquiry or complaint.</param>
/// <param name="Number">For people, where it has one.</param>
/// <param name="DueAt">By when it is promised.</param>
[Name("OpenForCustomer"), SecuredByParent]
public sealed record OpenForCustomer(OpenWork Kind, string Id, string? Number, DateTimeOffset Since, DateTimeOffset? DueAt);

/// <summary>What a customer may wait for.</summary>
public enum OpenWork
{
    Ticket,
    Enquiry,
    Complaint,
}
