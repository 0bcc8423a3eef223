using AfterSales.Console.Api;
using AfterSales.Console.Tickets;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Console.Dispatch;

/// <summary>A ticket is chosen, who can come is proposed, one is booked, and the booking is taken back.</summary>
public sealed partial class DispatchPage
{
    /// <summary>A booking may be taken back so long; the service says the last word.</summary>
    private static readonly TimeSpan Undoable = TimeSpan.FromMinutes(10);

    private Attempt attempt = null!;
    private Attempt undo = null!;
    private BoardProposals? proposals;
    private Dictionary<string, (BoardProposal? Proposal, int Rank)> offers = [];
    private Dictionary<string, string?> whyNot = [];
    private string? chosenId;
    private int minutes = 60;
    private (string Technician, DateTimeOffset From, bool IsOnLane)? tried;
    private string? reason;
    private bool needsReason;
    private Booking? last;
    private ElementReference undoNote;
    private bool isByDrag;
    private bool isUndoToBeShown;
    private int proposed;

    /// <param name="byDrag">Then nothing on the board may move away from under the card: what is known of the ticket is not opened.</param>
    private async Task ChooseAsync(string ticketId, bool byDrag = false)
    {
        (gone, isByDrag) = (null, byDrag);
        if (chosenId == ticketId) return;
        Forget();
        Unpropose();
        (chosenId, pointed) = (ticketId, null);
        await ProposeAsync();
    }

    private void Leave()
    {
        Forget();
        Unpropose();
        (chosenId, pointed, isByDrag) = (null, null, false);
    }

    /// <summary>What was proposed for another day or length can't be booked any more, and no answer to what was asked before counts.</summary>
    private void Unpropose()
    {
        proposed++;
        (proposals, offers, whyNot) = (null, [], []);
    }

    /// <summary>What was tried for the ticket before says nothing of the next.</summary>
    private void Forget()
    {
        if ((tried is not null || moving is not null) && !attempt.IsBusy) attempt = api.Attempt();
        (tried, reason, needsReason, moving, target) = (null, null, false, null, null);
    }

    private async Task ChooseLengthAsync(int length)
    {
        minutes = length;
        Unpropose();
        await ProposeAsync();
    }

    /// <summary>How long the visit takes that is looked for: the API proposes for none that is shorter.</summary>
    private int Length => moving is { } visit ? Math.Max(visit.Minutes, 15) : minutes;

    /// <summary>Who could take the ticket from now on, or from the day that is looked at.</summary>
    private async Task ProposeAsync()
    {
        var turn = ++proposed;
        if (moving is null && ChosenJob is not { CanBeBooked: true })
        {
            proposals = null;
            return;
        }

        var told = (await api.AskAsync<ProposalsRead>("Dispatch/Proposals", new { ticketId = chosenId, minutes = Length, notBefore = From > clock.Now ? From : (DateTimeOffset?)null })).TechnicianProposals;
        if (turn != proposed) return;
        proposals = told;
        offers = (told?.Best ?? []).Select((proposal, i) => (proposal, Rank: i + 1)).ToDictionary(one => one.proposal.Technician.Id, one => ((BoardProposal?)one.proposal, one.Rank));
        whyNot = (told?.Unavailable ?? []).ToDictionary(one => one.Technician.Id, one => one.Why);
    }

    /// <summary>What was chosen is put there: a ticket is booked, a visit moved.</summary>
    private Task PutAsync(string technicianId, DateTimeOffset from)
    {
        if (moving is null) return BookAsync(technicianId, from, isOnLane: true);
        Put(technicianId, from);
        return Task.CompletedTask;
    }

    private async Task BookAsync(string technicianId, DateTimeOffset from, bool isOnLane)
    {
        if (attempt.IsBusy || ChosenJob is not { } job) return;
        if (tried is { } before && (before.Technician != technicianId || before.From != from)) (reason, needsReason) = (null, false);
        (tried, gone) = ((technicianId, from, isOnLane), null);
        var zone = Zone;
        var given = needsReason && !string.IsNullOrWhiteSpace(reason) ? reason : null;
        var done = await attempt.SendAsync<BookedVisit>("Tickets/ScheduleVisit", new { ticketId = job.Ticket.Id, technicianId, from, to = from.AddMinutes(minutes), reason = given });
        if (done is null)
        {
            announced = Sentence ?? attempt.Refusal?.Message ?? attempt.Failure;
            if (chosenId == job.Ticket.Id) needsReason |= BookingRefusal.IsSoft(attempt.Refusal);
            else attempt = api.Attempt();
            return;
        }

        last = new Booking(done.Id, done.Number, done.Visits[^1].Id, NameOf(technicianId) ?? technicianId, from, clock.Now, zone, null);
        undo = api.Attempt();
        announced = L["BookedFor", last.Technician, clock.DayAndTime(from, zone)];
        (isUndoToBeShown, gone) = (true, null);
        if (chosenId == job.Ticket.Id) Leave();
        await ReadAsync();
    }

    private Task AgainAsync() => tried is { } slot ? BookAsync(slot.Technician, slot.From, slot.IsOnLane) : Task.CompletedTask;

    private async Task UndoAsync()
    {
        if (last is not { } made) return;
        var isUndone = made.Back is var (visit, move)
            ? await undo.DoAsync(visit.MutationTo(move.TechnicianId), visit.InputTo(move))
            : await undo.SendAsync<BookedVisit>("Dispatch/TakeBack", new { ticketId = made.TicketId, visitId = made.VisitId, reason = L["UndoReason"].Value }) is not null;
        if (!isUndone) return;
        announced = L[made.Back is null ? "Undone" : "MovedBack", made.Number];
        Dismiss();
        await ReadAsync();
        if (made.Back is null) await ChooseAsync(made.TicketId);
    }

    private void Dismiss() => (last, undoNote, isUndoToBeShown) = (null, default, false);

    /// <param name="VisitId">Null where a visit was moved.</param>
    /// <param name="At">When it was booked.</param>
    /// <param name="Zone">The branch's.</param>
    /// <param name="Back">What moves it back; null where it was booked anew.</param>
    private sealed record Booking(
        string TicketId, string Number, string? VisitId, string Technician, DateTimeOffset From, DateTimeOffset At, string Zone, (PlacedVisit Visit, VisitMove Move)? Back);
}
