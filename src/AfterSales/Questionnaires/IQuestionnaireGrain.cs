using System.Collections.Immutable;
using AfterSales.Catalogue.Rules;
using AfterSales.Questionnaires.Rules;
using AfterSales.Records;
using AfterSales.Surveys.Rules;

namespace AfterSales.Questionnaires;

/// <summary>A questionnaire, by its key <c>qn-…</c>.</summary>
[Alias("IQuestionnaireGrain")]
public interface IQuestionnaireGrain : IRecord<Questionnaire>
{
    const string Prefix = "qn-";

    /// <summary>Refused: InputInvalid, NotFound (branch), AlreadyExists.</summary>
    [Alias("Make")]
    Task<Answer> Make(Intent<MakeQuestionnaire> intent);

    /// <summary>It goes out no more.</summary>
    [Alias("Stop")]
    Task<Answer> Stop(Intent<StopQuestionnaire> intent);
}

/// <summary>One customer's sheet of a questionnaire, by its key <c>qs-…</c>.</summary>
[Alias("IQuestionnaireSheetGrain")]
public interface IQuestionnaireSheetGrain : IRecord<QuestionnaireSheet>
{
    const string Prefix = "qs-";

    /// <summary>Makes it and has the customer invited. Made again it stays as it is.</summary>
    [Alias("Make")]
    Task<Answer> Make(Intent<MakeSheet> intent);

    /// <summary>The customer's answers. Refused: SheetNotOpen, InputInvalid.</summary>
    [Alias("Answer")]
    Task<Answer> Answer(Intent<AnswerSheet> intent);
}

/// <param name="FirstOn">A day at the branch.</param>
/// <param name="EveryMonths">Null: once.</param>
/// <param name="OpenDays">Days for which a sheet can be answered.</param>
[GenerateSerializer, Immutable, Alias("MakeQuestionnaire")]
public sealed record MakeQuestionnaire(
    [property: Id(0)] string BranchId,
    [property: Id(1)] LocalText Title,
    [property: Id(2)] ImmutableList<LocalText> Questions,
    [property: Id(3)] CustomerGroup Group,
    [property: Id(4)] DateOnly FirstOn,
    [property: Id(5)] int? EveryMonths,
    [property: Id(6)] int OpenDays);

[GenerateSerializer, Immutable, Alias("StopQuestionnaire")]
public sealed record StopQuestionnaire;

[GenerateSerializer, Immutable, Alias("MakeSheet")]
public sealed record MakeSheet(
    [property: Id(0)] string BranchId, [property: Id(1)] string CustomerId, [property: Id(2)] string QuestionnaireId, [property: Id(3)] int Occurrence,
    [property: Id(4)] int OpenDays);

/// <param name="Marks">In the order of the questions.</param>
[GenerateSerializer, Immutable, Alias("AnswerSheet")]
public sealed record AnswerSheet(
    [property: Id(0)] ImmutableList<SatisfactionLevel> Marks, [property: Id(1)] string? Words, [property: Id(2)] AnswerWay By);

/// <summary>A questionnaire goes to a customer. The key is made of both and the time, so that he gets it once.</summary>
public sealed record MakeSheetForCustomer(string SheetId, MakeSheet Sheet) : Effect
{
    public override string Target => SheetId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<IQuestionnaireSheetGrain>(SheetId).Make(context.Intent(Sheet));
}
