using AfterSales.Accounts;
using AfterSales.Channels.Rules;
using AfterSales.Notices.Rules;
using AfterSales.Policies;
using AfterSales.Records;

namespace AfterSales.Notices;

[GrainType("notice_box")]
public sealed class NoticeBoxGrain(RecordServices services, EffectivePolicies policies, AccountAddresses accounts, NoticeMail mail)
    : RecordGrain<NoticeBox>(services), INoticeBoxGrain
{
    // A save that fails is decided again: what this try gave to the server is not given again.
    private (DateTimeOffset? Try, Delivery? Delivery)? _given;

    public async Task<Answer> Take(Intent<TakeNotice> intent)
    {
        if (await Find(intent.Body.Account) is not { } person) return new Answer(Key, 0);
        var times = (await mail.TimesOf(person))(State?.Wishes ?? NoticeWishes.None);
        var byMail = (await policies.At(person.Home)).Get(NoticePolicies.ByMail);
        var told = intent.Body.Told;
        var isUrgent = told.IsUrgent || (await policies.At(told.Place)).Get(NoticePolicies.AtAnyHour).Contains(told.Kind);
        var notice = new Notice(intent.Body.Key, told.Kind, told.About, told.At, isUrgent);
        return await MakeOrChange(intent, now => new(NoticeRules.Take(null, Key, person.Id, person.Home, notice, byMail, times)),
            (box, now) => NoticeRules.Take(box, Key, person.Id, person.Home, notice, byMail, times));
    }

    public async Task<Answer> SetWishes(Intent<SetNoticeWishes> intent)
    {
        var (account, wishes) = intent.Body;
        if (account != intent.Caller.Account || await Find(account) is not { } person) return new Answer(Key, 0, new NotFound(Key));
        var times = await mail.TimesOf(person);
        var byMail = (await policies.At(person.Home)).Get(NoticePolicies.ByMail);
        return await MakeOrChange(intent, now => new(NoticeRules.SetWishes(null, Key, account, wishes, byMail, times, now)),
            (box, now) => NoticeRules.SetWishes(box, Key, account, wishes, byMail, times, now));
    }

    protected override async ValueTask<Decision> WhenDue(NoticeBox state, DateTimeOffset now)
    {
        var person = await Find(state.Account);
        if (person is null) return new NoticesEnded(NoticeEnd.NoAddress, [.. state.Pending.Select(notice => notice.Key)], now, null);
        var times = (await mail.TimesOf(person))(state.Wishes);
        var due = NoticeRules.DueNow(state, times, now);
        if (due.IsEmpty) return NoticeRules.PutOff(state, times, now);
        if (_given is not { } given || given.Try != state.NextAt)
        {
            given = (state.NextAt, await mail.Send(NoticeMail.MailOf(Key, due), person, due));
            _given = given;
        }

        return NoticeRules.Given(state, due, given.Delivery, times, (await policies.At(state.Home)).Get(NoticePolicies.Tries), now);
    }

    // Read by its person alone: no list shows it.
    protected override IEnumerable<object> RowsOf(NoticeBox state, RowStamp stamp) => [];

    private async Task<AddressedAccount?> Find(string account) => await accounts.Find([account]) is [var person] ? person : null;
}
