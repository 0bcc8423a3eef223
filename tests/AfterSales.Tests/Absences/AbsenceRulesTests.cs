using System.Collections.Immutable;
using AfterSales.Absences;
using AfterSales.Absences.Rules;
using AfterSales.Access;
using AfterSales.Calendars;
using AfterSales.Records;
using CsCheck;
using static AfterSales.Tests.Calendars.CalendarScenarios;

namespace AfterSales.Tests.Absences;

/// <summary>The supervisor names who works for an agent that is away (S3 ⑹-5 (四)).</summary>
public sealed class AbsenceRulesTests(ITestOutputHelper output)
{
    private static readonly WorkingCalendar Madrid = EveryDay("Europe/Madrid", "09:00", "18:00");

    private static readonly DateTimeOffset Now = At("2026-03-27T10:00:00Z");

    [Fact]
    public void An_absence_begins_and_ends_with_the_days_at_the_branch()
    {
        // Over the night in which the clock is put forward.
        var absence = Assert.Single(Noted("2026-03-28", "2026-03-29").All);
        Assert.Equal((At("2026-03-27T23:00:00Z"), At("2026-03-29T22:00:00Z")), (absence.StartsAt, absence.EndsAt));
    }

    [Theory]
    [InlineData("2026-04-03", "2026-04-05", false)]
    [InlineData("2026-04-02", "2026-04-02", true)]
    [InlineData("2026-03-20", "2026-04-20", true)]
    public void Two_absences_of_an_account_do_not_overlap(string from, string until, bool overlaps)
    {
        var known = Noted("2026-03-30", "2026-04-02");
        var refusal = AbsenceRules.Note(known, "away-1", Ask(from, until), Boss, Madrid, Now).Refusal;
        Assert.Equal(overlaps ? new AbsenceOverlaps(Date("2026-03-30"), Date("2026-04-02")) : null, refusal);
    }

    [Fact]
    public void Who_comes_back_early_is_back_and_the_rest_of_the_days_is_free_again()
    {
        var known = Noted("2026-03-27", "2026-04-02");
        var back = After(known, AbsenceRules.End(known, 1, Now));
        Assert.Equal(Now, back.All[0].EndsAt);
        Assert.Null(AbsenceRules.Note(back, "away-1", Ask("2026-03-30", "2026-03-31"), Boss, Madrid, Now).Refusal);
        Assert.Empty(AbsenceRules.End(back, 1, Now.AddHours(1)).Events);
    }

    [Fact]
    public void Who_does_not_go_at_all_was_never_away()
    {
        var known = Noted("2026-03-30", "2026-04-02");
        var stayed = After(known, AbsenceRules.End(known, 1, Now));
        Assert.Equal(stayed.All[0].StartsAt, stayed.All[0].EndsAt);
        Assert.Empty(AbsenceRules.End(stayed, 1, Now).Events);
        Assert.IsType<NotFound>(AbsenceRules.End(known, 2, Now).Refusal);
    }

    [Theory]
    [InlineData("2026-04-02", "2026-04-01", "b", "until", "BEFORE_FROM")]
    [InlineData("2026-03-01", "2026-03-26", "b", "until", "IN_THE_PAST")]
    [InlineData("2026-04-01", "2028-04-01", "b", "until", "TOO_FAR")]
    [InlineData("2026-04-01", "2026-04-01", "a", "substituteId", "SAME_AS_ABSENT")]
    [InlineData("2026-04-01", "2026-04-01", " ", "substituteId", "REQUIRED")]
    public void Days_that_can_not_be_and_a_substitute_who_is_none_are_refused(string from, string until, string substitute, string path, string code)
    {
        var refusal = AbsenceRules.Note(null, "away-1", Ask(from, until) with { Substitute = substitute }, Boss, Madrid, Now).Refusal;
        Assert.Equal([new InputIssue(path, code)], Assert.IsType<InputInvalid>(refusal).Issues);
    }

    [Fact]
    public void The_substitute_does_the_work_and_the_substitutes_substitute_where_he_is_away_too()
    {
        var away = Away(("a", "b"), ("b", "c"));
        Assert.Equal(("c", "c", "c"), (away.For("a"), away.For("b"), away.For("c")));
        Assert.Equal(["a", "b", "c"], away.WorkedFor("c"));
        Assert.Empty(away.WorkedFor("b"));
        Assert.Equal(["d"], away.WorkedFor("d"));
    }

    [Fact]
    public void Where_all_stand_in_for_each_other_and_all_are_away_it_is_everybodys()
    {
        var away = Away(("a", "b"), ("b", "a"), ("c", "a"));
        Assert.Equal((null, null, null), (away.For("a"), away.For("b"), away.For("c")));
        Assert.Equal(["a", "b", "c"], away.Orphaned());
    }

    [Fact]
    public void Each_accounts_work_is_done_by_exactly_one_who_is_there_or_is_everybodys() =>
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 7]).Array[0, 10].Sample(pairs =>
        {
            var away = Away([.. pairs.Where(pair => pair.Item1 != pair.Item2).Select(pair => ($"a{pair.Item1}", $"a{pair.Item2}"))]);
            var accounts = Enumerable.Range(0, 8).Select(i => $"a{i}").ToArray();
            return accounts.All(account =>
            {
                var doers = accounts.Where(other => away.WorkedFor(other).Contains(account)).ToArray();
                return away.For(account) is { } one
                    ? doers.SequenceEqual([one]) && !away.Away.ContainsKey(one) && !away.Orphaned().Contains(account)
                    : doers.Length == 0 && away.Orphaned().Contains(account);
            });
        }, output.WriteLine, iter: 1000);

    private static StandIns Away(params (string Account, string Substitute)[] pairs) =>
        new(pairs.Aggregate(ImmutableDictionary<string, string>.Empty, (known, pair) => known.SetItem(pair.Account, pair.Substitute)));

    private static NoteAbsence Ask(string from, string until) => new("b-mad", "a", Date(from), Date(until), "b");

    [Fact]
    public void Nobody_names_himself_as_a_substitute_but_who_leads_both()
    {
        var asked = Ask("2026-03-30", "2026-03-31");
        Caller Named(Role role, string place) => new(asked.Substitute, "", [new Assignment(role, place)]);
        Assert.Equal("NOT_NAMED_BY_HIMSELF", Assert.Single(Assert.IsType<InputInvalid>(AbsenceRules.Note(null, "away-1", asked, Named(Role.Dispatcher, asked.BranchId), Madrid, Now).Refusal).Issues).Code);
        Assert.Null(AbsenceRules.Note(null, "away-1", asked, Named(Role.BranchManager, asked.BranchId), Madrid, Now).Refusal);
        Assert.NotNull(AbsenceRules.Note(null, "away-1", asked, Named(Role.BranchManager, "b-other"), Madrid, Now).Refusal);
        Assert.Null(AbsenceRules.Note(null, "away-1", asked, Named(Role.ServiceDirector, Assignment.Headquarters), Madrid, Now).Refusal);
    }

    private static Caller Boss { get; } = new("boss", "", [new Assignment(Role.Dispatcher, "b-1")]);

    private static AccountAbsences Noted(string from, string until) => After(null, AbsenceRules.Note(null, "away-1", Ask(from, until), Boss, Madrid, Now));

    private static AccountAbsences After(AccountAbsences? known, Decision decision)
    {
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(known, (state, e) => AccountAbsences.Apply(state, e))!;
    }
}
