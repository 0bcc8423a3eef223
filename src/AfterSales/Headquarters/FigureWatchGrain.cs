using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Channels;
using AfterSales.Headquarters.Rules;
using AfterSales.Notices;
using AfterSales.Notices.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;

namespace AfterSales.Headquarters;

[GrainType("figure_watch")]
public sealed class FigureWatchGrain(
    RecordServices services, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies, FigureReports reports, Roller roller)
    : RecordGrain<FigureWatch>(services), IFigureWatchGrain
{
    private static readonly TimeOnly Morning = new(6, 0);
    private static readonly TimeSpan TimeToRead = TimeSpan.FromDays(1);

    public Task<Answer> Begin(Intent<BeginWatch> intent) => MakeOrChange(intent,
        async now =>
        {
            var calendar = await CalendarOf(intent.Body.Place);
            var today = await DayOf(intent.Body.Place, calendar, now);
            // Nobody looked since it opened: the days until now are summed up too.
            var first = intent.Body.Since is { } since && calendar.LocalDay(since) < today ? calendar.LocalDay(since) : today;
            return new FigureWatchBegun(Key, intent.Body.Place, first.AddDays(-1), Next(calendar, now));
        },
        (watch, now) => Decision.NothingToDo);

    protected override async ValueTask<Decision> WhenDue(FigureWatch state, DateTimeOffset now)
    {
        var calendar = await CalendarOf(state.BranchId);
        var today = await DayOf(state.BranchId, calendar, now);
        var isBranch = state.BranchId != Assignment.Headquarters;
        return isBranch && await branches.Get(state.BranchId) is { State: BranchState.Closed } closed
            ? SignRules.LookAtClosed(state, calendar.LocalDay(closed.HandOver?.DoneAt ?? now), today, Next(calendar, now), now)
            : SignRules.Look(state, today, isBranch ? await Readings(state.BranchId, today) : [], Next(calendar, now), now);
    }

    protected override IEnumerable<object> RowsOf(FigureWatch state, RowStamp stamp) =>
        [FigureWatchRow.Of(state, stamp), .. state.Signs.Select(sign => EarlySignRow.Of(state, sign))];

    protected override IEnumerable<Effect> EffectsOf(FigureWatch state, Event happened) => happened switch
    {
        FigureDayClosed e => SummaryAsked.EndingWith(state.BranchId, e.Day).Select(summary => new WriteFigureSummary(summary)),
        EarlySignRaised e =>
        [
            new RaiseTask(TaskOf(e.Number), new RaisedTask(Assignment.Headquarters, TaskKind.ReadEarlySign, EarlySignRow.KeyOf(state, e.Number), null, Role.ServiceDirector, e.At + TimeToRead)),
        ],
        EarlySignPassed e when state.Signs.FindLast(sign => sign.Figure == e.Figure) is { } sign => [new SettleTask(TaskOf(sign.Number))],
        _ => [],
    };

    private string TaskOf(int number) => IWorkTaskGrain.KeyOf(TaskKind.ReadEarlySign, FormattableString.Invariant($"{Key}/{number}"));

    /// <summary>What was saved so far is counted first, so that the look sees the whole of yesterday.</summary>
    private async Task<IReadOnlyList<SignReading>> Readings(string branchId, DateOnly today)
    {
        await roller.Roll(branchId);
        var rules = (await policies.At(branchId)).Get(FigurePolicies.Signs);
        var values = new Dictionary<(int Days, FigureKey Figure), FigureValue>();
        foreach (var some in rules.GroupBy(rule => rule.Days))
        {
            var period = new Period(today.AddDays(-some.Key), today.AddDays(-1));
            var asked = new FiguresAsked(
                [.. some.Select(rule => rule.Figure).Distinct().Select(FigureBook.Of)], FigureGrouping.Company, period, null, FigureStep.None, null, null, Averages: false);
            foreach (var line in (await reports.Of(asked, [branchId], CancellationToken.None)).Lines) values[(some.Key, line.Figure)] = line.Value;
        }

        return [.. rules.Select(rule => Reading(rule, FigureBook.Of(rule.Figure), values[(rule.Days, rule.Figure)]))];

        static SignReading Reading(SignRule rule, Figure figure, FigureValue value) =>
            new(rule, figure.Unit, figure.Better, value.Value, value.Denominator ?? value.Numerator);
    }

    /// <summary>The company's day is that of the branch whose day ends last: a day is summed up when it is over everywhere.</summary>
    private async ValueTask<DateOnly> DayOf(string place, WorkingCalendar calendar, DateTimeOffset now) =>
        place == Assignment.Headquarters && await reports.EarliestDay(now, CancellationToken.None) is { } day ? day : calendar.LocalDay(now);

    private static DateTimeOffset Next(WorkingCalendar calendar, DateTimeOffset now) =>
        calendar.InstantAt(calendar.LocalDay(now), Morning) is var today && today > now ? today : calendar.InstantAt(calendar.LocalDay(now).AddDays(1), Morning);

    private async ValueTask<WorkingCalendar> CalendarOf(string place) => place != Assignment.Headquarters && await branches.Get(place) is { } branch
        ? branch.Calendar : WorkingCalendar.Closed((await policies.At(Assignment.Headquarters)).Get(HeadquartersPolicies.TimeZone));
}

