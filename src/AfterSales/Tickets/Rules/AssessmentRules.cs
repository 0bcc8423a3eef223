using System.Collections.Immutable;
using AfterSales.Catalogue.Rules;
using AfterSales.Contracts.Rules;
using AfterSales.Products.Rules;
using AfterSales.Records;

namespace AfterSales.Tickets.Rules;

/// <summary>What an assessment is made by.</summary>
/// <param name="Warranty">Null where the product is not known.</param>
/// <param name="Contract">The contract that covers the product on the day of the request, if one does.</param>
/// <param name="OrderFromMinor">From this estimate on a repair order is needed, in the currency's smallest unit.</param>
public sealed record AssessmentBasis(WarrantyBasis? Warranty, ChargePolicy Charges, Contract? Contract, long OrderFromMinor);

/// <summary>Is it ours, who pays, what does it take, whose fault is it (domain.md §3.3).</summary>
public static class AssessmentRules
{
    private const long MostMinor = 1_000_000_000_00;

    /// <summary>A warranty or contract that ends while we are at work has not ended for it: the day of the request counts.</summary>
    public static Decision Assess(Ticket ticket, AssessTicket request, AssessmentBasis basis, DateTimeOffset now)
    {
        if (TicketSteps.MustAllow(ticket, TicketAction.Assess) is { } refusal) return refusal;
        if (!request.IsReasonable) return new UnreasonableRequestIsRejected();
        if (Issues(request).ToArray() is { Length: > 0 } issues) return new InputInvalid(issues);
        if (basis.Warranty is { } known && WarrantyRules.TheModelHasTheParts(known, request.Parts.Select(part => part.Part)) is { } foreign) return foreign;
        var isInternal = ticket.TicketKind == TicketKind.Internal;
        var charges = ChargeRules.Split(
            basis.Warranty, request.Parts.Select(part => new WorkOnPart(part.Part, part.Exclusion, part.IsNotAsContracted)), ticket.RegisteredDay,
            basis.Charges, request.Minutes);
        var parts = request.Parts.Zip(charges, (part, charge) => isInternal ? CategoryRules.Internal(part) : CategoryRules.Propose(charge, basis.Contract, part.Category))
            .ToImmutableList();
        if (CategoryRules.Refuse(parts, isInternal, request.OverrideReason) is { } wrong) return wrong;
        return new TicketAssessed(
            now, parts, request.Skill, request.Place, request.Remedy, request.IsStaffAvailable, request.NeededParts, request.EstimateMinor,
            NeedsOrder: request.EstimateMinor >= basis.OrderFromMinor, request.NeedsConfirmation, request.OverrideReason, FaultOf(parts[0].Part, basis.Warranty));
    }

    /// <summary>However it was named, the same part is the same fault.</summary>
    private static string FaultOf(string part, WarrantyBasis? known) => ModelCode.Normalise(known?.Model?.Details.FindPart(part)?.Code ?? part);

    /// <summary>One action for all parts that the assessment named (S2).</summary>
    public static Decision RequestParts(Ticket ticket, DateTimeOffset now) =>
        TicketSteps.MustBeOpen(ticket) is { } over ? over
        : ticket.Assessment.NeededParts.IsEmpty ? new NoPartsNeeded()
        : ticket.Assessment.PartsRequestedAt is not null ? Decision.NothingToDo
        : new PartsRequested(now, ticket.Assessment.NeededParts);

    public static Decision Confirm(Ticket ticket, ConfirmConditions confirmed, DateTimeOffset now)
    {
        if (TicketSteps.MustBeOpen(ticket) is { } over) return over;
        (string Path, string Text)[] texts =
            [("environment", confirmed.Environment), ("tools", confirmed.Tools), ("people", confirmed.People), ("confirmedBy", confirmed.ConfirmedBy)];
        InputIssue[] missing = [.. texts.Where(text => string.IsNullOrWhiteSpace(text.Text)).Select(text => new InputIssue(text.Path, "REQUIRED"))];
        if (missing.Length > 0) return new InputInvalid(missing);
        return ticket.Assessment.ConfirmedAt is not null
            ? Decision.NothingToDo
            : new ConditionsConfirmed(now, confirmed.Environment, confirmed.Tools, confirmed.People, confirmed.ConfirmedBy);
    }

    /// <summary>Only after the warranty was checked, that is after the assessment (S3 ⑹-4).</summary>
    public static Decision NameCause(Ticket ticket, NameCause named, DateTimeOffset now)
    {
        if (TicketSteps.MustBeOpen(ticket) is { } over) return over;
        if (ticket.Assessment.Parts.IsEmpty) return new NotAssessed();
        if (named.OfferMinor is < 0 or > MostMinor) return InputInvalid.At("offerMinor", "OUT_OF_RANGE");
        return Lacking(named, now) is { Length: > 0 } issues
            ? new InputInvalid(issues)
            : new CauseNamed(now, named.Whose, named.Supplier, named.AgreedAt, named.Items, named.OfferMinor, named.Explanation);
    }

    private static InputIssue[] Lacking(NameCause named, DateTimeOffset now)
    {
        return [.. Issues()];

        IEnumerable<InputIssue> Issues()
        {
            switch (named.Whose)
            {
                case CauseOf.Supplier:
                    if (string.IsNullOrWhiteSpace(named.Supplier)) yield return new("supplier", "REQUIRED");
                    if (named.AgreedAt is null) yield return new("agreedAt", "REQUIRED");
                    else if (named.AgreedAt < now) yield return new("agreedAt", "IN_THE_PAST");
                    break;
                case CauseOf.OwnWork:
                    if (named.Items.IsEmpty) yield return new("items", "REQUIRED");
                    if (named.Items.Any(item => item.Quantity is <= 0 or > 1_000_000)) yield return new("items", "OUT_OF_RANGE");
                    break;
                default:
                    if (string.IsNullOrWhiteSpace(named.Explanation)) yield return new("explanation", "REQUIRED");
                    if (named.OfferMinor is null) yield return new("offerMinor", "REQUIRED");
                    break;
            }
        }
    }

    private static IEnumerable<InputIssue> Issues(AssessTicket request)
    {
        if (request.Minutes is < 0 or > 60_000) yield return new("minutes", "OUT_OF_RANGE");
        foreach (var (i, part) in request.Parts.Index())
            if (string.IsNullOrWhiteSpace(part.Part)) yield return new($"parts[{i}].part", "REQUIRED");
        if (request.EstimateMinor is < 0 or > MostMinor) yield return new("estimateMinor", "OUT_OF_RANGE");
        foreach (var (i, part) in request.NeededParts.Index())
        {
            if (string.IsNullOrWhiteSpace(part.Part)) yield return new($"neededParts[{i}].part", "REQUIRED");
            if (part.Quantity is < 1 or > 10_000) yield return new($"neededParts[{i}].quantity", "OUT_OF_RANGE");
        }
    }
}

/// <summary>What is not reasonable is rejected with its reason, not assessed.</summary>
[GenerateSerializer, Immutable, Alias("UnreasonableRequestIsRejected")]
public sealed record UnreasonableRequestIsRejected : Refusal;

/// <summary>The assessment names no parts to request.</summary>
[GenerateSerializer, Immutable, Alias("NoPartsNeeded")]
public sealed record NoPartsNeeded : Refusal;

/// <summary>First the ticket is assessed, and with it the warranty checked.</summary>
[GenerateSerializer, Immutable, Alias("NotAssessed")]
public sealed record NotAssessed : Refusal;
