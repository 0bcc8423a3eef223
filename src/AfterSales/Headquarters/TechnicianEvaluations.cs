using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Complaints;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Surveys;
using AfterSales.Surveys.Rules;
using AfterSales.Technicians;
using AfterSales.Tickets;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Headquarters;

/// <summary>The customers' marks of a technician's repairs in a month, each from 1 (very dissatisfied) to 4 (very satisfied).</summary>
[SecuredByParent]
public sealed record CustomerMarks(int Answered, double? Attitude, double? Skill, double? Punctuality, double? Promises);

/// <summary>The supervisors' marks of his visits in a month, each from 1 (poor) to 4 (excellent).</summary>
[SecuredByParent]
public sealed record SupervisorMarks(int Marked, double? Time, double? Quality);

/// <summary>A technician's month: what customers, complaints, supervisors and his own figures say (S1 P2 (23), (25), P1 5.12).</summary>
[Secured(Permission.SeePerformance)]
public sealed class TechnicianEvaluation(string technicianId)
{
    public Deferred<TechnicianView?> GetTechnician(TechnicianLoader technicians) => technicians.Load(technicianId);

    public CustomerMarks Customers { get; init; } = new(0, null, null, null, null);

    public SupervisorMarks Supervisors { get; init; } = new(0, null, null);

    /// <summary>Complaints about him that were raised; about oneself they are counted, and not shown.</summary>
    public int Complaints { get; init; }

    /// <summary>His figures of the month, with his rank in the branch.</summary>
    public IReadOnlyList<FigureLine> Figures { get; init; } = [];
}

[Queries]
public sealed class TechnicianEvaluationQueries(
    IDbContextFactory<AfterSalesDb> databases, FigureReports reports, ReferenceCache<IBranchGrain, Branch> branches)
{
    private static readonly FigureKey[] Told =
        [FigureKey.TicketsCompleted, FigureKey.FirstVisitFix, FigureKey.Reopened, FigureKey.FailedRepairs, FigureKey.ArrivalInTime, FigureKey.Satisfaction];

    /// <summary>The month's evaluation of the technicians who did something for a branch in it, or of whom somebody said something. Null for a branch you may not see.</summary>
    /// <param name="month">Any day of the month, at the branch.</param>
    [Secured(Permission.SeePerformance)]
    public async Task<IReadOnlyList<TechnicianEvaluation>?> TechnicianEvaluationsAsync(string branchId, DateOnly month, Caller caller, CancellationToken cancellation)
    {
        if (!caller.ActsFor(branchId) || await branches.Get(branchId) is not { } branch) return null;
        var first = new DateOnly(month.Year, month.Month, 1);
        var period = Period.Asked(first, first.AddMonths(1).AddDays(-1));
        var (from, to) = (branch.Calendar.InstantAt(period.From, TimeOnly.MinValue), branch.Calendar.InstantAt(period.To.AddDays(1), TimeOnly.MinValue));
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var customers = await db.Set<SurveyCardRow>().AsNoTracking()
            .Where(row => row.BranchId == branchId && row.CompletedDay >= period.From && row.CompletedDay <= period.To && row.TechnicianId != null && row.State == SurveyState.Answered)
            .GroupBy(row => row.TechnicianId!)
            .Select(cards => new
            {
                cards.Key,
                Marks = new CustomerMarks(cards.Count(), cards.Average(row => (double?)row.Attitude), cards.Average(row => (double?)row.Skill),
                    cards.Average(row => (double?)row.Punctuality), cards.Average(row => (double?)row.Promises)),
            }).ToDictionaryAsync(cards => cards.Key, cards => cards.Marks, cancellation);
        var supervisors = await db.Set<VisitRow>().AsNoTracking()
            .Where(row => row.BranchId == branchId && row.TechnicianId != null && row.TimeMark != null && row.EndedAt >= from && row.EndedAt < to)
            .GroupBy(row => row.TechnicianId!)
            .Select(visits => new { visits.Key, Marks = new SupervisorMarks(visits.Count(), visits.Average(row => (double?)row.TimeMark), visits.Average(row => (double?)row.QualityMark)) })
            .ToDictionaryAsync(visits => visits.Key, visits => visits.Marks, cancellation);
        var complaints = await db.Set<ComplaintRow>().AsNoTracking()
            .Where(row => row.BranchId == branchId && row.TechnicianId != null && row.RaisedDay >= period.From && row.RaisedDay <= period.To)
            .GroupBy(row => row.TechnicianId!).Select(raised => new { raised.Key, Count = raised.Count() }).ToDictionaryAsync(raised => raised.Key, raised => raised.Count, cancellation);
        var report = await reports.Of(new FiguresAsked([.. Told.Select(FigureBook.Of)], FigureGrouping.Technician, period, null, FigureStep.None, null, null), [branchId], cancellation);
        var figures = report.Lines.Where(line => line.Group.Id is not null).ToLookup(line => line.Group.Id!);
        return
        [
            .. figures.Select(lines => lines.Key).Union(customers.Keys).Union(supervisors.Keys).Union(complaints.Keys).Order(StringComparer.Ordinal)
                .Select(technician => new TechnicianEvaluation(technician)
                {
                    Customers = customers.GetValueOrDefault(technician) ?? new(0, null, null, null, null),
                    Supervisors = supervisors.GetValueOrDefault(technician) ?? new(0, null, null),
                    Complaints = complaints.GetValueOrDefault(technician),
                    Figures = [.. figures[technician]],
                }),
        ];
    }
}
