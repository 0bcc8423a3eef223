using System.Globalization;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Tickets.Rules;

namespace AfterSales.ClusterTests.Year;

/// <summary>The follow-up calls (domain.md §5).</summary>
public sealed partial class YearChecks
{
    private IEnumerable<string> FirstCallsAreOwed()
    {
        var calls = Calls.Where(call => call.TicketId is not null && call.Step == "first").ToLookup(call => (call.TicketId!, call.Round));
        var completions = _completions.Where(completion => completion.Kind != TicketKind.Internal).ToDictionary(completion => (completion.TicketId, completion.Round));
        foreach (var call in calls) if (!completions.ContainsKey(call.Key)) yield return $"{call.Key} has a call and no completion";
        foreach (var (key, completion) in completions)
        {
            if (calls[key].Count() != 1) yield return $"{key} has {calls[key].Count()}";
            var window = BranchDays.Window(completion.BranchId, completion.CompletedDay.AddDays(3), completion.CompletedDay.AddDays(7));
            foreach (var call in calls[key])
                if ((call.OpensAt, call.ClosesAt) != window) yield return $"{call.Id}, completed on {completion.CompletedDay:O}, from {call.OpensAt:O} to {call.ClosesAt:O}";
        }
    }

    private IEnumerable<string> SecondCallsAreOwed()
    {
        var seconds = Calls.Where(call => call.Step == "second").ToLookup(call => (call.RecordId, call.Round));
        foreach (var first in Calls.Where(call => call.Step == "first"))
        {
            var owed = first.State is FollowUpState.Reached or FollowUpState.GivenUp;
            var second = seconds[(first.RecordId, first.Round)].ToArray();
            if (second.Length != (owed ? 1 : 0)) yield return $"{first.Id}, {first.State}, has {second.Length}";
            if (!owed) continue;
            var day = BranchDays.DayOf(first.BranchId, first.EndedAt!.Value);
            var window = BranchDays.Window(first.BranchId, day.AddDays(7), day.AddDays(14));
            foreach (var call in second)
                if ((call.OpensAt, call.ClosesAt) != window) yield return $"{call.Id}, {first.State} on {day:O}, from {call.OpensAt:O} to {call.ClosesAt:O}";
        }
    }

    private IEnumerable<string> SalesAreFollowed()
    {
        var calls = Calls.Where(call => call.TicketId is null).ToLookup(call => call.RecordId);
        foreach (var sale in _sales)
        {
            var heard = BranchDays.DayOf(sale.BranchId, _journal[sale.Id][0].At);
            var window = BranchDays.Window(sale.BranchId, sale.SoldOn.AddDays(3), sale.SoldOn.AddDays(3));
            if (calls[sale.Id].Count() != (window.Closes > _journal[sale.Id][0].At ? 1 : 0)) yield return $"{sale.Id}, heard on {heard:O}, sold on {sale.SoldOn:O}, has {calls[sale.Id].Count()}";
            foreach (var call in calls[sale.Id])
                if ((call.OpensAt, call.ClosesAt) != window) yield return $"{call.Id} from {call.OpensAt:O} to {call.ClosesAt:O}, sold on {sale.SoldOn:O}";
        }
    }

