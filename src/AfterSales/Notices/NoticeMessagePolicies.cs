using System.Collections.Immutable;
using System.Globalization;
using AfterSales.Api.Wording;
using AfterSales.Notices.Rules;
using AfterSales.Policies;
using AfterSales.Policies.Rules;

namespace AfterSales.Notices;

/// <summary>What stands round the notices in a mail to the company's own people.</summary>
public static class NoticeMessagePolicies
{
    private static readonly WordList Sentences = new("AfterSales.Notices.NoticeMail");

    public static Template Mail { get; } = new("notices.mailWords", language => new TemplateWords("{Subject}", Sentences.Get("Text", language)),
        Sample.Name,
        new Placeholder("Subject", language => $"{RefusalWording.ValueOf(NoticeKind.PromiseRunsOut, language)}: SH-2603-00041"),
        new Placeholder("Count", language => 1.ToString(CultureInfo.InvariantCulture)),
        new Placeholder("Lines", language => $"• {RefusalWording.ValueOf(NoticeKind.PromiseRunsOut, language)}: SH-2603-00041\n  https://service.example/tickets/…") { IsRequired = true, IsForTextAlone = true });

    public static Policy<ImmutableSortedDictionary<string, TemplateWords>> MailWords => Mail.Words;
}
