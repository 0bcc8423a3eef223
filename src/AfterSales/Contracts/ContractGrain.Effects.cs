using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Catalogue.Rules;
using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Contracts.Rules;
using AfterSales.Products;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;

namespace AfterSales.Contracts;

public sealed partial class ContractGrain
{
    protected override IEnumerable<Effect> EffectsOf(Contract state, Event happened) => happened switch
    {
        ExpiryNoticeMade e => [Renewal(state, TaskKind.RenewContract, e.EndsOn, e.DecideBy), new RegisterExpiryLetter(LetterOf(state, e.EndsOn), state.Id)],
        RenewalReminded e => [Renewal(state, TaskKind.DecideRenewal, e.EndsOn, e.DecideBy)],
        ContractMade or ContractAmended => Covers(state),
        ContractRenewed => [.. RenewalSettled(state, state.Terms[^2].To), .. Covers(state)],
        ContractLapsed => RenewalSettled(state, state.Term.To),
        ContractCancelled => [.. RenewalSettled(state, state.Term.To), .. Covers(state)],
        InspectionOwed e => [Inspection(state, e)],
        _ => [],
    };

    private static RaiseTask Renewal(Contract contract, TaskKind kind, DateOnly endsOn, DateTimeOffset decideBy) =>
        new(RenewalTask(contract, kind, endsOn), new RaisedTask(
            contract.BranchId, kind, contract.Id, contract.CustomerId, Role.BranchManager, decideBy, contract.Details.RenewedBy));

    private static Effect[] RenewalSettled(Contract contract, DateOnly endsOn) =>
    [
        new SettleTask(RenewalTask(contract, TaskKind.RenewContract, endsOn)), new SettleTask(RenewalTask(contract, TaskKind.DecideRenewal, endsOn)),
    ];

    /// <summary>A contract is renewed once a term: the term's last day tells one task from the next.</summary>
    private static string RenewalTask(Contract contract, TaskKind kind, DateOnly endsOn) => IWorkTaskGrain.KeyOf(kind, $"{contract.Id} {endsOn:O}");

    /// <summary>The customer gets one letter a term.</summary>
    private static string LetterOf(Contract contract, DateOnly endsOn) => IContactGrain.KeyOf($"{contract.Id} ends {endsOn:O}");

    /// <summary>Of a product under contract no contract is offered when its warranty ends.</summary>
    private static IEnumerable<Effect> Covers(Contract contract) => contract.Coverages.Select(coverage => new TellCovered(
        coverage.ProductId, contract.Id, coverage.Until < contract.EndsOn ? coverage.Until.Value : contract.EndsOn));

    private static Effect Inspection(Contract contract, InspectionOwed owed)
    {
        var item = contract.Details.Inspections.First(known => known.Code == owed.Code);
        var facts = $"{contract.Id} {owed.Code} {owed.Occurrence}";
        var work = item.Checklist.IsEmpty ? ImmutableList.Create(item.Name) : item.Checklist.Insert(0, item.Name);
        if (item.Channel == InspectionChannel.Site)
        {
            var productId = contract.Details.ProductIds is [var only] ? only : null;
            return new MakeInspectionTicket(RecordKey.Derived("t-", facts), new OwedInspection(
                contract.Id, contract.BranchId, contract.CustomerId, productId, owed.Day, work));
        }

        return new RaiseTask(IWorkTaskGrain.KeyOf(TaskKind.InspectByPhone, facts), new RaisedTask(
            contract.BranchId, TaskKind.InspectByPhone, contract.Id, contract.CustomerId, Role.FollowUpAgent, owed.ClosesAt, Note: string.Join('\n', work)));
    }
}

/// <summary>A contract owes an inspection on site.</summary>
public sealed record MakeInspectionTicket(string TicketId, OwedInspection Inspection) : Effect
{
    public override string Target => TicketId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<ITakeInspections>(TicketId).TakeInspection(context.Intent(Inspection));
}

/// <summary>The expiry notice goes to the customer as a letter, which stands in the contact register.</summary>
public sealed record RegisterExpiryLetter(string ContactId, string ContractId) : Effect
{
    public override string Target => ContactId;

    public override async Task<Answer> Deliver(IGrainFactory grains, EffectContext context)
    {
        var contract = await grains.GetGrain<IContractGrain>(ContractId).Read(Caller.System);
        if (contract is null || await ExpiryLetter.Of(contract, grains) is not { } letter) throw new TimeoutException($"{ContractId} could not be read.");
        return await new RecordContact(ContactId, new RecordedContact(
            contract.BranchId, ContactChannel.Letter, ContactDirection.Outgoing, ContactSubject.Notice, letter.Text, CustomerId: contract.CustomerId,
            About: contract.Id)).Deliver(grains, context);
    }
}
