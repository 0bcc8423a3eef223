using AfterSales.Branches;
using AfterSales.FollowUps.Voice.Rules;
using AfterSales.Storage;

namespace AfterSales.FollowUps.Voice;

/// <summary>Calls that the voice gateway has not reported go along when a branch closes.</summary>
internal sealed class VoiceCallsToHandOver : IHandOverSource
{
    public string Kind => VoiceCall.Kind;

    public IQueryable<string> KeysAt(AfterSalesDb db, string branchId) =>
        db.Set<VoiceCallRow>().Where(row => row.BranchId == branchId && (row.State == VoiceCallState.Asked || row.State == VoiceCallState.Placed)).Select(row => row.Id);
}
