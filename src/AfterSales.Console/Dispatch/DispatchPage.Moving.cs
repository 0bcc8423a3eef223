using System.Text.Json.Nodes;

namespace AfterSales.Console.Dispatch;

/// <summary>A visit that somebody is booked for is picked up, and given another time, another technician or both; and put back where it was.</summary>
public sealed partial class DispatchPage
{
    private PlacedVisit? moving;

    /// <summary>Where it was dropped, or where somebody pointed since.</summary>
    private (string Technician, DateTimeOffset At)? target;

    /// <summary>Null where nobody is booked for the ticket at the time that is shown, or the visit is under way.</summary>
    private PlacedVisit? VisitOf(string? ticketId) => ticketId is null || booked.GetValueOrDefault(ticketId) is not { CanBeMoved: true } job
        ? null
        : (from time in read?.TechnicianCalendars?.Technicians ?? []
           from entry in time.Entries
           where entry.IsVisit && entry.TicketId == ticketId
           // Where it was before stays a moment longer.
           orderby entry.Kind == "HOLD" descending
           select new PlacedVisit(job.Ticket, time.Technician, entry.StartsAt, entry.EndsAt)).FirstOrDefault();

    private async Task PickUpAsync(PlacedVisit visit, bool byDrag)
    {
        (gone, isByDrag) = (null, byDrag);
        if (moving == visit) return;
        Forget();
        Unpropose();
        (chosenId, pointed, moving) = (visit.Ticket.Id, null, visit);
        await ProposeAsync();
    }

    /// <summary>Where the visit was dropped: what else has to be said of it is asked for there.</summary>
    private void Put(string technicianId, DateTimeOffset at)
    {
        if (moving is not { } visit) return;
        if (visit.Technician.Id == technicianId && visit.From == at) Leave();
        else target = (technicianId, at);
    }

    private async Task MoveAsync(VisitMove move)
    {
        if (moving is not { } visit) return;
        if (!await attempt.DoAsync(visit.MutationTo(move.TechnicianId), visit.InputTo(move)))
        {
            announced = attempt.Refusal?.Message ?? attempt.Failure;
            if (moving is null) attempt = api.Attempt();
            return;
        }

        last = new Booking(visit.Ticket.Id, visit.Ticket.Number, null, NameOf(move.TechnicianId) ?? move.TechnicianId, move.From, clock.Now, Zone,
            (visit.MovedTo(move), new VisitMove(visit.Technician.Id, visit.From, L["MoveBackReason"], HasCustomerAgreed: true, IsApologised: true)));
        undo = api.Attempt();
        announced = L["MovedTo", last.Technician, clock.DayAndTime(move.From, Zone)];
        isUndoToBeShown = true;
        if (chosenId == visit.Ticket.Id) Leave();
        await ReadAsync();
    }
}

/// <summary>A visit on the board that can be moved.</summary>
/// <param name="To">Excludes this instant.</param>
public sealed record PlacedVisit(BookedTicket Ticket, BoardTechnician Technician, DateTimeOffset From, DateTimeOffset To)
{
    public int Minutes => (int)(To - From).TotalMinutes;

    public PlacedVisit MovedTo(VisitMove move) => this with { Technician = new(move.TechnicianId, ""), From = move.From, To = move.From + (To - From) };

    /// <summary>Another time is agreed with the customer; another technician takes the visit over, with an apology.</summary>
    public string MutationTo(string technicianId) => technicianId == Technician.Id ? "rescheduleVisit" : "handOnVisit";

    public JsonObject InputTo(VisitMove move)
    {
        var input = new JsonObject { ["ticketId"] = Ticket.Id, ["from"] = move.From, ["to"] = move.From + (To - From), ["reason"] = move.Reason, ["hasCustomerAgreed"] = move.HasCustomerAgreed };
        if (move.TechnicianId != Technician.Id) (input["technicianId"], input["isApologised"]) = (move.TechnicianId, move.IsApologised);
        return input;
    }
}

/// <summary>Who goes now and when, and what was said of it.</summary>
public sealed record VisitMove(string TechnicianId, DateTimeOffset From, string Reason, bool HasCustomerAgreed, bool IsApologised);
