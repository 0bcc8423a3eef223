using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Messages;
using AfterSales.Messages.Rules;
using AfterSales.Policies;

namespace AfterSales.Surveys;

/// <summary>The invitation to an opinion card and its reminder, with the signed link: written anew each time, so that the link is kept nowhere.</summary>
public sealed class SurveyMessages(IGrainFactory grains, SurveyLinks links) : IWriteMessages
{
    public bool Writes(MessageKind kind) => kind is MessageKind.SurveyInvitation or MessageKind.SurveyReminder;

    public async Task<WrittenMessage?> Write(OutboundMessage message, Addressee to, Func<string, string> addressOf)
    {
        if (await grains.GetGrain<ISurveyCardGrain>(message.About).Read(Caller.System) is not { } card || links.LinkOf(card) is not { } link) return null;
        var culture = ReaderLanguage.CultureOf(to.Language);
        var template = message.MessageKind == MessageKind.SurveyInvitation ? SurveyMessagePolicies.Invitation : SurveyMessagePolicies.Reminder;
        var (subject, text) = Template.Fill(template.In(to.Language, to.Policies), new Dictionary<string, string>
        {
            ["Name"] = to.Name, ["Branch"] = to.Branch, ["Day"] = card.CompletedDay.ToString("D", culture),
            ["Until"] = to.Calendar.LocalDay(card.ExpiresAt!.Value).ToString("D", culture), ["Link"] = addressOf($"/survey/{link}"),
        });
        return new WrittenMessage(subject, text);
    }
}
