using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Runtime.InteropServices;
using AfterSales.Access;
using AfterSales.Calendars;
using AfterSales.Storage;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Headquarters;

/// <summary>Where a row counts: at which branch, on which day, and for whom beside.</summary>
public sealed record FigureSlot
{
    public string BranchId { get; init; } = "";

    /// <summary>At the branch.</summary>
    public DateOnly Day { get; init; }

    public string? TechnicianId { get; init; }

    public string? ModelId { get; init; }

    public TicketKind? Kind { get; init; }

    public ServiceCategory? Category { get; init; }

    /// <summary>Where the ticket stands now.</summary>
    public TicketStep? Step { get; init; }

    /// <summary>The part the fault was in, by its code.</summary>
    public string? Fault { get; init; }
}

/// <summary>What the measures of a source come to in a slot, in their order.</summary>
public sealed record Tally
{
    public FigureSlot Slot { get; init; } = new();

    public int[] Values { get; init; } = [];
}

/// <summary>A kind of row that figures are made from.</summary>
/// <param name="key">Names it in the words and in <see cref="FigureRecord"/>.</param>
public abstract class FigureSource(FigureRecordKind key)
{
    public FigureRecordKind Key => key;

    /// <summary>For what the rows can be told apart beside their branch.</summary>
    public abstract ImmutableHashSet<FigureDimension> Dimensions { get; }

    public abstract Type Rows { get; }

    /// <summary>What these measures, all of this source, come to in each slot of a branch's days.</summary>
    public abstract Task<List<Tally>> Count(
        AfterSalesDb db, string branchId, List<DateOnly> days, IReadOnlyList<Measure> measures, CancellationToken cancellation);

    /// <summary>
    /// What these measures come to in the slots of the rows that are on the one side of a midnight by the day at their branch, and on the other by
    /// the instant they happened at. None of a source whose rows have a day alone.
    /// </summary>
    /// <param name="day">The day that begins.</param>
    /// <param name="midnight">When it begins.</param>
    public abstract Task<List<Tally>> Between(
        AfterSalesDb db, List<string> branchIds, DateOnly day, DateTimeOffset midnight, IReadOnlyList<Measure> measures, CancellationToken cancellation);

    /// <summary>What these measures come to for each member of some dimensions at once, counted from the records: of none, for each branch.</summary>
    public abstract Task<List<Tally>> CountBy(
        AfterSalesDb db, IReadOnlyList<FigureDimension> by, RecordsAsked asked, IReadOnlyList<Measure> measures, CancellationToken cancellation);

    /// <summary>The days of a branch on which there are rows.</summary>
    public abstract IQueryable<FigureDay> Days(AfterSalesDb db);

    /// <summary>The records that a measure counts, as far as the caller may see them.</summary>
    public abstract IQueryable<FigureRecord> Records(AfterSalesDb db, Measure measure, RecordsAsked asked, Caller caller);
}

/// <summary>A day of a branch.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FigureDay(string BranchId, DateOnly Day);

/// <summary>Which of the records behind a figure are asked for.</summary>
/// <param name="Spans">One after the other.</param>
/// <param name="Of">Of whom, all at once; null: of the whole branches.</param>
public sealed record RecordsAsked(IReadOnlyList<RecordSpan> Spans, IReadOnlyList<FigureMember>? Of);

/// <summary>Days, both included, and whose records of them are meant.</summary>
/// <param name="BranchIds">Null: all that the caller may see.</param>
/// <param name="Midnights">Where the days begin; null: at each branch.</param>
public sealed record RecordSpan(DateOnly From, DateOnly To, IReadOnlyList<string>? BranchIds, WorkingCalendar? Midnights = null);

public sealed class FigureSource<TRow> : FigureSource where TRow : class, IScoped
{
    // The same moment is at most so many days apart in two places on Earth.
    private const int DaysApart = 2;

    private readonly ParameterExpression _row;
    private readonly Expression<Func<TRow, FigureSlot>> _slot;
    private readonly Expression<Func<TRow, FigureRecord>> _record;
    private readonly Expression? _at;
    private readonly ImmutableDictionary<string, Expression> _members;

