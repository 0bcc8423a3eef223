using System.Linq.Expressions;
using System.Reflection;
using AfterSales.Calendars;
using AfterSales.Headquarters.Rules;
using AfterSales.Records;
using AfterSales.Storage;
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
/// <param name="By">The dimensions whose members are told apart; none: branches are.</param>
/// <param name="Of">Of one technician, model, kind, category or fault; of several at once: those of which all hold. None: of all.</param>
/// <param name="Midnights">Where days begin; null: at each branch.</param>
/// <param name="IsAll">These are all branches there are.</param>
internal sealed record SumsAsked(
    IReadOnlyList<Measure> Measures, IReadOnlyList<FigureDimension> By, IReadOnlyList<FigureMember> Of, IReadOnlyList<string> BranchIds, DateOnly From, DateOnly To,
    FigureStep Step, WorkingCalendar? Midnights = null, bool IsAll = false)
{
    /// <summary>All that is told apart, or narrowed by, beside the branch. Days are kept apart by one of them at a time.</summary>
    public IReadOnlyList<FigureDimension> Dimensions => [.. By.Concat(Of.Select(member => member.Dimension)).Distinct()];
}

/// <param name="Group">The branch or member.</param>
/// <param name="Since">The first day of the step; null where the period is not divided.</param>
/// <param name="Values">In the order of the measures asked for.</param>
internal sealed record FigureSum(string Group, DateOnly? Since, long[] Values);

/// <summary>
/// Adds days up. The cost depends on branches and days, not on how many tickets there are; by the days of another place also on the tickets of
/// the days at which steps end. By two dimensions at once the records of the period are counted instead, without steps.
/// </summary>
internal static class FigureSums
{
    private static readonly MethodInfo SumOfLongs = ((Func<IEnumerable<BranchDayRow>, Func<BranchDayRow, long>, long>)Enumerable.Sum).Method;

    private static readonly MethodInfo IntProperty = ((Func<object, string, int>)EF.Property<int>).Method;

    private static readonly ParameterExpression Row = Expression.Parameter(typeof(BranchDayRow), "row");

    public static async Task<IReadOnlyList<FigureSum>> Of(AfterSalesDb db, SumsAsked asked, CancellationToken cancellation)
    {
        if (asked.Dimensions.Count > 1) return await OfRecords(db, asked, cancellation);
        // Looked at before the sums: what is saved in between is in them alone, and changes sides the next time.
        var moved = asked.Midnights is { } midnights ? await Moved(db, asked, midnights, cancellation) : [];
        return [.. await OfBranchDays(db, asked, cancellation), .. moved];
    }

    /// <summary>What stands between two members of a group.</summary>
    public const char And = '/';

    private static async Task<List<FigureSum>> OfRecords(AfterSalesDb db, SumsAsked asked, CancellationToken cancellation)
    {
        var records = new RecordsAsked([new RecordSpan(asked.From, asked.To, asked.BranchIds, asked.Midnights)], asked.Of);
        var sums = new List<FigureSum>();
        foreach (var source in asked.Measures.Index().GroupBy(measure => measure.Item.Source))
        {
            foreach (var tally in await source.Key.CountBy(db, asked.By, records, [.. source.Select(measure => measure.Item)], cancellation))
            {
                var members = asked.By.Select(dimension => tally.Slot.KeyOf(dimension)).ToArray();
                if (members.Contains(null)) continue;
                var values = new long[asked.Measures.Count];
                foreach (var (value, measure) in tally.Values.Zip(source)) values[measure.Index] = value;
                sums.Add(new(members.Length == 0 ? tally.Slot.BranchId : string.Join(And, members), null, values));
            }
        }

        return sums;
    }

    private static async Task<List<FigureSum>> OfBranchDays(AfterSalesDb db, SumsAsked asked, CancellationToken cancellation)
    {
        var (from, to, branches) = (asked.From, asked.To, asked.BranchIds.ToList());
        var dimension = asked.Dimensions.SingleOrDefault(FigureDimension.Branch);
        var days = db.Set<BranchDayRow>().AsNoTracking().Where(row => row.Dimension == dimension && row.Day >= from && row.Day <= to);
        if (asked.Of is [var of]) days = days.Where(row => row.Member == of.Key);
        else if (dimension == FigureDimension.Branch) days = days.Where(row => row.Member == "");
        if (!asked.IsAll) days = days.Where(row => branches.Contains(row.BranchId));
        var found = await days.GroupBy(KeyOf(asked)).Select(SumOf(asked.Measures)).ToListAsync(cancellation);
        return
        [
            .. found.GroupBy(sum => (sum.Key.Group, Since: SinceOf(sum.Key, asked.Step)))
                .Select(step => new FigureSum(step.Key.Group, step.Key.Since, [.. Enumerable.Range(0, asked.Measures.Count).Select(i => step.Sum(sum => sum.Values[i]))])),
        ];
    }

