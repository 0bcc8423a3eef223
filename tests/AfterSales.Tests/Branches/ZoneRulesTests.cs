using System.Collections.Immutable;
using AfterSales.Branches.Rules;
using AfterSales.Records;
using CsCheck;

namespace AfterSales.Tests.Branches;

public sealed class ZoneRulesTests(ITestOutputHelper output)
{
    private static readonly Branch Shanghai = new() { Id = "b-sh" };

    /// <summary>A rectangle around the old town, and inside it a corner cut out.</summary>
    private static readonly ServiceZone OldTown = new("老城", Zone.Urban, 30, [new("200000", "200099")],
        [new(31.20, 121.45), new(31.20, 121.50), new(31.22, 121.50), new(31.22, 121.48), new(31.25, 121.48), new(31.25, 121.45)]);

    private static readonly ServiceZone Pudong = new("浦东", Zone.Suburban, 75, [new("200120", "201399")], []);

    [Theory]
    [InlineData(31.21, 121.46, true)]
    [InlineData(31.24, 121.46, true)]
    [InlineData(31.24, 121.49, false)] // the corner cut out
    [InlineData(31.21, 121.49, true)]
    [InlineData(31.20, 121.47, true)] // on the edge
    [InlineData(31.25, 121.45, true)] // on a corner
    [InlineData(31.19, 121.47, false)]
    [InlineData(-31.21, 121.46, false)]
    public void A_place_is_in_a_zone_when_its_area_holds_it_edge_and_all(double latitude, double longitude, bool isInside) =>
        Assert.Equal(isInside ? "老城" : null, ZoneRules.ZoneOf([OldTown], null, new Coordinates(latitude, longitude))?.Name);

    [Theory]
    [InlineData("200000", "老城")]
    [InlineData("200 099", "老城")]
    [InlineData("200100", null)]
    [InlineData("201399", "浦东")]
    [InlineData("20012", null)]
    [InlineData("2001200", null)]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public void Without_a_place_the_postal_code_decides(string? code, string? zone) =>
        Assert.Equal(zone, ZoneRules.ZoneOf([OldTown, Pudong], code, null)?.Name);

    [Fact]
    public void The_place_goes_before_the_postal_code_and_where_no_area_holds_it_the_code_counts()
    {
        Assert.Equal("老城", ZoneRules.ZoneOf([Pudong, OldTown], "201300", new Coordinates(31.21, 121.46))?.Name);
        Assert.Equal("浦东", ZoneRules.ZoneOf([Pudong, OldTown], "201300", new Coordinates(30, 120))?.Name);
    }

    [Fact]
    public void The_first_zone_that_fits_counts() =>
        Assert.Equal("first", ZoneRules.ZoneOf([Pudong with { Name = "first" }, Pudong], "201300", null)?.Name);

    [Fact]
    public void Codes_with_letters_are_compared_without_what_people_put_between() =>
        Assert.NotNull(ZoneRules.ZoneOf([Pudong with { PostalCodes = [new("SW1A0AA", "SW1A9ZZ")] }], "sw1a 1aa", null));

    [Fact]
    public void Zones_are_kept_as_they_were_given_and_the_same_again_changes_nothing()
    {
        var set = Branch.Apply(Shanghai, Assert.Single(ZoneRules.Set(Shanghai, [OldTown, Pudong with { PostalCodes = [new("200-120", "201-399")] }]).Events));
        Assert.Equal([OldTown, Pudong], set.Zones);
        Assert.Equal(Shanghai.ZonesVersion + 1, set.ZonesVersion);
        Assert.Empty(ZoneRules.Set(set, [OldTown, Pudong]).Events);
        Assert.Single(ZoneRules.Set(set, []).Events);
    }

