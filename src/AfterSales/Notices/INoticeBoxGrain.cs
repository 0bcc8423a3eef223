using AfterSales.Notices.Rules;
using AfterSales.Records;

namespace AfterSales.Notices;

/// <summary>The notices of one person. Its key: <see cref="KeyOf"/>.</summary>
[Alias("INoticeBoxGrain")]
public interface INoticeBoxGrain : IRecord<NoticeBox>
{
    const string Prefix = "nb-";

    static string KeyOf(string account) => RecordKey.Derived(Prefix, account);

    /// <summary>Has him told, if he wants to be. The same notice again changes nothing.</summary>
    [Alias("Take")]
    Task<Answer> Take(Intent<TakeNotice> intent);

    /// <summary>He chooses what he is told, and when. Refused: InputInvalid.</summary>
    [Alias("SetWishes")]
    Task<Answer> SetWishes(Intent<SetNoticeWishes> intent);
}

/// <summary>What happened alone, so that it is the same request when it is asked again: where he works and what policies make of it is found when it is taken.</summary>
/// <param name="Account">The key of the account.</param>
/// <param name="Key">That of the fact.</param>
[GenerateSerializer, Immutable, Alias("TakeNotice")]
public sealed record TakeNotice([property: Id(0)] string Account, [property: Id(1)] string Key, [property: Id(2)] NoticeToPeople Told);

[GenerateSerializer, Immutable, Alias("SetNoticeWishes")]
public sealed record SetNoticeWishes([property: Id(0)] string Account, [property: Id(1)] NoticeWishes Wishes);
