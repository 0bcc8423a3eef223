using System.Collections.Immutable;
using AfterSales.Tickets.Rules;

namespace AfterSales.Reports.Rules;

/// <summary>Time worked by category, in minutes (S1 P2 (6): A paid, B contract, C free under warranty, D internal administration).</summary>
[GenerateSerializer, Immutable, Alias("WorkedMinutes")]
public sealed record WorkedMinutes(
    [property: Id(0)] int Paid, [property: Id(1)] int Contract, [property: Id(2)] int Warranty, [property: Id(3)] int Internal)
{
    public static WorkedMinutes None { get; } = new(0, 0, 0, 0);

    public int Total => Paid + Contract + Warranty + Internal;

    public static WorkedMinutes operator +(WorkedMinutes one, WorkedMinutes other) => Add(one, other);

    public static WorkedMinutes Add(WorkedMinutes one, WorkedMinutes other) =>
        new(one.Paid + other.Paid, one.Contract + other.Contract, one.Warranty + other.Warranty, one.Internal + other.Internal);

    /// <summary>The work of each category added up.</summary>
    public static WorkedMinutes Of(IReadOnlyCollection<ReportedWork> works)
    {
        return new(In(ServiceCategory.Paid), In(ServiceCategory.Contract), In(ServiceCategory.FreeUnderWarranty), In(ServiceCategory.InternalAdministration));

        int In(ServiceCategory category) => works.Where(work => work.Category == category).Sum(work => work.Minutes);
    }
}

/// <summary>A piece of work in a technician's daily report.</summary>
/// <param name="Id">The key of the visit or of the repair in the workshop.</param>
/// <param name="StaysOpen">The work on the ticket was not done with it.</param>
[GenerateSerializer, Immutable, Alias("ReportedWork")]
public sealed record ReportedWork(
    [property: Id(0)] string Id,
    [property: Id(1)] string TicketId,
    [property: Id(2)] ServiceCategory Category,
    [property: Id(3)] int Minutes,
    [property: Id(4)] int TravelMinutes,
    [property: Id(5)] bool StaysOpen);

/// <summary>A technician's day as the tickets tell it: what a report is prefilled with.</summary>
/// <param name="Works">In the order in which they ended.</param>
/// <param name="NotReached">The tickets he was to visit that day and has not come to.</param>
[GenerateSerializer, Immutable, Alias("DayOfWork")]
public sealed record DayOfWork([property: Id(0)] ImmutableList<ReportedWork> Works, [property: Id(1)] ImmutableList<string> NotReached)
{
    /// <summary>The tickets that stayed open: worked on and not done, or not reached. A second visit of the day may have done what the first left.</summary>
    public ImmutableList<string> Open =>
        [.. Works.GroupBy(work => work.TicketId).Where(works => works.Last().StaysOpen).Select(works => works.Key).Concat(NotReached).Distinct()];
}
