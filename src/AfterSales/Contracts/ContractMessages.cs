using AfterSales.Access;
using AfterSales.Contracts.Rules;
using AfterSales.Messages;
using AfterSales.Messages.Rules;

namespace AfterSales.Contracts;

/// <summary>
/// The notice that a contract ends soon, or has ended where it goes out late; nothing is to be said of one that was renewed, lapsed or cancelled
/// meanwhile.
/// </summary>
public sealed class ContractMessages(IGrainFactory grains, TimeProvider clock) : IWriteMessages
{
    public bool Writes(MessageKind kind) => kind == MessageKind.ContractExpiry;

    public async Task<WrittenMessage?> Write(OutboundMessage message, Addressee to, Func<string, string> addressOf)
    {
        var contract = await grains.GetGrain<IContractGrain>(message.About).Read(Caller.System);
        return contract is { State: ContractState.Running } && contract.NoticedEnd == contract.Term.To && await ExpiryLetter.Of(contract, grains, clock.GetUtcNow()) is { } letter
            ? new WrittenMessage(letter.Title, string.Join("\n\n", letter.Paragraphs)) { IsKept = true }
            : null;
    }
}
