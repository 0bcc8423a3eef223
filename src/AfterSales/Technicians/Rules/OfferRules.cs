using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Technicians.Rules;

/// <summary>What a visit needs of whoever takes it.</summary>
/// <param name="Skill">The code of the work; null where none is needed.</param>
/// <param name="Zone">Where it goes to; null where the branch's zones say nothing of the address.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="TravelMinutes">That must be free before it.</param>
/// <param name="NotBefore">It begins at this instant at the earliest.</param>
/// <param name="NotAfter">It is over at this instant at the latest.</param>
/// <param name="HomeFrom">From when on the customer is there, by the branch's clock; null: all day.</param>
/// <param name="HomeUntil">When the visit is to be over, by the branch's clock; null: at any time.</param>
/// <param name="Destination">What tells the way there from another customer.</param>
/// <param name="IsAgreed">The earliest time was agreed: it is looked at as it is, before whole quarters of an hour are.</param>
[GenerateSerializer, Immutable, Alias("VisitWanted")]
public sealed record VisitWanted(
    [property: Id(0)] string TicketId, [property: Id(1)] string BranchId, [property: Id(2)] string? Skill, [property: Id(3)] string? Zone,
    [property: Id(4)] int Minutes, [property: Id(5)] int TravelMinutes, [property: Id(6)] DateTimeOffset NotBefore, [property: Id(7)] DateTimeOffset NotAfter,
    [property: Id(8)] DateTimeOffset AskedAt, [property: Id(9)] TimeOnly? HomeFrom = null, [property: Id(10)] TimeOnly? HomeUntil = null,
    [property: Id(11)] Destination? Destination = null, [property: Id(12)] bool IsAgreed = false);

/// <summary>Where a technician is on the day of a visit.</summary>
public enum Nearness
{
    /// <summary>Nobody knows: he has no other visit that day, or no zone says where.</summary>
    Unknown,

    /// <summary>In the same zone.</summary>
    SameZone,

    /// <summary>In other zones only.</summary>
    OtherZone,
}

/// <summary>What a technician could offer for a visit.</summary>
/// <param name="From">The first time at which nothing speaks against the visit, nor will in the minutes an offer stands for; null: there is none.</param>
/// <param name="Level">In the skill asked for; null where he does not list it.</param>
/// <param name="BusyMinutes">Visits and ways he has that day already.</param>
/// <param name="WorkMinutes">His working time that day.</param>
/// <param name="Because">What spoke first against a sooner time; where it was closing hours alone, of the time that was asked for. Null where nothing did.</param>
/// <param name="WayMinutes">To the customer, from the one before that day or, where there is none, from the branch; null where nothing is known of it.</param>
[GenerateSerializer, Immutable, Alias("TechnicianOffer")]
public sealed record TechnicianOffer(
    [property: Id(0)] string TechnicianId, [property: Id(1)] DateTimeOffset? From, [property: Id(2)] SkillLevel? Level = null, [property: Id(3)] int BusyMinutes = 0,
    [property: Id(4)] int WorkMinutes = 0, [property: Id(5)] Nearness Nearness = Nearness.Unknown, [property: Id(6)] Refusal? Because = null,
    [property: Id(7)] int? WayMinutes = null);

/// <summary>The first time a technician could take a visit at, by the rules that judge a booking.</summary>
public static class OfferRules
{
    /// <summary>What is offered can still be booked so much later: it is read to the customer, who agrees.</summary>
    public static readonly TimeSpan StandsFor = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    public static TechnicianOffer Offer(Technician technician, VisitWanted wanted, BookingTerms terms)
    {
        // As a booking finds him: what lapsed takes no time, however late its tick comes.
        technician = BookingRules.HoldsLapse(technician, wanted.AskedAt).Events.Aggregate(technician, Technician.Apply);
        var calendar = technician.Availability.CalendarAt(terms.Branch);
        var length = TimeSpan.FromMinutes(wanted.Minutes);
        Refusal? first = null, unreachable = null;
        for (DateTimeOffset? at = Later(wanted.NotBefore, wanted.AskedAt); at is { } asked;)
        {
            var start = AtHome(wanted.IsAgreed && asked == wanted.NotBefore ? asked : QuarterFrom(asked), wanted, terms.Branch);
            if (start + length > wanted.NotAfter) break;
            var slot = new HoldSlot("", wanted.TicketId, start, start + length, 0, wanted.BranchId, wanted.Skill, null, wanted.TravelMinutes, wanted.Zone, wanted.Destination);
            var (against, takenBy) = (BookingRules.WhatSpeaksAgainst(technician, slot, terms, wanted.AskedAt), wanted.AskedAt);
            if (against is null)
            {
                takenBy += StandsFor;
                against = BookingRules.WhatSpeaksAgainst(technician, slot, terms, takenBy);
                if (against is null) return Offered(technician, wanted, slot, calendar, terms, first);
            }
            // That he has to get there first is no news, unless he would be there after hours; nor is it that nobody works at night where something else is.
            else if (against is TravelTooShort tooShort && tooShort.From == wanted.AskedAt) unreachable ??= first is null ? against : null;
            else if (against is OutsideWorkingHours) first ??= unreachable ?? against;
            else if (first is null or OutsideWorkingHours || first == unreachable) first = against;
            at = NextTry(technician, slot, against, terms, takenBy);
        }

        return new TechnicianOffer(technician.Id, null, Because: first);
    }

