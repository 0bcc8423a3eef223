using System.Collections.Immutable;
using AfterSales.Contracts.Rules;
using AfterSales.Promises.Rules;

namespace AfterSales.Tickets.Rules;

/// <summary>The policy's rows as they hold at a place, with what clocks are reckoned by.</summary>
/// <param name="Origin">Who set the rows.</param>
/// <param name="ForwardedEscalation">How what was sent on goes up, instead of <see cref="PromiseTerms.Escalation"/>.</param>
public sealed record TicketPromiseTerms(
    ImmutableList<PromiseRow> Rows, PromiseOrigin Origin, PromiseTerms Clocks, ImmutableList<PromiseEscalation> ForwardedEscalation)
{
    public PromiseTerms ClocksOf(PromiseKind promise) => promise == PromiseKind.Forwarded ? Clocks with { Escalation = ForwardedEscalation } : Clocks;
}

/// <summary>Which promise applies to a ticket (K1–K3 of the sources): the most specific row wins, and what comes on top can only tighten.</summary>
public static class PromiseChoice
{
    /// <summary>Null where nothing is promised.</summary>
    /// <param name="contract">What the contract promises of this.</param>
    /// <param name="now">A clock that stands still is compared as if it went on now.</param>
    public static ChosenPromise? Of(
        PromiseKind promise, PromiseCircumstances circumstances, ContractPromise? contract, DateTimeOffset startedAt, ImmutableList<PromisePause> pauses,
        TicketPromiseTerms terms, DateTimeOffset now)
    {
        var isLate = circumstances.EmergencyAt > startedAt;
        var row = Best(circumstances, terms, promise);
        // A request that becomes an emergency is answered as one from then on, and never later than it was promised before.
        var candidates = new[]
        {
            row is null ? null : Chosen(row, circumstances, isLate && row.When.IsEmergency == true ? circumstances.EmergencyAt!.Value : startedAt, terms.Origin),
            isLate && Best(circumstances with { EmergencyAt = null }, terms, promise) is { } before
                ? Chosen(before, circumstances with { EmergencyAt = null }, startedAt, terms.Origin) : null,
            contract is null ? null : FromContract(contract, row, circumstances, startedAt),
        };
        var ended = pauses.ConvertAll(pause => pause.To is null ? pause with { To = now > pause.From ? now : pause.From } : pause);
        return candidates.OfType<ChosenPromise>().Select(chosen => (chosen, Due: Due(chosen))).OrderBy(one => one.Due ?? DateTimeOffset.MaxValue).FirstOrDefault().chosen;

        DateTimeOffset? Due(ChosenPromise chosen) => PromiseReckoner.Due(chosen.CountsFrom, chosen.Amount, chosen.Unit, ended, terms.Clocks.Calendars);
    }

    private static PromiseRow? Best(PromiseCircumstances circumstances, TicketPromiseTerms terms, PromiseKind promise) =>
        terms.Rows.Where(row => row.Promise == promise && row.When.Holds(circumstances)).OrderByDescending(row => row.When.Weight).FirstOrDefault();

    private static ChosenPromise Chosen(PromiseRow row, PromiseCircumstances circumstances, DateTimeOffset from, PromiseOrigin origin) => new(
        row.Amount, row.Unit, origin, [.. row.When.Conditions], row.When.HasContract == true ? circumstances.ContractId : null, from, row.Stops, row.Pauses, row.OnMiss);

    private static ChosenPromise FromContract(ContractPromise contract, PromiseRow? row, PromiseCircumstances circumstances, DateTimeOffset from) => new(
        contract.Amount, contract.Unit, PromiseOrigin.Contract, [PromiseCondition.Contract], circumstances.ContractId, from, row?.Stops ?? StopOf(contract.Kind),
        row?.Pauses ?? [PauseReason.Customer, PauseReason.AgreedLater], row?.OnMiss ?? PromiseMiss.Nothing);

    private static PromiseMoment StopOf(PromiseKind promise) => promise switch
    {
        PromiseKind.Answered => PromiseMoment.Answer,
        PromiseKind.Arranged or PromiseKind.Forwarded => PromiseMoment.Arrangement,
        PromiseKind.Arrival => PromiseMoment.Arrival,
        PromiseKind.WorkshopDone => PromiseMoment.WorkshopDone,
        _ => PromiseMoment.Restored,
    };
}
