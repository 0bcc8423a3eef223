using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Contacts.Rules;
using AfterSales.Records;

namespace AfterSales.Complaints.Rules;

/// <summary>What is complained of; it decides which department answers (S1 P1 3.5–3.8).</summary>
public enum ComplaintCategory
{
    /// <summary>Quality and function: R&amp;D, design, production.</summary>
    ProductQuality,

    /// <summary>Storage and transport.</summary>
    PackagingDamage,

    /// <summary>Attitude, diligence, punctuality of our people: marketing.</summary>
    StaffConduct,

    /// <summary>Dealer management.</summary>
    Dealer,

    /// <summary>Finance (ours).</summary>
    Charges,

    Other,
}

public enum ComplaintSeverity
{
    General,

    /// <summary>Goes to the deputy general manager at once (S1 P2 26).</summary>
    Serious,
}

/// <summary>Where the complaint was heard.</summary>
public enum ComplaintSource
{
    /// <summary>Marks of a survey were low.</summary>
    Survey,

    /// <summary>Said in a follow-up call.</summary>
    FollowUpCall,

    /// <summary>A call, letter or visit of the customer.</summary>
    Contact,
}

public enum ComplaintState
{
    Open,

    /// <summary>The customer has an answer.</summary>
    Answered,

    Closed,
}

/// <summary>A complaint (domain.md §6), as far as it is taken, answered and closed; its words stand in the journal.</summary>
[GenerateSerializer, Immutable, Alias("Complaint")]
public sealed record Complaint : IRecordState<Complaint>, IHiddenFromPerson
{
    // S4 A4 二
    private static readonly TimeSpan TimeToClose = TimeSpan.FromDays(3);

    public static string Kind => "complaint";

    /// <summary><c>cmp-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>The branch it is about; once that has closed, the one that took its work.</summary>
    [Id(1)]
    public string BranchId { get; init; } = "";

    [Id(2)]
    public string? CustomerId { get; init; }

    /// <summary>The ticket it is about.</summary>
    [Id(3)]
    public string? TicketId { get; init; }

    /// <summary>The technician (<c>tech-…</c>) or account complained about, who does not see it.</summary>
    [Id(4)]
    public string? PersonId { get; init; }

    [Id(5)]
    public ComplaintCategory Category { get; init; }

    [Id(6)]
    public ComplaintSeverity Severity { get; init; }

    [Id(7)]
    public ComplaintSource Source { get; init; }

    /// <summary>The key of the survey card, follow-up call or contact it was heard in.</summary>
    [Id(8)]
    public string? HeardIn { get; init; }

    [Id(9)]
    public ComplaintState State { get; init; }

    [Id(10)]
    public DateTimeOffset RaisedAt { get; init; }

    /// <summary>The day at the branch.</summary>
    [Id(11)]
    public DateOnly RaisedDay { get; init; }

    /// <summary>The customer must have an answer by then.</summary>
    [Id(12)]
    public DateTimeOffset AnswerBy { get; init; }

    /// <summary>When the customer had the first answer.</summary>
    [Id(13)]
    public DateTimeOffset? AnsweredAt { get; init; }

    [Id(14)]
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Still without an answer, it is reported up then; null: it has been.</summary>
    [Id(15)]
    public DateTimeOffset? ReportUpAt { get; init; }

    /// <summary>When it was reported up.</summary>
    [Id(16)]
    public DateTimeOffset? ReportedUpAt { get; init; }

    /// <summary>To whom, at headquarters.</summary>
    [Id(17)]
    public Role? ReportedTo { get; init; }

    /// <summary>The time by which the customer had to have an answer passed without one.</summary>
    [Id(18)]
    public bool IsAnswerMissed { get; init; }

    /// <summary>About quality, and not closed in time.</summary>
    [Id(19)]
    public bool IsClosingMissed { get; init; }

    /// <summary>The key of the model it is about.</summary>
    [Id(20)]
    public string? ModelId { get; init; }

