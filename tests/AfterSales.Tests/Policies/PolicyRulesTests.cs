using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Tests.Policies;

public sealed class PolicyRulesTests
{
    private static readonly FollowUpStep First = new("first", FollowUpTrigger.Completion, 3, 7);

    private static readonly PolicySet Own = new() { FollowUpPlan = [First], CallRetries = new CallRetries(2, 2, 4), SlotHoldMinutes = 5, WarrantyMonths = 24 };

    [Fact]
    public void A_branchs_policy_wins_over_headquarters_and_headquarters_over_the_standard()
    {
        var headquarters = new PolicySet { SlotHoldMinutes = 20, WarrantyMonths = 18 };
        var effective = new PolicySet { SlotHoldMinutes = 5 }.Over(headquarters.Over(PolicySet.Standard));
        Assert.Equal((5, 18), (effective.SlotHoldMinutes, effective.WarrantyMonths));
        Assert.Equal(PolicySet.Standard.CallRetries, effective.CallRetries);
        Assert.Equal(PolicySet.Standard.FollowUpPlan, effective.FollowUpPlan);
    }

    [Fact]
    public void A_branch_may_owe_no_calls_at_all() => Assert.Empty(new PolicySet { FollowUpPlan = [] }.Over(PolicySet.Standard).FollowUpPlan!);

    [Fact]
    public void The_standard_first_call_is_made_three_to_seven_days_after_completion() => Assert.Equal([First], PolicySet.Standard.FollowUpPlan!);

    [Fact]
    public void The_standard_policies_are_in_order_themselves() => Assert.Null(PolicyRules.Set(null, "headquarters", PolicySet.Standard).Refusal);

    [Fact]
    public void Setting_the_same_policies_again_changes_nothing()
    {
        var known = PlacePolicies.Apply(null, Assert.Single(PolicyRules.Set(null, "b-sh", Own).Events));
        var again = PolicyRules.Set(known, "b-sh", Own with { FollowUpPlan = [First with { }], CallRetries = new CallRetries(2, 2, 4) });
        Assert.Null(again.Refusal);
        Assert.Empty(again.Events);
    }

    [Fact]
    public void Setting_policies_takes_the_place_of_all_that_was_set_before()
    {
        var known = PlacePolicies.Apply(null, Assert.Single(PolicyRules.Set(null, "b-sh", Own).Events));
        var next = PlacePolicies.Apply(known, Assert.Single(PolicyRules.Set(known, "b-sh", new PolicySet { SlotHoldMinutes = 7 }).Events));
        Assert.Equal(new PolicySet { SlotHoldMinutes = 7 }, next.Policies);
    }

    [Fact]
    public void All_that_is_out_of_range_is_named_at_once()
    {
        var wrong = new PolicySet
        {
            FollowUpPlan = [new FollowUpStep("", FollowUpTrigger.Completion, -1, -2)],
            CallRetries = new CallRetries(0, 0, 0),
            SlotHoldMinutes = 0,
            WarrantyMonths = -1,
        };
        var refusal = Assert.IsType<InputInvalid>(PolicyRules.Set(null, "b-sh", wrong).Refusal);
        Assert.Equal(
            ["followUpPlan[0].name", "followUpPlan[0].opensAfterDays", "followUpPlan[0].closesAfterDays", "callRetries.afterWorkingHours",
                "callRetries.mostPerDay", "callRetries.mostInAll", "slotHoldMinutes", "warrantyMonths"],
            refusal.Issues.Select(issue => issue.Path));
    }

    [Fact]
    public void A_plan_names_each_step_once() =>
        Assert.Equal([new InputIssue("followUpPlan", "NAME_REPEATED")],
            Assert.IsType<InputInvalid>(PolicyRules.Set(null, "b-sh", new PolicySet { FollowUpPlan = [First, First with { OpensAfterDays = 5 }] }).Refusal).Issues);

    [Fact]
    public void A_window_does_not_close_before_it_opens() =>
        Assert.IsType<InputInvalid>(PolicyRules.Set(null, "b-sh", new PolicySet { FollowUpPlan = [First with { ClosesAfterDays = 2 }] }).Refusal);
}
