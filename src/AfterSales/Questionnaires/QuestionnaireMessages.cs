using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Messages;
using AfterSales.Messages.Rules;
using AfterSales.Policies;

namespace AfterSales.Questionnaires;

/// <summary>The invitation to a questionnaire, with the signed link.</summary>
public sealed class QuestionnaireMessages(IGrainFactory grains, QuestionnaireLinks links) : IWriteMessages
{
    public bool Writes(MessageKind kind) => kind == MessageKind.QuestionnaireInvitation;

    public async Task<WrittenMessage?> Write(OutboundMessage message, Addressee to, Func<string, string> addressOf)
    {
        if (await grains.GetGrain<IQuestionnaireSheetGrain>(message.About).Read(Caller.System) is not { } sheet || links.LinkOf(sheet) is not { } link) return null;
        if (await grains.GetGrain<IQuestionnaireGrain>(sheet.QuestionnaireId).Read(Caller.System) is not { } questionnaire) return null;
        var (subject, text) = Template.Fill(QuestionnaireMessagePolicies.Invitation.In(to.Language, to.Policies), new Dictionary<string, string>
        {
            ["Name"] = to.Name, ["Branch"] = to.Branch, ["Title"] = questionnaire.Title.In(to.Language),
            ["Until"] = to.Calendar.LocalDay(sheet.ExpiresAt).ToString("D", ReaderLanguage.CultureOf(to.Language)), ["Link"] = addressOf($"/questionnaire/{link}"),
        });
        return new WrittenMessage(subject, text);
    }
}
