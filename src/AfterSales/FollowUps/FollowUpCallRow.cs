using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.FollowUps;

[Table("follow_up_call"), Projected("ticket"), Projected("sale")]
public sealed record FollowUpCallRow : IRolledUp, IScopedToDealer
{
    /// <summary>The key of the ticket or sale, a slash and the call's number.</summary>
    public string Id { get; init; } = "";

    [Filtered]
    public string RecordId { get; init; } = "";

    /// <summary>Null for a sale.</summary>
    [Filtered]
    public string? TicketId { get; init; }

    public int Number { get; init; }

    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public string CustomerId { get; init; } = "";

    public int Round { get; init; }

    public string Step { get; init; } = "";

    public FollowUpTrigger Occasion { get; init; }

    public FollowUpMaker MadeBy { get; init; }

    public CallChannel Channel { get; init; }

    [Filtered]
    public string? AgentId { get; init; }

    public string? DealerId { get; init; }

    [Filtered]
    public FollowUpState State { get; init; }

    public WithdrawalReason? Withdrawal { get; init; }

    public DateTimeOffset OpensAt { get; init; }

    [Sorted]
    public DateTimeOffset ClosesAt { get; init; }

    /// <summary>The day at the branch on which it was ended, or its window closed before; until then the window's first.</summary>
    public DateOnly Day { get; init; }

    /// <summary>When it was ended, or its window closed before; until then when that opened.</summary>
    public DateTimeOffset CountsAt { get; init; }

    public int Tries { get; init; }

    [Filtered]
    public DateTimeOffset? NextTryAt { get; init; }

    public CallResult? LastResult { get; init; }

    public DateTimeOffset? LastTryAt { get; init; }

    public string? LastTriedBy { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Keys, divided by spaces.</summary>
    public string Opened { get; init; } = "";

    IEnumerable<DateOnly> IRolledUp.RollupDays => State is FollowUpState.Planned or FollowUpState.Due or FollowUpState.Withdrawn ? [] : [Day];

    public static FollowUpCallRow Of(FollowUpFile file, FollowUpCall call) => new()
    {
        Id = FollowUpEffects.KeyOf(file.RecordId, call.Number),
        RecordId = file.RecordId,
        TicketId = file.TicketId,
        Number = call.Number,
        BranchId = file.BranchId,
        CustomerId = file.CustomerId,
        Round = call.Round,
        Step = call.Step,
        Occasion = call.Trigger,
        MadeBy = call.By,
        Channel = call.Channel,
        AgentId = call.AgentId,
        DealerId = call.DealerId,
        State = call.State,
        Withdrawal = call.Withdrawal,
        OpensAt = call.OpensAt,
        ClosesAt = call.ClosesAt,
        Day = call.DecidedOn ?? call.Day,
        CountsAt = call.DecidedOn is null ? call.OpensAt : call.EndedAt < call.ClosesAt ? call.EndedAt.Value : call.ClosesAt,
        Tries = call.Tries,
        NextTryAt = call.NextTryAt,
        LastResult = call.LastResult,
        LastTryAt = call.LastTryAt,
        LastTriedBy = call.LastTriedBy,
        EndedAt = call.EndedAt,
        Opened = string.Join(' ', call.Opened),
    };
}

internal sealed class FollowUpCallMapping : IEntityTypeConfiguration<FollowUpCallRow>
{
    public void Configure(EntityTypeBuilder<FollowUpCallRow> builder) => builder.HasKey(row => row.Id);
}
