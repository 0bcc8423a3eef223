using System.Globalization;
using System.Text.Json;
using AfterSales.Promises.Rules;
using AfterSales.Tickets;

namespace AfterSales.ClusterTests.Year;

/// <summary>
/// What a promise of the year had to come to: when it ran out, when it was warned of and when it went up. Told by the policy and the hours as they are written out here, by its start
/// and by the pauses of the journal, never by what the service reckoned.
/// </summary>
internal sealed class YearClock
{
    private static readonly int[] StepHours = [0, 2, 8];

    private readonly YearHours _hours;
    private readonly bool _isEmergency;
    private readonly TimeSpan _promised;

    public YearClock(TicketPromiseRow row, TicketRow ticket, IReadOnlyList<Happened> journal, YearChanges changes)
    {
        Row = row;
        Number = int.Parse(row.Id[(row.Id.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture);
        _hours = changes.HoursOf(row.BranchId);
        _isEmergency = ticket.IsEmergency;
        Journal = [.. journal.Where(e => e.Name is "PromiseStarted" or "PromiseWarned" or "PromiseMissed" or "PromiseEscalated" or "PromiseReckoned" && e.Number == Number)];
        From = InstantOf(Journal.Single(e => e.Name == "PromiseStarted"), "at");
        Pauses = PausesOf(journal, row.EndedAt);
        ChangedAt = changes.WhenReckonedAnew(row);
        var facts = journal.Last(e => e.Name == "PromiseFactsKnown" && e.At <= (row.EndedAt ?? DateTimeOffset.MaxValue)).Data.GetProperty("facts");
        _promised = changes.PromisedFor(row, ticket, facts.GetProperty("zone").ToString() == "Suburban");
        Due = DueOf(row);
    }

    public TicketPromiseRow Row { get; }

    public int Number { get; }

    public DateTimeOffset From { get; }

    public IReadOnlyList<YearPause> Pauses { get; }

    /// <summary>When policy, calendar or tier changed while it ran; null where none did.</summary>
    public DateTimeOffset? ChangedAt { get; }

    /// <summary>What happened to it.</summary>
    public IReadOnlyList<Happened> Journal { get; }

    /// <summary>Null while nobody knows.</summary>
    public DateTimeOffset? Due { get; }

    /// <summary>When three quarters of its time had gone; null where that is when it ran out.</summary>
    public DateTimeOffset? Warn
    {
        get
        {
            if (Due is not { } due) return null;
            var whole = Row.Promise == PromiseKind.WorkshopDone ? _hours.Between(From, due, Pauses) : _promised;
            var share = TimeSpan.FromMilliseconds(Math.Ceiling(whole.TotalMilliseconds * 3 / 4));
            var at = IsWorkingTime ? _hours.After(From, share, Pauses) : YearHours.ByClock(From, share, Pauses);
            return at < due ? at : null;
        }
    }

    /// <summary>When it was to go to dispatcher, branch manager and service director; null while it stood still.</summary>
    public IReadOnlyList<DateTimeOffset?> Steps => [.. StepHours.Index().Select(step => Due is { } due ? StepAt(due, step.Item, isOfHeadquarters: step.Index == 2) : null)];

    /// <summary>Whether it was still owed then, and somebody was awake to see to it.</summary>
    public bool IsOwedAt(DateTimeOffset awake) => awake <= SimulatedYear.End && (Row.EndedAt is not { } ended || ended > awake);

    private bool IsWorkingTime => Row.Promise switch
    {
        PromiseKind.Restored => false,
        PromiseKind.Answered or PromiseKind.Arrival => !_isEmergency,
        _ => true,
    };

    private DateTimeOffset? DueOf(TicketPromiseRow row) =>
        row.Promise == PromiseKind.WorkshopDone ? YearHours.Closing(row.BranchId, From, 5, Pauses)
        : IsWorkingTime ? _hours.After(From, _promised, Pauses)
        : YearHours.ByClock(From, _promised, Pauses);

    private DateTimeOffset? StepAt(DateTimeOffset due, int hours, bool isOfHeadquarters)
    {
        if (_isEmergency) return YearHours.ByClock(due, TimeSpan.FromHours(hours), Pauses);
        if (_hours.After(due, TimeSpan.FromHours(hours), Pauses) is not { } at) return null;
        var told = _hours.Opening(at);
        return isOfHeadquarters ? YearHours.Headquarters.Opening(told) : told;
    }

    private List<YearPause> PausesOf(IEnumerable<Happened> journal, DateTimeOffset? ended)
    {
        var pauses = new List<YearPause>();
        var isOver = false;
        foreach (var e in journal)
        {
            if (e.Name == "PromiseEnded" && e.Number == Number) isOver = ended is not null;
            if (isOver || e.Name is not ("PromisePaused" or "PromiseResumed") || !e.Data.GetProperty("clocks").EnumerateArray().Any(clock => clock.GetInt32() == Number)) continue;
            var at = InstantOf(e, "at");
            if (e.Name == "PromisePaused") pauses.Add(new(at, e.Data.TryGetProperty("until", out var until) && until.ValueKind == JsonValueKind.String ? InstantOf(e, "until") : null));
            else pauses = pauses.ConvertAll(pause => pause.From <= at && !(pause.To <= at) ? pause with { To = at } : pause);
        }

        return pauses;
    }

    private static DateTimeOffset InstantOf(Happened happened, string property) => DateTimeOffset.Parse(happened.Text(property), CultureInfo.InvariantCulture);
}
