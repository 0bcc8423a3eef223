namespace AfterSales.Records;

/// <summary>A silo that wants to hear of changes elsewhere.</summary>
[Alias("IAnnouncementListener")]
public interface IAnnouncementListener : IGrainObserver
{
    [Alias("Heard")]
    void Heard(IReadOnlyList<ChangeNotice> notices);
}

/// <summary>Passes notices from one silo to the others.</summary>
[Alias("IAnnouncementsGrain")]
public interface IAnnouncementsGrain : IGrainWithIntegerKey
{
    [Alias("Subscribe")]
    Task Subscribe(IAnnouncementListener listener);

    [Alias("Publish")]
    Task Publish(IReadOnlyList<ChangeNotice> notices, IAnnouncementListener from);
}

[GrainType("announcements")]
public sealed class AnnouncementsGrain : Grain, IAnnouncementsGrain
{
    private static readonly TimeSpan Forget = TimeSpan.FromMinutes(2);
    private readonly Dictionary<IAnnouncementListener, DateTimeOffset> _listeners = [];

    public Task Subscribe(IAnnouncementListener listener)
    {
        _listeners[listener] = TimeProvider.System.GetUtcNow();
        return Task.CompletedTask;
    }

    public Task Publish(IReadOnlyList<ChangeNotice> notices, IAnnouncementListener from)
    {
        foreach (var (listener, heard) in _listeners)
        {
            if (TimeProvider.System.GetUtcNow() - heard > Forget) _listeners.Remove(listener);
            else if (!listener.Equals(from)) listener.Heard(notices);
        }

        return Task.CompletedTask;
    }
}
