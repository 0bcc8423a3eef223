using AfterSales.Technicians.Rules;
using static AfterSales.Tests.Technicians.TechnicianScenarios;

namespace AfterSales.Tests.Technicians;

/// <summary>A technician's calendar by a secret link.</summary>
public sealed class FeedRulesTests
{
    private static Technician Made => After(Free, technician => FeedRules.Make(technician, "feed-1", "zh-CN", 365, Now));

    [Fact]
    public void A_link_opens_until_its_last_day()
    {
        Assert.True(FeedRules.Opens(Made, "feed-1", Now.AddDays(365).AddTicks(-1)));
        Assert.False(FeedRules.Opens(Made, "feed-1", Now.AddDays(365)));
        Assert.False(FeedRules.Opens(Free, "feed-1", Now));
    }

    [Fact]
    public void A_new_link_takes_the_place_of_the_old_one()
    {
        var again = After(Made, technician => FeedRules.Make(technician, "feed-2", "zh-CN", 365, Now));
        Assert.Equal((false, true), (FeedRules.Opens(again, "feed-1", Now), FeedRules.Opens(again, "feed-2", Now)));
    }

    [Fact]
    public void One_that_was_revoked_opens_nothing()
    {
        var revoked = After(Made, FeedRules.Revoke);
        Assert.False(FeedRules.Opens(revoked, "feed-1", Now));
        Assert.Empty(FeedRules.Revoke(revoked).Events);
    }

    [Fact]
    public void Who_left_has_none_and_gets_none()
    {
        var left = Technician.Apply(Made, new TechnicianLeft(Now, null));
        Assert.False(FeedRules.Opens(left, "feed-1", Now));
        Assert.False(FeedRules.Opens(Technician.Apply(left, new TechnicianCameBack()), "feed-1", Now));
        Refused<TechnicianHasLeft>(FeedRules.Make(left, "feed-2", "en", 365, Now));
    }
}
