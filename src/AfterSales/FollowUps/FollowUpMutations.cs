using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Complaints.Rules;
using AfterSales.Customers.Rules;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using AfterSales.Surveys.Rules;

namespace AfterSales.FollowUps;

/// <summary>Something the customer asked, wished or complained of in the call.</summary>
/// <param name="Words">In the customer's words.</param>
/// <param name="Category">Of a complaint.</param>
/// <param name="Severity">Of a complaint.</param>
/// <param name="IsAboutTechnician">The complaint is about the technician who served: he will not see it.</param>
/// <param name="IsEmergency">The fault is an emergency.</param>
public sealed record SaidInput(
    SaidKind Kind, [property: StringLength(2000)] string Words, ComplaintCategory Category = ComplaintCategory.Other,
    ComplaintSeverity Severity = ComplaintSeverity.General, bool IsAboutTechnician = false, bool IsEmergency = false)
{
    internal static ImmutableList<SaidByCustomer> ToSaid(IEnumerable<SaidInput>? said) =>
        [.. (said ?? []).Select(s => new SaidByCustomer(s.Kind, s.Words, new SaidDetails(s.Category, s.Severity, s.IsAboutTechnician, s.IsEmergency)))];
}

/// <summary>The four marks of the opinion card.</summary>
/// <param name="Punctuality">Arrival at the agreed time.</param>
/// <param name="Promises">Keeping of what was promised.</param>
public sealed record MarksInput(SatisfactionLevel Attitude, SatisfactionLevel Skill, SatisfactionLevel Punctuality, SatisfactionLevel Promises);

[Mutations]
public sealed class FollowUpMutations(FollowUpFiles files)
{
    /// <summary>
    /// Records a follow-up call that was made, and opens what the customer asked for: a ticket, an enquiry, a complaint. A fault told of a product in
    /// the words of a ticket that is open about it joins that one; any other fault has its own, unless the customer's file is archived: then nothing is recorded
    /// until it is taken up again.
    /// </summary>
    /// <param name="callId">The call's key.</param>
    /// <param name="callBackAt">When the customer wants to be called, where the result is <c>CALL_BACK_LATER</c>.</param>
    /// <param name="words">What was said, for whoever calls next.</param>
    /// <param name="said">What the customer asks, wishes or complains of: each opens something of its own.</param>
    /// <param name="marks">The opinion card, asked in the call.</param>
    [Secured(Permission.RecordFollowUps)]
    [Errors(typeof(FollowUpNotDue), typeof(FollowUpOver), typeof(FollowUpTooSoon), typeof(SurveyNotOpen), typeof(CustomerIsArchived), typeof(CustomerIsErased))]
    public Task<Outcome<FollowUpCallView>> RecordFollowUpCall(
        string callId, CallResult result, Caller caller, DateTimeOffset? callBackAt = null, string? words = null,
        [MaxLength(10)] IReadOnlyList<SaidInput>? said = null, MarksInput? marks = null, DateTimeOffset? deviceTime = null, string? requestId = null) =>
        files.Ask(callId, caller, (calls, number) => calls.RecordFollowUp(new Intent<RecordFollowUp>(
            new RecordFollowUp(number, result, callBackAt, words,
                marks is null ? null : new Marks(marks.Attitude, marks.Skill, marks.Punctuality, marks.Promises))
            {
                Said = SaidInput.ToSaid(said),
            },
            caller, requestId, deviceTime)), row => new FollowUpCallView(row));

    /// <summary>Puts a call into an agent's queue, or back into the branch's.</summary>
    /// <param name="callId">The call's key.</param>
    /// <param name="agentId">The key of the account; left out: back into the branch's queue.</param>
    [Secured(Permission.AssignFollowUps), Errors(typeof(FollowUpOver))]
    public Task<Outcome<FollowUpCallView>> AssignFollowUpCall(
        string callId, Caller caller, [StringLength(64)] string? agentId = null, string? requestId = null) =>
        files.Ask(callId, caller, (calls, number) => calls.AssignFollowUp(new Intent<AssignFollowUp>(new AssignFollowUp(number, agentId), caller, requestId)),
            row => new FollowUpCallView(row));
}
