using AfterSales.Branches;
using AfterSales.Messages.Rules;
using AfterSales.Storage;

namespace AfterSales.Messages;

/// <summary>Messages that have not gone out go along when a branch closes.</summary>
internal sealed class MessagesToHandOver : IHandOverSource
{
    public string Kind => OutboundMessage.Kind;

    public IQueryable<string> KeysAt(AfterSalesDb db, string branchId) => db.Set<OutboundMessageRow>()
        .Where(row => row.BranchId == branchId && (row.State == MessageState.Waiting || row.State == MessageState.ByHand)).Select(row => row.Id);
}
