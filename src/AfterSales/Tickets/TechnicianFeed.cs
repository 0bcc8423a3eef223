using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Products;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets.Rules;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.EntityFrameworkCore;
using Calendar = Ical.Net.Calendar;

namespace AfterSales.Tickets;

/// <summary>
/// A technician's visits as an iCalendar file. It goes to wherever his link goes: it names the customer and the address, without which nobody finds
/// the door, and no telephone number.
/// </summary>
public sealed class TechnicianFeed(IGrainFactory grains, CustomerFiles customers, TechnicianDays days, IDbContextFactory<AfterSalesDb> databases, TimeProvider clock)
{
    private const int Most = 500;

    // Their tickets are asked at once.
    private const int AtATime = 50;
    private static readonly WordList Words = new("AfterSales.Tickets.TechnicianFeed");
    private static readonly TimeSpan Back = TimeSpan.FromDays(14);
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(60);

    /// <summary>Those of the last fortnight, and all that are to come.</summary>
    public async Task<string> Of(Technician technician, CancellationToken cancellation)
    {
        var (now, language) = (clock.GetInstant(), technician.Feed?.Language ?? WordList.DefaultLanguage);
        var (since, until) = (now - Back, now + Ahead);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.Set<VisitRow>().AsNoTracking()
            .Where(row => row.TechnicianId == technician.Id && row.EndsAt >= since && row.StartsAt <= until
                && (row.IsCurrent || row.HowEnded == VisitEnd.Done || row.HowEnded == VisitEnd.PartsAwaited || row.HowEnded == VisitEnd.BroughtIn
                    || row.HowEnded == VisitEnd.NotFinished || row.HowEnded == VisitEnd.NobodyHome))
            .OrderBy(row => row.StartsAt).ThenBy(row => row.Id).Take(Most).ToListAsync(cancellation);
        var calendar = new Calendar { ProductId = "-//AfterSales//Technician calendar//EN" };
        calendar.AddProperty("X-WR-CALNAME", Words.Get("Name", language).Replace("{Technician}", technician.Name, StringComparison.Ordinal));
        var visits = new List<(VisitRow Row, Ticket Ticket, Visit Visit)>();
        foreach (var some in rows.Chunk(AtATime))
            visits.AddRange((await Task.WhenAll(some.Select(Found))).OfType<(VisitRow, Ticket, Visit)>());
        var departures = await days.DeparturesOf(technician, [.. visits.Select(found => (found.Row, found.Visit))]);
        foreach (var some in visits.Chunk(AtATime))
        {
            calendar.Events.AddRange(await Task.WhenAll(some.Select(found =>
                EventOf(found.Ticket, found.Visit, departures.TryGetValue(found.Row.Id, out var at) ? at : null, language, now))));
        }

        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }

    /// <summary>Null where the visit is none any more.</summary>
    private async Task<(VisitRow Row, Ticket Ticket, Visit Visit)?> Found(VisitRow row) =>
        await grains.GetGrain<ITicketGrain>(row.TicketId).Read(Caller.System) is { } ticket && ticket.AllVisits.FirstOrDefault(visit => visit.Id == row.Id) is { } visit
            ? (row, ticket, visit) : null;

    /// <param name="leaveAt">When he is to set out; null where it is not known.</param>
    private async Task<CalendarEvent> EventOf(Ticket ticket, Visit visit, DateTimeOffset? leaveAt, string language, DateTimeOffset now)
    {
        var customer = ticket.CustomerId is { } id ? await customers.Find(id, Caller.System) : null;
        var product = ticket.ProductId is { } productId ? await grains.GetGrain<IProductGrain>(productId).Read(Caller.System) : null;
        var made = new CalendarEvent
        {
            Uid = $"{visit.Id}@aftersales",
            DtStamp = Utc(now),
            // Instants, not times of a clock: each calendar shows them by its own, on both sides of a change to summer time.
            Start = Utc(visit.From),
            End = Utc(visit.To),
            Summary = customer is null ? ticket.Number : $"{ticket.Number} {customer.Details.Name}",
            Location = customer?.Details.AddressOf(product?.AddressId) is { } address ? Line(address) : null,
            Description = Bring(ticket, language),
            Status = visit.End is null ? EventStatus.Confirmed : null,
        };
        // As the way through his day has it now: who asks again hears of what has changed.
        if (visit is { End: null, Departed: null } && leaveAt is { } at)
            made.Alarms.Add(new Alarm { Action = AlarmAction.Display, Trigger = new Trigger(Duration.FromMinutes((int)(at - visit.From).TotalMinutes)), Description = Words.Get("Leave", language) });
        return made;
    }

    private static string? Bring(Ticket ticket, string language) => ticket.Assessment.NeededParts.IsEmpty
        ? null
        : Words.Get("Bring", language).Replace("{Parts}", string.Join(", ", ticket.Assessment.NeededParts.Select(part => $"{part.Quantity} × {part.Part}")), StringComparison.Ordinal);

    private static string Line(CustomerAddress address) =>
        string.Join(", ", new[] { address.Street, address.PostalCode, address.City, address.Region }.Where(part => !string.IsNullOrWhiteSpace(part)));

    private static CalDateTime Utc(DateTimeOffset at) => new(at.UtcDateTime, CalDateTime.UtcTzId);
}
