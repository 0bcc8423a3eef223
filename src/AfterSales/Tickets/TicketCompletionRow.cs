using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Tickets;

/// <summary>
/// One passage of a ticket to its completion. A ticket that was reopened keeps the row of the passage before, with the day on which the fault
/// came back, and gets another when it is completed again.
/// </summary>
[Table("ticket_completion"), Projected("ticket")]
public sealed record TicketCompletionRow : IScopedToTechnician, IRolledUp
{
    /// <summary>The ticket's key, a slash and the round.</summary>
    public string Id { get; init; } = "";

    public string BranchId { get; init; } = "";

    public string TicketId { get; init; } = "";

    public int Round { get; init; }

    public string? CustomerId { get; init; }

    /// <summary>The key its model's code leads to in the catalogue, whether or not there is such a model.</summary>
    public string? ModelId { get; init; }

    /// <summary>Of a repair: the part the fault was in, by its code in the catalogue, as it was assessed last; null where it was not, as of what was solved by advice.</summary>
    public string? Fault { get; init; }

    /// <summary>Who did the work: in the workshop where it was repaired there, else on the last visit.</summary>
    public string? TechnicianId { get; init; }

    public TicketKind Kind { get; init; }

    /// <summary>The category the passage is counted under; our own administration is always D.</summary>
    public ServiceCategory? Category { get; init; }

    public Resolution Resolution { get; init; }

    /// <summary>False: the repair failed, and another case goes on.</summary>
    public bool IsFixed { get; init; }

    /// <summary>The day at the branch.</summary>
    public DateOnly CompletedDay { get; init; }

    public DateTimeOffset CompletedAt { get; init; }

    /// <summary>The same fault opened the ticket again.</summary>
    public bool IsReopened { get; init; }

    /// <summary>How often somebody was on the way to the customer or at his place.</summary>
    public int Visits { get; init; }

    /// <summary>Time worked, on site and in the workshop.</summary>
    public int Minutes { get; init; }

    /// <summary>Nobody arrived after the agreed time; null where nobody had to.</summary>
    public bool? IsArrivalKept { get; init; }

    IEnumerable<DateOnly> IRolledUp.RollupDays => [CompletedDay];

    public static IEnumerable<TicketCompletionRow> Of(Ticket ticket)
    {
        foreach (var round in ticket.Earlier)
            if (Of(ticket, round.Number, round.Assessment, round.Visits, round.Workshop, round.Completion, isReopened: true) is { } earlier) yield return earlier;
        if (Of(ticket, ticket.Round, ticket.Assessment, ticket.Visits, ticket.Workshop, ticket.Completion, isReopened: false) is { } last) yield return last;
    }

    private static TicketCompletionRow? Of(
        Ticket ticket, int round, Assessment assessment, Visits visits, Workshop workshop, Completion completion, bool isReopened) =>
        completion is not { Day: { } day, At: { } at, Resolution: { } resolution } ? null : new()
        {
            Id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ticket.Id}/{round}"),
            BranchId = ticket.BranchId,
            TicketId = ticket.Id,
            Round = round,
            CustomerId = ticket.CustomerId,
            ModelId = TicketRow.ModelIdOf(ticket),
            Fault = ticket.TicketKind == TicketKind.Repair ? assessment.Fault : null,
            TechnicianId = workshop.TechnicianId ?? visits.Holder,
            Kind = ticket.TicketKind,
            Category = ticket.TicketKind == TicketKind.Internal ? ServiceCategory.InternalAdministration : assessment.Category,
            Resolution = resolution,
            IsFixed = completion.IsFixed,
            CompletedDay = day,
            CompletedAt = at,
            IsReopened = isReopened,
            Visits = visits.All.Count(visit => visit.Departed is not null || visit.Arrived is not null),
            Minutes = visits.All.Sum(visit => visit.Certificate?.Figures.Minutes ?? 0) + (workshop.Minutes ?? 0),
            IsArrivalKept = ArrivalKept(visits),
        };

    /// <summary>What was recorded offline counts by the clock of the device. Who comes exactly when the agreed time ends has kept it, as with every promise.</summary>
    private static bool? ArrivalKept(Visits visits)
    {
        var arrived = visits.All.FindAll(visit => visit.Arrived is not null);
        return arrived.IsEmpty ? null : arrived.TrueForAll(visit => (visit.Arrived!.DeviceAt ?? visit.Arrived.At) <= visit.To);
    }
}

internal sealed class TicketCompletionMapping : IEntityTypeConfiguration<TicketCompletionRow>
{
    public void Configure(EntityTypeBuilder<TicketCompletionRow> builder) => builder.HasKey(row => row.Id);
}
