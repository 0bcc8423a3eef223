using AfterSales.Records;
using AfterSales.Surveys.Rules;

namespace AfterSales.Surveys;

/// <summary>A repair was completed: its card is made.</summary>
public sealed record PlanSurveyCard(string CardId, PlanSurvey Survey) : Effect
{
    public override string Target => CardId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<ISurveyCardGrain>(CardId).Plan(context.Intent(Survey));
}

/// <summary>The repair was reopened.</summary>
public sealed record WithdrawSurveyCard(string CardId) : Effect
{
    public override string Target => CardId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<ISurveyCardGrain>(CardId).Withdraw(context.Intent(new WithdrawSurvey()));
}

/// <summary>The marks were asked in a call. Where the customer was quicker with the link, his own answer stands.</summary>
public sealed record AnswerSurveyCard(string CardId, AnswerSurvey Given) : Effect
{
    public override string Target => CardId;

    public override async Task<Answer> Deliver(IGrainFactory grains, EffectContext context)
    {
        var answer = await grains.GetGrain<ISurveyCardGrain>(CardId).Answer(context.Intent(Given));
        return answer.Refusal is SurveyNotOpen or NotFound ? answer with { Refusal = null } : answer;
    }
}