    /// <param name="slot">Names the members of the slot that the row has beside its branch, each by an expression of its own.</param>
    /// <param name="at">When it happened, for days of another time zone than the branch's; null: it has a day alone, the same everywhere.</param>
    /// <param name="record">How a row is shown among the records behind a figure.</param>
    public FigureSource(
        FigureRecordKind key, Expression<Func<TRow, FigureSlot>> slot, Expression<Func<TRow, DateTimeOffset>>? at, Expression<Func<TRow, FigureRecord>> record) : base(key)
    {
        _row = slot.Parameters[0];
        _record = record;
        _at = at?.Body.With(at.Parameters[0], _row);
        var init = (MemberInitExpression)slot.Body;
        var branch = Expression.Bind(typeof(FigureSlot).GetProperty(nameof(FigureSlot.BranchId))!, Expression.Property(_row, nameof(IScoped.BranchId)));
        _slot = Expression.Lambda<Func<TRow, FigureSlot>>(init.Update(init.NewExpression, [branch, .. init.Bindings]), _row);
        _members = init.Bindings.Cast<MemberAssignment>().ToImmutableDictionary(binding => binding.Member.Name, binding => binding.Expression);
        SlotOf = _slot.Compile();
        AtOf = at?.Compile();
    }

    public override ImmutableHashSet<FigureDimension> Dimensions =>
        [.. Enum.GetValues<FigureDimension>().Where(dimension => dimension == FigureDimension.Branch || _members.ContainsKey(dimension.SlotMember()))];

    public override Type Rows => typeof(TRow);

    /// <summary>Where a row counts, outside the database.</summary>
    public Func<TRow, FigureSlot> SlotOf { get; }

    /// <summary>When a row happened, outside the database; null where it has a day alone.</summary>
    public Func<TRow, DateTimeOffset>? AtOf { get; }

    public override Task<List<Tally>> Count(
        AfterSalesDb db, string branchId, List<DateOnly> days, IReadOnlyList<Measure> measures, CancellationToken cancellation) =>
        db.Set<TRow>().AsNoTracking().Where(row => row.BranchId == branchId).Where(OnDay(day => days.Contains(day)))
            .GroupBy(_slot).Select(TallyOf(measures.Cast<Measure<TRow>>())).ToListAsync(cancellation);

    public override Task<List<Tally>> Between(
        AfterSalesDb db, List<string> branchIds, DateOnly day, DateTimeOffset midnight, IReadOnlyList<Measure> measures, CancellationToken cancellation)
    {
        if (_at is null) return Task.FromResult(new List<Tally>());
        var (first, last) = (day.AddDays(-DaysApart), day.AddDays(DaysApart - 1));
        var late = Expression.AndAlso(OnDay(own => own >= first && own < day).Body, Happened(at => at >= midnight));
        var early = Expression.AndAlso(OnDay(own => own >= day && own <= last).Body, Happened(at => at < midnight));
        return db.Set<TRow>().AsNoTracking().Where(Expression.Lambda<Func<TRow, bool>>(Expression.OrElse(late, early), _row))
            .Where(row => branchIds.Contains(row.BranchId)).GroupBy(_slot).Select(TallyOf(measures.Cast<Measure<TRow>>())).ToListAsync(cancellation);
    }

    public override IQueryable<FigureDay> Days(AfterSalesDb db)
    {
        var make = typeof(FigureDay).GetConstructor([typeof(string), typeof(DateOnly)])!;
        var day = Expression.New(make, [Expression.Property(_row, nameof(IScoped.BranchId)), _members[nameof(FigureSlot.Day)]],
            [typeof(FigureDay).GetProperty(nameof(FigureDay.BranchId))!, typeof(FigureDay).GetProperty(nameof(FigureDay.Day))!]);
        return db.Set<TRow>().AsNoTracking().Select(Expression.Lambda<Func<TRow, FigureDay>>(day, _row)).Distinct();
    }

    public override IQueryable<FigureRecord> Records(AfterSalesDb db, Measure measure, RecordsAsked asked, Caller caller)
    {
        var rows = db.Set<TRow>().VisibleTo(caller).Where(Within(asked.Spans)).Where(((Measure<TRow>)measure).Counts);
        foreach (var of in asked.Of ?? []) rows = rows.Where(Of(of));
        return rows.Select(_record);
    }

