using AfterSales.Calendars;
using AfterSales.Records;
using AfterSales.Surveys;
using AfterSales.Surveys.Rules;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Surveys;

/// <summary>Opinion cards, worked through; each example names the line of the sources it comes from.</summary>
public sealed class SurveyExamplesTests
{
    [Theory]
    [InlineData("S1 P2 (24)", "completed on the last day of the year", "Asia/Shanghai", "2026-12-31", "2027-01-01T10:00+08:00")]
    [InlineData("S1 P2 (24)", "the day after is the leap day", "Asia/Shanghai", "2028-02-28", "2028-02-29T10:00+08:00")]
    [InlineData("S1 P2 (24)", "of each branch's own morning", "America/Mexico_City", "2026-03-09", "2026-03-10T10:00-06:00")]
    [InlineData("S1 P2 (24)", "the clock was put back half an hour that night", "Australia/Lord_Howe", "2026-04-04", "2026-04-05T10:00+10:30")]
    public void The_card_goes_out_the_day_after(string line, string what, string zone, string completed, string sent)
    {
        var card = Planned(completed, EveryDay(zone, "09:00", "18:00"));
        Assert.True(card.SendAt == At(sent), $"{line}, {what}: {card.SendAt:O}");
    }

    [Theory]
    [InlineData("S1 P2 (25)", "content with everything", "4 4 4 4", false)]
    [InlineData("S1 P2 (25)", "satisfied is no low mark", "3 4 3 3", false)]
    [InlineData("S1 P2 (25)", "the work was poor", "4 2 4 4", true)]
    [InlineData("S1 P2 (25)", "he came late", "4 4 1 4", true)]
    [InlineData("S1 P2 (25)", "nothing was right", "1 1 1 1", true)]
    public void Marks_raise_a_complaint_where_they_are_low(string line, string what, string marks, bool isLow)
    {
        var levels = marks.Split(' ').Select(level => Enum.Parse<SatisfactionLevel>(level)).ToArray();
        var card = Planned("2026-03-09", ShanghaiOffice());
        var sent = After(card, SurveyRules.WhenDue(card, SurveyTerms.Standard, SurveyChannel.Email, ShanghaiOffice(), card.SendAt));
        var answered = After(sent, SurveyRules.Answer(
            sent, new AnswerSurvey(new Marks(levels[0], levels[1], levels[2], levels[3]), null, AnswerWay.Link), SurveyTerms.Standard.LowMarks, card.SendAt.AddHours(1)));
        Assert.True(answered.IsLow == isLow, $"{line}, {what}");
    }

    private static SurveyCard Planned(string completed, WorkingCalendar calendar) => After(null, SurveyRules.Plan(
        "sv-1", new PlanSurvey("b-1", "c-1", "t-1", "tech-1", Date(completed), calendar.InstantAt(Date(completed), new TimeOnly(15, 0))), SurveyTerms.Standard, calendar));

    private static SurveyCard After(SurveyCard? card, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(card, (state, happened) => SurveyCard.Apply(state, happened))!;
    }
}
