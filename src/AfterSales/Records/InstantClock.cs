namespace AfterSales.Records;

/// <summary>The clock as the service stores it.</summary>
public static class InstantClock
{
    public static DateTimeOffset GetInstant(this TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }
}
