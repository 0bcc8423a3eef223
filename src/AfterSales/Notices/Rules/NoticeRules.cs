using System.Collections.Immutable;
using AfterSales.Channels.Rules;
using AfterSales.Records;

namespace AfterSales.Notices.Rules;

/// <summary>What a person is told, when, and with what else.</summary>
public static class NoticeRules
{
    /// <summary>Whoever comes by more than this is told of the rest in the service alone.</summary>
    public const int MostPending = 200;

    public static NoticeWay WayOf(NoticeKind kind, NoticeWishes wishes, ImmutableList<NoticeKind> byMail) =>
        wishes.Ways.Find(wish => wish.Kind == kind)?.Way ?? (byMail.Contains(kind) ? NoticeWay.Email : NoticeWay.Nothing);

    /// <param name="home">Where he works: the key of a branch, or <c>headquarters</c>.</param>
    public static Decision Take(NoticeBox? box, string id, string account, string home, Notice notice, ImmutableList<NoticeKind> byMail, NoticeTimes times)
    {
        var known = box ?? new NoticeBox();
        if (WayOf(notice.Kind, known.Wishes, byMail) == NoticeWay.Nothing || known.Pending.Any(waiting => waiting.Key == notice.Key)
            || known.Pending.Count >= MostPending) return Decision.NothingToDo;
        // A server that can't be reached is not asked sooner for another notice.
        var next = known is { Tries: > 0, NextAt: { } again } ? again : times.When(notice);
        return new NoticeTaken(id, account, home, notice, known.NextDue < next ? known.NextDue.Value : next);
    }

    /// <summary>Those that are mailed now: what has come due, and whatever may be told at this hour with it. None: they wait on.</summary>
    public static ImmutableList<Notice> DueNow(NoticeBox box, NoticeTimes times, DateTimeOffset now)
    {
        if (box.Tries == 0 && !box.Pending.Exists(notice => times.When(notice) <= now)) return [];
        var isAllowed = times.Allows(now);
        return box.Pending.FindAll(notice => notice.IsUrgent || isAllowed);
    }

    public static Decision PutOff(NoticeBox box, NoticeTimes times, DateTimeOffset now) => new NoticesPutOff(Next(box.Pending, times, now)!.Value);

    /// <param name="delivery">Null: there was nothing to say any more.</param>
    public static Decision Given(NoticeBox box, ImmutableList<Notice> due, Delivery? delivery, NoticeTimes times, NoticeTries tries, DateTimeOffset now)
    {
        var made = box.Tries + 1;
        ImmutableList<string> keys = [.. due.Select(notice => notice.Key)];
        var next = Next(box.Pending.RemoveAll(notice => keys.Contains(notice.Key)), times, now);
        return delivery switch
        {
            null => new NoticesEnded(NoticeEnd.Over, keys, now, next),
            Delivery.Sent => new NoticesMailed(now, keys, next),
            Delivery.TryAgain when made < tries.Most => new NoticesNotTaken(made, now + BackOff.After(made, tries.FirstAfterMinutes)),
            Delivery.TryAgain => new NoticesEnded(NoticeEnd.NotTaken, keys, now, next),
            _ => new NoticesEnded(NoticeEnd.NoAddress, keys, now, next),
        };
    }

    /// <summary>What waits and he wants no longer is not mailed any more.</summary>
    /// <param name="timesBy">The times that follow from what he chooses.</param>
    public static Decision SetWishes(
        NoticeBox? box, string id, string account, NoticeWishes asked, ImmutableList<NoticeKind> byMail, Func<NoticeWishes, NoticeTimes> timesBy, DateTimeOffset now)
    {
        if (asked.QuietFrom is null != asked.QuietTo is null) return InputInvalid.At(asked.QuietFrom is null ? "quietFrom" : "quietTo", "REQUIRED");
        if (asked.Ways.GroupBy(wish => wish.Kind).Any(same => same.Count() > 1)) return InputInvalid.At("kinds", "REPEATED");
        var wishes = asked with { Ways = [.. asked.Ways.OrderBy(wish => wish.Kind)] };
        if (wishes == (box?.Wishes ?? NoticeWishes.None)) return Decision.NothingToDo;
        var pending = box?.Pending ?? [];
        var unwanted = pending.FindAll(notice => WayOf(notice.Kind, wishes, byMail) == NoticeWay.Nothing);
        var left = pending.RemoveAll(unwanted.Contains);
        var next = box is { Tries: > 0 } && !left.IsEmpty ? box.NextAt : Next(left, timesBy(wishes), now);
        return new NoticeWishesSet(id, account, wishes, [.. unwanted.Select(notice => notice.Key)], next);
    }

    private static DateTimeOffset? Next(ImmutableList<Notice> left, NoticeTimes times, DateTimeOffset now)
    {
        if (left.IsEmpty) return null;
        var next = left.Min(times.When);
        if (next > now) return next;
        // What could not be told when its time had come waits for the next hour that allows it; what is urgent waits for none.
        return left.Exists(notice => notice.IsUrgent && times.When(notice) <= now) ? now : times.NextAllowed(now.AddMinutes(1));
    }
}
