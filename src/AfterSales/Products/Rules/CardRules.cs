using AfterSales.Records;

namespace AfterSales.Products.Rules;

/// <summary>How it stands with the warranty card of a unit.</summary>
public enum CardStanding
{
    /// <summary>Its completion is not known yet.</summary>
    NotOwed,

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
        : on <= due ? CardStanding.Owed : CardStanding.Overdue;

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
