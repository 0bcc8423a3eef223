using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Catalogue;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Tickets;

[Table("ticket"), Projected("ticket")]
public sealed record TicketRow : IScopedToTechnician, IScopedToSupporters, IRolledUp
{
    public string Id { get; init; } = "";

    [Filtered]
    public string Number { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public string? CustomerId { get; init; }

    [Filtered]
    public string? ProductId { get; init; }

    /// <summary>The key its model's code leads to in the catalogue, whether or not there is such a model.</summary>
    [Filtered]
    public string? ModelId { get; init; }

    [Filtered]
    public string? TechnicianId { get; init; }

    /// <summary>The key of the account that answers for it.</summary>
    [Filtered]
    public string Owner { get; init; } = "";

    [Filtered]
    public TicketStep Step { get; init; }

    public DateTimeOffset StepSince { get; init; }

    /// <summary>There is still work to be done.</summary>
    [Filtered]
    public bool IsOpen { get; init; }

    [Filtered]
    public TicketKind Kind { get; init; }

    [Filtered]
    public ServiceCategory? Category { get; init; }

    public Channel Channel { get; init; }

    [Filtered]
    public bool IsEmergency { get; init; }

    /// <summary>Since when nobody is sent, or the appointment has passed that nobody set out for; null where somebody is, or nobody has to be.</summary>
    public DateTimeOffset? UndispatchedSince { get; init; }

    /// <summary>The day at the branch on which it was carried over, because nobody had been sent, or had set out, the day before; null where somebody is now.</summary>
    [Filtered]
    public DateOnly? CarriedOverOn { get; init; }

    /// <summary>0 for an emergency, 1 for what was carried over from a day before, 2 for the others: what lists are ordered by first.</summary>
    [Sorted]
    public int Rank { get; init; }

    /// <summary>Divided by spaces.</summary>
    public string Missing { get; init; } = "";

    public int Reports { get; init; }

    public int Round { get; init; }

    [Filtered, Sorted]
    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The day at the branch.</summary>
    [Filtered]
    public DateOnly RegisteredDay { get; init; }

    public DateTimeOffset? VisitFrom { get; init; }

    public DateTimeOffset? VisitTo { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The day at the branch.</summary>
    [Filtered]
    public DateOnly? CompletedDay { get; init; }

    /// <summary>How it was solved: what was solved remotely is counted apart.</summary>
    [Filtered]
    public Resolution? Resolution { get; init; }

    public int Version { get; init; }

    public int Shape { get; init; }

    IEnumerable<DateOnly> IRolledUp.RollupDays => [RegisteredDay];

    public static TicketRow Of(Ticket ticket, RowStamp stamp) => new()
    {
        Id = ticket.Id,
        Number = ticket.Number,
        BranchId = ticket.BranchId,
        CustomerId = ticket.CustomerId,
        ProductId = ticket.ProductId,
        ModelId = ModelIdOf(ticket),
        TechnicianId = ticket.TechnicianId,
        Owner = ticket.Intake.Owner,
        Step = ticket.Step,
        StepSince = ticket.StepSince,
        IsOpen = ticket.Step.IsOpen(),
        Kind = ticket.TicketKind,
        Category = ticket.Assessment.Category,
        Channel = ticket.Intake.Channel,
        IsEmergency = ticket.Intake.IsEmergency,
        UndispatchedSince = CarryOverRules.LiesSince(ticket),
        CarriedOverOn = CarryOverRules.CarriedOverOn(ticket),
        Rank = CarryOverRules.RankOf(ticket),
        Missing = string.Join(' ', ticket.Intake.Missing),
        Reports = ticket.Intake.Reports,
        Round = ticket.Round,
        RegisteredAt = ticket.RegisteredAt,
        RegisteredDay = ticket.RegisteredDay,
        VisitFrom = ticket.Visits.Last?.From,
        VisitTo = ticket.Visits.Last?.To,
        CompletedAt = ticket.Completion.At,
        CompletedDay = ticket.Completion.Day,
        Resolution = ticket.Completion.Resolution,
        Version = stamp.Version,
        Shape = stamp.Shape,
    };

    internal static string? ModelIdOf(Ticket ticket) => ticket.Intake.ModelCode is { } code ? IModelGrain.KeyOf(code) : null;
}

/// <summary>How one ticket belongs to another.</summary>
[Table("ticket_link"), Projected("ticket")]
public sealed record TicketLinkRow : IScoped
{
    /// <summary>Both keys and the kind.</summary>
    public string Id { get; init; } = "";

    public string BranchId { get; init; } = "";

    public string TicketId { get; init; } = "";

    public TicketLinkKind Kind { get; init; }

    public string OtherId { get; init; } = "";

    public static IEnumerable<TicketLinkRow> Of(Ticket ticket) => ticket.Intake.Links.Select(link => new TicketLinkRow
    {
        Id = $"{ticket.Id}/{link.Kind}/{link.TicketId}",
        BranchId = ticket.BranchId,
        TicketId = ticket.Id,
        Kind = link.Kind,
        OtherId = link.TicketId,
    });
}

internal sealed class TicketMapping : IEntityTypeConfiguration<TicketRow>, IEntityTypeConfiguration<TicketLinkRow>
{
    public void Configure(EntityTypeBuilder<TicketRow> builder) => builder.HasKey(row => row.Id);

    public void Configure(EntityTypeBuilder<TicketLinkRow> builder) => builder.HasKey(row => row.Id);
}
