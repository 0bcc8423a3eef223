using System.Collections.Immutable;
using AfterSales.Technicians.Rules;
using static AfterSales.Tests.Technicians.TechnicianScenarios;

namespace AfterSales.Tests.Technicians;

public sealed class ProposalRulesTests
{
    private static readonly ProposalWeights Weights = ProposalPolicies.Weights.Standard;

    private static TechnicianOffer Offer(string id, double hours = 1) => new(id, Now.AddHours(hours), SkillLevel.Independent, 240, 480);

    [Fact]
    public void Who_keeps_the_promise_goes_before_who_breaks_it()
    {
        var ranked = Rank([Offer("tech-late", 7), Offer("tech-early", 1)]);
        Assert.Equal(["tech-early", "tech-late"], ranked.Select(proposal => proposal.Offer.TechnicianId));
        Assert.Equal([40, 38], ranked.Select(proposal => Points(proposal, ProposalReason.Promise)));
    }

    [Fact]
    public void A_day_after_the_promise_has_run_out_nothing_speaks_for_the_time() => Assert.Equal(0, Points(Rank([Offer("tech-1", 31)])[0], ProposalReason.Promise));

    [Fact]
    public void Where_no_promise_runs_the_sooner_is_the_better() =>
        Assert.Equal([40, 20, 0], ProposalRules.Rank([Offer("tech-1", 0), Offer("tech-2", 84), Offer("tech-3", 200)], null, new HashSet<string>(), Now, Weights)
            .Select(proposal => Points(proposal, ProposalReason.Promise)));

    [Fact]
    public void Each_reason_gives_points_for_itself_and_the_score_is_their_sum()
    {
        var best = new TechnicianOffer("tech-1", Now, SkillLevel.Expert, 0, 480, Nearness.SameZone, WayMinutes: 0);
        var proposal = Assert.Single(ProposalRules.Rank([best], Now.AddHours(6), new HashSet<string> { "tech-1" }, Now, Weights));
        Assert.Equal(100, proposal.Score);
        Assert.All(proposal.Points, points => Assert.Equal(points.Most, points.Points));
        var worst = Assert.Single(Rank([new TechnicianOffer("tech-2", Now.AddDays(9), null, 480, 480, Nearness.OtherZone, WayMinutes: 60)]));
        Assert.Equal(0, worst.Score);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(12, 8)]
    [InlineData(30, 5)]
    [InlineData(60, 0)]
    [InlineData(95, 0)]
    [InlineData(null, 5)]
    public void A_short_way_speaks_for_him_with_its_minutes_and_one_that_nobody_knows_neither_for_nor_against(int? minutes, int points) =>
        Assert.Equal(new ProposalPoints(ProposalReason.Way, points, 10, minutes), Rank([Offer("tech-1") with { WayMinutes = minutes }])[0].Points.Single(part => part.Reason == ProposalReason.Way));

    [Fact]
    public void Of_two_who_are_equal_in_all_else_the_nearer_goes_first() =>
        Assert.Equal(["tech-2", "tech-1"], Rank([Offer("tech-1") with { WayMinutes = 40 }, Offer("tech-2") with { WayMinutes = 10 }]).Select(proposal => proposal.Offer.TechnicianId));

    [Fact]
    public void Minutes_are_told_of_the_way_alone() =>
        Assert.Equal([ProposalReason.Way], Rank([Offer("tech-1") with { WayMinutes = 10 }])[0].Points.Where(part => part.Minutes is not null).Select(part => part.Reason));

    [Fact]
    public void Who_offers_nothing_is_not_proposed() => Assert.Empty(Rank([new TechnicianOffer("tech-1", null)]));

    [Fact]
    public void Of_equals_the_sooner_goes_and_then_the_key() =>
        Assert.Equal(["tech-0", "tech-1", "tech-2"], Rank([Offer("tech-2"), Offer("tech-1"), Offer("tech-0", 0.5)]).Select(proposal => proposal.Offer.TechnicianId));

    [Fact]
    public void More_points_are_never_given_than_there_are()
    {
        var overfull = new TechnicianOffer("tech-1", Now.AddHours(-5), SkillLevel.Expert, 900, 480, Nearness.SameZone);
        Assert.All(Assert.Single(Rank([overfull])).Points, points => Assert.InRange(points.Points, 0, points.Most));
    }

    private static ImmutableList<Proposal> Rank(IEnumerable<TechnicianOffer> offers) =>
        ProposalRules.Rank(offers, Now.AddHours(6), new HashSet<string>(), Now, Weights);

    private static int Points(Proposal proposal, ProposalReason reason) => proposal.Points.Single(points => points.Reason == reason).Points;
}
