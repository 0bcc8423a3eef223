using System.Collections.Immutable;
using AfterSales.Api.Wording;
using AfterSales.Policies;
using AfterSales.Policies.Rules;

namespace AfterSales.Questionnaires;

/// <summary>What the invitation to a questionnaire says.</summary>
public static class QuestionnaireMessagePolicies
{
    private static readonly WordList Sentences = new("AfterSales.Questionnaires.QuestionnaireMessages");

    public static Template Invitation { get; } = new("questionnaires.invitationWords", language => new TemplateWords("{Title}", Sentences.Get("Invitation", language)),
        Sample.Name, Sample.Branch, new Placeholder("Title", language => language switch { "zh-CN" => "年度满意度调查", "es" => "Su año con nosotros", _ => "Your year with us" }),
        Sample.Day("Until", 30), Sample.Link("questionnaire"));

    public static Policy<ImmutableSortedDictionary<string, TemplateWords>> InvitationWords => Invitation.Words;
}
