using System.Text.Json.Serialization;
using AfterSales.Console.Api;
using Microsoft.Extensions.Localization;

namespace AfterSales.Console.Tickets;

/// <summary>When the branch works and its technicians are taken, on the days around one.</summary>
public sealed record FreeTimes(WorkingBranch? Branch, Listed<TechnicianAtWork>? Technicians, Proposals? TechnicianProposals);

/// <summary>Who could take a visit at its time.</summary>
public sealed record WhoIsFree(Listed<TechnicianAtWork>? Technicians);

public sealed record Proposals([property: JsonPropertyName("proposals")] IReadOnlyList<Proposal> Best, IReadOnlyList<Unavailable> Unavailable);

/// <param name="From">The first time at which nothing speaks against the visit.</param>
/// <param name="IsInTime">Before the promise of arrival runs out; null where none runs.</param>
public sealed record Proposal(Technician Technician, DateTimeOffset From, bool? IsInTime, int Score, IReadOnlyList<ProposalPoints> Points);

/// <param name="Minutes">Of the way, for that reason; null where nothing is known of it.</param>
public sealed record ProposalPoints(string Reason, int Points, int Most, int? Minutes)
{
    public string In(IStringLocalizer<TicketWords> words) =>
        $"{words["ProposalReason." + Reason]}{(Minutes is { } minutes ? $" ({words["Minutes", minutes]})" : "")} {Points}/{Most}";
}

/// <param name="Code">Null where he only has no time.</param>
/// <param name="Why">What stands against booking him.</param>
public sealed record Unavailable(KeyOf Technician, string? Code, string? Why);

public sealed record KeyOf(string Id);

public sealed record WorkingBranch(WorkingCalendar? Calendar);

public sealed record WorkingCalendar(IReadOnlyList<WeeklyHours> Week, IReadOnlyList<Holiday> Holidays, IReadOnlyList<ExtraHours> ExtraDays)
{
    /// <summary>The hours worked on a day, on the branch's clocks. An end at or before the start is on the next day.</summary>
    public IReadOnlyList<(DateTime From, DateTime To)> HoursOn(DateOnly day)
    {
        var week = Holidays.Any(holiday => holiday.Date == day) ? [] : Week.Where(hours => Is(hours.Day, day.DayOfWeek)).Select(hours => (hours.From, hours.To));
        return [.. week.Concat(ExtraDays.Where(extra => extra.Date == day).Select(extra => (extra.From, extra.To))).Select(hours => Between(day, hours.From, hours.To)).Order()];
    }

    private static bool Is(string written, DayOfWeek day) => written.Equals(day.ToString(), StringComparison.OrdinalIgnoreCase);

    private static (DateTime From, DateTime To) Between(DateOnly day, TimeOnly from, TimeOnly to) =>
        (day.ToDateTime(from), to > from ? day.ToDateTime(to) : day.AddDays(1).ToDateTime(to));
}

public sealed record WeeklyHours(string Day, TimeOnly From, TimeOnly To);

public sealed record Holiday(DateOnly Date, string Name);

public sealed record ExtraHours(DateOnly Date, TimeOnly From, TimeOnly To);

/// <param name="Absences">Null for a branch he is only lent to.</param>
public sealed record TechnicianAtWork(
    string Id, string Name, bool IsActive, IReadOnlyList<Named> SkillLevels, IReadOnlyList<Appointment> Appointments, IReadOnlyList<Absence>? Absences)
{
    public bool IsFree(DateTimeOffset from, DateTimeOffset to) =>
        !Appointments.Any(taken => taken.StartsAt < to && from < taken.EndsAt) && Absences?.Any(away => !away.IsCancelled && away.StartsAt < to && from < away.EndsAt) != true;
}

/// <param name="EndsAt">Excludes this instant.</param>
public sealed record Absence(DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool IsCancelled);

/// <param name="EndsAt">Excludes this instant.</param>
public sealed record Appointment(DateTimeOffset StartsAt, DateTimeOffset EndsAt);
