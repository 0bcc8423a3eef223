using System.Globalization;
using AfterSales.Calendars;
using AfterSales.Records;
using AfterSales.Surveys;
using AfterSales.Surveys.Rules;
using CsCheck;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Surveys;

public sealed class SurveyRulesTests(ITestOutputHelper output)
{
    private static readonly WorkingCalendar Shanghai = ShanghaiOffice();

    private static readonly WorkingCalendar Madrid = EveryDay("Europe/Madrid", "09:00", "18:00");

    private static readonly Marks Good = new(SatisfactionLevel.VerySatisfied, SatisfactionLevel.Satisfied, SatisfactionLevel.Satisfied, SatisfactionLevel.VerySatisfied);

    // S1 P2 (24): every repair, the day after, none sampled out
    [Theory]
    [InlineData("2026-03-09", "2026-03-10T02:00:00Z")]
    [InlineData("2026-03-13", "2026-03-14T02:00:00Z")] // the next day is a Saturday: still the next day
    [InlineData("2026-02-14", "2026-02-15T02:00:00Z")] // the next day is a holiday
    public void A_card_goes_out_the_day_after_the_completion_whatever_day_that_is(string completed, string sent) =>
        Assert.Equal(At(sent), Planned(completed, Shanghai).SendAt);

    [Theory]
    [InlineData("2026-03-28", "2026-03-29T08:00:00Z")] // the clock is put forward that night
    [InlineData("2026-10-24", "2026-10-25T09:00:00Z")] // and back
    public void Ten_in_the_morning_is_ten_by_the_branchs_clock(string completed, string sent) => Assert.Equal(At(sent), Planned(completed, Madrid).SendAt);

    [Fact]
    public void Each_completion_of_a_ticket_has_a_card_of_its_own_and_always_the_same_one()
    {
        Assert.Equal(ISurveyCardGrain.KeyOf("t-1", 1), ISurveyCardGrain.KeyOf("t-1", 1));
        Assert.NotEqual(ISurveyCardGrain.KeyOf("t-1", 1), ISurveyCardGrain.KeyOf("t-1", 2));
        Assert.NotEqual(ISurveyCardGrain.KeyOf("t-1", 11), ISurveyCardGrain.KeyOf("t-11", 1));
    }

    [Fact]
    public void Reminders_are_limited_and_then_the_card_expires()
    {
        var terms = SurveyTerms.Standard with { Reminders = new SurveyReminders(AfterDays: 5, Most: 2) };
        var (card, happened) = Left(Planned("2026-03-09", Madrid), terms, SurveyChannel.Email, Madrid);
        Assert.Equal(
            [("SurveySent", "2026-03-10"), ("SurveyReminded", "2026-03-15"), ("SurveyReminded", "2026-03-20"), ("SurveyExpired", "2026-04-09")],
            happened.Select(e => (e.Event.GetType().Name, Madrid.LocalDay(e.At).ToString("O", CultureInfo.InvariantCulture))));
        Assert.Equal((SurveyState.Expired, (DateTimeOffset?)null), (card.State, card.NextDue));
    }

    [Fact]
    public void Who_can_only_be_asked_in_a_call_is_not_reminded()
    {
        var (_, happened) = Left(Planned("2026-03-09", Madrid), SurveyTerms.Standard, SurveyChannel.Call, Madrid);
        Assert.DoesNotContain(happened, e => e.Event is SurveyReminded);
    }

    [Fact]
    public void A_card_that_was_forgotten_for_long_is_still_sent_before_it_expires()
    {
        var planned = Planned("2026-03-09", Madrid);
        var late = planned.SendAt.AddDays(90);
        var sent = Assert.IsType<SurveySent>(Assert.Single(SurveyRules.WhenDue(planned, SurveyTerms.Standard, SurveyChannel.Email, Madrid, late).Events));
        Assert.True(sent.ExpiresAt > late.AddDays(29));
    }

    [Fact]
    public void Early_and_repeated_looks_find_nothing()
    {
        var planned = Planned("2026-03-09", Madrid);
        Assert.Empty(SurveyRules.WhenDue(planned, SurveyTerms.Standard, SurveyChannel.Email, Madrid, planned.SendAt.AddTicks(-1)).Events);
        var sent = Sent(planned);
        Assert.Empty(SurveyRules.WhenDue(sent, SurveyTerms.Standard, SurveyChannel.Email, Madrid, planned.SendAt).Events);
    }

    [Fact]
    public void A_card_is_answered_once()
    {
        var answered = Answered(Sent(Planned("2026-03-09", Madrid)), Good, AnswerWay.Link);
        Assert.Equal((SurveyState.Answered, Good), (answered.State, answered.Marks));
        foreach (var way in Enum.GetValues<AnswerWay>())
            Assert.Equal(new SurveyNotOpen(SurveyState.Answered), SurveyRules.Answer(answered, new AnswerSurvey(Good, null, way), SurveyTerms.Standard.LowMarks, Now).Refusal);
    }

    [Fact]
    public void A_card_that_has_expired_takes_no_answer_even_before_the_reminder_says_so()
    {
        var sent = Sent(Planned("2026-03-09", Madrid));
        Assert.Null(SurveyRules.MustBeOpen(sent, AnswerWay.Link, sent.ExpiresAt!.Value.AddTicks(-1)));
        Assert.Equal(new SurveyNotOpen(SurveyState.Expired), SurveyRules.MustBeOpen(sent, AnswerWay.Link, sent.ExpiresAt!.Value));
    }

