using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Api.Wording;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Channels;
using AfterSales.Channels.Rules;
using AfterSales.Notices.Rules;
using AfterSales.Policies;
using AfterSales.Records;

namespace AfterSales.Notices;

/// <summary>The mails to the company's own people: when each may go out, and what stands in it. Their words are kept nowhere.</summary>
public sealed class NoticeMail(
    MailChannel mail, IEnumerable<IWriteNotices> writers, Readers readers, ReferenceCache<IBranchGrain, Branch> branches, PlaceCalendars calendars,
    EffectivePolicies policies)
{
    private static readonly WordList Sentences = new("AfterSales.Notices.NoticeMail");

    /// <summary>By what a mail is known: the same for the same notices, and another where one has joined or left them since the last try.</summary>
    public static string MailOf(string boxId, ImmutableList<Notice> due) =>
        RecordKey.Derived($"{boxId}-", string.Join('\n', due.Select(notice => notice.Key).Order(StringComparer.Ordinal)));

    /// <summary>When he may be told what is not urgent.</summary>
    public async Task<Func<NoticeWishes, NoticeTimes>> TimesOf(AddressedAccount person)
    {
        var inForce = await policies.At(person.Home);
        var hours = inForce.Get(NoticePolicies.Hours);
        var working = await calendars.Of(person.Home);
        var clock = WorkingCalendar.Closed((await readers.ZoneOf(person.Reader)).Id);
        return wishes => new NoticeTimes(
            (wishes.WithinWorkingHours ?? hours.WithinWorkingHours) ? working : null, clock,
            wishes.QuietFrom ?? hours.QuietFrom, wishes.QuietTo ?? hours.QuietTo, inForce.Get(NoticePolicies.GroupMinutes));
    }

    /// <summary>Gives the mail server what is to be told. Null: nothing is to be said any more.</summary>
    /// <param name="id">Sent twice under the same one, it is the same mail to whoever receives it.</param>
    public async Task<Delivery?> Send(string id, AddressedAccount person, ImmutableList<Notice> due)
    {
        var lines = await LinesOf(person, due);
        if (lines.Count == 0) return null;
        if (person.Email is not { } address) return Delivery.Refused;
        var (subject, text) = await Write(person, lines);
        var from = person.Home == Assignment.Headquarters ? "" : (await branches.Get(person.Home))?.Name ?? "";
        return await mail.Send(new OutgoingMail(id, from, person.Name, address, person.Language, subject, text));
    }

    /// <summary>A record that he is told of twice stands there once, with the latest; what is urgent comes first.</summary>
    private async Task<List<(Notice Notice, NoticeLine Line)>> LinesOf(AddressedAccount person, ImmutableList<Notice> due)
    {
        var written = new Dictionary<string, NoticeLine>();
        foreach (var writer in writers)
        {
            string[] own = [.. due.Select(notice => notice.About).Where(writer.Writes).Distinct()];
            if (own.Length == 0) continue;
            foreach (var (about, line) in await writer.Write(own, person.Reader)) written[about] = line;
        }

        return
        [
            .. due.GroupBy(notice => notice.About).Select(same => same.MaxBy(notice => notice.At)!).Where(notice => written.ContainsKey(notice.About))
                .OrderByDescending(notice => notice.IsUrgent).ThenBy(notice => written[notice.About].DueAt ?? notice.At).Select(notice => (notice, written[notice.About])),
        ];
    }

    private async Task<(string Subject, string Text)> Write(AddressedAccount person, List<(Notice Notice, NoticeLine Line)> lines)
    {
        var reader = new ReaderForm(person.Language, await readers.ZoneOf(person.Reader));
        var (first, line) = lines[0];
        var subject = lines.Count == 1
            ? string.Join(": ", new[] { RefusalWording.ValueOf(first.Kind, person.Language), line.Subject ?? line.Title })
            : Say("SubjectOfMany").Replace("{Count}", lines.Count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var text = new StringBuilder();
        foreach (var (notice, told) in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"• {RefusalWording.ValueOf(notice.Kind, person.Language)}: {told.Title}");
            if (told.Subject is { } called) text.Append(CultureInfo.InvariantCulture, $" · {called}");
            if (told.Detail is { } detail) text.Append(CultureInfo.InvariantCulture, $" · {detail}");
            if (told.Place != person.Home && told.Place != Assignment.Headquarters && await branches.Get(told.Place) is { } branch) text.Append(CultureInfo.InvariantCulture, $" · {branch.Name}");
            if (told.DueAt is { } due) text.Append(CultureInfo.InvariantCulture, $" · {Say("Due").Replace("{At}", reader.Shown(due), StringComparison.Ordinal)}");
            text.Append(CultureInfo.InvariantCulture, $"\n  {mail.AddressOf(told.Path)}\n\n");
        }

        var (title, body) = Template.Fill(NoticeMessagePolicies.Mail.In(person.Language, await policies.At(person.Home)), new Dictionary<string, string>
        {
            ["Name"] = person.Name, ["Subject"] = subject, ["Count"] = lines.Count.ToString(CultureInfo.InvariantCulture), ["Lines"] = text.ToString().TrimEnd(),
        });
        return (title, body);

        string Say(string key) => Sentences.Get(key, person.Language);
    }
}
