using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Complaints.Rules;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using AfterSales.Surveys.Rules;

namespace AfterSales.FollowUps;

/// <summary>The follow-up calls of a record: a ticket's or a sale's.</summary>
[Alias("IFollowUpCalls")]
public interface IFollowUpCalls : IGrainWithStringKey
{
    /// <summary>The calls with what they belong to; null when there is no such record or the caller may not see it.</summary>
    [Alias("ReadFollowUps")]
    Task<FollowUpFile?> ReadFollowUps(Caller caller);

    /// <summary>
    /// Records a call that was made, and opens what the customer asked for. Refused: NotFound, FollowUpNotDue, FollowUpOver, FollowUpTooSoon, CustomerIsArchived (for a fault),
    /// SurveyNotOpen, InputInvalid.
    /// </summary>
    [Alias("RecordFollowUp")]
    Task<Answer> RecordFollowUp(Intent<RecordFollowUp> intent);

    /// <summary>What the voice gateway reports. A report that comes too late to matter changes nothing.</summary>
    [Alias("RecordFromGateway")]
    Task<Answer> RecordFromGateway(Intent<GatewayResult> intent);

    /// <summary>A fault the customer told is with a ticket now.</summary>
    [Alias("FaultTaken")]
    Task<Answer> FaultTaken(Intent<ToldFaultTaken> intent);

    /// <summary>Puts a call into an agent's queue, or back into the branch's. Refused: NotFound, FollowUpOver.</summary>
    [Alias("AssignFollowUp")]
    Task<Answer> AssignFollowUp(Intent<AssignFollowUp> intent);
}

/// <summary>The calls after a ticket's completion, by the ticket's key.</summary>
[Alias("ITicketFollowUps")]
public interface ITicketFollowUps : IFollowUpCalls
{
    const string Prefix = "t-";
}

/// <summary>Which calls there are, and of what.</summary>
/// <param name="RecordId">The key of the ticket or sale.</param>
/// <param name="TechnicianId">Who served.</param>
[GenerateSerializer, Immutable, Alias("FollowUpFile")]
public sealed record FollowUpFile(
    [property: Id(0)] string RecordId,
    [property: Id(1)] string BranchId,
    [property: Id(2)] string CustomerId,
    [property: Id(3)] string? ProductId,
    [property: Id(4)] string? TechnicianId,
    [property: Id(5)] FollowUpCalls Calls) : IScoped
{
    /// <summary>Null for a sale.</summary>
    public string? TicketId => RecordId.StartsWith(ITicketFollowUps.Prefix, StringComparison.Ordinal) ? RecordId : null;
}

/// <param name="Number">Which call of the record, from 1.</param>
/// <param name="CallBackAt">When the customer wants to be called, where the result is <c>CallBackLater</c>.</param>
/// <param name="Words">What was said, for whoever calls next.</param>
/// <param name="Marks">The customer's marks, where the opinion card was asked in the call.</param>
[GenerateSerializer, Immutable, Alias("RecordFollowUp")]
public sealed record RecordFollowUp(
    [property: Id(0)] int Number,
    [property: Id(1)] CallResult Result,
    [property: Id(2)] DateTimeOffset? CallBackAt = null,
    [property: Id(3)] string? Words = null,
    [property: Id(4)] Marks? Marks = null)
{
    /// <summary>What the customer asks, wishes or complains of.</summary>
    [Id(5)]
    public ImmutableList<SaidByCustomer> Said { get; init; } = [];
}

/// <summary>What something the customer said leads to.</summary>
public enum SaidKind
{
    /// <summary>A fault: a ticket of its own, linked to the one the call followed.</summary>
    Fault,

    /// <summary>A request or wish: an enquiry that is answered within two days.</summary>
    Request,

    /// <summary>What a product costs: an enquiry that is called back.</summary>
    PriceQuestion,

    /// <summary>Interest in a product or contract: a lead for the sales manager.</summary>
    Interest,

    Complaint,
}

[GenerateSerializer, Immutable, Alias("SaidByCustomer")]
public sealed record SaidByCustomer([property: Id(0)] SaidKind Kind, [property: Id(1)] string Words, [property: Id(2)] SaidDetails Details);

/// <param name="Category">Of a complaint.</param>
/// <param name="Severity">Of a complaint.</param>
/// <param name="IsAboutTechnician">The complaint is about the technician who served: he does not see it.</param>
/// <param name="IsEmergency">The fault is an emergency.</param>
[GenerateSerializer, Immutable, Alias("SaidDetails")]
public sealed record SaidDetails(
    [property: Id(0)] ComplaintCategory Category = ComplaintCategory.Other,
    [property: Id(1)] ComplaintSeverity Severity = ComplaintSeverity.General,
    [property: Id(2)] bool IsAboutTechnician = false,
    [property: Id(3)] bool IsEmergency = false);

/// <param name="Result">Null: the gateway could not place the call.</param>
/// <param name="By">The key of the voice call.</param>
/// <param name="WantsPerson">The customer asked for a person.</param>
[GenerateSerializer, Immutable, Alias("GatewayResult")]
public sealed record GatewayResult(
    [property: Id(0)] int Number, [property: Id(1)] CallResult? Result, [property: Id(2)] string By, [property: Id(3)] bool WantsPerson = false,
    [property: Id(4)] Marks? Marks = null);

/// <param name="ToldId">The key its ticket was to have.</param>
/// <param name="TicketId">The key of the ticket it is with: its own, or the one that was open about the same fault.</param>
[GenerateSerializer, Immutable, Alias("ToldFaultTaken")]
public sealed record ToldFaultTaken([property: Id(0)] int Number, [property: Id(1)] string ToldId, [property: Id(2)] string TicketId);

/// <param name="AgentId">The key of the account; null: back into the branch's queue.</param>
[GenerateSerializer, Immutable, Alias("AssignFollowUp")]
public sealed record AssignFollowUp([property: Id(0)] int Number, [property: Id(1)] string? AgentId);
