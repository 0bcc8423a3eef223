using System.Globalization;
using System.Text.Json;
using AfterSales.Promises.Rules;

namespace AfterSales.ClusterTests.Year;

/// <param name="Until">What ended it; null while it is owed.</param>
internal sealed record OwedPromise(PromiseKind Promise, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>Which promises a repair has, from when and until when: told by what happened to the ticket, never by what became of its clocks. Nobody of the year carries in, or takes a booking back.</summary>
internal static class OwedPromises
{
    private static readonly PromiseKind[] OfARequest = [PromiseKind.Answered, PromiseKind.Arranged, PromiseKind.Arrival, PromiseKind.Restored];

    private static readonly string[] RecordedOffline = ["TechnicianArrived", "CustomerContacted", "VisitFinished", "ProductBroughtIn", "ProductReturned"];

    /// <summary>After these nobody is sent; after any other step somebody is, or nobody has to be.</summary>
    private static readonly string[] Unsent =
        ["TicketRegistered", "TicketAssessed", "AdviceFailed", "TicketReopened", "VisitHandedBack", "VisitRefused", "VisitSlotLost", "VisitNotFinished", "NobodyWasHome"];

    private static readonly Dictionary<string, PromiseKind[]> Ends = new()
    {
        ["CustomerMessageSent"] = [PromiseKind.Answered], ["CustomerContacted"] = [PromiseKind.Answered], ["TicketSolvedRemotely"] = [PromiseKind.Answered],
        ["VisitScheduled"] = [PromiseKind.Answered, PromiseKind.Arranged, PromiseKind.Forwarded], ["TechnicianArrived"] = [PromiseKind.Answered, PromiseKind.Arrival],
        ["WorkshopRepairFinished"] = [PromiseKind.WorkshopDone], ["VisitFinished"] = [PromiseKind.Restored], ["ProductReturned"] = [PromiseKind.Restored],
        ["TicketCompleted"] = Enum.GetValues<PromiseKind>(), ["TicketRejected"] = Enum.GetValues<PromiseKind>(), ["TicketCancelled"] = Enum.GetValues<PromiseKind>(),
    };

    public static List<OwedPromise> Of(IEnumerable<Happened> journal, Func<string, bool> isStep)
    {
        var (owed, isUnsent) = (new List<OwedPromise>(), false);
        foreach (var e in journal)
        {
            if (isStep(e.Name)) isUnsent = Unsent.Contains(e.Name);
            if (Ends.TryGetValue(e.Name, out var ended)) owed = owed.ConvertAll(promise => promise.Until is null && ended.Contains(promise.Promise) ? promise with { Until = TimeOf(e) } : promise);
            owed.AddRange(BegunBy(e, isUnsent).Where(promise => !owed.Exists(one => one.Promise == promise && one.Until is null)).Select(promise => new OwedPromise(promise, TimeOf(e), null)));
        }

        return owed;
    }

    private static PromiseKind[] BegunBy(Happened e, bool isUnsent) => e.Name switch
    {
        "TicketRegistered" or "TicketReopened" => OfARequest,
        "VisitRefused" or "VisitHandedBack" or "VisitSlotLost" => [PromiseKind.Arranged],
        "ProductBroughtIn" => [PromiseKind.WorkshopDone],
        "TicketHandedOver" when isUnsent => [PromiseKind.Forwarded],
        _ => [],
    };

    private static DateTimeOffset TimeOf(Happened e)
    {
        var at = InstantOf(e, "at");
        return RecordedOffline.Contains(e.Name) && e.Data.TryGetProperty("deviceAt", out var device) && device.ValueKind == JsonValueKind.String && InstantOf(e, "deviceAt") < at ? InstantOf(e, "deviceAt") : at;
    }

    private static DateTimeOffset InstantOf(Happened happened, string property) => DateTimeOffset.Parse(happened.Text(property), CultureInfo.InvariantCulture);
}
