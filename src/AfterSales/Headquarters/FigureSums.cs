using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Headquarters;

/// <summary>How a period is divided.</summary>
public enum FigureStep
{
    /// <summary>It is not.</summary>
    None,
    Day,

    /// <summary>From Monday.</summary>
    Week,
    Month,
    Quarter,
    Year,
}

/// <summary>What is added up.</summary>
/// <param name="By">The dimension whose members are told apart; the whole branch: branches are.</param>
/// <param name="Of">Of one technician, model, kind or category; null: of all.</param>
/// <param name="BranchIds">Null: all.</param>
internal sealed record SumsAsked(
    IReadOnlyList<Measure> Measures, FigureDimension By, FigureMember? Of, IReadOnlyList<string>? BranchIds, DateOnly From, DateOnly To, FigureStep Step);

/// <param name="Group">The branch or member.</param>
/// <param name="Since">The first day of the step; null where the period is not divided.</param>
/// <param name="Values">In the order of the measures asked for.</param>
internal sealed record FigureSum(string Group, DateOnly? Since, long[] Values);

/// <summary>Adds days up. The cost depends on branches and days, never on how many tickets there are.</summary>
internal static class FigureSums
{
    /// <param name="days">The rows that the caller may see.</param>
    public static async Task<IReadOnlyList<FigureSum>> Of(IQueryable<BranchDayRow> days, SumsAsked asked, CancellationToken cancellation)
    {
        var (from, to, branches) = (asked.From, asked.To, asked.BranchIds?.ToList());
        var dimension = asked.Of?.Dimension ?? asked.By;
        days = days.Where(row => row.Dimension == dimension && row.Day >= from && row.Day <= to);
        if (asked.Of is { } of) days = days.Where(row => row.Member == of.Key);
        else if (dimension == FigureDimension.Branch) days = days.Where(row => row.Member == "");
        if (branches is not null) days = days.Where(row => branches.Contains(row.BranchId));
        var found = await days.GroupBy(KeyOf(asked)).Select(SumOf(asked.Measures)).ToListAsync(cancellation);
        return
        [
            .. found.GroupBy(sum => (sum.Key.Group, Since: SinceOf(sum.Key, asked.Step)))
                .Select(step => new FigureSum(step.Key.Group, step.Key.Since, [.. Enumerable.Range(0, asked.Measures.Count).Select(i => step.Sum(sum => sum.Values[i]))])),
        ];
    }

    public static DateOnly StartOf(DateOnly day, FigureStep step) => step switch
    {
        FigureStep.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        FigureStep.Month => new(day.Year, day.Month, 1),
        FigureStep.Quarter => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
        FigureStep.Year => new(day.Year, 1, 1),
        _ => day,
    };

    public static DateOnly Next(DateOnly start, FigureStep step) => step switch
    {
        FigureStep.Week => start.AddDays(7),
        FigureStep.Month => start.AddMonths(1),
        FigureStep.Quarter => start.AddMonths(3),
        FigureStep.Year => start.AddYears(1),
        _ => start.AddDays(1),
    };

    private static DateOnly? SinceOf(SumKey key, FigureStep step) => step switch
    {
        FigureStep.None => null,
        FigureStep.Day or FigureStep.Week => StartOf(key.Day, step),
        _ => StartOf(new DateOnly(key.Year, key.Month, 1), step),
    };

    /// <summary>The database adds up whole months; weeks begin in one month and end in another.</summary>
    private static Expression<Func<BranchDayRow, SumKey>> KeyOf(SumsAsked asked) => (asked.By == FigureDimension.Branch, asked.Step) switch
    {
        (true, FigureStep.None) => row => new SumKey { Group = row.BranchId },
        (true, FigureStep.Day or FigureStep.Week) => row => new SumKey { Group = row.BranchId, Day = row.Day },
        (true, _) => row => new SumKey { Group = row.BranchId, Year = row.Day.Year, Month = row.Day.Month },
        (false, FigureStep.None) => row => new SumKey { Group = row.Member },
        (false, FigureStep.Day or FigureStep.Week) => row => new SumKey { Group = row.Member, Day = row.Day },
        (false, _) => row => new SumKey { Group = row.Member, Year = row.Day.Year, Month = row.Day.Month },
    };

    private static Expression<Func<IGrouping<SumKey, BranchDayRow>, Sum>> SumOf(IReadOnlyList<Measure> measures)
    {
        var group = Expression.Parameter(typeof(IGrouping<SumKey, BranchDayRow>), "group");
        var sum = Expression.MemberInit(Expression.New(typeof(Sum)),
            Expression.Bind(typeof(Sum).GetProperty(nameof(Sum.Key))!, Expression.Property(group, nameof(IGrouping<,>.Key))),
            Expression.Bind(typeof(Sum).GetProperty(nameof(Sum.Values))!, Expression.NewArrayInit(typeof(long), measures.Select(measure =>
                Expression.Call(typeof(Enumerable), nameof(Enumerable.Sum), [typeof(BranchDayRow)], group, ValueOf(measure.Key))))));
        return Expression.Lambda<Func<IGrouping<SumKey, BranchDayRow>, Sum>>(sum, group);
    }

    private static Expression<Func<BranchDayRow, long>> ValueOf(string measure) => row => EF.Property<int>(row, measure);

    private sealed record SumKey
    {
        public string Group { get; init; } = "";

        public DateOnly Day { get; init; }

        public int Year { get; init; }

        public int Month { get; init; }
    }

    private sealed record Sum
    {
        public SumKey Key { get; init; } = new();

        public long[] Values { get; init; } = [];
    }
}
