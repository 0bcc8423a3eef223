using AfterSales.Branches.Rules;
using AfterSales.Technicians.Rules;
using CsCheck;
using static AfterSales.Tests.Technicians.TechnicianScenarios;

namespace AfterSales.Tests.Technicians;

/// <summary>The way from one customer to the next, where only its ends are known.</summary>
public sealed class WayRulesTests
{
    private static readonly TravelEstimate Standard = TechnicianPolicies.Travel.Standard;
    private static readonly Coordinates Bund = new(31.24, 121.49);
    private static readonly Coordinates Hongqiao = new(31.20, 121.33);

    // As the crow flies 15.9 km; a third more by road, at 30 km/h.
    [Fact]
    public void Places_give_the_way_between_them() => Assert.Equal(42, WayRules.Between(Bund, Hongqiao, Standard));

    [Fact]
    public void However_near_the_next_customer_is_the_way_takes_the_least_minutes() => Assert.Equal(5, WayRules.Between(Bund, Bund, Standard));

    [Fact]
    public void He_is_there_a_little_early_from_wherever_he_comes() =>
        Assert.Equal(47, WayRules.Minutes(Visit(Hongqiao, "West", 80), Visit(Bund, "North", 65), Standard));

    [Theory]
    [InlineData("North", "North", 65, 25)]
    [InlineData("North", "North", 15, 15)]
    [InlineData("West", "North", 65, 65)]
    [InlineData(null, null, 65, 65)]
    [InlineData(null, null, 0, 0)]
    public void Without_places_the_same_zone_is_near_and_another_as_far_as_from_the_branch(string? from, string? to, int fromBranch, int way) =>
        Assert.Equal(way, WayRules.Minutes(Visit(null, from, 30), Visit(null, to, fromBranch), Standard));

    [Fact]
    public void What_the_dispatcher_said_of_the_way_holds_wherever_he_comes_from() =>
        Assert.Equal(90, WayRules.Minutes(Visit(Bund, "North", 30), Visit(Bund, "North", 90, isSaid: true), Standard));

    [Fact]
    public void The_way_alone_is_without_the_minutes_he_is_early_and_unknown_where_nothing_tells_it()
    {
        Assert.Equal(42, WayRules.Way(Visit(Hongqiao, "West", 80), Visit(Bund, "North", 65), 0, Standard));
        Assert.Equal(60, WayRules.Way(null, Visit(Bund, "North", 65), 0, Standard));
        Assert.Equal(50, WayRules.Way(null, Visit(null, "North", 60) with { Destination = null }, 10, Standard));
        Assert.Null(WayRules.Way(null, Visit(Bund, "North", 0), 10, Standard));
    }

    [Fact]
    public void A_technicians_record_keeps_no_address() => Assert.Equal(new Coordinates(31.24, 121.5), Destination.Rough(new Coordinates(31.23789, 121.49512)));

    [Fact]
    public void A_way_takes_as_long_there_as_back_never_less_than_the_least_and_never_longer_at_a_higher_speed() =>
        Gen.Select(Place, Place, Gen.Int[1, 100], Gen.Int[0, 60]).Sample((one, other, speed, least) =>
        {
            var estimate = Standard with { KilometresPerHour = speed, LeastMinutes = least };
            var way = WayRules.Between(one, other, estimate);
            Assert.Equal(way, WayRules.Between(other, one, estimate));
            Assert.True(way >= least && way >= WayRules.Between(one, other, estimate with { KilometresPerHour = speed + 1 }));
        }, iter: 500);

    [Theory]
    [InlineData(0, 130, 5, 20, "kilometresPerHour")]
    [InlineData(30, 99, 5, 20, "detourPercent")]
    [InlineData(30, 130, -1, 20, "leastMinutes")]
    [InlineData(30, 130, 5, 241, "sameZoneMinutes")]
    public void A_policy_that_makes_no_sense_is_named(int speed, int detour, int least, int zone, string wrong) =>
        Assert.Equal(wrong, Assert.Single(TechnicianPolicies.Travel.Check!(new TravelEstimate(speed, detour, least, zone))).Path);

    private static Gen<Coordinates> Place => Gen.Select(Gen.Double[-89, 89], Gen.Double[-180, 180], (latitude, longitude) => new Coordinates(latitude, longitude));

    private static Appointment Visit(Coordinates? place, string? zone, int fromBranch, bool isSaid = false) => new(
        "v-1", "t-1", Now, Now.AddHours(1), AppointmentState.Confirmed, null, "b-sh", null, fromBranch, zone, new Destination(place, 5, isSaid));
}
