using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Branches;

[GrainType("branch")]
public sealed class BranchGrain(RecordServices services, HandOverPages pages, LeftLying left) : RecordGrain<Branch>(services), IBranchGrain
{
    public Task<Answer> Open(Intent<OpenBranch> request) => Create(request, now => new(BranchRules.Open(Key, request.Body, now)));

    public Task<Answer> Rename(Intent<RenameBranch> request) => Decide(request, (branch, now) => BranchRules.Rename(branch, request.Body.Name));

    public Task<Answer> Describe(Intent<DescribeBranch> request) =>
        Decide(request, (branch, now) => BranchRules.Describe(branch, request.Body.Address, request.Body.Phone));

    public Task<Answer> ChangeCalendar(Intent<WorkingCalendar> request) =>
        Decide(request, (branch, now) => BranchRules.ChangeCalendar(branch, request.Body, now), branch => branch.Calendar.Version);

    public Task<Answer> SetZones(Intent<SetZones> request) => Decide(request, (branch, now) => ZoneRules.Set(branch, request.Body.Zones));

    public async Task<Answer> Close(Intent<CloseBranch> request)
    {
        // A branch can't ask another one; how it stands is looked up.
        var successor = await pages.StateOf(request.Body.ToBranchId);
        return await Decide(request, (branch, now) => HandOverRules.Close(branch, request.Body, successor, now));
    }

    public Task<Answer> Reopen(Intent<ReopenBranch> request) => Decide(request, (branch, now) => HandOverRules.Reopen(branch));

    public Task<Answer> AwaitMorning(Intent<MorningWanted> request) => Decide(request, MorningRules.Await);

    public async Task<NumberBlock?> ReserveNumbers(string book, int count)
    {
        var request = new Intent<NumberBlock>(new NumberBlock(0, count), Caller.System);
        var answer = await Decide(request, (branch, now) => BranchRules.ReserveNumbers(branch, book, count));
        return answer.Refusal is null ? new NumberBlock(State!.NextNumbers[book] - count, count) : null;
    }

    protected override async ValueTask<Decision> WhenDue(Branch state, DateTimeOffset now) => Decision.Of(
    [
        .. state.HandOver is { } handOver && handOver.NextAt <= now ? (await GoOn(state, handOver, now)).Events : [],
        .. state.MorningAt <= now ? (await Open(state, now)).Events : [],
    ]);

    protected override IEnumerable<Effect> EffectsOf(Branch state, Event happened) => happened switch
    {
        HandOverTold told => told.Keys.Select(key => new TellHandOver($"{told.Kind}/{key}", state.Id, told.ToBranchId)),
        MorningCame came => came.Records.Select(record => new TellCarryOver(record, came.Day)),
        _ => [],
    };

    private async Task<Decision> GoOn(Branch state, HandOver handOver, DateTimeOffset now)
    {
        if (await pages.StateOf(handOver.ToBranchId) != BranchState.Open) return HandOverRules.Wait(handOver, now);
        var (kind, keys) = await pages.Next(state.Id, handOver);
        return HandOverRules.Tell(handOver, kind, keys, now);
    }

    private async Task<Decision> Open(Branch state, DateTimeOffset now)
    {
        var (records, isMoreToCome) = await left.Before(
            state.Id, state.Calendar.InstantAt(state.Calendar.LocalDay(now), TimeOnly.MinValue), state.MorningAfter);
        return MorningRules.Come(state, records, isMoreToCome, now);
    }

    protected override IEnumerable<object> RowsOf(Branch state, RowStamp stamp) => [BranchRow.Of(state, stamp), BranchCalendarRow.Of(state)];
}