    /// <summary>The day at the branch on which the customer had an answer, or the time for it had passed; null before.</summary>
    [Id(21)]
    public DateOnly? AnswerDecidedOn { get; init; }

    /// <summary>The day at the branch on which it was closed, or the time for that had passed; null before, and where there is no such time.</summary>
    [Id(22)]
    public DateOnly? ClosingDecidedOn { get; init; }

    /// <summary>One about quality must be closed by then.</summary>
    public DateTimeOffset? CloseBy => Category == ComplaintCategory.ProductQuality ? RaisedAt + TimeToClose : null;

    public DateTimeOffset? NextDue => new[]
    {
        State == ComplaintState.Open ? ReportUpAt : null,
        State == ComplaintState.Open && !IsAnswerMissed ? AnswerBy : null,
        State != ComplaintState.Closed && !IsClosingMissed ? CloseBy : null,
    }.Min();

    public static Complaint Apply(Complaint? state, Event happened) => happened switch
    {
        ComplaintRaised e => new Complaint
        {
            Id = e.Id,
            BranchId = e.BranchId,
            CustomerId = e.CustomerId,
            TicketId = e.TicketId,
            PersonId = e.PersonId,
            Category = e.Category,
            Severity = e.Severity,
            Source = e.Source,
            HeardIn = e.HeardIn,
            RaisedAt = e.At,
            RaisedDay = e.Day,
            AnswerBy = e.AnswerBy,
            ReportUpAt = e.ReportUpAt,
            ModelId = e.ModelId,
        },
        ComplaintReportedUp e => state! with { ReportUpAt = null, ReportedUpAt = e.At, ReportedTo = e.To },
        ComplaintAnswerMissed e => state! with { IsAnswerMissed = true, AnswerDecidedOn = e.Day },
        ComplaintClosingMissed e => state! with { IsClosingMissed = true, ClosingDecidedOn = e.Day },
        ComplaintAnswered e => state! with { State = ComplaintState.Answered, AnsweredAt = state.AnsweredAt ?? e.At, AnswerDecidedOn = state.AnswerDecidedOn ?? e.Day },
        ComplaintClosed e => state! with { State = ComplaintState.Closed, ClosedAt = e.At, ClosingDecidedOn = state.CloseBy is null ? null : state.ClosingDecidedOn ?? e.Day },
        HandedOver e => state! with { BranchId = e.ToBranchId },
        _ => state!,
    };
}

[Published("complaint.raised")]
public sealed record ComplaintRaised(
    string Id, string BranchId, string? CustomerId, string? TicketId, string? PersonId, ComplaintCategory Category, ComplaintSeverity Severity,
    ComplaintSource Source, string? HeardIn, DateTimeOffset At, DateOnly Day, DateTimeOffset AnswerBy,
    DateTimeOffset? ReportUpAt, [property: Words] string Words, string? ModelId = null) : Event;

/// <summary>The superior was told: at once of a serious one, else of what nobody answered for some days (S3 ⑹-5 规定 4, S1 P2 26).</summary>
/// <param name="ActBy">By when he is to say how it goes on.</param>
public sealed record ComplaintReportedUp(DateTimeOffset At, Role To, DateTimeOffset ActBy) : Event;

/// <summary>The customer has no answer at the time by which one was due.</summary>
public sealed record ComplaintAnswerMissed(DateTimeOffset At, DateOnly Day) : Event;

/// <summary>A complaint about quality is not closed at the time by which it had to be (S4 A4 二).</summary>
public sealed record ComplaintClosingMissed(DateTimeOffset At, DateOnly Day) : Event;

/// <summary>The customer was given an answer, in writing or by phone (S1 P2 26).</summary>
[Published("complaint.answered")]
public sealed record ComplaintAnswered(DateTimeOffset At, DateOnly Day, [property: Words] string Words, ContactChannel Channel = ContactChannel.Call) : Event;

[Published("complaint.closed")]
public sealed record ComplaintClosed(DateTimeOffset At, DateOnly Day, [property: Words] string? Words) : Event;
