using System.ComponentModel.DataAnnotations.Schema;
using System.Globalization;
using AfterSales.Access;
using AfterSales.Storage;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Tickets;

/// <summary>A piece of a technician's work that has ended: a visit somebody set out for, a repair in the workshop. His day is made of these (S1 P2 (15)).</summary>
[Table("technician_work"), Projected("ticket")]
public sealed record TechnicianWorkRow : IScopedToTechnician
{
    /// <summary>The key of the visit; of a repair in the workshop <see cref="WorkshopKey"/>.</summary>
    public string Id { get; init; } = "";

    public string BranchId { get; init; } = "";

    public string? TechnicianId { get; init; }

    public string TicketId { get; init; } = "";

    /// <summary>What the round of the ticket is counted under; paid where nothing speaks for another.</summary>
    public ServiceCategory Category { get; init; }

    /// <summary>By the clock of the device, where it was recorded offline: the day on which it ended has all of it.</summary>
    public DateTimeOffset EndedAt { get; init; }

    /// <summary>Time worked.</summary>
    public int Minutes { get; init; }

    /// <summary>The way there.</summary>
    public int TravelMinutes { get; init; }

    /// <summary>The work on the ticket was not done with it: parts are awaited, nobody was at home, the product waits in the workshop.</summary>
    public bool StaysOpen { get; init; }

    public static string WorkshopKey(string ticketId, int round) => string.Create(CultureInfo.InvariantCulture, $"{ticketId}/{round}/workshop");

    public static IEnumerable<TechnicianWorkRow> Of(Ticket ticket) =>
        ticket.Earlier.SelectMany(round => Of(ticket, round.Number, round.Assessment, round.Visits, round.Workshop))
            .Concat(Of(ticket, ticket.Round, ticket.Assessment, ticket.Visits, ticket.Workshop));

    private static IEnumerable<TechnicianWorkRow> Of(Ticket ticket, int round, Assessment assessment, Visits visits, Workshop workshop)
    {
        var category = ticket.TicketKind == TicketKind.Internal ? ServiceCategory.InternalAdministration : assessment.Category ?? ServiceCategory.Paid;
        foreach (var visit in visits.All)
        {
            if (visit is not { ReportDue: not null } || TimeOnVisit.EndedAt(visit) is not { } ended) continue;
            yield return new()
            {
                Id = visit.Id, BranchId = ticket.BranchId, TechnicianId = visit.TechnicianId, TicketId = ticket.Id, Category = category, EndedAt = ended,
                Minutes = TimeOnVisit.Worked(visit), TravelMinutes = TimeOnVisit.Travelled(visit), StaysOpen = visit.End != VisitEnd.Done,
            };
        }

        if (workshop is { TechnicianId: { } technician, FinishedAt: { } finished, Minutes: { } minutes })
        {
            yield return new()
            {
                Id = WorkshopKey(ticket.Id, round), BranchId = ticket.BranchId, TechnicianId = technician, TicketId = ticket.Id, Category = category, EndedAt = finished,
                Minutes = minutes,
            };
        }
    }
}

internal sealed class TechnicianWorkMapping : IEntityTypeConfiguration<TechnicianWorkRow>
{
    public void Configure(EntityTypeBuilder<TechnicianWorkRow> builder) => builder.HasKey(row => row.Id);
}
