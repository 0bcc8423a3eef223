namespace AfterSales.Console.Calendars;

/// <summary>When a branch works, as the API tells it. Times of day are those of its clock.</summary>
public sealed record WorkingTime(
    string TimeZone, int Version, IReadOnlyList<WeekHours> Week, IReadOnlyList<DayOff> Holidays, IReadOnlyList<DayHours> ExtraDays, IReadOnlyList<DayHours> Breaks);

/// <param name="Day"><c>MONDAY</c>.</param>
public sealed record WeekHours(string Day, string From, string To);

public sealed record DayOff(string Date, string Name);

public sealed record DayHours(string Date, string From, string To, string Name);

public sealed record FoundCalendar(BranchWithCalendar? Branch);

public sealed record BranchWithCalendar(string Id, WorkingTime? Calendar, IReadOnlyList<CalendarVersion> CalendarVersions);

/// <param name="Until">Null for the one that holds now.</param>
public sealed record CalendarVersion(DateTimeOffset Since, DateTimeOffset? Until, NumberedCalendar Calendar);

public sealed record NumberedCalendar(int Version);

public sealed record FoundPreview(Preview? CalendarPreview);

/// <param name="Problems">Where there are any, the rest is null.</param>
public sealed record Preview(IReadOnlyList<CalendarProblem> Problems, bool? IsOpen, DateTimeOffset? NextOpening, DateTimeOffset? DueAt, IReadOnlyList<WorkedStretch>? Working);

/// <param name="Path">Such as <c>calendar.week[2]</c>.</param>
public sealed record CalendarProblem(string Path, string Code, string Message);

public sealed record WorkedStretch(DateTimeOffset StartsAt, DateTimeOffset EndsAt);

public sealed record ChangedBranch(string Id);
