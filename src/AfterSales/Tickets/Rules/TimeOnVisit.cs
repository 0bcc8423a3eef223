namespace AfterSales.Tickets.Rules;

/// <summary>
/// The minutes that a visit took of its technician's day. What was recorded offline counts by the clock of the device, and travel apart from work.
/// </summary>
public static class TimeOnVisit
{
    /// <summary>
    /// As the certificate says; without one, or where the product was only taken along, to the end from when the work was said to have begun, else from the
    /// arrival.
    /// </summary>
    public static int Worked(Visit visit) =>
        visit is { End: VisitEnd.Done, Certificate: { } certificate } ? certificate.Figures.Minutes : Between(visit.WorkBegan ?? visit.Arrived?.When, visit.Ended?.When);

    /// <summary>The way there.</summary>
    public static int Travelled(Visit visit) => Between(visit.Departed?.When, visit.Arrived?.When);

    /// <summary>When it ended; null while it has not.</summary>
    public static DateTimeOffset? EndedAt(Visit visit) => visit.Ended?.When;

    private static int Between(DateTimeOffset? from, DateTimeOffset? to) => (int)Math.Max(0, Math.Round((to - from)?.TotalMinutes ?? 0));
}