    public static TheoryData<ServiceZone, string> WrongZones { get; } = new()
    {
        { OldTown with { Name = " " }, "zones[0].name REQUIRED" },
        { OldTown with { TravelMinutes = -1 }, "zones[0].travelMinutes OUT_OF_RANGE" },
        { OldTown with { PostalCodes = [], Area = [] }, "zones[0] POSTAL_CODES_OR_AREA_REQUIRED" },
        { Pudong with { PostalCodes = [new("201399", "200120")] }, "zones[0].postalCodes[0] NOT_A_RANGE" },
        { Pudong with { PostalCodes = [new("2001", "200120")] }, "zones[0].postalCodes[0] NOT_A_RANGE" },
        { Pudong with { PostalCodes = [new("--", "--")] }, "zones[0].postalCodes[0] NOT_A_RANGE" },
        { OldTown with { Area = [new(31, 121), new(32, 121)] }, "zones[0].area TOO_FEW" },
        { OldTown with { Area = [new(31, 121), new(32, 121), new(91, 122)] }, "zones[0].area OUT_OF_RANGE" },
        { OldTown with { Area = [new(31, 121), new(32, double.NaN), new(31, 122)] }, "zones[0].area OUT_OF_RANGE" },
        { OldTown with { Area = [new(31, 121), new(32, 122), new(32, 121), new(31, 122)] }, "zones[0].area CROSSES_ITSELF" }, // a bow tie
        { OldTown with { Area = [new(31, 121), new(32, 122), new(31, 121)] }, "zones[0].area CROSSES_ITSELF" }, // there and back
        { OldTown with { Area = [new(31, 121), new(31, 121), new(31, 121)] }, "zones[0].area CROSSES_ITSELF" }, // a point
    };

    [Theory, MemberData(nameof(WrongZones))]
    public void A_zone_has_a_name_a_way_and_codes_or_an_area_with_an_inside(ServiceZone zone, string issue) =>
        Assert.Equal([issue], Assert.IsType<InputInvalid>(ZoneRules.Set(Shanghai, [zone]).Refusal).Issues.Select(i => $"{i.Path} {i.Code}"));

    [Fact]
    public void Two_zones_do_not_share_a_name() =>
        Assert.Equal("NAME_REPEATED", Assert.Single(Assert.IsType<InputInvalid>(ZoneRules.Set(Shanghai, [OldTown, Pudong with { Name = "老城 " }]).Refusal).Issues).Code);

    /// <summary>Areas around a middle, their corners in the order of the compass: what is nearer the middle than every corner allows is inside.</summary>
    [Fact]
    public void An_area_holds_its_middle_its_corners_and_nothing_beyond_its_widest_corner() =>
        Gen.Select(Gen.Double[-80, 80], Gen.Double[-170, 170], Gen.Double[0.01, 1].Array[3, 12]).Sample((latitude, longitude, widths) =>
        {
            ImmutableList<Coordinates> corners =
            [
                .. widths.Select((width, i) => new Coordinates(
                    latitude + (width * Math.Cos(2 * Math.PI * i / widths.Length)), longitude + (width * Math.Sin(2 * Math.PI * i / widths.Length)))),
            ];
            var widest = widths.Max();
            return ZoneArea.IsSimple(corners) && ZoneArea.Holds(corners, new Coordinates(latitude, longitude)) && corners.TrueForAll(corner => ZoneArea.Holds(corners, corner))
                && !ZoneArea.Holds(corners, new Coordinates(latitude + (1.01 * widest), longitude)) && !ZoneArea.Holds(corners, new Coordinates(latitude, longitude - (1.01 * widest)));
        }, output.WriteLine, iter: 1000);

    [Fact]
    public void It_does_not_matter_where_an_area_begins_nor_which_way_round_it_goes() =>
        Gen.Select(Gen.Int[0, 5], Gen.Double[31.15, 31.30], Gen.Double[121.40, 121.55]).Sample((turn, latitude, longitude) =>
        {
            var place = new Coordinates(latitude, longitude);
            ImmutableList<Coordinates> turned = [.. OldTown.Area.Skip(turn), .. OldTown.Area.Take(turn)];
            return ZoneArea.Holds(OldTown.Area, place) == ZoneArea.Holds(turned, place) && ZoneArea.Holds(turned, place) == ZoneArea.Holds(turned.Reverse(), place);
        }, output.WriteLine, iter: 500);
}
