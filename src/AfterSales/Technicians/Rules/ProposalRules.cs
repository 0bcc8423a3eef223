using System.Collections.Immutable;
using AfterSales.Policies.Rules;

namespace AfterSales.Technicians.Rules;

/// <summary>What speaks for a technician.</summary>
public enum ProposalReason
{
    /// <summary>He is there before the promise of arrival runs out; after that, less by the hour. Where none runs: the sooner the better.</summary>
    Promise,

    /// <summary>He is in the customer's zone that day anyway.</summary>
    Zone,

    /// <summary>His way is short: from the customer he is with before, or from the branch.</summary>
    Way,

    /// <summary>His day is not full.</summary>
    Load,

    /// <summary>He has been with this customer before.</summary>
    Continuity,

    /// <summary>He is good at this work.</summary>
    Skill,
}

/// <summary>The most points for each reason.</summary>
public sealed record ProposalWeights(int Promise, int Zone, int Way, int Load, int Continuity, int Skill)
{
    public int Of(ProposalReason reason) => reason switch
    {
        ProposalReason.Promise => Promise,
        ProposalReason.Zone => Zone,
        ProposalReason.Way => Way,
        ProposalReason.Load => Load,
        ProposalReason.Continuity => Continuity,
        _ => Skill,
    };
}

/// <param name="Points">For the reason.</param>
/// <param name="Most">The most there are for it.</param>
/// <param name="Minutes">Of the way, for that reason; null for the others, and where nothing is known of it.</param>
public sealed record ProposalPoints(ProposalReason Reason, int Points, int Most, int? Minutes = null);

/// <summary>A technician with a time he could take a visit at.</summary>
/// <param name="Score">The sum of the points.</param>
public sealed record Proposal(TechnicianOffer Offer, DateTimeOffset From, int Score, ImmutableList<ProposalPoints> Points);

/// <summary>Who is best sent, and why.</summary>
public static class ProposalRules
{
    private static readonly TimeSpan LateAfter = TimeSpan.FromDays(1);
    private static readonly TimeSpan SoonWithin = TimeSpan.FromDays(7);

    /// <summary>Nothing speaks for a way that takes so long.</summary>
    private const double FarMinutes = 60;

    /// <summary>The best first; of equals the sooner, then by key.</summary>
    /// <param name="promise">When the promise of arrival runs out; null where none runs.</param>
    /// <param name="known">Technicians who have been with the customer.</param>
    /// <param name="since">From when the time was looked for.</param>
    public static ImmutableList<Proposal> Rank(
        IEnumerable<TechnicianOffer> offers, DateTimeOffset? promise, IReadOnlySet<string> known, DateTimeOffset since, ProposalWeights weights) =>
    [
        .. offers.Where(offer => offer.From is not null).Select(offer => Judge(offer, offer.From!.Value, promise, known, since, weights))
            .OrderByDescending(proposal => proposal.Score).ThenBy(proposal => proposal.From).ThenBy(proposal => proposal.Offer.TechnicianId, StringComparer.Ordinal),
    ];

    private static Proposal Judge(
        TechnicianOffer offer, DateTimeOffset from, DateTimeOffset? promise, IReadOnlySet<string> known, DateTimeOffset since, ProposalWeights weights)
    {
        ImmutableList<ProposalPoints> points = [.. Enum.GetValues<ProposalReason>().Select(reason => Points(reason, Share(reason)))];
        return new Proposal(offer, from, points.Sum(part => part.Points), points);

        ProposalPoints Points(ProposalReason reason, double share) =>
            new(reason, (int)Math.Round(weights.Of(reason) * Math.Clamp(share, 0, 1), MidpointRounding.AwayFromZero), weights.Of(reason), reason == ProposalReason.Way ? offer.WayMinutes : null);

        double Share(ProposalReason reason) => reason switch
        {
            ProposalReason.Promise => promise is { } due ? 1 - ((from - due) / LateAfter) : 1 - ((from - since) / SoonWithin),
            ProposalReason.Zone => offer.Nearness switch { Nearness.SameZone => 1, Nearness.Unknown => 0.5, _ => 0 },
            ProposalReason.Way => offer.WayMinutes is { } minutes ? 1 - (minutes / FarMinutes) : 0.5,
            ProposalReason.Load => offer.WorkMinutes == 0 ? 0 : 1 - ((double)offer.BusyMinutes / offer.WorkMinutes),
            ProposalReason.Continuity => known.Contains(offer.TechnicianId) ? 1 : 0,
            _ => offer.Level switch { SkillLevel.Expert => 1, SkillLevel.Independent => 2.0 / 3, SkillLevel.Learning => 1.0 / 3, _ => 0 },
        };
    }
}

public static class ProposalPolicies
{
    public static Policy<ProposalWeights> Weights { get; } = new("technicians.proposalWeights", new ProposalWeights(40, 10, 10, 15, 15, 10), "ours", IssuesOf);

    private static IEnumerable<Records.InputIssue> IssuesOf(ProposalWeights weights)
    {
        foreach (var reason in Enum.GetValues<ProposalReason>())
            if (weights.Of(reason) is < 0 or > 100) yield return new(reason.ToString(), "OUT_OF_RANGE");
    }
}