[GrainType("figure_summary")]
public sealed class FigureSummaryGrain(RecordServices services, FigureReports reports, Roller roller, MailChannel mail) : RecordGrain<FigureSummary>(services), IFigureSummaryGrain
{
    public Task<Answer> Write(Intent<SummaryAsked> intent) => MakeOrChange(intent, now => Summed(intent.Body, now), (summary, now) => Decision.NothingToDo);

    protected override IEnumerable<object> RowsOf(FigureSummary state, RowStamp stamp) => [FigureSummaryRow.Of(state, stamp)];

    protected override IEnumerable<Effect> EffectsOf(FigureSummary state, Event happened)
    {
        if (happened is not FigureSummaryWritten e) yield break;
        var isOfBranch = e.BranchId != Assignment.Headquarters;
        // A branch reports on its weeks, months and years.
        if (isOfBranch && e.Kind != SummaryKind.Day) yield return new TellSummaryWritten(new SummaryAsked(e.BranchId, e.Kind, e.From, e.To));
        // Nobody is told while nothing can be mailed.
        if (mail.IsOn) yield return new TellPeople(new NoticeToPeople(e.BranchId, isOfBranch ? Role.BranchManager : Role.ServiceDirector, null, NoticeKind.Summary, e.Id, e.At));
    }

    private async ValueTask<Decision> Summed(SummaryAsked asked, DateTimeOffset now)
    {
        var (place, kind, from, to) = asked;
        if (place == Assignment.Headquarters) await roller.RollAll();
        else await roller.Roll(place);
        var before = kind is SummaryKind.Month or SummaryKind.Year ? new Period(from.AddMonths(kind == SummaryKind.Year ? -12 : -1), from.AddDays(-1)) : new Period(from.AddDays(from.DayNumber - to.DayNumber - 1), from.AddDays(-1));
        var all = new FiguresAsked(FigureBook.All, place == Assignment.Headquarters ? FigureGrouping.Company : FigureGrouping.Branch, new Period(from, to), before,
            FigureStep.None, null, place == Assignment.Headquarters ? null : [place], Averages: false);
        var report = await reports.Of(all, Caller.System, CancellationToken.None);
        return new FigureSummaryWritten(Key, place, kind, from, to, now,
            [.. report.Lines.Select(line => new SummaryLine(line.Figure, line.Value.Numerator, line.Value.Denominator, line.Value.Value, line.Compared?.Value, line.Goal))]);
    }
}
