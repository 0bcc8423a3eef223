using System.Collections.Immutable;
using AfterSales.Access;
using AfterSales.Calendars;
using AfterSales.Files.Rules;
using AfterSales.Records;

namespace AfterSales.Technicians.Rules;

/// <summary>Somebody who serves on the road or in the workshop (domain.md §2).</summary>
[GenerateSerializer, Immutable, Alias("Technician")]
public sealed record Technician : IRecordState<Technician>, IScopedToTechnician, IScopedToMore
{
    public static string Kind => "technician";

    /// <summary><c>tech-…</c></summary>
    [Id(0)]
    public string Id { get; init; } = "";

    /// <summary>The home branch.</summary>
    [Id(1)]
    public string BranchId { get; init; } = "";

    [Id(2)]
    public string Name { get; init; } = "";

    /// <summary>When he left the company; null while he belongs to it.</summary>
    [Id(3)]
    public DateTimeOffset? LeftAt { get; init; }

    [Id(10)]
    public Appointments Appointments { get; init; } = Appointments.None;

    [Id(11)]
    public Qualifications Qualifications { get; init; } = Qualifications.None;

    [Id(12)]
    public Availability Availability { get; init; } = Availability.Default;

    [Id(13)]
    public ToolsInCustody Tools { get; init; } = ToolsInCustody.None;

    /// <summary>His certificates and papers as files.</summary>
    [Id(14)]
    public Attachments Attachments { get; init; } = Attachments.None;

    /// <summary>His visits by a secret link; null: there is none.</summary>
    [Id(15)]
    public CalendarFeed? Feed { get; init; }

    [Id(16)]
    public Vehicles Vehicles { get; init; } = Vehicles.None;

    public bool HasLeft => LeftAt is not null;

    public DateTimeOffset? NextDue =>
        HasLeft ? Appointments.NextDue : new[] { Appointments.NextDue, Qualifications.NextDue, Availability.NextDue }.Min();

    string? IScopedToTechnician.TechnicianId => Id;

    /// <summary>The branches he is or will be lent to.</summary>
    IEnumerable<string> IScopedToMore.MoreBranchIds => Availability.Loans.Where(loan => !loan.IsOver).Select(loan => loan.BranchId);

    public static Technician Apply(Technician? state, Event happened)
    {
        var known = happened switch
        {
            TechnicianRegistered e => new Technician { Id = e.Id, BranchId = e.BranchId, Name = e.Name },
            TechnicianAmended e => state! with { Name = e.Name },
            TechnicianMoved e => state! with { BranchId = e.ToBranchId },
            TechnicianLeft e => state! with { LeftAt = e.At, Feed = null },
            CalendarFeedMade e => state! with { Feed = e.Feed },
            CalendarFeedRevoked => state! with { Feed = null },
            TechnicianCameBack => state! with { LeftAt = null },
            _ => state!,
        };
        return known with
        {
            Appointments = known.Appointments.Apply(happened),
            Qualifications = known.Qualifications.Apply(happened),
            Availability = known.Availability.Apply(happened),
            Tools = known.Tools.Apply(happened),
            Vehicles = known.Vehicles.Apply(happened),
            Attachments = known.Attachments.Apply(happened),
        };
    }
}

public sealed record TechnicianRegistered(
    string Id, string BranchId, [property: Personal] string Name, ImmutableList<Skill> Skills, DateOnly? InTradeSince, ImmutableList<WeeklyHours>? OwnHours) : Event;

public sealed record TechnicianAmended([property: Personal] string Name, DateOnly? InTradeSince) : Event;

/// <summary>He has another home branch now.</summary>
public sealed record TechnicianMoved(string FromBranchId, string ToBranchId) : Event;

/// <summary>He left the company: nothing is booked any more, and the file stays.</summary>
public sealed record TechnicianLeft(DateTimeOffset At, [property: Words] string? Reason) : Event;

public sealed record TechnicianCameBack : Event;
