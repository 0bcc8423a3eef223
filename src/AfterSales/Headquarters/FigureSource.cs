using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Runtime.InteropServices;
using AfterSales.Access;
using AfterSales.Storage;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Headquarters;

/// <summary>Where a row counts: on which day, and for whom beside its branch.</summary>
public sealed record FigureSlot
{
    /// <summary>At the branch.</summary>
    public DateOnly Day { get; init; }

    public string? TechnicianId { get; init; }

    public string? ModelId { get; init; }

    public TicketKind? Kind { get; init; }

    public ServiceCategory? Category { get; init; }

    /// <summary>Where the ticket stands now.</summary>
    public TicketStep? Step { get; init; }
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
/// <param name="Of">Of whom; null: of the whole branches.</param>
public sealed record RecordsAsked(IReadOnlyList<RecordSpan> Spans, FigureMember? Of);

/// <summary>Days, both included, and whose records of them are meant.</summary>
/// <param name="BranchIds">Null: all that the caller may see.</param>
public sealed record RecordSpan(DateOnly From, DateOnly To, IReadOnlyList<string>? BranchIds);

/// <param name="slot">Names the members of the slot that the row has, each by an expression of its own.</param>
/// <param name="record">How a row is shown among the records behind a figure.</param>
public sealed class FigureSource<TRow>(FigureRecordKind key, Expression<Func<TRow, FigureSlot>> slot, Expression<Func<TRow, FigureRecord>> record)
    : FigureSource(key) where TRow : class, IScoped
{
    private readonly ParameterExpression _row = slot.Parameters[0];
    private readonly ImmutableDictionary<string, Expression> _members =
        ((MemberInitExpression)slot.Body).Bindings.Cast<MemberAssignment>().ToImmutableDictionary(binding => binding.Member.Name, binding => binding.Expression);

    public override ImmutableHashSet<FigureDimension> Dimensions =>
        [.. Enum.GetValues<FigureDimension>().Where(dimension => dimension == FigureDimension.Branch || _members.ContainsKey(dimension.SlotMember()))];

    public override Type Rows => typeof(TRow);

    /// <summary>Where a row counts, outside the database.</summary>
    public Func<TRow, FigureSlot> SlotOf { get; } = slot.Compile();

    public override Task<List<Tally>> Count(
        AfterSalesDb db, string branchId, List<DateOnly> days, IReadOnlyList<Measure> measures, CancellationToken cancellation) =>
        db.Set<TRow>().AsNoTracking().Where(row => row.BranchId == branchId).Where(OnDay(day => days.Contains(day)))
            .GroupBy(slot).Select(TallyOf(measures.Cast<Measure<TRow>>())).ToListAsync(cancellation);

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
        if (asked.Of is { } of) rows = rows.Where(Of(of));
        return rows.Select(record);
    }

    private Expression<Func<TRow, bool>> Within(IReadOnlyList<RecordSpan> spans)
    {
        var any = spans.Select(span =>
        {
            var (from, to, branches) = (span.From, span.To, span.BranchIds?.ToList());
            var days = OnDay(day => day >= from && day <= to).Body;
            if (branches is null) return days;
            Expression<Func<TRow, bool>> ofBranch = row => branches.Contains(row.BranchId);
            return Expression.AndAlso(days, ofBranch.Body.With(ofBranch.Parameters[0], _row));
        }).Aggregate(Expression.OrElse);
        return Expression.Lambda<Func<TRow, bool>>(any, _row);
    }

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
