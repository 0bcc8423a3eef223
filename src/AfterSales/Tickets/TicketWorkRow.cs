using System.ComponentModel.DataAnnotations.Schema;
using System.Globalization;
using AfterSales.Access;
using AfterSales.Storage;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Tickets;

/// <summary>The hours and money of a completed round of a ticket: what is summed by category (S1 P1 5.3).</summary>
[Table("ticket_work"), Projected("ticket")]
public sealed record TicketWorkRow : IScoped
{
    /// <summary>Ticket and round, divided by a slash.</summary>
    public string Id { get; init; } = "";

    public string BranchId { get; init; } = "";

    public string TicketId { get; init; } = "";

    /// <summary>The whole round is counted under one.</summary>
    public ServiceCategory Category { get; init; }

    /// <summary>The day of its completion, at the branch.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Time worked, on site and in the workshop.</summary>
    public int Minutes { get; init; }

    /// <summary>In the currency's smallest unit.</summary>
    public long ChargedMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Rounds that were completed with a certificate; advice by phone takes neither hours nor money.</summary>
    public static IEnumerable<TicketWorkRow> Of(Ticket ticket) =>
        ticket.Earlier.Select(round => Of(ticket, round.Number, round.Assessment, round.Visits, round.Workshop, round.Completion))
            .Append(Of(ticket, ticket.Round, ticket.Assessment, ticket.Visits, ticket.Workshop, ticket.Completion)).OfType<TicketWorkRow>();

    private static TicketWorkRow? Of(Ticket ticket, int round, Assessment assessment, Visits visits, Workshop workshop, Completion completion)
    {
        VisitFigures[] certified = [.. visits.All.Select(visit => visit.Certificate).Append(workshop.Returned).OfType<Certificate>().Select(certificate => certificate.Figures)];
        if (completion.Day is not { } day || assessment.Category is not { } category || certified.Length == 0) return null;
        return new TicketWorkRow
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{ticket.Id}/{round}"),
            BranchId = ticket.BranchId,
            TicketId = ticket.Id,
            Category = category,
            Day = day,
            Minutes = certified.Sum(figures => figures.Minutes),
            ChargedMinor = certified.Sum(figures => figures.ChargedMinor),
            Currency = certified[0].Currency,
        };
    }
}

internal sealed class TicketWorkMapping : IEntityTypeConfiguration<TicketWorkRow>
{
    public void Configure(EntityTypeBuilder<TicketWorkRow> builder) => builder.HasKey(row => row.Id);
}
