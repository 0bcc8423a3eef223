using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Technicians.Rules;
using CsCheck;
using static AfterSales.Tests.Technicians.TechnicianScenarios;

namespace AfterSales.Tests.Technicians;

public sealed class WorkingTimeRulesTests
{
    private static readonly WorkingCalendar Branch = Office.Branch;

    [Fact]
    public void It_is_his_hours_less_what_he_is_absent_and_lent() =>
        Gen.Select(Gen.Int[0, 3000].Array[0, 6], Gen.Int[0, 3000].Array[0, 4], Gen.Bool).Sample((absences, loans, hasOwn) =>
        {
            var technician = Free with
            {
                Availability = new Availability
                {
                    OwnHours = hasOwn ? [new WeeklyHours(DayOfWeek.Monday, new(9, 0), new(13, 0)), new WeeklyHours(DayOfWeek.Tuesday, new(9, 0), new(20, 0))] : null,
                    Absences = [.. Pairs(absences).Select((pair, i) => new TechnicianAbsence($"a{i}", Now.AddMinutes(pair.From), Now.AddMinutes(pair.To), AbsenceKind.Leave, null, IsCancelled: i == 2))],
                    Loans = [.. Pairs(loans).Select((pair, i) => new Loan($"l{i}", "b-cd", Now.AddMinutes(pair.From), Now.AddMinutes(pair.To)))],
                },
            };
            var calendar = technician.Availability.CalendarAt(Branch);
            var minutes = Enumerable.Range(0, 3000).Select(minute => Now.AddMinutes(minute)).Count(at => calendar.IsOpen(at)
                && !technician.Availability.Absences.Any(absence => !absence.IsCancelled && absence.From <= at && at < absence.To)
                && !technician.Availability.Loans.Any(loan => loan.From <= at && at < loan.To));
            Assert.Equal(minutes, WorkingTimeRules.ToWork(technician, "b-sh", Branch, Now, Now.AddMinutes(3000)).TotalMinutes);
        }, iter: 200);

    [Fact]
    public void Who_is_absent_for_all_his_working_time_or_has_none_is_away()
    {
        (DateTimeOffset, DateTimeOffset)[] working = [(Now, Now.AddHours(4)), (Now.AddHours(5), Now.AddHours(9))];
        Assert.False(WorkingTimeRules.IsAway(working, []));
        Assert.False(WorkingTimeRules.IsAway(working, [(Now, Now.AddHours(8))]));
        Assert.True(WorkingTimeRules.IsAway(working, [(Now.AddDays(-1), Now.AddDays(1))]));
        Assert.True(WorkingTimeRules.IsAway(working, [(Now, Now.AddHours(4)), (Now.AddHours(5), Now.AddHours(9))]));
        Assert.True(WorkingTimeRules.IsAway([], []));
    }

    [Fact]
    public void On_loan_he_works_for_the_other_branch()
    {
        var lent = Free with { Availability = new Availability { Loans = [new Loan("l1", "b-cd", Now, Now.AddDays(1))] } };
        Assert.Equal(TimeSpan.Zero, WorkingTimeRules.ToWork(lent, "b-sh", Branch, Now, Now.AddDays(1)));
        Assert.Equal(TimeSpan.FromHours(8), WorkingTimeRules.ToWork(lent, "b-cd", Branch, Now, Now.AddDays(1)));
    }

    /// <summary>One after the other, as absences and loans are taken.</summary>
    private static IEnumerable<(int From, int To)> Pairs(int[] at) =>
        at.Distinct().Order().ToImmutableArray() is var sorted ? Enumerable.Range(0, sorted.Length / 2).Select(i => (sorted[2 * i], sorted[(2 * i) + 1])) : [];
}
