using AfterSales.Branches.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Records;
using static AfterSales.Tests.Customers.CustomerScenarios;

namespace AfterSales.Tests.Customers;

public sealed class MergeRulesTests
{
    private static readonly Customer Kept = Registered();

    private static readonly Customer Duplicate = After(null, CustomerRules.Register("c-2", "b-sh", Wang with
    {
        Name = "王 伟", Phones = [new Phone("+8613916023344"), new Phone("+8613800138000")], Email = "w@example.cn",
        Contacts = [new ContactPerson("", "刘芳", "妻子", [])],
        Addresses = [new CustomerAddress("", "南京东路 1", "上海"), new CustomerAddress("", "淮海中路 2", "上海")],
    }, null, Now));

    private static TakeInDuplicate Handed(Customer duplicate) => new(duplicate.Id, duplicate.Details, duplicate.Service, duplicate.Consents);

    private static Customer Joined => After(Kept, MergeRules.TakeIn(Kept, Handed(Duplicate), Now));

    [Fact]
    public void A_merged_file_is_led_past_and_neither_changed_nor_merged_again()
    {
        var merged = After(Duplicate, MergeRules.Merge(Duplicate, "c-1", Now));
        Assert.Equal(CustomerStanding.Merged, merged.Standing);
        Assert.Equal(new CustomerIsMerged("c-2", "c-1"), MergeRules.MustStandForItself(merged));
        Assert.IsType<CustomerIsMerged>(MergeRules.Merge(merged, "c-3", Now).Refusal);
        Assert.Empty(MergeRules.Merge(merged, "c-1", Now).Events);
    }

    [Fact]
    public void The_file_that_stays_adds_what_only_the_duplicate_knew()
    {
        var file = Joined.Details;
        Assert.Equal(("王伟", "w@example.cn"), (file.Name, file.Email));
        Assert.Equal([new Phone("+8613800138000"), new Phone("+8613916023344")], file.Phones);
        Assert.Equal([("a1", "南京东路 1", true), ("a2", "淮海中路 2", false)], file.Addresses.Select(a => (a.Id, a.Street!, a.IsDefault)));
        Assert.Equal(["刘芳"], file.Contacts.Select(contact => contact.Name));
        Assert.Empty(MergeRules.TakeIn(Joined, Handed(Duplicate), Now).Events);
    }

    [Fact]
    public void What_the_duplicate_brought_goes_with_it_when_it_was_none()
    {
        var apart = After(Joined, MergeRules.LetGo(Joined, "c-2", Now.AddDays(1)));
        Assert.Equal(Kept.Details, apart.Details);
        Assert.Empty(apart.Merging.TakenIn);
        Assert.Empty(MergeRules.LetGo(apart, "c-2", Now).Events);
    }

    [Fact]
    public void What_was_changed_since_stays_when_the_duplicate_goes()
    {
        var changed = Joined with { Details = Joined.Details with { Email = "new@example.cn" } };
        Assert.Equal("new@example.cn", After(changed, MergeRules.LetGo(changed, "c-2", Now)).Details.Email);
    }

    [Fact]
    public void A_refusal_heard_by_either_file_holds_and_a_consent_is_not_handed_on()
    {
        var duplicate = After(Duplicate, CustomerRules.SayConsent(Duplicate, ConsentChannel.Call, false, "acc-1", Now));
        duplicate = After(duplicate, CustomerRules.SayConsent(duplicate, ConsentChannel.Email, true, "acc-1", Now));
        var joined = After(Kept, MergeRules.TakeIn(Kept, Handed(duplicate), Now));
        Assert.True(joined.Consents.IsRefusedTo(ConsentChannel.Call));
        Assert.False(joined.Consents.IsGivenTo(ConsentChannel.Email));
    }

    [Fact]
    public void A_service_plan_is_brought_where_the_file_had_none_and_taken_along_again()
    {
        var planned = Duplicate with { Service = new ServicePlan { Cycle = new MaintenanceCycle(1, CycleUnit.Years), NextOn = new DateOnly(2026, 9, 1), RemindAt = Now.AddDays(100) } };
        var joined = After(Kept, MergeRules.TakeIn(Kept, Handed(planned), Now));
        Assert.Equal(Now.AddDays(100), joined.NextDue);
        Assert.Null(After(planned, MergeRules.Merge(planned, "c-1", Now)).NextDue);
        Assert.Null(After(joined, MergeRules.LetGo(joined, "c-2", Now)).NextDue);
    }

    [Fact]
    public void A_merging_is_taken_back_within_thirty_days_and_not_later()
    {
        var merged = After(Duplicate, MergeRules.Merge(Duplicate, "c-1", Now));
        Assert.Equal(new UnmergeTooLate(Now.AddDays(30)), MergeRules.Unmerge(merged, 30, Now.AddDays(30).AddMilliseconds(1)).Refusal);
        var apart = After(merged, MergeRules.Unmerge(merged, 30, Now.AddDays(30)));
        Assert.Equal(CustomerStanding.Active, apart.Standing);
        Assert.Equal(new CustomerIsNotMerged("c-2"), MergeRules.Unmerge(apart, 30, Now).Refusal);
    }

    [Fact]
    public void Two_files_merged_into_each_other_at_the_same_moment_both_stay()
    {
        var kept = After(Kept, MergeRules.Merge(Kept, "c-2", Now));
        var away = Assert.IsType<DuplicateTurnedAway>(Assert.Single(MergeRules.TakeIn(kept, Handed(Duplicate), Now).Events));
        Assert.Equal("c-2", away.CustomerId);
        var merged = After(Duplicate, MergeRules.Merge(Duplicate, "c-1", Now));
        Assert.Equal(CustomerStanding.Active, After(merged, MergeRules.TakeBack(merged, "c-1")).Standing);
        Assert.Empty(MergeRules.TakeBack(Duplicate, "c-1").Events);
    }

    [Fact]
    public void A_file_is_not_merged_into_itself_another_branch_or_one_that_was_put_away()
    {
        Assert.Equal(InputInvalid.At("intoId", "SAME_CUSTOMER").Issues, Assert.IsType<InputInvalid>(MergeRules.MayMerge(Kept, Kept)).Issues);
        Assert.Equal(InputInvalid.At("intoId", "OTHER_BRANCH").Issues, Assert.IsType<InputInvalid>(MergeRules.MayMerge(Duplicate with { BranchId = "b-cd" }, Kept)).Issues);
        Assert.IsType<CustomerIsArchived>(MergeRules.MayMerge(Duplicate, After(Kept, CustomerRules.Archive(Kept, null, Now))));
        Assert.Null(MergeRules.MayMerge(Duplicate, Kept));
    }
}
