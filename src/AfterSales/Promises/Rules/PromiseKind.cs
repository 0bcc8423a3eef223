namespace AfterSales.Promises.Rules;

/// <summary>What is promised (domain.md §4).</summary>
public enum PromiseKind
{
    /// <summary>The customer has a first answer.</summary>
    Answered,

    /// <summary>Technician and time are agreed; once more where the technician gives the job back or his time is lost.</summary>
    Arranged,

    /// <summary>The technician is there.</summary>
    Arrival,

    /// <summary>It works again.</summary>
    Restored,

    /// <summary>It is repaired in the workshop.</summary>
    WorkshopDone,

    /// <summary>Sent on to somebody else, it is arranged by him (S3 ⑹-2 四1).</summary>
    Forwarded,
}

/// <summary>In what a promise's amount is measured.</summary>
public enum PromiseUnit
{
    Minutes,
    ClockHours,

    /// <summary>Hours of the branch's calendar.</summary>
    WorkingHours,

    /// <summary>Closings of the branch after the day it started on.</summary>
    WorkingDays,

    /// <summary>The same time of the branch's clock so many days later.</summary>
    CalendarDays,
}

/// <summary>What starts and stops a promise's clock.</summary>
public enum PromiseMoment
{
    Request,
    Answer,
    Arrangement,
    Arrival,
    BroughtIn,
    WorkshopDone,
    Restored,

    /// <summary>It was sent on to somebody else while nobody goes yet.</summary>
    Forwarded,
}

/// <summary>Why a clock stands still.</summary>
public enum PauseReason
{
    /// <summary>The customer is waited for: nobody at home, an advice to try, a question.</summary>
    Customer,

    /// <summary>The customer wants a later date.</summary>
    AgreedLater,

    /// <summary>Parts are waited for.</summary>
    Parts,
}

/// <summary>What a missed promise leads to, beside its escalation.</summary>
public enum PromiseMiss
{
    Nothing,

    /// <summary>An equal product is lent free of charge (S3 ⑹-1 2).</summary>
    LendEqual,
}

/// <summary>What a row of the policy asks of the ticket.</summary>
public enum PromiseCondition
{
    Kind,
    Zone,
    Tier,
    Urgency,
    ProductLine,
    Contract,
}

/// <summary>Where the amount of a promise stands.</summary>
public enum PromiseOrigin
{
    Standard,
    Headquarters,
    Branch,

    /// <summary>The customer's contract promises it.</summary>
    Contract,
}

/// <summary>Why a clock was reckoned anew.</summary>
public enum PromiseChange
{
    /// <summary>Hours, holidays, breaks or time zone of the branch, or the branch itself.</summary>
    Calendar,

    /// <summary>What is promised, or how it is warned and escalated.</summary>
    Policy,

    /// <summary>Urgency, zone, product line, tier or contract.</summary>
    Circumstances,

    /// <summary>It was paused, or goes on.</summary>
    Pause,
}

/// <summary>How a promise stands.</summary>
public enum PromiseState
{
    Running,

    /// <summary>It stands still.</summary>
    Paused,

    /// <summary>It runs, and most of its time has gone.</summary>
    Warned,

    /// <summary>Its time has run out and it is still owed.</summary>
    Overdue,

    /// <summary>It was kept in time.</summary>
    Met,

    /// <summary>It was kept too late, or its time had run out when it was given up.</summary>
    Missed,

    /// <summary>It is not owed any more.</summary>
    Withdrawn,
}
