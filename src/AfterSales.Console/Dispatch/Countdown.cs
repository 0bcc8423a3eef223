namespace AfterSales.Console.Dispatch;

/// <summary>How urgent a promise looks.</summary>
public enum Urgency
{
    /// <summary>Nothing is promised.</summary>
    None,
    Paused,
    InTime,

    /// <summary>Its warning has come.</summary>
    Soon,
    Overdue,
}

/// <summary>The time that is left until a promise runs out, as it stands at an instant.</summary>
/// <param name="Left">Negative: it ran out so long ago. Null where it stands still, or nothing is promised.</param>
public sealed record Countdown(Urgency Urgency, TimeSpan? Left)
{
    /// <summary>Counts on from what the service said last, so that the colour changes in its minute without asking again.</summary>
    public static Countdown Of(NextPromise? promise, DateTimeOffset now) => promise switch
    {
        null => new(Urgency.None, null),
        { State: "PAUSED" } or { DueAt: null } => new(Urgency.Paused, null),
        { DueAt: { } due } when due <= now || promise.State is "OVERDUE" or "MISSED" => new(Urgency.Overdue, due - now),
        { DueAt: { } due } when promise.State == "WARNED" || promise.WarnAt <= now => new(Urgency.Soon, due - now),
        { DueAt: { } due } => new(Urgency.InTime, due - now),
    };

    /// <summary>The class of the style sheet.</summary>
    public string Look => Urgency switch
    {
        Urgency.Overdue => "bad",
        Urgency.Soon => "warn",
        Urgency.InTime => "good",
        _ => "still",
    };

    /// <summary>Whole units that are left: days and hours, hours and minutes, or minutes. Never more than there are.</summary>
    public (int Days, int Hours, int Minutes) Parts => Left is { } left ? ((int)left.Duration().TotalDays, left.Duration().Hours, left.Duration().Minutes) : default;
}
