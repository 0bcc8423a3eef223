using System.Globalization;
using AfterSales.Calendars;
using AfterSales.Promises.Rules;
using AfterSales.Records;
using AfterSales.Tests.Calendars;
using AfterSales.Tickets.Rules;
using CsCheck;
using static AfterSales.Tests.Calendars.AnyCalendar;

namespace AfterSales.Tests.Tickets;

/// <summary>What holds whatever happens to a ticket whose promises run, in whatever order. A failure prints the seed that repeats it.</summary>
public sealed class TicketPromiseLawsTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 9, 1, 0, 0, TimeSpan.Zero);

    /// <summary>So many minutes after the one before.</summary>
    private sealed record Act(int After, string What, int Number, WorkingCalendar? Calendar = null);

    private static readonly Gen<Act[]> Days = Gen.OneOf(
        Gen.Select(Gen.Int[1, 900], OneOf("pause", "pauseUntil", "resume", "look"), Gen.Int[1, 3000], (after, what, number) => new Act(after, what, number)),
        Gen.Select(Gen.Int[1, 900], Gen.Int[1, 12], (after, hours) => new Act(after, "policy", hours)),
        Gen.Select(Gen.Int[1, 900], WorkingCalendars, (after, calendar) => new Act(after, "calendar", 0, calendar))).Array[1, 8];

    [Fact]
    public void However_often_it_is_reckoned_anew_in_between_it_runs_out_when_its_start_its_pauses_and_the_last_row_say() =>
        Days.Sample(acts =>
        {
            var (often, once) = (Lived(acts, isReckonedEachTime: true), Lived(acts, isReckonedEachTime: false));
            foreach (var promise in new[] { PromiseKind.Arrival, PromiseKind.Restored })
            {
                var (one, other) = (often.Clock(promise), once.Clock(promise));
                if (one.StartedAt != Monday || !one.Pauses.SequenceEqual(other.Pauses) || one.Reckoned != other.Reckoned || one.Chosen != other.Chosen) return false;
                var row = often.Rows.Find(row => row.Promise == promise && row.When == new PromiseWhen(TicketKind.Repair))!;
                if (one.DueAt != PromiseReckoner.Due(Monday, row.Amount, row.Unit, one.Pauses, often.Calendars)) return false;
            }

            // Nothing has changed since: nothing is told.
            return !TicketPromiseRules.Reckon(often.Ticket!, often.Facts, often.Terms, Monday.AddDays(30)).Any();
        }, output.WriteLine, print: Told, iter: 500);

    [Fact]
    public void What_stood_still_and_ended_stays_as_it_was_whatever_is_changed_afterwards() =>
        Gen.Select(Days, Days).Sample((before, after) =>
        {
            var scenario = Lived([.. before, new Act(1, "resume", 0)], isReckonedEachTime: true);
            var (clock, at) = (scenario.Clock(PromiseKind.Arrival), Monday.AddMinutes(before.Sum(act => act.After) + 1));
            var ran = PromiseReckoner.Ran(Monday, at, isWorkingTime: true, clock.Pauses, scenario.Calendars);
            Live(scenario, after, at, isReckonedEachTime: true);
            var later = scenario.Clock(PromiseKind.Arrival);
            return later.Pauses.Take(clock.Pauses.Count).SequenceEqual(clock.Pauses)
                && PromiseReckoner.Ran(Monday, at, isWorkingTime: true, later.Pauses, scenario.Calendars) == ran;
        }, output.WriteLine, print: lives => $"{Told(lives.Item1)} then {Told(lives.Item2)}", iter: 500);

    private static PromiseScenario Lived(Act[] acts, bool isReckonedEachTime)
    {
        var scenario = PromiseScenario.Registered(Monday.ToString("O", CultureInfo.InvariantCulture), CalendarScenarios.ShanghaiOffice());
        Live(scenario, acts, Monday, isReckonedEachTime);
        scenario.Reckoned(Monday.AddMinutes(acts.Sum(act => act.After)).ToString("O", CultureInfo.InvariantCulture));
        return scenario;
    }

    private static void Live(PromiseScenario scenario, Act[] acts, DateTimeOffset from, bool isReckonedEachTime)
    {
        var at = from;
        foreach (var act in acts)
        {
            at = at.AddMinutes(act.After);
            switch (act.What)
            {
                case "pause": Asked(TicketPromiseRules.Pause(scenario.Ticket!, new(PauseReason.Customer, null, null), at)); break;
                case "pauseUntil": Asked(TicketPromiseRules.Pause(scenario.Ticket!, new(PauseReason.AgreedLater, at.AddMinutes(act.Number), null), at)); break;
                case "resume": Asked(TicketPromiseRules.Resume(scenario.Ticket!, at)); break;
                case "policy": scenario.Rows = scenario.Rows.ConvertAll(row => row.When == new PromiseWhen(TicketKind.Repair) ? row with { Amount = act.Number } : row); break;
                case "calendar": scenario.Calendars = new([.. scenario.Calendars.Spans, new CalendarSpan(at, act.Calendar!)]); break;
            }

            if (isReckonedEachTime) scenario.Reckoned(at.ToString("O", CultureInfo.InvariantCulture));
        }

        void Asked(Decision decision)
        {
            if (decision.Refusal is null) scenario.Happens(at, [.. decision.Events]);
        }
    }

    private static string Told(Act[] acts) => string.Join(", ", acts.Select(act => $"+{act.After} {act.What} {act.Number}"));
}
