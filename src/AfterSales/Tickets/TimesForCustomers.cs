using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

/// <summary>The times to which a customer may move his appointment, as the technician would offer them to a dispatcher: one each morning and afternoon.</summary>
public sealed class TimesForCustomers(IGrainFactory grains, EffectivePolicies policies, ReferenceCache<IBranchGrain, Branch> branches, TimeProvider clock)
{
    private const int Most = 8;

    /// <summary>None where there is no appointment that may be moved.</summary>
    public async Task<IReadOnlyList<DateTimeOffset>> Of(Ticket ticket, int link)
    {
        var now = clock.GetInstant();
        var terms = (await policies.At(ticket.BranchId)).Get(TicketPolicies.CustomerMoves);
        if (ticket.Visits.Current is not { } visit || CustomerLinkRules.MustBeMovable(ticket, link, visit.Id, terms, now) is not null
            || await grains.GetGrain<ITicketGrain>(ticket.Id).WhatAVisitNeeds(Caller.System) is not { } needs || await branches.Get(ticket.BranchId) is not { } branch) return [];
        var length = visit.To - visit.From;
        var said = visit.Trip is { IsWaySaid: true } trip ? trip.TravelMinutes : null;
        var wanted = new VisitWanted(
            ticket.Id, needs.BranchId, needs.Skill, needs.Zone, (int)length.TotalMinutes, said + needs.Destination?.EarlyMinutes ?? needs.TravelMinutes, now.AddHours(terms.UntilHours) + OfferRules.StandsFor,
            now.AddDays(terms.DaysAhead), now, Destination: said is null ? needs.Destination : needs.Destination! with { IsWaySaid = true });
        var technician = grains.GetGrain<ITechnicianGrain>(visit.TechnicianId);
        List<DateTimeOffset> found = [];
        while (found.Count < Most && await technician.Offer(wanted) is { From: { } from })
        {
            // The time agreed already is none to move to, but the one after it may be.
            if (from != visit.From) found.Add(from);
            wanted = wanted with { NotBefore = from == visit.From ? from.AddMinutes(15) : NextHalfDay(branch.Calendar, from) };
        }

        return found;
    }

    private static DateTimeOffset NextHalfDay(WorkingCalendar calendar, DateTimeOffset from)
    {
        var noon = new TimeOnly(12, 0);
        var day = calendar.LocalDay(from);
        return calendar.LocalTime(from) < noon ? calendar.InstantAt(day, noon) : calendar.InstantAt(day.AddDays(1), TimeOnly.MinValue);
    }
}