    /// <summary>
    /// What makes days of the branches into days of another place: at each end of a step, what happened between the two midnights changes sides. What
    /// its branch has not counted yet is in no sum, and stays where it is.
    /// </summary>
    private static async Task<List<FigureSum>> Moved(AfterSalesDb db, SumsAsked asked, WorkingCalendar midnights, CancellationToken cancellation)
    {
        var branches = asked.BranchIds.ToList();
        var found = new List<(DateOnly Day, IReadOnlyList<int> Places, Tally Tally)>();
        var sources = asked.Measures.Index().GroupBy(measure => measure.Item.Source).ToArray();
        foreach (var day in Ends(asked))
        {
            foreach (var source in sources)
            {
                var tallies = await source.Key.Between(db, branches, day, midnights.InstantAt(day, TimeOnly.MinValue), [.. source.Select(measure => measure.Item)], cancellation);
                int[] places = [.. source.Select(measure => measure.Index)];
                found.AddRange(tallies.Select(tally => (day, (IReadOnlyList<int>)places, tally)));
            }
        }

        var marked = (await db.Set<MarkRow>().Where(mark => branches.Contains(mark.BranchId)).Select(mark => new { mark.BranchId, mark.Day }).ToListAsync(cancellation))
            .Select(mark => (mark.BranchId, mark.Day)).ToHashSet();
        var moved = new List<FigureSum>();
        foreach (var (day, places, tally) in found.Where(part => !marked.Contains((part.Tally.Slot.BranchId, part.Tally.Slot.Day))))
        {
            var values = new long[asked.Measures.Count];
            foreach (var (i, place) in places.Index()) values[place] = tally.Slot.Day < day ? tally.Values[i] : -tally.Values[i];
            foreach (var group in GroupsOf(tally.Slot, asked))
            {
                if (day > asked.From) moved.Add(new(group, Since(day.AddDays(-1)), [.. values.Select(value => -value)]));
                if (day <= asked.To) moved.Add(new(group, Since(day), values));
            }
        }

        return moved;

        DateOnly? Since(DateOnly day) => asked.Step == FigureStep.None ? null : FigureSteps.StartOf(day, asked.Step);
    }

    /// <summary>The first days of the steps, and the day after the last.</summary>
    private static IEnumerable<DateOnly> Ends(SumsAsked asked)
    {
        var after = asked.To.AddDays(1);
        for (var day = asked.From; day < after; day = asked.Step == FigureStep.None ? after : FigureSteps.Next(FigureSteps.StartOf(day, asked.Step), asked.Step)) yield return day;
        yield return after;
    }

    private static IEnumerable<string> GroupsOf(FigureSlot slot, SumsAsked asked)
    {
        var dimension = asked.Dimensions.SingleOrDefault(FigureDimension.Branch);
        return slot.Members().Where(member => member.Dimension == dimension && asked.Of.All(of => of.Key == member.Key))
            .Select(member => asked.By.Count == 0 ? slot.BranchId : member.Key);
    }

    private static DateOnly? SinceOf(SumKey key, FigureStep step) => step switch
    {
        FigureStep.None => null,
        FigureStep.Day or FigureStep.Week => FigureSteps.StartOf(key.Day, step),
        _ => FigureSteps.StartOf(new DateOnly(key.Year, key.Month, 1), step),
    };

    /// <summary>The database adds up whole months; weeks begin in one month and end in another.</summary>
    private static Expression<Func<BranchDayRow, SumKey>> KeyOf(SumsAsked asked) => (asked.By.Count == 0, asked.Step) switch
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
                Expression.Call(SumOfLongs, group, ValueOf(measure.Key))))));
        return Expression.Lambda<Func<IGrouping<SumKey, BranchDayRow>, Sum>>(sum, group);
    }

    // Written out with the measure's name in it: to find a method by its name, or to evaluate a variable, takes long for so many of them.
    private static Expression<Func<BranchDayRow, long>> ValueOf(string measure) => Expression.Lambda<Func<BranchDayRow, long>>(
        Expression.Convert(Expression.Call(IntProperty, Row, Expression.Constant(measure)), typeof(long)), Row);

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
