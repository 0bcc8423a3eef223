using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Contracts.Rules;
using AfterSales.Promises.Rules;

namespace AfterSales.Tickets.Rules;

/// <summary>A contract may only tighten (domain.md §4): what it promises is compared with what everybody is promised.</summary>
public static class StandardPromiseRules
{
    private const int Openings = 7;

    /// <summary>
    /// Hours of the clock and of the branch compare only by when they run out: a promise is looser where it runs out later than each of the standard
    /// ones, whenever of the next openings it begins.
    /// </summary>
    public static ContractOnlyTightens? Refuse(ImmutableList<ContractPromise> promises, ImmutableList<PromiseRow> rows, CalendarHistory calendars, DateTimeOffset now)
    {
        var starts = OpeningsAfter(calendars, now);
        foreach (var promise in promises)
        {
            var standard = rows.FindAll(row => row.Promise == promise.Kind);
            if (standard.IsEmpty || !starts.TrueForAll(from => standard.TrueForAll(row => Due(from, promise.Amount, promise.Unit) > Due(from, row.Amount, row.Unit)))) continue;
            var loosest = standard.MaxBy(row => Due(starts[0], row.Amount, row.Unit))!;
            return new ContractOnlyTightens(promise.Kind, promise.Amount, promise.Unit, loosest.Amount, loosest.Unit);
        }

        return null;

        DateTimeOffset? Due(DateTimeOffset from, int amount, PromiseUnit unit) => PromiseReckoner.Due(from, amount, unit, [], calendars);
    }

    /// <summary>Just now alone where the branch has no hours.</summary>
    private static ImmutableList<DateTimeOffset> OpeningsAfter(CalendarHistory calendars, DateTimeOffset now)
    {
        var starts = ImmutableList<DateTimeOffset>.Empty;
        for (var at = calendars.NextOpening(now); at is not null && starts.Count < Openings; at = calendars.NextOpening(at.Value.AddHours(12))) starts = starts.Add(at.Value);
        return starts.IsEmpty ? [now] : starts;
    }
}
