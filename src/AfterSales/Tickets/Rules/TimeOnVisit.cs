namespace AfterSales.Tickets.Rules;

/// <summary>
/// The minutes that a visit took of its technician's day. What was recorded offline counts by the clock of the device, and travel apart from work.
/// </summary>
public static class TimeOnVisit
{
    /// <summary>As the certificate says; without one, or where the product was only taken along, from the arrival to the end.</summary>
    public static int Worked(Visit visit) =>
        visit is { End: VisitEnd.Done, Certificate: { } certificate } ? certificate.Figures.Minutes : Between(visit.Arrived, visit.Ended);

    /// <summary>The way there.</summary>
    public static int Travelled(Visit visit) => Between(visit.Departed, visit.Arrived);

    /// <summary>When it ended; null while it has not.</summary>
    public static DateTimeOffset? EndedAt(Visit visit) => visit.Ended is { } ended ? ByDevice(ended) : null;

    private static int Between(Moment? from, Moment? to) =>
        from is null || to is null ? 0 : (int)Math.Max(0, Math.Round((ByDevice(to) - ByDevice(from)).TotalMinutes));

    private static DateTimeOffset ByDevice(Moment moment) => moment.DeviceAt ?? moment.At;
}
