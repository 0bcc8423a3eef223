using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Contracts.Rules;
using AfterSales.Messages;
using AfterSales.Messages.Rules;
using AfterSales.Policies;

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
            ? Written(contract, letter, to)
            : null;
    }

    private static WrittenMessage Written(Contract contract, ExpiryLetter letter, Addressee to)
    {
        var (subject, text) = Template.Fill(ContractMessagePolicies.Expiry.In(letter.Language, to.Policies), new Dictionary<string, string>
        {
            ["Name"] = to.Name, ["Branch"] = to.Branch, ["Number"] = contract.Number, ["Day"] = contract.Term.To.ToString("D", ReaderLanguage.CultureOf(letter.Language)),
            ["Title"] = letter.Title, ["Letter"] = string.Join("\n\n", letter.Paragraphs),
        });
        return new WrittenMessage(subject, text) { IsKept = true };
    }
}
