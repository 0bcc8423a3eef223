using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Records;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Branches;

public sealed class BranchRulesTests
{
    private static readonly DateTimeOffset Now = At("2026-03-09T00:00:00Z");

    private static readonly OpenBranch Shanghai = new("SH", "上海", "CN", "CNY", WorkingCalendar.AroundTheClock("Asia/Shanghai"));

    [Fact]
    public void A_branch_opens_under_the_key_of_its_code() =>
        Assert.Equal("SH", Assert.IsType<BranchOpened>(Assert.Single(BranchRules.Open("b-sh", Shanghai, Now).Events)).Code);

    [Theory]
    [InlineData("b-mad", "SH", "DOES_NOT_FIT_KEY")]
    [InlineData("b-sh-2", "SH", "DOES_NOT_FIT_KEY")]
    [InlineData("b-s", "S", "TWO_TO_SIX_CAPITALS")]
    [InlineData("b-sh", "sh", "TWO_TO_SIX_CAPITALS")]
    [InlineData("b-shanghai", "SHANGHAI", "TWO_TO_SIX_CAPITALS")]
    [InlineData("b-上海", "上海", "TWO_TO_SIX_CAPITALS")]
    public void Under_no_other_key_and_with_no_other_code(string key, string code, string problem)
    {
        var refusal = Assert.IsType<InputInvalid>(BranchRules.Open(key, Shanghai with { Code = code }, Now).Refusal);
        Assert.Equal(new InputIssue("code", problem), Assert.Single(refusal.Issues));
    }

    [Theory]
    [InlineData("CN", "CNY", "Asia/Shanghai", null)]
    [InlineData("ES", "EUR", "Europe/Madrid", null)]
    [InlineData("XX", "CNY", "Asia/Shanghai", "country COUNTRY_UNKNOWN")]
    [InlineData("cn", "CNY", "Asia/Shanghai", "country COUNTRY_UNKNOWN")]
    [InlineData("CN", "CNX", "Asia/Shanghai", "currency CURRENCY_UNKNOWN")]
    [InlineData("ES", "ESP", "Europe/Madrid", "currency CURRENCY_UNKNOWN")] // no longer in use
    [InlineData("CN", "CNY", "Asia/Peking", "calendar.timeZone TIME_ZONE_UNKNOWN")]
    [InlineData("CN", "CNY", "China Standard Time", "calendar.timeZone TIME_ZONE_UNKNOWN")]
    public void Country_currency_and_time_zone_are_real_ones(string country, string currency, string zone, string? issue)
    {
        var decision = BranchRules.Open("b-sh", Shanghai with { Country = country, Currency = currency, Calendar = WorkingCalendar.AroundTheClock(zone) }, Now);
        Assert.Equal(issue, (decision.Refusal as InputInvalid)?.Issues.Select(i => $"{i.Path} {i.Code}").Single());
    }

    [Fact]
    public void A_branch_is_renamed_and_the_same_name_again_changes_nothing()
    {
        var renamed = Branch.Apply(Opened, Assert.Single(BranchRules.Rename(Opened, " 上海浦东 ").Events));
        Assert.Equal(("上海浦东", "SH"), (renamed.Name, renamed.Code));
        Assert.Empty(BranchRules.Rename(renamed, "上海浦东").Events);
        Assert.IsType<InputInvalid>(BranchRules.Rename(renamed, " ").Refusal);
    }

    [Fact]
    public void A_branch_says_where_post_reaches_it_and_which_number_is_called()
    {
        var address = new PostalAddress("南京西路 1680 号", "上海", "200040");
        var phone = new Phone("+862155500100");
        var described = Branch.Apply(Opened, Assert.Single(BranchRules.Describe(Opened, address, phone).Events));
        Assert.Equal((address, phone), (described.Address, described.Phone));
        Assert.Empty(BranchRules.Describe(described, address with { }, phone with { }).Events);
        Assert.Equal(["address.street", "address.city"],
            Assert.IsType<InputInvalid>(BranchRules.Describe(Opened, new PostalAddress(" ", ""), phone).Refusal).Issues.Select(issue => issue.Path));
        var silent = Branch.Apply(described, Assert.Single(BranchRules.Describe(described, null, null).Events));
        Assert.Equal((null, null), (silent.Address, silent.Phone));
    }

    [Fact]
    public void The_letterhead_of_a_branch_fits_the_window_in_one_line_and_can_be_dialled()
    {
        var head = Letterheads.Of(Opened with { Address = new PostalAddress("南京西路 1680 号", "上海", "200040", "上海市"), Phone = new Phone("+862155500100", "8") });
        Assert.Equal("上海 · 南京西路 1680 号 · 200040 上海", head.InOneLine);
        Assert.Equal("+862155500100;ext=8", head.Dialled);
        Assert.Equal("上海", Letterheads.Of(Opened).InOneLine);
    }

    [Fact]
    public void Each_version_of_the_calendar_knows_since_when_it_holds_and_the_same_calendar_is_no_new_one()
    {
        Assert.Equal((1, Now), (Opened.Calendar.Version, Opened.CalendarSince));
        var calendar = ShanghaiOffice();
        var changed = Branch.Apply(Opened, Assert.Single(BranchRules.ChangeCalendar(Opened, calendar, Now.AddDays(1)).Events));
        Assert.Equal((2, Now.AddDays(1)), (changed.Calendar.Version, changed.CalendarSince));
        Assert.Empty(BranchRules.ChangeCalendar(changed, calendar, Now.AddDays(2)).Events);
        Assert.Equal("calendar.breaks[0]", Assert.Single(Assert.IsType<InputInvalid>(BranchRules.ChangeCalendar(changed, calendar with
        {
            Breaks = [new DatedBreak(Date("2026-03-04"), Time("15:00"), Time("15:00"))],
        }, Now).Refusal).Issues).Path);
    }

    [Fact]
    public void A_branch_has_some_working_time_or_it_could_keep_no_promise()
    {
        var closed = WorkingCalendar.Closed("Asia/Shanghai");
        InputIssue[] none = [new("calendar.week", "NO_WORKING_TIME")];
        Assert.Equal(none, Assert.IsType<InputInvalid>(BranchRules.Open("b-sh", Shanghai with { Calendar = closed }, Now).Refusal).Issues);
        Assert.Equal(none, Assert.IsType<InputInvalid>(BranchRules.ChangeCalendar(Opened, closed, Now).Refusal).Issues);
        var season = closed with { ExtraDays = [new(Date("2026-12-01"), Time("09:00"), Time("17:00"))] };
        Assert.Null(BranchRules.ChangeCalendar(Opened, season, Now).Refusal);
    }

    private static Branch Opened => Branch.Apply(null, Assert.Single(BranchRules.Open("b-sh", Shanghai, Now).Events));
}
