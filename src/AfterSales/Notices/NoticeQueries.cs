using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Accounts;
using AfterSales.Api;
using AfterSales.Notices.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using GraphQL;

namespace AfterSales.Notices;

/// <summary>How you are told of one kind of thing.</summary>
/// <param name="Way">Left out or null: as the policy <c>notices.byMail</c> says.</param>
[Name("NoticeChoice"), SecuredByParent]
public sealed record NoticeChoiceView(NoticeKind Kind, NoticeWay? Way = null);

/// <summary>What you are told by e-mail, and when.</summary>
/// <param name="Kinds">Each kind there is, as it holds for you now.</param>
/// <param name="Chosen">What you have chosen yourself.</param>
/// <param name="WithinWorkingHours">Only in the working hours of your branch what is not urgent.</param>
/// <param name="QuietFrom">From this time of day on, by your clock, nothing that is not urgent.</param>
/// <param name="QuietTo">Until this one.</param>
/// <param name="Waiting">How much waits to be mailed.</param>
/// <param name="NextAt">When it is mailed; null where nothing waits.</param>
/// <param name="LastMailAt">When the last mail went out.</param>
/// <param name="LastEnd">Why what came after it went out by nobody; null where nothing did.</param>
[Name("NoticeSettings"), Secured(Permission.UseOwnAccount)]
public sealed record NoticeSettingsView(
    IReadOnlyList<NoticeChoiceView> Kinds, IReadOnlyList<NoticeChoiceView> Chosen, bool WithinWorkingHours, TimeOnly QuietFrom, TimeOnly QuietTo,
    int Waiting, DateTimeOffset? NextAt, DateTimeOffset? LastMailAt, NoticeEnd? LastEnd)
{
    internal static NoticeSettingsView Of(NoticeBox? box, PoliciesInForce inForce)
    {
        var (wishes, hours, byMail) = (box?.Wishes ?? NoticeWishes.None, inForce.Get(NoticePolicies.Hours), inForce.Get(NoticePolicies.ByMail));
        return new NoticeSettingsView(
            [.. Enum.GetValues<NoticeKind>().Select(kind => new NoticeChoiceView(kind, NoticeRules.WayOf(kind, wishes, byMail)))],
            [.. wishes.Ways.Select(wish => new NoticeChoiceView(wish.Kind, wish.Way))],
            wishes.WithinWorkingHours ?? hours.WithinWorkingHours, wishes.QuietFrom ?? hours.QuietFrom, wishes.QuietTo ?? hours.QuietTo,
            box?.Pending.Count ?? 0, box?.NextDue, box?.LastMailAt, box?.LastEnd);
    }
}

[Queries]
public sealed class NoticeQueries(IGrainFactory grains, EffectivePolicies policies, AccountAddresses accounts)
{
    /// <summary>What you are told by e-mail, and when. Null for a log-in that is no account.</summary>
    [Secured(Permission.UseOwnAccount)]
    public async Task<NoticeSettingsView?> MyNoticeSettingsAsync(Caller caller) =>
        await accounts.Find([caller.Account]) is [var person]
            ? NoticeSettingsView.Of(await grains.GetGrain<INoticeBoxGrain>(INoticeBoxGrain.KeyOf(person.Id)).Read(caller), await policies.At(person.Home))
            : null;
}

[Mutations]
public sealed class NoticeMutations(IGrainFactory grains, EffectivePolicies policies, AccountAddresses accounts)
{
    /// <summary>Chooses what you are told by e-mail, and when; takes the place of all you have chosen before. What waits to be mailed follows.</summary>
    /// <param name="kinds">Those that you want otherwise than the policies say.</param>
    /// <param name="quietFrom">A time of day by your clock, together with <c>quietTo</c>; the same in both: no time is quiet. Left out: as the policy <c>notices.hours</c> says.</param>
    /// <param name="withinWorkingHours">Left out: as the policy <c>notices.hours</c> says.</param>
    [Secured(Permission.UseOwnAccount)]
    public async Task<Outcome<NoticeSettingsView>> SetMyNoticeSettings(
        [MaxLength(20)] IReadOnlyList<NoticeChoiceView> kinds, Caller caller, TimeOnly? quietFrom = null, TimeOnly? quietTo = null, bool? withinWorkingHours = null,
        string? requestId = null)
    {
        if (await accounts.Find([caller.Account]) is not [var person]) return new NotFound(caller.Account);
        var wishes = new NoticeWishes([.. kinds.Where(kind => kind.Way is not null).Select(kind => new NoticeWish(kind.Kind, kind.Way!.Value))], quietFrom, quietTo, withinWorkingHours);
        var box = grains.GetGrain<INoticeBoxGrain>(INoticeBoxGrain.KeyOf(person.Id));
        var answer = await box.SetWishes(new Intent<SetNoticeWishes>(new SetNoticeWishes(person.Id, wishes), caller, requestId));
        return answer.Refusal is { } refusal ? refusal : NoticeSettingsView.Of(await box.Read(caller), await policies.At(person.Home));
    }
}
