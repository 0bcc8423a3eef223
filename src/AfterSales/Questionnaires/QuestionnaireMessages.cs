using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Messages;
using AfterSales.Messages.Rules;

namespace AfterSales.Questionnaires;

/// <summary>The invitation to a questionnaire, with the signed link.</summary>
public sealed class QuestionnaireMessages(IGrainFactory grains, QuestionnaireLinks links) : IWriteMessages
{
    private static readonly WordList Sentences = new("AfterSales.Questionnaires.QuestionnaireMessages");

    public bool Writes(MessageKind kind) => kind == MessageKind.QuestionnaireInvitation;

    public async Task<WrittenMessage?> Write(OutboundMessage message, Addressee to, Func<string, string> addressOf)
    {
        if (await grains.GetGrain<IQuestionnaireSheetGrain>(message.About).Read(Caller.System) is not { } sheet || links.LinkOf(sheet) is not { } link) return null;
        if (await grains.GetGrain<IQuestionnaireGrain>(sheet.QuestionnaireId).Read(Caller.System) is not { } questionnaire) return null;
        var title = questionnaire.Title.In(to.Language);
        return new WrittenMessage(title, Sentences.Get("Invitation", to.Language)
            .Replace("{Name}", to.Name, StringComparison.Ordinal)
            .Replace("{Title}", title, StringComparison.Ordinal)
            .Replace("{Until}", to.Calendar.LocalDay(sheet.ExpiresAt).ToString("D", ReaderLanguage.CultureOf(to.Language)), StringComparison.Ordinal)
            .Replace("{Branch}", to.Branch, StringComparison.Ordinal)
            .Replace("{Link}", addressOf($"/questionnaire/{link}"), StringComparison.Ordinal));
    }
}
