using System.Collections.Immutable;
using AfterSales.Api.Wording;
using AfterSales.Policies;
using AfterSales.Policies.Rules;

namespace AfterSales.Surveys;

/// <summary>What the invitation to an opinion card and its reminder say.</summary>
public static class SurveyMessagePolicies
{
    private static readonly WordList Sentences = new("AfterSales.Surveys.SurveyMessages");

    public static Template Invitation { get; } = Of("surveys.invitationWords", "Invitation");

    public static Template Reminder { get; } = Of("surveys.reminderWords", "Reminder");

    public static Policy<ImmutableSortedDictionary<string, TemplateWords>> InvitationWords => Invitation.Words;

    public static Policy<ImmutableSortedDictionary<string, TemplateWords>> ReminderWords => Reminder.Words;

    private static Template Of(string key, string text) => new(key, language => new TemplateWords(Sentences.Get("Subject", language), Sentences.Get(text, language)),
        Sample.Name, Sample.Branch, Sample.Day("Day", 0), Sample.Day("Until", 30), Sample.Link("survey"));
}
