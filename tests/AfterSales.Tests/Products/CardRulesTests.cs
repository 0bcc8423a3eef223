using AfterSales.Calendars;
using AfterSales.Products.Rules;
using AfterSales.Records;
using static AfterSales.Tests.Calendars.CalendarScenarios;
using static AfterSales.Tests.Products.WarrantyScenarios;

namespace AfterSales.Tests.Products;

public sealed class CardRulesTests
{
    private static readonly DateOnly Today = Date("2026-03-02");

    private static readonly InstalledProduct Unit = new()
    {
        Id = "ip-1", BranchId = "b-1", CustomerId = "c-1", RegisteredOn = Today, Details = Details("2026-02-01", "2026-02-10"),
    };

    [Theory]
    [InlineData("2026-02-10", "2026-03-10")]
    [InlineData("2026-01-31", "2026-02-28")]
    [InlineData("2024-01-31", "2024-02-29")]
    public void Both_papers_are_due_a_month_after_completion(string installed, string due) =>
        Assert.Equal(Date(due), CardRules.DueOn(Details(null, installed), 1));

    [Fact]
    public void The_acceptance_is_the_completion_where_there_is_one() => Assert.Equal(Date("2026-04-01"), CardRules.DueOn(Details(null, "2026-02-10", "2026-03-01"), 1));

    [Theory]
    [InlineData("2026-03-10", CardStanding.Owed)]
    [InlineData("2026-03-11", CardStanding.Overdue)]
    public void A_card_is_overdue_the_day_after_its_last(string on, CardStanding standing) => Assert.Equal(standing, CardRules.Standing(Unit, 1, Date(on)));

    [Fact]
    public void What_is_not_completed_owes_no_card_and_what_has_one_is_done()
    {
        Assert.Equal(CardStanding.NotOwed, CardRules.Standing(Unit with { Details = Details("2026-02-01") }, 1, Date("2027-01-01")));
        Assert.Equal(CardStanding.Issued, CardRules.Standing(Unit with { Card = new IssuedPaper("W-1", Today) }, 1, Date("2027-01-01")));
    }

    [Fact]
    public void Nobody_is_asked_for_the_card_of_what_came_on_file_after_its_last_day()
    {
        var old = Unit with { Details = Details("2025-02-01", "2025-02-10") };
        Assert.Equal(CardStanding.NotAsked, CardRules.Standing(old, 1, Today));
        Assert.Empty(CardRules.Owed(old, 1, ShanghaiOffice()));
    }

    [Fact]
    public void It_is_asked_for_once_and_again_only_when_its_day_changes()
    {
        var asked = Follow(Unit, Assert.IsType<PaperOwed>(Assert.Single(CardRules.Owed(Unit, 1, ShanghaiOffice()))));
        Assert.Empty(CardRules.Owed(asked, 1, ShanghaiOffice()));
        var later = asked with { Details = Details("2026-02-01", "2026-02-20") };
        Assert.Equal([new PaperNotOwed(1), new PaperOwed(new OwedPaper(PaperKind.WarrantyCard, 2, Date("2026-03-20"), "b-1"), At("2026-03-20T09:30:00Z"))],
            CardRules.Owed(later, 1, ShanghaiOffice()));
    }

    [Fact]
    public void On_a_day_without_work_it_is_due_at_the_closing_before()
    {
        var sunday = Unit with { Details = Details("2026-02-01", "2026-02-15") };
        Assert.Equal(At("2026-03-13T09:30:00Z"), Assert.IsType<PaperOwed>(Assert.Single(CardRules.Owed(sunday, 1, ShanghaiOffice()))).DueAt);
        Assert.Equal(At("2026-03-16T00:00:00Z"), Assert.IsType<PaperOwed>(Assert.Single(CardRules.Owed(sunday, 1, WorkingCalendar.Closed("UTC")))).DueAt);
    }

    [Theory]
    [InlineData("", "number")]
    [InlineData("W-1", "issuedOn", "2026-03-03")]
    [InlineData("W-1", "issuedOn", "2026-01-31")]
    public void A_card_has_a_number_and_a_day_between_the_sale_and_today(string number, string path, string on = "2026-03-02") =>
        Assert.Equal(path, Assert.Single(Assert.IsType<InputInvalid>(CardRules.IssueCard(Unit, new(number, Date(on)), Today).Refusal).Issues).Path);

    [Fact]
    public void The_same_card_again_changes_nothing_and_another_takes_its_place()
    {
        var issued = Unit with { Card = new IssuedPaper("W-1", Today) };
        Assert.Empty(CardRules.IssueCard(issued, new(" W-1 ", Today), Today).Events);
        Assert.Equal(new WarrantyCardIssued("W-2", Today), Assert.Single(CardRules.IssueCard(issued, new("W-2", Today), Today).Events));
    }

    [Fact]
    public void Only_a_project_has_an_agreement() =>
        Assert.Equal(new ProductOfNoProject("ip-1"), CardRules.IssueAgreement(Unit, new("A-1", Today), Today).Refusal);

    [Theory]
    [InlineData(true, null, 0, ResponsibleTeam.Installation)]
    [InlineData(true, "2026-03-02", 0, ResponsibleTeam.Service)]
    [InlineData(true, "2025-12-03", 3, ResponsibleTeam.Installation)]
    [InlineData(true, "2025-12-02", 3, ResponsibleTeam.Service)]
    [InlineData(false, null, 3, ResponsibleTeam.Service)]
    public void S2_F_the_installation_team_answers_until_some_months_after_acceptance(bool isProject, string? accepted, int months, ResponsibleTeam team) =>
        Assert.Equal(team, TeamRules.Responsible(Details("2025-11-01", null, accepted) with { IsProject = isProject }, months, Today));

    private static InstalledProduct Follow(InstalledProduct unit, Event happened) => InstalledProduct.Apply(unit, happened);
}
