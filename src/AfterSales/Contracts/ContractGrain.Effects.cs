using System.Collections.Immutable;
using System.Globalization;
using AfterSales.Access;
using AfterSales.Catalogue.Rules;
using AfterSales.Contacts.Rules;
using AfterSales.Contracts.Rules;
using AfterSales.Customers;
using AfterSales.Messages;
using AfterSales.Messages.Rules;
using AfterSales.Products;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;

namespace AfterSales.Contracts;

public sealed partial class ContractGrain
{
    protected override IEnumerable<Effect> EffectsOf(Contract state, Event happened) => happened switch
    {
        ExpiryNoticeMade e => [Renewal(state, TaskKind.RenewContract, e.EndsOn, e.DecideBy), new SendExpiryNotice(NoticeOf(state, e.EndsOn), state.Id)],
        RenewalReminded e => [Renewal(state, TaskKind.DecideRenewal, e.EndsOn, e.DecideBy)],
        ContractMade => [new TellWorkBegan(state.CustomerId), .. Covers(state)],
        ContractAmended => Covers(state),
        ContractRenewed => [.. RenewalSettled(state, state.Terms[^2].To), .. Covers(state)],
        ContractLapsed => RenewalSettled(state, state.Term.To),
        ContractCancelled e => [.. RenewalSettled(state, state.Term.To), .. Covers(state), .. e.TakenBack.Select(raised => TakenBack(state, raised)), .. HoldsAgain(state, e.OwedAgain), .. OwedAgain(state, e.OwedAgain, e.ReadBy)],
        ContractResumed e => [.. Covers(state), .. HoldsAgain(state, e.OwedAgain), .. OwedAgain(state, e.OwedAgain, e.ReadBy)],
        InspectionOwed e => [Inspection(state, e)],
        _ => [],
    };

    private static RaiseTask Renewal(Contract contract, TaskKind kind, DateOnly endsOn, DateTimeOffset decideBy) =>
        new(RenewalTask(contract, kind, endsOn), new RaisedTask(
            contract.BranchId, kind, contract.Id, contract.CustomerId, Role.BranchManager, decideBy, contract.Details.RenewedBy));

    private static Effect[] RenewalSettled(Contract contract, DateOnly endsOn) =>
    [
        new SettleTask(RenewalTask(contract, TaskKind.RenewContract, endsOn)), new SettleTask(RenewalTask(contract, TaskKind.DecideRenewal, endsOn)),
        new DropMessageToCustomer(NoticeOf(contract, endsOn)), new SettleTask(IWorkTaskGrain.KeyOf(TaskKind.TellWithoutWriting, NoticeOf(contract, endsOn))),
    ];

    /// <summary>A contract is renewed once a term: the term's last day tells one task from the next, and how often it was taken back that it ends.</summary>
    private static string RenewalTask(Contract contract, TaskKind kind, DateOnly endsOn) => IWorkTaskGrain.KeyOf(kind, contract.TimesResumed == 0
        ? $"{contract.Id} {endsOn:O}" : string.Create(CultureInfo.InvariantCulture, $"{contract.Id} {endsOn:O} {contract.TimesResumed}"));

    /// <summary>The customer gets one notice a term.</summary>
    private static string NoticeOf(Contract contract, DateOnly endsOn) => IMessageGrain.KeyOf(MessageKind.ContractExpiry, $"{contract.Id} {endsOn:O}");

    /// <summary>Of a product under contract no contract is offered when its warranty ends.</summary>
    private static IEnumerable<Effect> Covers(Contract contract) => contract.Coverages.Select(coverage => new TellCovered(
        coverage.ProductId, contract.Id, coverage.Until < contract.EndsOn ? coverage.Until.Value : contract.EndsOn));

    private static Effect Inspection(Contract contract, InspectionOwed owed)
    {
        var item = contract.Details.Inspections.First(known => known.Code == owed.Code);
        var facts = FactsOf(contract, owed.Code, owed.Day);
        var work = item.Checklist.IsEmpty ? ImmutableList.Create(item.Name) : item.Checklist.Insert(0, item.Name);
        if (item.Channel == InspectionChannel.Site)
        {
            var productId = contract.Details.ProductIds is [var only] ? only : null;
            return new MakeInspectionTicket(TicketOf(facts), new OwedInspection(
                contract.Id, contract.BranchId, contract.CustomerId, productId, owed.Day, work));
        }

        return new RaiseTask(IWorkTaskGrain.KeyOf(TaskKind.InspectByPhone, facts), new RaisedTask(
            contract.BranchId, TaskKind.InspectByPhone, contract.Id, contract.CustomerId, Role.FollowUpAgent, owed.ClosesAt, Note: string.Join('\n', work))
        {
            Report = new TaskReport(TaskKind.ReadInspectionReport, Role.BranchManager, contract.Details.RenewedBy),
        });
    }

