using System.Text.Json;
using AfterSales.FollowUps.Rules;
using AfterSales.Policies;
using AfterSales.Policies.Rules;
using AfterSales.Products.Rules;
using AfterSales.Technicians.Rules;

namespace AfterSales.Tests.Policies;

public sealed class PolicyRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_branchs_policy_wins_over_headquarters_and_headquarters_over_the_standard()
    {
        var headquarters = With(With(null, "headquarters", TechnicianPolicies.SlotHoldMinutes, 20), "headquarters", WarrantyPolicies.Months, 18);
        var inForce = new PoliciesInForce(With(null, "b-sh", TechnicianPolicies.SlotHoldMinutes, 5), headquarters);
        Assert.Equal((5, 18), (inForce.Get(TechnicianPolicies.SlotHoldMinutes), inForce.Get(WarrantyPolicies.Months)));
        Assert.Equal(FollowUpPolicies.Retries.Standard, inForce.Get(FollowUpPolicies.Retries));
        Assert.True(inForce.IsOwn(TechnicianPolicies.SlotHoldMinutes));
        Assert.False(inForce.IsOwn(WarrantyPolicies.Months));
    }

    [Fact]
    public void What_a_place_takes_back_holds_there_no_more()
    {
        var own = With(null, "b-sh", WarrantyPolicies.Months, 24);
        var without = PlacePolicies.Apply(own, Assert.Single(PolicyRules.Set(own, "b-sh", WarrantyPolicies.Months.Key, null, "account-1", Now).Events));
        Assert.Equal(12, new PoliciesInForce(without, null).Get(WarrantyPolicies.Months));
    }

    [Fact]
    public void Who_set_a_policy_and_since_when_is_kept() =>
        Assert.Equal(new SetValue("24", Now, "account-1"), With(null, "b-sh", WarrantyPolicies.Months, 24).Values["warranty.months"]);

    [Fact]
    public void Setting_the_same_value_again_changes_nothing()
    {
        var known = With(null, "b-sh", WarrantyPolicies.Months, 24);
        Assert.Empty(PolicyRules.Set(known, "b-sh", WarrantyPolicies.Months.Key, "24", "account-2", Now.AddDays(1)).Events);
    }

    public static TheoryData<string> Keys => [.. PolicyBook.All.Keys];

    [Theory, MemberData(nameof(Keys))]
    public void Every_policy_has_a_standard_value_in_order_a_source_and_a_meaning_in_every_language(string key)
    {
        var policy = PolicyBook.All[key];
        var written = PolicyBook.Write(policy, policy.StandardValue);
        Assert.Equal((written, 0), PolicyBook.Check(policy, JsonElement.Parse(written)) is var (value, issues) ? (value, issues.Count) : default);
        Assert.NotEmpty(policy.Source);
        Assert.All(AfterSales.Api.Wording.WordList.Languages, language => Assert.NotNull(PolicyWording.Meanings.Find(key, language)));
    }

    [Theory]
    [InlineData("followUps.retries", """{"afterWorkingHours":0,"mostPerDay":0,"mostInAll":0}""", "value.afterWorkingHours OUT_OF_RANGE, value.mostPerDay OUT_OF_RANGE, value.mostInAll OUT_OF_RANGE")]
    [InlineData("followUps.plan", """[{"name":"","trigger":"Completion","opensAfterDays":-1,"closesAfterDays":-2}]""", "value[0].name REQUIRED, value[0].opensAfterDays OUT_OF_RANGE, value[0].closesAfterDays OUT_OF_RANGE")]
    [InlineData("followUps.plan", """[{"name":"a","trigger":"Completion","opensAfterDays":3,"closesAfterDays":7},{"name":"a","trigger":"Completion","opensAfterDays":5,"closesAfterDays":7}]""", "value NAME_REPEATED")]
    [InlineData("followUps.plan", """[{"name":"a","trigger":"Completion","opensAfterDays":3,"closesAfterDays":2}]""", "value[0].closesAfterDays OUT_OF_RANGE")]
    [InlineData("followUps.plan", """[{"name":"a","trigger":"Sneezing","opensAfterDays":3,"closesAfterDays":4}]""", "value[0].trigger WRONG_TYPE")]
    [InlineData("followUps.plan", """[{"name":"a\u0000","trigger":"Completion","opensAfterDays":3,"closesAfterDays":4}]""", "value FORBIDDEN_CHARACTER")]
    [InlineData("followUps.plan", """[{"name":"a","trigger":"Completion","closesAfterDays":4}]""", "value[0].opensAfterDays REQUIRED")]
    [InlineData("technicians.proposalWeights", """{"promise":40,"zone":10}""", "value.way REQUIRED, value.load REQUIRED, value.continuity REQUIRED, value.skill REQUIRED")]
    [InlineData("technicians.booking", """{"duringAbsence":"AskReason"}""", "value.outsideWorkingHours REQUIRED, value.travelTooShort REQUIRED")]
    [InlineData("warranty.months", "-1", "value OUT_OF_RANGE")]
    [InlineData("warranty.months", "\"twelve\"", "value WRONG_TYPE")]
    [InlineData("warranty.months", "null", "value WRONG_TYPE")]
    [InlineData("warranty.months", "99999999999999999999", "value WRONG_TYPE")]
    public void A_value_out_of_order_is_refused_saying_where(string key, string given, string issues)
    {
        var (value, found) = PolicyBook.Check(PolicyBook.All[key], JsonElement.Parse(given));
        Assert.Null(value);
        Assert.Equal(issues, string.Join(", ", found.Select(issue => $"{issue.Path} {issue.Code}")));
    }

    [Fact]
    public void A_branch_may_owe_no_calls_at_all() =>
        Assert.Empty(new PoliciesInForce(With(null, "b-sh", FollowUpPolicies.Plan, []), null).Get(FollowUpPolicies.Plan));

    private static PlacePolicies With<T>(PlacePolicies? known, string place, Policy<T> policy, T value) where T : notnull =>
        PlacePolicies.Apply(known, Assert.Single(PolicyRules.Set(known, place, policy.Key, PolicyBook.Write(policy, value), "account-1", Now).Events));
}
