using AfterSales.Accounts;
using AfterSales.Branches.Rules;
using AfterSales.Customers.Rules;
using AfterSales.Records;
using static AfterSales.Tests.Customers.CustomerScenarios;

namespace AfterSales.Tests.Customers;

public sealed class CustomerRulesTests
{
    private static readonly Dictionary<string, string> AllHaveAccounts = [];

    [Fact]
    public void A_customer_is_known_by_name_or_by_phone()
    {
        Assert.Null(CustomerRules.Register("c-1", "b-sh", Wang with { Name = "" }, "acc-1", Now).Refusal);
        Assert.Null(CustomerRules.Register("c-1", "b-sh", Wang with { Phones = [] }, "acc-1", Now).Refusal);
        var refusal = Assert.IsType<InputInvalid>(CustomerRules.Register("c-1", "b-sh", Wang with { Name = " ", Phones = [] }, "acc-1", Now).Refusal);
        Assert.Equal([new InputIssue("name", "NAME_OR_PHONE_REQUIRED")], refusal.Issues);
    }

    [Fact]
    public void The_same_details_again_change_nothing()
    {
        var again = CustomerRules.Amend(Registered(), Wang with { Phones = [new Phone("+8613800138000")] }, Now);
        Assert.Null(again.Refusal);
        Assert.Empty(again.Events);
    }

    [Fact]
    public void Amending_takes_the_place_of_all_details_and_leaves_the_rest()
    {
        var amended = After(Registered(), CustomerRules.Amend(Registered(), Wang with { Phones = [new Phone("+34911234567")], Addresses = [] }, Now.AddDays(1)));
        Assert.Equal([new Phone("+34911234567")], amended.Details.Phones);
        Assert.Empty(amended.Details.Addresses);
        Assert.Equal(("c-1", "b-sh", Now, Now.AddDays(1)), (amended.Id, amended.BranchId, amended.RegisteredAt, amended.ChangedAt));
    }

    [Fact]
    public void The_journal_learns_which_parts_changed_and_not_to_what()
    {
        var amended = Assert.IsType<CustomerAmended>(Assert.Single(
            CustomerRules.Amend(Registered(), Wang with { Email = "w@example.cn", Addresses = [new CustomerAddress("", "淮海中路 2", "上海")] }, Now).Events));
        Assert.Equal([DetailsPart.Email, DetailsPart.Addresses], amended.Changed);
    }

    [Fact]
    public void A_file_cannot_be_amended_until_nobody_is_known_by_it() =>
        Assert.IsType<InputInvalid>(CustomerRules.Amend(Registered(), Wang with { Name = "", Phones = [] }, Now).Refusal);

    [Fact]
    public void A_tier_above_the_normal_one_needs_a_reason_and_so_does_losing_it()
    {
        Assert.IsType<InputInvalid>(CustomerRules.ChangeTier(Registered(), CustomerTier.Vip, " ").Refusal);
        var vip = After(Registered(), CustomerRules.ChangeTier(Registered(), CustomerTier.Vip, "十年老客户"));
        Assert.Equal(CustomerTier.Vip, vip.Tier);
        Assert.Empty(CustomerRules.ChangeTier(vip, CustomerTier.Vip, null).Events);
        Assert.IsType<InputInvalid>(CustomerRules.ChangeTier(vip, CustomerTier.Normal, null).Refusal);
    }

    [Fact]
    public void Whose_tier_or_address_changes_is_promised_by_other_terms_and_by_the_same_whose_phone_does()
    {
        var file = Registered();
        var vip = After(file, CustomerRules.ChangeTier(file, CustomerTier.Vip, "十年老客户"));
        Assert.Equal(["c-1/0", "c-1/1"], [file.Terms, vip.Terms]);
        Assert.Equal("c-1/1", After(vip, CustomerRules.Amend(vip, vip.Details with { Phones = [new Phone("+34911234567")] }, Now)).Terms);
        Assert.Equal("c-1/2", After(vip, CustomerRules.Amend(vip, vip.Details with { Addresses = [new CustomerAddress("", "淮海中路 2", "上海")] }, Now)).Terms);
    }

    [Fact]
    public void A_consent_is_kept_by_channel_with_since_when_and_by_whom()
    {
        var given = After(Registered(), CustomerRules.SayConsent(Registered(), ConsentChannel.Call, true, "acc-1", Now));
        Assert.True(given.Consents.IsGivenTo(ConsentChannel.Call));
        Assert.False(given.Consents.IsRefusedTo(ConsentChannel.Letter) || given.Consents.IsGivenTo(ConsentChannel.Letter));
        Assert.Empty(CustomerRules.SayConsent(given, ConsentChannel.Call, true, "acc-2", Now.AddDays(1)).Events);
        var refused = After(given, CustomerRules.SayConsent(given, ConsentChannel.Call, false, "acc-2", Now.AddDays(1)));
        Assert.Equal([new ChannelConsent(ConsentChannel.Call, false, Now.AddDays(1), "acc-2")], refused.Consents.Said);
    }