    private static Effect TakenBack(Contract contract, RaisedInspection raised)
    {
        var facts = FactsOf(contract, raised.Code, raised.Day);
        return raised.Channel == InspectionChannel.Site
            ? new TakeInspectionBack(TicketOf(facts), new EndedContract(contract.Id, contract.Number, contract.EndsOn))
            : new SettleTask(IWorkTaskGrain.KeyOf(TaskKind.InspectByPhone, facts));
    }

    /// <summary>Over what is still to be made on site, nobody has to decide any more.</summary>
    private static IEnumerable<Effect> HoldsAgain(Contract contract, ImmutableList<RaisedInspection> owedAgain) =>
        from raised in owedAgain
        where raised.Channel == InspectionChannel.Site
        select new HoldInspectionAgain(TicketOf(FactsOf(contract, raised.Code, raised.Day)), contract.Id);

    /// <summary>It holds longer than was said first: what became of the inspections that were taken back, people know.</summary>
    private static IEnumerable<Effect> OwedAgain(Contract contract, ImmutableList<RaisedInspection> owedAgain, DateTimeOffset readBy)
    {
        if (owedAgain.IsEmpty) yield break;
        var which = owedAgain.Select(raised => string.Create(
            CultureInfo.InvariantCulture, $"{contract.Details.Inspections.Find(item => item.Code == raised.Code)?.Name ?? raised.Code} {raised.Day:yyyy-MM-dd}"));
        yield return RaiseTask.For(string.Create(CultureInfo.InvariantCulture, $"{contract.Id} owed again {readBy:O}"), new RaisedTask(
            contract.BranchId, TaskKind.Notice, contract.Id, contract.CustomerId, Role.Dispatcher, readBy, Note: string.Join('\n', which)));
    }

    private static string FactsOf(Contract contract, string code, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{contract.Id} {code} {day:yyyy-MM-dd}");

    private static string TicketOf(string facts) => RecordKey.Derived("t-", facts);
}

/// <summary>A contract ended before an inspection on site that it had owed.</summary>
public sealed record TakeInspectionBack(string TicketId, EndedContract Ended) : Effect
{
    public override string Target => TicketId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<ITakeInspections>(TicketId).TakeBack(context.Intent(Ended));
}

/// <summary>A contract that was to end before an inspection on site holds longer after all.</summary>
public sealed record HoldInspectionAgain(string TicketId, string ContractId) : Effect
{
    public override string Target => TicketId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<ITakeInspections>(TicketId).HoldAgain(context.Intent(new ContractHoldsAgain(ContractId)));
}

/// <summary>A contract owes an inspection on site.</summary>
public sealed record MakeInspectionTicket(string TicketId, OwedInspection Inspection) : Effect
{
    public override string Target => TicketId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<ITakeInspections>(TicketId).TakeInspection(context.Intent(Inspection));
}

/// <summary>
/// The expiry notice goes to the customer by the first way he has and does not refuse; where there is none, as a letter by hand. Who refuses letters
/// too gets none: somebody is to tell him in another way, and the task to see to the renewal stays.
/// </summary>
public sealed record SendExpiryNotice(string MessageId, string ContractId) : Effect
{
    public override string Target => MessageId;

    public override async Task<Answer> Deliver(IGrainFactory grains, EffectContext context)
    {
        var contract = await grains.GetGrain<IContractGrain>(ContractId).Read(Caller.System) ?? throw new TimeoutException($"{ContractId} could not be read.");
        var way = await new CustomerFiles(grains).Find(contract.CustomerId, Caller.System) is { } customer ? MessageRules.WayTo(customer) : null;
        return await grains.GetGrain<IMessageGrain>(MessageId).Ask(context.Intent(new AskMessage(
            contract.BranchId, contract.CustomerId, null, MessageKind.ContractExpiry, contract.Id, way ?? ContactChannel.Letter)));
    }
}
