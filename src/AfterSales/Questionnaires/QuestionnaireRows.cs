using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Contacts.Rules;
using AfterSales.Questionnaires.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Surveys.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Questionnaires;

[Table("questionnaire"), Projected("questionnaire")]
public sealed record QuestionnaireRow : IScoped
{
    public string Id { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    [Sorted]
    public DateOnly FirstOn { get; init; }

    public int? EveryMonths { get; init; }

    public int OpenDays { get; init; }

    public DateTimeOffset? NextAt { get; init; }

    public DateTimeOffset? StoppedAt { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    public static QuestionnaireRow Of(Questionnaire known, RowStamp stamp) => new()
    {
        Id = known.Id, BranchId = known.BranchId, FirstOn = known.FirstOn, EveryMonths = known.EveryMonths, OpenDays = known.OpenDays, NextAt = known.NextAt,
        StoppedAt = known.StoppedAt, Version = stamp.Version, Shape = stamp.Shape,
    };
}

[Table("questionnaire_sheet"), Projected("questionnaire_sheet")]
public sealed record QuestionnaireSheetRow : IScoped
{
    public string Id { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public string CustomerId { get; init; } = "";

    [Filtered]
    public string QuestionnaireId { get; init; } = "";

    [Filtered]
    public int Occurrence { get; init; }

    [Filtered]
    public SheetState State { get; init; }

    public ContactChannel? Channel { get; init; }

    [Sorted]
    public DateTimeOffset SentAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    public AnswerWay? AnsweredBy { get; init; }

    /// <summary>1 to 4, in the order of the questions, divided by spaces.</summary>
    public string Marks { get; init; } = "";

    public int Version { get; init; }

    public int Shape { get; init; }

    public static QuestionnaireSheetRow Of(QuestionnaireSheet sheet, RowStamp stamp) => new()
    {
        Id = sheet.Id, BranchId = sheet.BranchId, CustomerId = sheet.CustomerId, QuestionnaireId = sheet.QuestionnaireId, Occurrence = sheet.Occurrence,
        State = sheet.State, Channel = sheet.Channel, SentAt = sheet.SentAt, ExpiresAt = sheet.ExpiresAt, AnsweredAt = sheet.AnsweredAt,
        AnsweredBy = sheet.AnsweredBy, Marks = string.Join(' ', sheet.Marks.Select(mark => (int)mark)), Version = stamp.Version, Shape = stamp.Shape,
    };
}

[Table("questionnaire_answer"), Projected("questionnaire_sheet")]
public sealed record QuestionnaireAnswerRow : IScoped
{
    /// <summary>The key of the sheet, a slash and the question's number.</summary>
    public string Id { get; init; } = "";

    public string BranchId { get; init; } = "";

    public string QuestionnaireId { get; init; } = "";

    public int Occurrence { get; init; }

    /// <summary>From 1.</summary>
    public int Question { get; init; }

    /// <summary>1 to 4.</summary>
    public int Mark { get; init; }

    public static IEnumerable<QuestionnaireAnswerRow> Of(QuestionnaireSheet sheet) => sheet.Marks.Select((mark, i) => new QuestionnaireAnswerRow
    {
        Id = FormattableString.Invariant($"{sheet.Id}/{i + 1}"), BranchId = sheet.BranchId, QuestionnaireId = sheet.QuestionnaireId, Occurrence = sheet.Occurrence,
        Question = i + 1, Mark = (int)mark,
    });
}

internal sealed class QuestionnaireMapping
    : IEntityTypeConfiguration<QuestionnaireRow>, IEntityTypeConfiguration<QuestionnaireSheetRow>, IEntityTypeConfiguration<QuestionnaireAnswerRow>
{
    public void Configure(EntityTypeBuilder<QuestionnaireRow> builder) => builder.HasKey(row => row.Id);

    public void Configure(EntityTypeBuilder<QuestionnaireSheetRow> builder) => builder.HasKey(row => row.Id);

    public void Configure(EntityTypeBuilder<QuestionnaireAnswerRow> builder) => builder.HasKey(row => row.Id);
}
