using System.Collections.Immutable;
using AfterSales.Complaints.Rules;
using AfterSales.Contacts.Rules;
using AfterSales.Records;

namespace AfterSales.Complaints;

/// <summary>A complaint, by its key <c>cmp-…</c>. The person complained about does not find it.</summary>
[Alias("IComplaintGrain")]
public interface IComplaintGrain : IRecord<Complaint>
{
    const string Prefix = "cmp-";

    /// <summary>Takes it down. Refused: InputInvalid, NotFound (branch, customer, ticket), HasStake.</summary>
    [Alias("Raise")]
    Task<Answer> Raise(Intent<RaiseComplaint> intent);

    /// <summary>Records what the customer was told. Refused: InputInvalid, HasStake, ComplaintNotOpen.</summary>
    [Alias("Answer")]
    Task<Answer> Answer(Intent<ComplaintWords> intent);

    /// <summary>Refused: ComplaintNotAnswered, HasStake.</summary>
    [Alias("Close")]
    Task<Answer> Close(Intent<ComplaintWords> intent);
}

/// <param name="PersonId">The technician (<c>tech-…</c>) or account complained about.</param>
/// <param name="HeardIn">The key of the survey card, follow-up call or contact.</param>
[GenerateSerializer, Immutable, Alias("RaiseComplaint")]
public sealed record RaiseComplaint(
    [property: Id(0)] string BranchId,
    [property: Id(1)] string? CustomerId,
    [property: Id(2)] string? TicketId,
    [property: Id(3)] string? PersonId,
    [property: Id(4)] ComplaintCategory Category,
    [property: Id(5)] ComplaintSeverity Severity,
    [property: Id(6)] ComplaintSource Source,
    [property: Id(7)] string? HeardIn,
    [property: Id(8)] string Words)
{
    /// <summary>The branches at which the caller serves: see <see cref="Stake"/>.</summary>
    [Id(9)]
    public ImmutableList<string> ServesAt { get; init; } = [];

    /// <summary>The key of the model it is about, as its ticket says.</summary>
    [Id(10)]
    public string? ModelId { get; init; }
}

/// <param name="ServesAt">The branches at which the caller serves: see <see cref="Stake"/>.</param>
/// <param name="Channel">By which way the customer was given an answer.</param>
[GenerateSerializer, Immutable, Alias("ComplaintWords")]
public sealed record ComplaintWords([property: Id(0)] string Words, [property: Id(1)] ImmutableList<string> ServesAt, [property: Id(2)] ContactChannel Channel = ContactChannel.Call);
