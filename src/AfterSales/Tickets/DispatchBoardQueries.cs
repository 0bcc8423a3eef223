using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Branches;
using AfterSales.Records;
using AfterSales.Technicians;
using GraphQL;

namespace AfterSales.Tickets;

/// <summary>What a branch's dispatcher has to place and has placed.</summary>
/// <param name="Waiting">What nobody is sent for, or nobody set out for in the agreed time, emergencies first, then what was carried over; what waits for parts too. At most 300.</param>
/// <param name="Booked">What has an appointment in the time looked at; at most 2,000.</param>
/// <param name="IsComplete">False: there is more than is shown.</param>
[Name("DispatchBoard"), Secured(Permission.DispatchTickets)]
public sealed record DispatchBoardView(IReadOnlyList<WaitingJobView> Waiting, IReadOnlyList<BookedJobView> Booked, bool IsComplete);

/// <summary>A ticket that nobody is sent for, or nobody set out for in the agreed time.</summary>
[Name("WaitingJob"), SecuredByParent]
public sealed class WaitingJobView(WaitingJob job, DateTimeOffset now)
{
    public TicketView Ticket => new(job.Row, job.State);

    /// <summary>The promise that runs out first; what stands still comes last. Null where none is owed.</summary>
    public TicketPromiseView? NextPromise => job.Clock is { } clock ? new(clock, now) : null;

    /// <summary>The code of the work it needs somebody for; null where none is needed.</summary>
    public string? Skill => job.Skill;

    /// <summary>The work, in your language; its code where it has no words.</summary>
    public string? GetSkillName(Caller caller) => job.Skill is { } skill ? RefusalWording.CodeWord("Skill", skill, caller.Language) : null;

    /// <summary>The branch's name of the zone it goes to; null where no zone has the address.</summary>
    public string? Area => job.Area;

    /// <summary>Where it goes to: where the product stands, else the customer's default address; null where it is not known.</summary>
    [Secured(Permission.SeeCustomers)]
    public CoordinatesView? Place => PlaceView.Of(job.Place);

    /// <summary>How many other faults of the same product were registered within 90 days before it.</summary>
    public int EarlierFaults => job.EarlierFaults;
}

/// <summary>A ticket with an appointment in the time looked at.</summary>
[Name("BookedJob"), SecuredByParent]
public sealed class BookedJobView(BookedJob job)
{
    public TicketView Ticket => new(job.Row);

    /// <summary>Where it goes to: where the product stands, else the customer's default address; null where it is not known.</summary>
    [Secured(Permission.SeeCustomers)]
    public CoordinatesView? Place => PlaceView.Of(job.Place);
}

internal static class PlaceView
{
    public static CoordinatesView? Of(Branches.Rules.Coordinates? place) => place is { } at ? new(at.Latitude, at.Longitude) : null;
}

[Queries]
public sealed class DispatchBoardQueries(DispatchBoards boards, TimeProvider clock)
{
    /// <summary>
    /// What a branch has to place, and what it has placed in a time; null for a branch you may not book for. <c>technicianCalendars</c> has the hours and appointments of its technicians.
    /// </summary>
    /// <param name="from">Includes this instant.</param>
    /// <param name="to">Excludes this instant; after the other, at most 42 days later.</param>
    [Secured(Permission.DispatchTickets)]
    public async Task<DispatchBoardView?> DispatchBoardAsync(string branchId, DateTimeOffset from, DateTimeOffset to, Caller caller, CancellationToken cancellation)
    {
        if (to <= from || to - from > TechnicianCalendars.Longest) throw new RequestException("PERIOD_INVALID", ("Days", TechnicianCalendars.Longest.Days));
        if (!caller.ActsFor(branchId)) return null;
        var (now, board) = (clock.GetInstant(), await boards.Of(branchId, from, to, caller, cancellation));
        return new DispatchBoardView(
            [.. board.Waiting.Select(job => new WaitingJobView(job, now))], [.. board.Booked.Select(job => new BookedJobView(job))], board.IsComplete);
    }
}
