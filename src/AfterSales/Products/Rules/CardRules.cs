using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Products.Rules;

/// <summary>How it stands with the warranty card of a unit.</summary>
public enum CardStanding
{
    /// <summary>Its completion is not known yet.</summary>
    NotOwed,

    /// <summary>Its last day was before the unit came on file: nobody is asked for it.</summary>
    NotAsked,

    /// <summary>It is to be issued.</summary>
    Owed,

    /// <summary>It should have been issued by now.</summary>
    Overdue,

    Issued,
}

/// <summary>The warranty card is out within a month of completion, and so is the warranty agreement of a project (S3 ⑹-1 二3, S0 P4 二6(1)).</summary>
public static class CardRules
{
    /// <summary>The last day for both papers; null while the completion is not known.</summary>
    /// <param name="months">After completion, a policy.</param>
    public static DateOnly? DueOn(ProductDetails details, int months) => details.CompletedOn?.AddMonths(months);

    public static CardStanding Standing(InstalledProduct product, int months, DateOnly on) =>
        product.Card is not null ? CardStanding.Issued
        : DueOn(product.Details, months) is not { } due || product.Retirement is not null ? CardStanding.NotOwed
        : !(due >= product.RegisteredOn) ? CardStanding.NotAsked
        : on <= due ? CardStanding.Owed : CardStanding.Overdue;

    /// <summary>
    /// What changes in what is owed, after a unit changed. Owed is what could still be handed out in time when the unit came on file: nobody
    /// issues a card for what was installed years before we heard of it.
    /// </summary>
    /// <param name="calendar">Of the branch that keeps the unit now.</param>
    public static IEnumerable<Event> Owed(InstalledProduct product, int months, WorkingCalendar calendar)
    {
        var number = product.LastOwed;
        foreach (var kind in Enum.GetValues<PaperKind>())
        {
            var asked = product.Owed.Find(paper => paper.Kind == kind);
            DateOnly? due = IsOwed(product, kind) && DueOn(product.Details, months) is { } day && day >= product.RegisteredOn ? day : null;
            if (asked is null ? due is null : (due, product.BranchId) == (asked.DueOn, asked.BranchId)) continue;
            if (asked is not null) yield return new PaperNotOwed(asked.Number);
            if (due is { } on) yield return new PaperOwed(new OwedPaper(kind, ++number, on, product.BranchId), LastClosing(calendar, on));
        }
    }

    /// <summary>Another number takes the place of a card that was lost.</summary>
    public static Decision IssueCard(InstalledProduct product, IssuePaper request, DateOnly today)
    {
        if (Refuse(product, request, today) is { } refusal) return refusal;
        return product.Card == new IssuedPaper(request.Number.Trim(), request.IssuedOn)
            ? Decision.NothingToDo
            : new WarrantyCardIssued(request.Number.Trim(), request.IssuedOn);
    }

    public static Decision IssueAgreement(InstalledProduct product, IssuePaper request, DateOnly today)
    {
        if (!product.Details.IsProject) return new ProductOfNoProject(product.Id);
        if (Refuse(product, request, today) is { } refusal) return refusal;
        return product.Agreement == new IssuedPaper(request.Number.Trim(), request.IssuedOn)
            ? Decision.NothingToDo
            : new WarrantyAgreementIssued(request.Number.Trim(), request.IssuedOn);
    }

    private static bool IsOwed(InstalledProduct product, PaperKind kind) => product.Retirement is null
        && (kind == PaperKind.WarrantyCard ? product.Card is null : product.Details.IsProject && product.Agreement is null);

    // A branch without working hours has the whole day.
    internal static DateTimeOffset LastClosing(WorkingCalendar calendar, DateOnly on) =>
        calendar.LastClosing(on) ?? new DateTimeOffset(on.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);

    private static Refusal? Refuse(InstalledProduct product, IssuePaper request, DateOnly today)
    {
        if (ProductRules.ARetiredProductIsLeftAlone(product) is { } retired) return retired;
        if (string.IsNullOrWhiteSpace(request.Number)) return InputInvalid.At("number", "REQUIRED");
        if (request.IssuedOn > today) return InputInvalid.At("issuedOn", "IN_THE_FUTURE");
        return request.IssuedOn < product.Details.SoldOn ? InputInvalid.At("issuedOn", "BEFORE_PURCHASE") : null;
    }
}

/// <summary>Only what is delivered within an installation project has a warranty agreement.</summary>
[GenerateSerializer, Immutable, Alias("ProductOfNoProject")]
public sealed record ProductOfNoProject([property: Id(0)] string ProductId) : Refusal;

/// <summary>Another unit has the warranty card of this number.</summary>
/// <param name="ProductId">Which; null where it is kept by a branch that is not yours.</param>
[GenerateSerializer, Immutable, Alias("CardTaken")]
public sealed record CardTaken([property: Id(0)] string Number, [property: Id(1)] string? ProductId) : Refusal;
