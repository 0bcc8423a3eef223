using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Messages;
using AfterSales.Messages.Rules;

namespace AfterSales.Surveys;

/// <summary>The invitation to an opinion card and its reminder, with the signed link: written anew each time, so that the link is kept nowhere.</summary>
public sealed class SurveyMessages(IGrainFactory grains, SurveyLinks links) : IWriteMessages
{
    private static readonly WordList Sentences = new("AfterSales.Surveys.SurveyMessages");

    public bool Writes(MessageKind kind) => kind is MessageKind.SurveyInvitation or MessageKind.SurveyReminder;

    public async Task<WrittenMessage?> Write(OutboundMessage message, Addressee to, Func<string, string> addressOf)
    {
        if (await grains.GetGrain<ISurveyCardGrain>(message.About).Read(Caller.System) is not { } card || links.LinkOf(card) is not { } link) return null;
        var culture = ReaderLanguage.CultureOf(to.Language);
        var text = Sentences.Get(message.MessageKind == MessageKind.SurveyInvitation ? "Invitation" : "Reminder", to.Language)
            .Replace("{Name}", to.Name, StringComparison.Ordinal)
            .Replace("{Day}", card.CompletedDay.ToString("D", culture), StringComparison.Ordinal)
            .Replace("{Until}", to.Calendar.LocalDay(card.ExpiresAt!.Value).ToString("D", culture), StringComparison.Ordinal)
            .Replace("{Branch}", to.Branch, StringComparison.Ordinal)
            .Replace("{Link}", addressOf($"/survey/{link}"), StringComparison.Ordinal);
        return new WrittenMessage(Sentences.Get("Subject", to.Language), text);
    }
}