    /// <summary>The visit fits into the hours at which the customer is at home.</summary>
    public static bool Fits(TimeSpan visit, TimeOnly? homeFrom, TimeOnly? homeUntil) =>
        homeUntil is not { } until || until.ToTimeSpan() - (homeFrom ?? TimeOnly.MinValue).ToTimeSpan() >= visit;

    /// <summary>Later than the slot; null: it would be the same at any time.</summary>
    private static DateTimeOffset? NextTry(Technician technician, HoldSlot slot, Refusal against, BookingTerms terms, DateTimeOffset takenBy)
    {
        DateTimeOffset? next = against switch
        {
            TechnicianHasLeft => null,
            TechnicianNotQualified e => technician.Qualifications.Certificates.Where(c => c.Skill == e.Skill && c.StartsAt > slot.From).Min(c => (DateTimeOffset?)c.StartsAt),
            TechnicianNotAtBranch => technician.Availability.Loans.SelectMany(loan => new[] { loan.From, loan.To }).Where(at => at > slot.From).Min(at => (DateTimeOffset?)at),
            TechnicianBusy e => After(a => a.To == e.To) ?? e.To,
            TechnicianAbsent e => e.To,
            OutsideWorkingHours e => e.NextOpening,
            TravelTooShort e when e.To > slot.From => After(a => a.From == e.To),
            // From where he is now, or from the next customer he goes to, whichever is sooner.
            TravelTooShort e when e.From == takenBy && After(a => a.To > slot.From) is { } sooner && sooner < e.From.AddMinutes(e.TravelMinutes) => sooner,
            TravelTooShort e => e.From.AddMinutes(e.TravelMinutes),
            _ => slot.From,
        };
        return next is { } at ? Later(at, slot.From.AddTicks(1)) : null;

        DateTimeOffset? After(Func<Appointment, bool> other) =>
            BookingRules.Others(technician, slot).Where(other).Min(a => (DateTimeOffset?)a.To.AddMinutes(BookingRules.GapAfter(a, slot, terms)));
    }

    private static TechnicianOffer Offered(Technician technician, VisitWanted wanted, HoldSlot slot, WorkingCalendar calendar, BookingTerms terms, Refusal? first)
    {
        var day = calendar.LocalDay(slot.From);
        var (begin, end) = (calendar.InstantAt(day, TimeOnly.MinValue), calendar.InstantAt(day.AddDays(1), TimeOnly.MinValue));
        var others = technician.Appointments.Within(begin, end).Where(a => a.TicketId != wanted.TicketId).ToArray();
        var zones = others.Select(a => a.Zone).OfType<string>().ToArray();
        return new TechnicianOffer(
            technician.Id, slot.From, technician.Qualifications.Skills.Find(skill => skill.Code == SkillCode.Of(wanted.Skill))?.Level,
            others.Sum(a => (int)(a.To - a.From).TotalMinutes + a.TravelMinutes), (int)calendar.Elapsed(begin, end).TotalMinutes,
            wanted.Zone is null || zones.Length == 0 ? Nearness.Unknown : zones.Contains(wanted.Zone) ? Nearness.SameZone : Nearness.OtherZone, first,
            BookingRules.WayTo(slot, others, terms));
    }

    private static DateTimeOffset AtHome(DateTimeOffset start, VisitWanted wanted, WorkingCalendar branch)
    {
        var (day, from) = (branch.LocalDay(start), wanted.HomeFrom ?? TimeOnly.MinValue);
        var begin = Later(start, branch.InstantAt(day, from));
        return wanted.HomeUntil is { } until && begin.AddMinutes(wanted.Minutes) > branch.InstantAt(day, until) ? branch.InstantAt(day.AddDays(1), from) : begin;
    }

    private static DateTimeOffset QuarterFrom(DateTimeOffset at) =>
        new(at.UtcTicks + ((Step.Ticks - (at.UtcTicks % Step.Ticks)) % Step.Ticks), TimeSpan.Zero);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