    public override Task<List<Tally>> CountBy(
        AfterSalesDb db, IReadOnlyList<FigureDimension> by, RecordsAsked asked, IReadOnlyList<Measure> measures, CancellationToken cancellation)
    {
        var rows = db.Set<TRow>().AsNoTracking().Where(Within(asked.Spans));
        foreach (var of in asked.Of ?? []) rows = rows.Where(Of(of));
        var kept = by.DefaultIfEmpty(FigureDimension.Branch).Select(dimension => dimension.SlotMember()).ToArray();
        var init = (MemberInitExpression)_slot.Body;
        var slot = init.Update(init.NewExpression, init.Bindings.Where(binding => kept.Contains(binding.Member.Name)));
        return rows.GroupBy(Expression.Lambda<Func<TRow, FigureSlot>>(slot, _row)).Select(TallyOf(measures.Cast<Measure<TRow>>())).ToListAsync(cancellation);
    }

    private Expression<Func<TRow, bool>> Within(IReadOnlyList<RecordSpan> spans)
    {
        var any = spans.Select(span =>
        {
            var branches = span.BranchIds?.ToList();
            var days = Within(span.From, span.To, span.Midnights);
            if (branches is null) return days;
            Expression<Func<TRow, bool>> ofBranch = row => branches.Contains(row.BranchId);
            return Expression.AndAlso(days, ofBranch.Body.With(ofBranch.Parameters[0], _row));
        }).Aggregate(Expression.OrElse);
        return Expression.Lambda<Func<TRow, bool>>(any, _row);
    }

    private Expression Within(DateOnly from, DateOnly to, WorkingCalendar? midnights)
    {
        if (midnights is null || _at is null) return OnDay(day => day >= from && day <= to).Body;
        var (first, last) = (from.AddDays(-DaysApart), to.AddDays(DaysApart));
        var (begin, end) = (midnights.InstantAt(from, TimeOnly.MinValue), midnights.InstantAt(to.AddDays(1), TimeOnly.MinValue));
        return Expression.AndAlso(OnDay(day => day >= first && day <= last).Body, Happened(at => at >= begin && at < end));
    }

    private Expression Happened(Expression<Func<DateTimeOffset, bool>> condition) => condition.Body.With(condition.Parameters[0], _at!);

    private Expression<Func<TRow, bool>> OnDay(Expression<Func<DateOnly, bool>> condition) =>
        ExpressionParts.Where<TRow, DateOnly>(_row, _members[nameof(FigureSlot.Day)], condition);

    private Expression<Func<TRow, bool>> Of(FigureMember member)
    {
        var value = _members[member.Dimension.SlotMember()];
        var (key, kind, category, step) = (member.Key, member.Kind, member.Category, member.Step);
        return member.Dimension switch
        {
            FigureDimension.Kind => ExpressionParts.Where<TRow, TicketKind?>(_row, value, of => of == kind),
            FigureDimension.Category => ExpressionParts.Where<TRow, ServiceCategory?>(_row, value, of => of == category),
            FigureDimension.Step => ExpressionParts.Where<TRow, TicketStep?>(_row, value, of => of == step),
            _ => ExpressionParts.Where<TRow, string?>(_row, value, of => of == key),
        };
    }

    private static Expression<Func<IGrouping<FigureSlot, TRow>, Tally>> TallyOf(IEnumerable<Measure<TRow>> measures)
    {
        var group = Expression.Parameter(typeof(IGrouping<FigureSlot, TRow>), "group");
        var sums = measures.Select(measure => Expression.Call(typeof(Enumerable), nameof(Enumerable.Sum), [typeof(TRow)], group, measure.Contribution));
        var tally = Expression.MemberInit(Expression.New(typeof(Tally)),
            Expression.Bind(typeof(Tally).GetProperty(nameof(Tally.Slot))!, Expression.Property(group, nameof(IGrouping<,>.Key))),
            Expression.Bind(typeof(Tally).GetProperty(nameof(Tally.Values))!, Expression.NewArrayInit(typeof(int), sums)));
        return Expression.Lambda<Func<IGrouping<FigureSlot, TRow>, Tally>>(tally, group);
    }
}
