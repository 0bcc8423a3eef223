using AfterSales.Desks;
using AfterSales.Desks.Rules;
using AfterSales.Records;

namespace AfterSales.Tests.Desks;

public sealed class DeskRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_view_is_saved_changed_by_its_name_and_named_anew_under_the_same_number()
    {
        var desk = After(null, Save(null, " Mine ", "tickets?show=ALL"));
        Assert.Equal([new SavedView(1, "Mine", "tickets?show=ALL")], desk.Views);
        desk = After(desk, Save(desk, "MINE", "tickets?show=DONE"));
        Assert.Equal([new SavedView(1, "MINE", "tickets?show=DONE")], desk.Views);
        // On another page it is another view.
        desk = After(desk, Save(desk, "mine", "figures?days=90"));
        desk = After(desk, Save(desk, "Ours", "tickets?show=DONE", 1));
        Assert.Equal([new SavedView(1, "Ours", "tickets?show=DONE"), new SavedView(2, "mine", "figures?days=90")], desk.Views);
        Assert.Empty(Save(desk, "Ours", "tickets?show=DONE", 1).Events);
    }

    [Fact]
    public void A_number_is_never_given_again_and_a_removed_view_is_not_found()
    {
        var desk = After(null, Save(null, "One", "tickets"));
        desk = After(desk, DeskRules.Remove(desk, 1));
        Assert.IsType<NotFound>(DeskRules.Remove(desk, 1).Refusal);
        Assert.IsType<NotFound>(Save(desk, "One", "tickets", 1).Refusal);
        Assert.Equal(2, Assert.Single(After(desk, Save(desk, "Two", "tickets")).Views).Number);
    }

    [Fact]
    public void Two_views_of_a_page_have_two_names()
    {
        var desk = After(null, Save(null, "One", "tickets"));
        desk = After(desk, Save(desk, "Two", "tickets?show=ALL"));
        Assert.Equal(new InputIssue("name", "REPEATED"), Assert.Single(Assert.IsType<InputInvalid>(Save(desk, "one", "tickets?show=ALL", 2).Refusal).Issues));
    }

    [Theory]
    [InlineData("tickets")]
    [InlineData("dispatch/plan?branch=b-sh&day=2026-11-30")]
    [InlineData("faults?model=m-1&fault=%E6%B3%B5")]
    public void A_page_of_the_console_can_be_saved(string address) => Assert.Null(Save(null, "View", address).Refusal);

    [Theory]
    [InlineData("")]
    [InlineData("/tickets")]
    [InlineData("//evil.example/tickets")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("tickets#x")]
    [InlineData("tickets?a=\"b\"")]
    [InlineData("tickets?a=1\n")]
    [InlineData("a/b/c")]
    public void What_leads_elsewhere_is_refused(string address) =>
        Assert.Equal("address", Assert.Single(Assert.IsType<InputInvalid>(Save(null, "View", address).Refusal).Issues).Path);

    [Fact]
    public void A_name_is_needed_and_views_are_so_many_at_most()
    {
        Assert.Equal(new InputIssue("name", "REQUIRED"), Assert.Single(Assert.IsType<InputInvalid>(Save(null, "  ", "tickets").Refusal).Issues));
        PersonalDesk? desk = null;
        for (var i = 0; i < DeskRules.MostViews; i++) desk = After(desk, Save(desk, $"View {i}", "tickets"));
        Assert.Equal(new TooManyViews(DeskRules.MostViews), Save(desk, "One more", "tickets").Refusal);
        Assert.Null(Save(desk, "View 7", "tickets?show=ALL").Refusal);
    }

    [Fact]
    public void When_he_looked_never_goes_back()
    {
        var desk = After(null, DeskRules.Look(null, "pd-1", "acc-1", Now));
        Assert.Empty(DeskRules.Look(desk, "pd-1", "acc-1", Now.AddMinutes(-1)).Events);
        Assert.Equal(Now.AddMinutes(1), After(desk, DeskRules.Look(desk, "pd-1", "acc-1", Now.AddMinutes(1))).LookedAt);
    }

    private static Decision Save(PersonalDesk? desk, string name, string address, int? number = null) => DeskRules.Save(desk, "pd-1", "acc-1", new SaveView(name, address, number));

    private static PersonalDesk After(PersonalDesk? desk, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(desk, (state, happened) => PersonalDesk.Apply(state, happened))!;
    }
}
