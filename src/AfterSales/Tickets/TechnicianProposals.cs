using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Tickets;

/// <summary>Who could take a visit of a ticket, the best first, and who can't.</summary>
/// <param name="Skill">The code of the work; null where none is needed.</param>
/// <param name="SkillName">The work, in your language; its code where it has no words.</param>
/// <param name="Zone">The branch's name of where it goes to; null where no zone has the address.</param>
/// <param name="ArriveBy">When the promise of arrival runs out; null while none runs, or it stands still.</param>
/// <param name="Proposals">At most as many as asked for.</param>
/// <param name="Unavailable">Who works for the branch and can't take it in the time looked at, by name.</param>
[Name("TechnicianProposals"), Secured(Permission.DispatchTickets)]
public sealed record TechnicianProposalsView(
    string? Skill, string? SkillName, string? Zone, DateTimeOffset? ArriveBy, IReadOnlyList<TechnicianProposalView> Proposals, IReadOnlyList<UnavailableTechnicianView> Unavailable);

/// <summary>A technician and the first time at which nothing speaks against the visit. Nothing is held: the booking decides.</summary>
/// <param name="From">Includes this instant.</param>
/// <param name="To">Excludes this instant.</param>
/// <param name="IsInTime">He would be there before the promise of arrival runs out; null where none runs.</param>
/// <param name="Score">The sum of the points.</param>
/// <param name="Points">What the score is made of.</param>
/// <param name="WhyNotSooner">In your language; null where nothing stood in the way.</param>
[Name("TechnicianProposal"), SecuredByParent]
public sealed record TechnicianProposalView(
    TechnicianView Technician, DateTimeOffset From, DateTimeOffset To, bool? IsInTime, int Score, IReadOnlyList<ProposalPointsView> Points, string? WhyNotSooner);

/// <param name="Most">The most there are for the reason.</param>
/// <param name="Minutes">For the reason <c>WAY</c>: how long the way is, from the customer he is with before or from the branch; null where nothing is known of it.</param>
[Name("ProposalPoints"), SecuredByParent]
public sealed record ProposalPointsView(ProposalReason Reason, int Points, int Most, int? Minutes);

/// <param name="Code">The code of the refusal that a booking would meet; null where he only has no time in the period looked at.</param>
/// <param name="Why">In your language; null where he only has no time in the period looked at.</param>
[Name("UnavailableTechnician"), SecuredByParent]
public sealed record UnavailableTechnicianView(TechnicianView Technician, string? Code, string? Why);

/// <param name="Minutes">How long the visit takes.</param>
/// <param name="Since">The visit begins at this instant at the earliest; null: now, or when the customer wants it.</param>
/// <param name="Until">The visit is over at this instant at the latest; null: a fortnight on.</param>
/// <param name="HomeFrom">From when on the customer is at home, by the branch's clock; null: all day.</param>
/// <param name="HomeUntil">When the visit is to be over, by the branch's clock; null: at any time.</param>
/// <param name="IsAgreed">The time asked for is one that was agreed: it is looked at as it is, before whole quarters of an hour are.</param>
public sealed record ProposalSearch(
    int Minutes, DateTimeOffset? Since, DateTimeOffset? Until, TimeOnly? HomeFrom = null, TimeOnly? HomeUntil = null, int First = 10, bool IsAgreed = false);