    [Fact]
    public void A_support_group_has_a_name_and_members_each_once()
    {
        Assert.IsType<InputInvalid>(CustomerRules.NameSupportGroup(Registered(), new SupportGroup("", ["acc-1"]), AllHaveAccounts).Refusal);
        Assert.IsType<InputInvalid>(CustomerRules.NameSupportGroup(Registered(), new SupportGroup("重点客户组", []), AllHaveAccounts).Refusal);
        var named = After(Registered(), CustomerRules.NameSupportGroup(Registered(), new SupportGroup("重点客户组", ["acc-2", "acc-1", "acc-2"]), AllHaveAccounts));
        Assert.Equal(["acc-1", "acc-2"], named.SupportGroup!.Members);
        Assert.Null(After(named, CustomerRules.NameSupportGroup(named, null, AllHaveAccounts)).SupportGroup);
    }

    [Fact]
    public void Who_has_no_open_account_is_in_no_support_group_and_is_named()
    {
        var refusal = Assert.IsType<NoOpenAccount>(CustomerRules.NameSupportGroup(Registered(), new SupportGroup("组", ["acc-1", "acc-2", "acc-9"]),
            new Dictionary<string, string> { ["acc-9"] = "acc-9", ["acc-2"] = "李娜" }).Refusal);
        Assert.Equal(["acc-2", "acc-9"], refusal.Accounts);
        Assert.Equal(["acc-9", "李娜"], refusal.Names);
    }

    [Fact]
    public void Who_left_a_support_group_is_remembered_until_he_comes_back()
    {
        var first = After(Registered(), CustomerRules.NameSupportGroup(Registered(), new SupportGroup("组", ["acc-1", "acc-2"]), AllHaveAccounts));
        var second = After(first, CustomerRules.NameSupportGroup(first, new SupportGroup("组", ["acc-2"]), AllHaveAccounts));
        Assert.Equal(["acc-1"], second.FormerSupporters);
        var none = After(second, CustomerRules.NameSupportGroup(second, null, AllHaveAccounts));
        Assert.Equal(["acc-1", "acc-2"], none.FormerSupporters);
        Assert.Equal(["acc-2"], After(none, CustomerRules.NameSupportGroup(none, new SupportGroup("组", ["acc-1"]), AllHaveAccounts)).FormerSupporters);
    }

    [Fact]
    public void An_archived_file_is_taken_up_again()
    {
        var archived = After(Registered(), CustomerRules.Archive(Registered(), "moved away", Now));
        Assert.Equal(CustomerStanding.Archived, archived.Standing);
        Assert.Empty(CustomerRules.Archive(archived, null, Now.AddDays(1)).Events);
        Assert.Equal(CustomerStanding.Active, After(archived, CustomerRules.Unarchive(archived)).Standing);
    }

    [Fact]
    public void A_file_is_not_put_away_while_something_is_open_for_the_customer()
    {
        var refusal = Assert.IsType<CustomerHasOpenWork>(CustomerRules.Archive(Registered(), "moved away", Now, ["t-1", "con-1"]).Refusal);
        Assert.Equal(["t-1", "con-1"], refusal.Work);
        var archived = After(Registered(), CustomerRules.Archive(Registered(), null, Now));
        Assert.Empty(CustomerRules.Archive(archived, null, Now, ["t-1"]).Events);
        Assert.Null(CustomerRules.MustBeInUse(Registered()));
        Assert.IsType<CustomerIsArchived>(CustomerRules.MustBeInUse(archived));
    }

    [Fact]
    public void What_a_list_says_is_added_and_what_it_leaves_out_stays()
    {
        var listed = new CustomerDetails
        {
            Kind = CustomerKind.Organisation, Phones = [new Phone("+34915221099")], Email = "h@example.es",
            Addresses = [new CustomerAddress("", "Calle de Alcalá, 120", "Madrid", PostalCode: "28009", IsDefault: true)],
        };
        var known = Registered(Hotel);
        var file = After(known, CustomerRules.Supplement(known, listed, Now)).Details;
        Assert.Equal("Hotel Núñez", file.Name);
        Assert.Equal([new Phone("+34915221099"), new Phone("+34915221098", "12")], file.Phones);
        Assert.Equal(("a2", "28009"), (file.Address!.Id, file.Address.PostalCode));
        Assert.Equal(2, file.Addresses.Count);
        Assert.Equal(known.Details.Contacts, file.Contacts);
    }
}
