using AfterSales.Access;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Branches;

[GrainType("branch")]
public sealed class BranchGrain(RecordServices services) : RecordGrain<Branch>(services), IBranchGrain
{
    public Task<Answer> Open(Intent<OpenBranch> request) => Create(request, now => new(BranchRules.Open(Key, request.Body)));

    public Task<Answer> ChangeCalendar(Intent<WorkingCalendar> request) =>
        Decide(request, (branch, now) => BranchRules.ChangeCalendar(branch, request.Body), branch => branch.Calendar.Version);

    public async Task<NumberBlock?> ReserveNumbers(string book, int count)
    {
        var request = new Intent<NumberBlock>(new NumberBlock(0, count), Caller.System);
        var answer = await Decide(request, (branch, now) => BranchRules.ReserveNumbers(branch, book, count));
        return answer.Refusal is null ? new NumberBlock(State!.NextNumbers[book] - count, count) : null;
    }

    protected override IEnumerable<object> RowsOf(Branch state, RowStamp stamp) => [BranchRow.Of(state, stamp)];
}
