using System.ComponentModel.DataAnnotations.Schema;
using System.Globalization;
using AfterSales.Api;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.FollowUps;

[Table("follow_up_call"), Projected("ticket")]
public sealed record FollowUpCallRow : IRolledUp
{
    /// <summary>The ticket's key, a slash and the call's number.</summary>
    public string Id { get; init; } = "";

    public string TicketId { get; init; } = "";

    public int Number { get; init; }

    [Filtered]
    public string BranchId { get; init; } = "";

    public string CustomerId { get; init; } = "";

    public string Step { get; init; } = "";

    [Filtered]
    public FollowUpState State { get; init; }

    public DateTimeOffset OpensAt { get; init; }

    [Sorted]
    public DateTimeOffset ClosesAt { get; init; }

    public DateOnly Day { get; init; }

    public int Tries { get; init; }

    public DateTimeOffset? NextTryAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    IEnumerable<DateOnly> IRolledUp.RollupDays => State == FollowUpState.Planned ? [] : [Day];

    public static FollowUpCallRow Of(string ticketId, string branchId, string customerId, FollowUpCall call) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{ticketId}/{call.Number}"),
        TicketId = ticketId,
        Number = call.Number,
        BranchId = branchId,
        CustomerId = customerId,
        Step = call.Step,
        State = call.State,
        OpensAt = call.OpensAt,
        ClosesAt = call.ClosesAt,
        Day = call.Day,
        Tries = call.Tries,
        NextTryAt = call.NextTryAt,
        EndedAt = call.EndedAt,
    };
}

internal sealed class FollowUpCallMapping : IEntityTypeConfiguration<FollowUpCallRow>
{
    public void Configure(EntityTypeBuilder<FollowUpCallRow> builder) => builder.HasKey(row => row.Id);
}
