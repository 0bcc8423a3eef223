using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Branches;

[GrainType("branch")]
public sealed class BranchGrain(RecordServices services, HandOverPages pages) : RecordGrain<Branch>(services), IBranchGrain
{
    public Task<Answer> Open(Intent<OpenBranch> request) => Create(request, now => new(BranchRules.Open(Key, request.Body, now)));

    public Task<Answer> Rename(Intent<RenameBranch> request) => Decide(request, (branch, now) => BranchRules.Rename(branch, request.Body.Name));

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

    public async Task<NumberBlock?> ReserveNumbers(string book, int count)
    {
        var request = new Intent<NumberBlock>(new NumberBlock(0, count), Caller.System);
        var answer = await Decide(request, (branch, now) => BranchRules.ReserveNumbers(branch, book, count));
        return answer.Refusal is null ? new NumberBlock(State!.NextNumbers[book] - count, count) : null;
    }

    protected override async ValueTask<Decision> WhenDue(Branch state, DateTimeOffset now)
    {
        var handOver = state.HandOver!;
        if (await pages.StateOf(handOver.ToBranchId) != BranchState.Open) return HandOverRules.Wait(handOver, now);
        var (kind, keys) = await pages.Next(state.Id, handOver);
        return HandOverRules.Tell(handOver, kind, keys, now);
    }

    protected override IEnumerable<Effect> EffectsOf(Branch state, Event happened) =>
        happened is HandOverTold told ? told.Keys.Select(key => new TellHandOver($"{told.Kind}/{key}", state.Id, told.ToBranchId)) : [];

    protected override IEnumerable<object> RowsOf(Branch state, RowStamp stamp) => [BranchRow.Of(state, stamp), BranchCalendarRow.Of(state)];
}
