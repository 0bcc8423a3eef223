using AfterSales.Surveys.Rules;
using AfterSales.Tests.Documentation;
using AfterSales.Tickets.Rules;

namespace AfterSales.ClusterTests.Year;

/// <summary>The way of a ticket (domain.md §3), and the card that follows it.</summary>
public sealed partial class YearChecks
{
    private static readonly Dictionary<string, string> Steps = new()
    {
        ["TicketRegistered"] = "Register", ["TicketSolvedRemotely"] = "SolveRemotely", ["AdviceFailed"] = "AdviceFailed", ["TicketRejected"] = "Reject", ["TicketAssessed"] = "Assess",
        ["VisitScheduled"] = "Schedule", ["VisitRescheduled"] = "Reschedule", ["VisitHandedOn"] = "HandOn", ["VisitHandedBack"] = "HandBack", ["VisitRefused"] = "Refuse",
        ["VisitSlotLost"] = "slot lost", ["BookingTakenBack"] = "taken back", ["TechnicianDeparted"] = "Depart", ["TechnicianArrived"] = "Arrive", ["VisitFinished"] = "Finish", ["VisitAwaitsParts"] = "AwaitParts",
        ["VisitNotFinished"] = "CannotFinish", ["NobodyWasHome"] = "NobodyHome", ["ProductBroughtIn"] = "BringIn", ["WorkshopRepairBegun"] = "StartRepair",
        ["WorkshopRepairFinished"] = "FinishRepair", ["ProductReturned"] = "Return", ["TicketCompleted"] = "Complete", ["TicketReopened"] = "Reopen", ["TicketClosed"] = "Close",
        ["TicketCancelled"] = "Cancel",
    };

    private IEnumerable<string> TicketsMoveAlongTheDrawing()
    {
        var arrows = Drawing.Of("The way of a ticket");
        foreach (var ticket in Tickets)
        {
            var at = new HashSet<string> { "[*]" };
            foreach (var happened in _journal[ticket.Id])
            {
                if (!Steps.TryGetValue(happened.Name, out var action)) continue;
                var next = arrows.Where(arrow => at.Contains(arrow.From) && Says(arrow.By, action)).Select(arrow => arrow.To).ToHashSet();
                if (next.Count == 0) yield return $"{ticket.Id}: {happened.Name} at {string.Join(" or ", at)}, version {happened.Version}";
                if (next.Count == 0) break;
                at = next;
            }

            if (!at.Contains(ticket.Step.ToString())) yield return $"{ticket.Id} stands at {ticket.Step}, its journal at {string.Join(" or ", at)}";
        }

        static bool Says(string by, string action) => by == action || (action == "Reopen" && by.StartsWith("Reopen ", StringComparison.Ordinal))
            || (action == "Close" && by.StartsWith("nothing is owed", StringComparison.Ordinal));
    }

    private IEnumerable<string> ReopenedInTime()
    {
        foreach (var ticket in Tickets)
        {
            DateTimeOffset? completed = null;
            foreach (var happened in _journal[ticket.Id])
            {
                if (happened.Name == "TicketCompleted") completed = happened.At;
                if (happened.Name == "TicketReopened" && !(happened.At - completed <= TimeSpan.FromDays(30))) yield return $"{ticket.Id}, completed {completed:O}, at {happened.At:O}";
            }
        }
    }

    private IEnumerable<string> SecondCallsJoin()
    {
        foreach (var ticket in Tickets)
        {
            if (ticket.Id.EndsWith("-again", StringComparison.Ordinal)) yield return $"{ticket.Id} was made beside the open one";
            var joined = _journal[ticket.Id].Count(e => e.Name == "ReportJoined");
            if (ticket.Reports != 1 + joined) yield return $"{ticket.Id} counts {ticket.Reports} reports after {joined} more calls";
        }
    }

    private IEnumerable<string> CardsGoOutTheDayAfter()
    {
        var cards = Cards.ToLookup(card => card.TicketId);
        foreach (var completed in _completions.GroupBy(completion => completion.TicketId))
        {
            var owed = completed.Where(completion => completion.Kind == TicketKind.Repair).Select(completion => completion.CompletedDay).Order();
            if (!owed.SequenceEqual(cards[completed.Key].Select(card => card.CompletedDay).Order())) yield return $"{completed.Key} has {cards[completed.Key].Count()} cards";
        }

        foreach (var card in Cards)
        {
            var send = BranchDays.At(card.BranchId, card.CompletedDay.AddDays(1), 10);
            if (card.SendAt != send) yield return $"{card.Id}, completed on {card.CompletedDay:O}, goes out {card.SendAt:O}";
            var history = _journal[card.Id];
            var sent = history.Where(e => e.Name == "SurveySent").ToArray();
            var over = history.Find(e => e.Name is "SurveyAnswered" or "SurveyWithdrawn")?.At ?? SimulatedYear.End;
            if (sent.Length > 1 || (sent.Length == 0 && over > Awake(send))) yield return $"{card.Id} went out {sent.Length} times";
            foreach (var e in sent) if (e.At != Awake(send)) yield return $"{card.Id} went out {e.At:O} and not {send:O}";
            if (history.Count(e => e.Name == "SurveyReminded") > 1) yield return $"{card.Id} was reminded of more than once";
            if (history.Count(e => e.Name is "SurveyAnswered" or "SurveyWithdrawn" or "SurveyExpired") > 1) yield return $"{card.Id} ended twice";
            if (card.State == SurveyState.Invited && card.ExpiresAt <= SimulatedYear.End) yield return $"{card.Id} is open after its end";
        }
    }
}
