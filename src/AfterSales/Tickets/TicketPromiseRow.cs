using System.ComponentModel.DataAnnotations.Schema;
using System.Globalization;
using System.Linq.Expressions;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Promises.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Tickets;

/// <summary>A promise to the customer of a ticket: what is owed by when, and whether it was kept.</summary>
[Table("ticket_promise"), Projected("ticket")]
public sealed record TicketPromiseRow : IScopedToTechnician, IRolledUp
{
    /// <summary>Where a promise stands that is paused, nobody knows until when: behind all others.</summary>
    public static readonly DateTimeOffset Unknown = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The ticket's key, a slash and the number of the promise.</summary>
    public string Id { get; init; } = "";

    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public string TicketId { get; init; } = "";

    [Filtered]
    public string? TechnicianId { get; init; }

    public string? CustomerId { get; init; }

    public string? ModelId { get; init; }

    public TicketKind Kind { get; init; }

    [Filtered]
    public PromiseKind Promise { get; init; }

    /// <summary>It is still owed, in time or not.</summary>
    [Filtered]
    public bool IsRunning { get; init; }

    /// <summary>Its time has run out and it is still owed.</summary>
    [FilteredByClock]
    public static Expression<Func<TicketPromiseRow, DateTimeOffset, bool>> IsOverdue { get; } = (row, now) => row.IsRunning && row.DueAt <= now;

    /// <summary>Null while it is owed, and where it was given up.</summary>
    [Filtered]
    public bool? IsKept { get; init; }

    /// <summary>When its time runs out or ran out.</summary>
    [Filtered, Sorted]
    public DateTimeOffset DueAt { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How many steps it went up.</summary>
    [Filtered]
    public int Steps { get; init; }

    /// <summary>The calendars and policies its time was reckoned with.</summary>
    public string Basis { get; init; } = "";

    /// <summary>The customer's tier and addresses it was reckoned with, as <see cref="Customers.CustomerRow.Terms"/> names them; null where the ticket has no customer.</summary>
    public string? CustomerTerms { get; init; }

    /// <summary>The branch's zones it was reckoned with.</summary>
    public int ZonesVersion { get; init; }

    /// <summary>The day at the branch on which it counts: the one on which it was missed, else the one on which it was kept; the day it started while neither is known.</summary>
    [Filtered]
    public DateOnly Day { get; init; }

    /// <summary>The instant of <see cref="Day"/>.</summary>
    public DateTimeOffset CountsAt { get; init; }

    /// <summary>It was kept, or its time ran out.</summary>
    public bool IsDecided { get; init; }

    IEnumerable<DateOnly> IRolledUp.RollupDays => [Day];

    public static IEnumerable<TicketPromiseRow> Of(Ticket ticket) => ticket.Promises.Clocks.Select(clock => new TicketPromiseRow
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{ticket.Id}/{clock.Number}"),
        BranchId = ticket.BranchId,
        TicketId = ticket.Id,
        TechnicianId = ticket.TechnicianId,
        CustomerId = ticket.CustomerId,
        ModelId = TicketRow.ModelIdOf(ticket),
        Kind = ticket.TicketKind,
        Promise = clock.Promise,
        IsRunning = clock.IsRunning,
        IsKept = clock.IsKept,
        DueAt = clock.DueAt ?? clock.MissedAt ?? clock.EndedAt ?? Unknown,
        StartedAt = clock.StartedAt,
        EndedAt = clock.EndedAt,
        Steps = clock.Taken.Count,
        Basis = clock.Reckoned.Basis,
        CustomerTerms = ticket.Promises.Facts?.CustomerTerms,
        ZonesVersion = ticket.Promises.Facts?.ZonesVersion ?? 0,
        Day = clock.Day ?? DateOnly.FromDateTime(clock.StartedAt.UtcDateTime),
        CountsAt = (clock.IsKept is true ? clock.EndedAt : clock.MissedAt ?? (clock.IsKept is false ? clock.DueAt : clock.EndedAt)) ?? clock.StartedAt,
        IsDecided = clock.IsKept is not null || clock is { IsRunning: true, MissedAt: not null },
    });
}

internal sealed class TicketPromiseMapping : IEntityTypeConfiguration<TicketPromiseRow>
{
    public void Configure(EntityTypeBuilder<TicketPromiseRow> builder) => builder.HasKey(row => row.Id);
}
