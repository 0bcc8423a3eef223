using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Complaints.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Technicians;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Complaints;

[Table("complaint"), Projected("complaint")]
public sealed record ComplaintRow : IHiddenFromPerson, IRolledUp
{
    public string Id { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public string? CustomerId { get; init; }

    [Filtered]
    public string? TicketId { get; init; }

    [Filtered]
    public string? PersonId { get; init; }

    /// <summary>The person complained about, where that is a technician.</summary>
    public string? TechnicianId { get; init; }

    /// <summary>The model it is about, as its ticket said.</summary>
    [Filtered]
    public string? ModelId { get; init; }

    [Filtered]
    public ComplaintCategory Category { get; init; }

    [Filtered]
    public ComplaintSeverity Severity { get; init; }

    [Filtered]
    public ComplaintSource Source { get; init; }

    public string? HeardIn { get; init; }

    [Filtered]
    public ComplaintState State { get; init; }

    [Filtered, Sorted]
    public DateTimeOffset RaisedAt { get; init; }

    /// <summary>The day at the branch.</summary>
    public DateOnly RaisedDay { get; init; }

    public DateTimeOffset AnswerBy { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    [Filtered]
    public DateTimeOffset? ReportedUpAt { get; init; }

    public Role? ReportedTo { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>It was answered, or the time for it has passed.</summary>
    public bool IsAnswerDecided { get; init; }

    /// <summary>The day at the branch on which it was first answered or the time for that passed, whichever came first; until then that on which it was raised.</summary>
    public DateOnly AnswerDay { get; init; }

    /// <summary>When it was first answered or the time for that passed, whichever came first; until then when it was raised.</summary>
    public DateTimeOffset AnswerCountsAt { get; init; }

    /// <summary>About quality, and closed within three days of being raised (S4 A4 二).</summary>
    public bool IsClosedSoon { get; init; }

    /// <summary>About quality, and closed, or the time for it has passed.</summary>
    public bool IsClosingDecided { get; init; }

    /// <summary>The day at the branch on which it was closed or the time for that passed, whichever came first; until then, and where there is no such time, that on which it was raised.</summary>
    public DateOnly ClosingDay { get; init; }

    /// <summary>When it was closed or the time for that passed, whichever came first; until then, and where there is no such time, when it was raised.</summary>
    public DateTimeOffset ClosingCountsAt { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    IEnumerable<DateOnly> IRolledUp.RollupDays => new[] { RaisedDay, AnswerDay, ClosingDay }.Distinct();

    public static ComplaintRow Of(Complaint complaint, RowStamp stamp) => new()
    {
        Id = complaint.Id,
        BranchId = complaint.BranchId,
        CustomerId = complaint.CustomerId,
        TicketId = complaint.TicketId,
        PersonId = complaint.PersonId,
        TechnicianId = complaint.PersonId?.StartsWith(ITechnicianGrain.Prefix, StringComparison.Ordinal) == true ? complaint.PersonId : null,
        ModelId = complaint.ModelId,
        Category = complaint.Category,
        Severity = complaint.Severity,
        Source = complaint.Source,
        HeardIn = complaint.HeardIn,
        State = complaint.State,
        RaisedAt = complaint.RaisedAt,
        RaisedDay = complaint.RaisedDay,
        AnswerBy = complaint.AnswerBy,
        AnsweredAt = complaint.AnsweredAt,
        ReportedUpAt = complaint.ReportedUpAt,
        ReportedTo = complaint.ReportedTo,
        ClosedAt = complaint.ClosedAt,
        IsAnswerDecided = IsAnswerOver(complaint),
        AnswerDay = complaint.AnswerDecidedOn ?? complaint.RaisedDay,
        AnswerCountsAt = DecidedAt(IsAnswerOver(complaint), complaint.AnsweredAt, complaint.AnswerBy, complaint),
        IsClosedSoon = complaint.ClosedAt <= complaint.CloseBy,
        IsClosingDecided = IsClosingOver(complaint),
        ClosingDay = complaint.ClosingDecidedOn ?? complaint.RaisedDay,
        ClosingCountsAt = DecidedAt(IsClosingOver(complaint), complaint.ClosedAt, complaint.CloseBy, complaint),
        Version = stamp.Version,
        Shape = stamp.Shape,
    };

    private static bool IsAnswerOver(Complaint complaint) => complaint.AnsweredAt is not null || complaint.IsAnswerMissed;

    private static bool IsClosingOver(Complaint complaint) => complaint.CloseBy is not null && (complaint.ClosedAt is not null || complaint.IsClosingMissed);

    private static DateTimeOffset DecidedAt(bool isDecided, DateTimeOffset? done, DateTimeOffset? by, Complaint complaint) =>
        !isDecided ? complaint.RaisedAt : done < by ? done.Value : by ?? complaint.RaisedAt;
}

internal sealed class ComplaintMapping : IEntityTypeConfiguration<ComplaintRow>
{
    public void Configure(EntityTypeBuilder<ComplaintRow> builder) => builder.HasKey(row => row.Id);
}