    private IEnumerable<string> CallsAreRaisedAndMissedOnce()
    {
        foreach (var call in Calls)
        {
            var history = Of(call);
            var raised = history.Where(e => e.Name == "FollowUpRaised").ToArray();
            var missed = history.Where(e => e.Name == "FollowUpMissed").ToArray();
            var ended = history.Find(e => e.Name is "FollowUpEnded" or "FollowUpWithdrawn")?.At ?? SimulatedYear.End;
            var isWithdrawn = call.State == FollowUpState.Withdrawn;
            if (raised.Length > 1 || (raised.Length == 0 && !isWithdrawn && ended > Awake(call.OpensAt))) yield return $"{call.Id} was raised {raised.Length} times";
            if (missed.Length > 1 || (missed.Length == 0 && !isWithdrawn && ended > Awake(call.ClosesAt))) yield return $"{call.Id} was missed {missed.Length} times, closed {call.ClosesAt:O}, ended {ended:O}";
            foreach (var e in raised) if (e.At != Awake(call.OpensAt)) yield return $"{call.Id} was raised {e.At:O} and opens {call.OpensAt:O}";
            foreach (var e in missed) if (e.At != Awake(call.ClosesAt)) yield return $"{call.Id} was missed {e.At:O} and closes {call.ClosesAt:O}";
            if (history.Count(e => e.Name is "FollowUpEnded" or "FollowUpWithdrawn") > 1) yield return $"{call.Id} ended twice";
            string[] order = [.. history.Select(e => e.Name).Where(name => name is "FollowUpPlanned" or "FollowUpRaised" or "FollowUpMissed")];
            if (!order.SequenceEqual(new[] { "FollowUpPlanned", "FollowUpRaised", "FollowUpMissed" }.Take(order.Length))) yield return $"{call.Id}: {string.Join(", ", order)}";
        }
    }

    private IEnumerable<string> NobodyIsCalledAgainstHisWill()
    {
        foreach (var call in Calls)
        {
            var word = _journal[call.CustomerId].Where(e => e.Name == "ConsentSaid" && e.Text("channel") == "Call").ToArray();
            foreach (var raised in Of(call).Where(e => e.Name == "FollowUpRaised"))
                if (word.LastOrDefault(e => e.At < raised.At) is { } said && said.Text("isGiven") == "False") yield return $"{call.Id}, raised {raised.At:O}, to {call.CustomerId}, who refused {said.At:O}";
        }
    }

    private IEnumerable<string> TriesKeepTheirDistance()
    {
        foreach (var call in Calls)
        {
            DateTimeOffset? next = null;
            var tries = Of(call).Where(e => e.Name is "FollowUpTried" or "FollowUpEnded").ToArray();
            foreach (var tried in tries)
            {
                if (tried.Text("result") == "NoAnswer" && tried.At < next) yield return $"{call.Id} was tried {tried.At:O}, before {next:O}";
                next = tried.Name == "FollowUpTried" && tried.Text("nextTryAt") is { Length: > 0 } at ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) : null;
            }

            var unanswered = tries.Where(e => e.Text("result") == "NoAnswer").ToArray();
            if (tries.Length > 6 && tries[5].Text("result") == "NoAnswer") yield return $"{call.Id} was tried {tries.Length} times";
            if (unanswered.GroupBy(e => BranchDays.DayOf(call.BranchId, e.At)).Any(day => day.Count() > 3)) yield return $"{call.Id} was tried more than three times a day";
        }
    }

    private IEnumerable<string> SubstitutesCall()
    {
        foreach (var call in Calls)
        {
            var owner = (string?)null;
            foreach (var happened in Of(call))
            {
                if (happened.Name == "FollowUpPlanned") owner = happened.Text("agentId") is { Length: > 0 } agent ? agent : null;
                if (happened.Name == "FollowUpAssigned") owner = happened.Text("agentId") is { Length: > 0 } agent ? agent : null;
                if (owner is null || happened.Name is not ("FollowUpTried" or "FollowUpEnded")) continue;
                var away = _absences.Find(absence => absence.Account == owner && absence.StartsAt <= happened.At && happened.At < absence.EndsAt);
                if (happened.Actor != (away?.Substitute ?? owner)) yield return $"{call.Id} of {owner}, away until {away?.EndsAt:O}, was made by {happened.Actor} at {happened.At:O}";
            }
        }
    }

    private List<Happened> Of(FollowUpCallRow call) =>
        _journal[call.RecordId].FindAll(e => e.Name is "FollowUpPlanned" or "FollowUpRaised" or "FollowUpMissed" or "FollowUpTried" or "FollowUpEnded" or "FollowUpWithdrawn" or "FollowUpAssigned"
            && e.Number == call.Number);
}
