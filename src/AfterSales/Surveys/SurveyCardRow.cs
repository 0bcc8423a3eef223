using System.ComponentModel.DataAnnotations.Schema;
using System.Globalization;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Surveys.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Surveys;

[Table("survey_card"), Projected("survey_card")]
public sealed record SurveyCardRow : IScoped, IRolledUp
{
    public string Id { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public string CustomerId { get; init; } = "";

    [Filtered]
    public string TicketId { get; init; } = "";

    [Filtered]
    public string? TechnicianId { get; init; }

    /// <summary>The model that was repaired.</summary>
    [Filtered]
    public string? ModelId { get; init; }

    [Filtered]
    public DateOnly CompletedDay { get; init; }

    public DateTimeOffset CompletedAt { get; init; }

    /// <summary>Of the completion, at the branch: <c>2026-03</c>.</summary>
    [Filtered]
    public string Month { get; init; } = "";

    [Filtered]
    public SurveyState State { get; init; }

    [Filtered]
    public SurveyChannel? Channel { get; init; }

    [Sorted]
    public DateTimeOffset SendAt { get; init; }

    public DateTimeOffset? InvitedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public int Reminders { get; init; }

    /// <summary>1 to 4.</summary>
    public int? Attitude { get; init; }

    public int? Skill { get; init; }

    public int? Punctuality { get; init; }

    public int? Promises { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    public AnswerWay? AnsweredBy { get; init; }

    [Filtered]
    public bool IsLow { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    IEnumerable<DateOnly> IRolledUp.RollupDays => [CompletedDay];

    public static SurveyCardRow Of(SurveyCard card, RowStamp stamp) => new()
    {
        Id = card.Id,
        BranchId = card.BranchId,
        CustomerId = card.CustomerId,
        TicketId = card.TicketId,
        TechnicianId = card.TechnicianId,
        ModelId = card.ModelId,
        CompletedDay = card.CompletedDay,
        CompletedAt = card.CompletedAt,
        Month = MonthOf(card.CompletedDay),
        State = card.State,
        Channel = card.Channel,
        SendAt = card.SendAt,
        InvitedAt = card.InvitedAt,
        ExpiresAt = card.ExpiresAt,
        Reminders = card.Reminders,
        Attitude = (int?)card.Marks?.Attitude,
        Skill = (int?)card.Marks?.Skill,
        Punctuality = (int?)card.Marks?.Punctuality,
        Promises = (int?)card.Marks?.Promises,
        AnsweredAt = card.AnsweredAt,
        AnsweredBy = card.AnsweredBy,
        IsLow = card.IsLow,
        Version = stamp.Version,
        Shape = stamp.Shape,
    };

    public static string MonthOf(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

internal sealed class SurveyCardMapping : IEntityTypeConfiguration<SurveyCardRow>
{
    public void Configure(EntityTypeBuilder<SurveyCardRow> builder) => builder.HasKey(row => row.Id);
}
