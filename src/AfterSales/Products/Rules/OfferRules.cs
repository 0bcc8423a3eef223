using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Products.Rules;

/// <summary>At the end of the warranty a maintenance contract is offered (S0 P2, feature 56): once for each end, and not where one covers the unit.</summary>
public static class OfferRules
{
    /// <summary>What changes in what is planned, after the unit changed.</summary>
    /// <param name="months">Calendar months before the warranty's last day, a policy.</param>
    public static IEnumerable<Event> Planned(InstalledProduct product, int months, WorkingCalendar calendar, DateTimeOffset now)
    {
        var at = IsOwed(product) && product.Warranty.Until is { } until && CardRules.LastClosing(calendar, until) > now
            ? calendar.LastOpening(until.AddMonths(-months))
            : null;
        return at == product.OfferAt ? [] : [new OfferPlanned(at)];
    }

    public static Decision Cover(InstalledProduct product, CoverProduct told) =>
        product.Covers.Contains(new ContractCover(told.ContractId, told.Until)) ? Decision.NothingToDo : new ProductCovered(new ContractCover(told.ContractId, told.Until));

    /// <summary>What the reminder finds to do; early and repeated ticks find nothing.</summary>
    public static Decision WhenDue(InstalledProduct product, WorkingCalendar calendar, DateTimeOffset now) =>
        product.OfferAt <= now && product.Warranty.Until is { } until
            ? new ContractOfferOwed(until, CardRules.LastClosing(calendar, until))
            : Decision.NothingToDo;

    /// <summary>Whether an offer that was asked for makes no sense any more.</summary>
    public static bool IsIdle(InstalledProduct product) =>
        product.OfferedFor is { } until && (product.Retirement is not null || product.Warranty.Until != until || IsCoveredBeyond(product, until));

    private static bool IsOwed(InstalledProduct product) =>
        product is { Retirement: null, Warranty.Until: { } until } && product.OfferedFor != until && !IsCoveredBeyond(product, until);

    private static bool IsCoveredBeyond(InstalledProduct product, DateOnly until) => product.Covers.Exists(cover => cover.Until > until);
}