    [Fact]
    public void In_a_call_the_marks_may_be_asked_before_the_card_has_gone_out_by_a_link_they_can_not()
    {
        var planned = Planned("2026-03-09", Madrid);
        Assert.Null(SurveyRules.MustBeOpen(planned, AnswerWay.FollowUpCall, Now));
        Assert.Equal(new SurveyNotOpen(SurveyState.Planned), SurveyRules.MustBeOpen(planned, AnswerWay.Link, Now));
    }

    [Fact]
    public void A_reopened_repair_takes_its_unanswered_card_back_and_leaves_an_answered_one()
    {
        var sent = Sent(Planned("2026-03-09", Madrid));
        Assert.Equal(SurveyState.Withdrawn, After(sent, SurveyRules.Withdraw(sent)).State);
        Assert.Empty(SurveyRules.Withdraw(Answered(sent, Good, AnswerWay.Link)).Events);
    }

    // S1 P2 (25): four aspects, four levels
    [Fact]
    public void There_are_four_aspects_on_four_levels()
    {
        Assert.Equal(["Attitude", "Skill", "Punctuality", "Promises"], typeof(Marks).GetProperties().Where(p => p.PropertyType == typeof(SatisfactionLevel)).Select(p => p.Name));
        Assert.Equal([1, 2, 3, 4], Enum.GetValues<SatisfactionLevel>().Select(level => (int)level));
    }

    [Theory]
    [InlineData(3, 3, 3, 3, 1, false)]
    [InlineData(2, 4, 4, 4, 1, true)]
    [InlineData(4, 4, 4, 1, 1, true)]
    [InlineData(4, 4, 4, 1, 2, false)]
    [InlineData(2, 4, 4, 1, 2, true)]
    public void Low_marks_are_what_the_policy_calls_so(int attitude, int skill, int punctuality, int promises, int aspects, bool areLow)
    {
        var marks = new Marks((SatisfactionLevel)attitude, (SatisfactionLevel)skill, (SatisfactionLevel)punctuality, (SatisfactionLevel)promises);
        Assert.Equal(areLow, marks.AreLow(new LowMarks(SatisfactionLevel.Dissatisfied, aspects)));
    }

    [Fact]
    public void A_mark_that_is_none_of_the_four_is_refused() =>
        Assert.IsType<InputInvalid>(SurveyRules.Answer(Sent(Planned("2026-03-09", Madrid)), new AnswerSurvey(Good with { Skill = (SatisfactionLevel)5 }, null, AnswerWay.Link), SurveyTerms.Standard.LowMarks, Now).Refusal);

    [Fact]
    public void However_often_the_clock_is_looked_at_a_card_is_sent_once_and_reminded_of_as_often_as_the_policy_says() =>
        Gen.Select(Gen.Int[0, 24 * 60].Array[0, 40], Gen.Int[0, 3]).Sample((hours, most) =>
        {
            var terms = SurveyTerms.Standard with { Reminders = new SurveyReminders(5, most) };
            var card = Planned("2026-03-09", Madrid);
            var happened = new List<Event>();
            foreach (var hour in hours.Order().Append(24 * 100).Append(24 * 200))
            {
                while (SurveyRules.WhenDue(card, terms, SurveyChannel.Email, Madrid, card.SendAt.AddHours(hour)) is { Events.Count: > 0 } decision)
                {
                    happened.AddRange(decision.Events);
                    card = After(card, decision);
                }
            }

            return happened.OfType<SurveySent>().Count() == 1 && happened.OfType<SurveyReminded>().Count() <= most && happened.OfType<SurveyExpired>().Count() == 1;
        }, output.WriteLine, iter: 500);

    private static DateTimeOffset Now { get; } = At("2026-03-10T12:00:00Z");

    private static SurveyCard Planned(string completed, WorkingCalendar calendar) =>
        After(null, SurveyRules.Plan("sv-1", new PlanSurvey("b-1", "c-1", "t-1", "tech-1", Date(completed), calendar.InstantAt(Date(completed), new TimeOnly(15, 0))), SurveyTerms.Standard, calendar));

    private static SurveyCard Sent(SurveyCard planned) =>
        After(planned, SurveyRules.WhenDue(planned, SurveyTerms.Standard, SurveyChannel.Email, Madrid, planned.SendAt));

    private static SurveyCard Answered(SurveyCard card, Marks marks, AnswerWay way) =>
        After(card, SurveyRules.Answer(card, new AnswerSurvey(marks, "谢谢", way), SurveyTerms.Standard.LowMarks, Now));

    /// <summary>Nobody answers: what happens, and when.</summary>
    private static (SurveyCard Card, List<(DateTimeOffset At, Event Event)> Happened) Left(SurveyCard card, SurveyTerms terms, SurveyChannel channel, WorkingCalendar calendar)
    {
        var happened = new List<(DateTimeOffset, Event)>();
        while (card.NextDue is { } due)
        {
            var decision = SurveyRules.WhenDue(card, terms, channel, calendar, due);
            happened.Add((due, Assert.Single(decision.Events)));
            card = After(card, decision);
        }

        return (card, happened);
    }

    private static SurveyCard After(SurveyCard? card, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(card, (state, e) => SurveyCard.Apply(state, e))!;
    }
}