/// <summary>Asks every technician of a branch what he could offer for a visit, and ranks it.</summary>
public sealed class TechnicianProposer(
    IGrainFactory grains, IDbContextFactory<AfterSalesDb> databases, EffectivePolicies policies, Readers readers, TimeProvider clock)
{
    private const int Longest = 42;
    private static readonly TimeSpan UsuallyAhead = TimeSpan.FromDays(14);

    /// <summary>Null for a ticket for which the caller may not book.</summary>
    public async Task<TechnicianProposalsView?> Propose(string ticketId, ProposalSearch search, Caller caller, CancellationToken cancellation)
    {
        if (!RecordKey.IsWellFormed(ITicketGrain.Prefix, ticketId) || await grains.GetGrain<ITicketGrain>(ticketId).WhatAVisitNeeds(caller) is not { } needs) return null;
        var now = clock.GetInstant();
        var since = search.Since ?? (needs.NotBefore > now ? needs.NotBefore.Value : now);
        var until = search.Until ?? since + UsuallyAhead;
        if (until <= since || until - since > TimeSpan.FromDays(Longest)) throw new RequestException("PERIOD_INVALID", ("Days", Longest));
        var wanted = new VisitWanted(
            ticketId, needs.BranchId, needs.Skill, needs.Zone, search.Minutes, needs.TravelMinutes, since, until, now, search.HomeFrom, search.HomeUntil, needs.Destination,
            search.IsAgreed);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.TechniciansOf(needs.BranchId, since, until).OrderBy(row => row.Name).ThenBy(row => row.Id).ToDictionaryAsync(row => row.Id, cancellation);
        var offers = (await Task.WhenAll(rows.Keys.Select(id => grains.GetGrain<ITechnicianGrain>(id).Offer(wanted)))).OfType<TechnicianOffer>().ToArray();
        var known = needs.CustomerId is null ? [] : await db.Set<TicketRow>().AsNoTracking()
            .Where(row => row.CustomerId == needs.CustomerId && row.Id != ticketId && row.TechnicianId != null).Select(row => row.TechnicianId!).Distinct().ToListAsync(cancellation);
        var ranked = ProposalRules.Rank(offers, needs.ArriveBy, known.ToHashSet(), since, (await policies.At(needs.BranchId)).Get(ProposalPolicies.Weights));
        var form = await readers.FormFor(offers.Select(offer => offer.Because).OfType<Refusal>(), caller, caller.Language, cancellation);
        return new TechnicianProposalsView(
            needs.Skill, needs.Skill is { } skill ? RefusalWording.CodeWord("Skill", skill, caller.Language) : null, needs.Zone, needs.ArriveBy,
            [.. ranked.Take(search.First).Select(Proposed)],
            [.. offers.Where(offer => offer.From is null).Select(offer => new UnavailableTechnicianView(new(rows[offer.TechnicianId]), offer.Because?.Code, Why(offer)))]);

        TechnicianProposalView Proposed(Proposal proposal) => new(
            new(rows[proposal.Offer.TechnicianId]), proposal.From, proposal.From.AddMinutes(search.Minutes), needs.ArriveBy is { } due ? proposal.From <= due : null, proposal.Score,
            proposal.Points.ConvertAll(part => new ProposalPointsView(part.Reason, part.Points, part.Most, part.Minutes)), Why(proposal.Offer));

        string? Why(TechnicianOffer offer) => offer.Because is { } because ? RefusalWording.Word(because, form) : null;
    }
}

[Queries]
public sealed class ProposalQueries(TechnicianProposer proposer, TimeProvider clock)
{
    /// <summary>
    /// Who could take a visit of a ticket, with the points that speak for each, and why others can't; null for a ticket for which you may not book. Each technician of the branch, and each
    /// lent to it, offers the first time at which nothing speaks against it.
    /// </summary>
    /// <param name="minutes">How long the visit takes.</param>
    /// <param name="notBefore">The visit begins at this instant at the earliest; left out: now, or the later date that the customer wants.</param>
    /// <param name="notAfter">The visit is over at this instant at the latest, at most 42 days on; left out: a fortnight after the earliest.</param>
    /// <param name="homeFrom">From when on the customer is at home, by the branch's clock; left out: all day.</param>
    /// <param name="homeUntil">When the visit is to be over, by the branch's clock; left out: at any time.</param>
    /// <param name="first">How many proposals.</param>
    [Secured(Permission.DispatchTickets)]
    public async Task<TechnicianProposalsView?> TechnicianProposalsAsync(
        string ticketId, Caller caller, CancellationToken cancellation, [Range(15, BookingRules.LongestVisitHours * 60)] int minutes = 60, DateTimeOffset? notBefore = null,
        DateTimeOffset? notAfter = null, TimeOnly? homeFrom = null, TimeOnly? homeUntil = null, [Range(1, 100)] int first = 10)
    {
        var now = clock.GetInstant();
        var since = notBefore > now ? notBefore.Value : now;
        if (!OfferRules.Fits(TimeSpan.FromMinutes(minutes), homeFrom, homeUntil)) throw new RequestException("HOURS_INVALID");
        return await proposer.Propose(ticketId, new ProposalSearch(minutes, notBefore is null ? null : since, notAfter, homeFrom, homeUntil, first), caller, cancellation);
    }
}
