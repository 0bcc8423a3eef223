using AfterSales.Console.Shell;

namespace AfterSales.Console.Technicians;

/// <summary>A technician as his page shows him.</summary>
/// <param name="Appointments">Of the next two weeks.</param>
/// <param name="Absences">Null for a branch he is only lent to.</param>
/// <param name="Tools">Null for whoever may not see them.</param>
public sealed record TechnicianFile(
    string Id, int Version, string Name, bool IsActive, DateOnly? InTradeSince, RecordBranch? Branch, IReadOnlyList<KnownSkill> SkillLevels,
    IReadOnlyList<PassedTraining> Trainings, IReadOnlyList<HeldCertificate> Certificates, IReadOnlyList<BookedTime> Appointments,
    IReadOnlyList<TimeAway>? Absences, IReadOnlyList<TimeLent> Loans, IReadOnlyList<KeptTool>? Tools);

public sealed record KnownSkill(string Name, string Level);

public sealed record PassedTraining(string SkillName, string Course, DateOnly PassedOn);

public sealed record HeldCertificate(string SkillName, string Issuer, string Number, DateOnly ValidFrom, DateOnly ValidUntil, string State);

/// <param name="TicketId">Null where the ticket is another branch's.</param>
public sealed record BookedTime(string? TicketId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int TravelMinutes);

public sealed record TimeAway(DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Kind, string? SubstituteId, bool IsCancelled);

public sealed record TimeLent(string BranchId, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

public sealed record KeptTool(string Code, string Name, bool IsValuable, DateTimeOffset Since);
