using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Calendars;
using AfterSales.Imports.Rules;
using AfterSales.Records;

namespace AfterSales.Imports;

/// <summary>
/// Days for a branch's working calendar: one with hours is worked, one without is a holiday. They take the place of what the calendar says of
/// the same days; all other days stay. The rows that come together make one new version.
/// </summary>
internal sealed class CalendarLists(IGrainFactory grains) : IListReader
{
    private const int Tries = 3;

    public ListKind List => ListKind.Calendar;

    public Permission Permission => Permission.ManageBranches;

    public Task<IReadOnlyList<ListItem>> Read(ListPart part, CancellationToken cancellation)
    {
        var days = new List<CalendarLine>();
        var put = new Lazy<Task<Refusal?>>(() => Put(part, days));
        ListItem[] items = [.. part.Rows.Select(row => Read(row, part, days, put))];
        return Task.FromResult<IReadOnlyList<ListItem>>(items);
    }

    private ListItem Read(ListRow row, ListPart part, List<CalendarLine> days, Lazy<Task<Refusal?>> put)
    {
        var fields = new RowFields(row, List, part.DayForm);
        if (fields.IsUnreadable) return ListItem.Wrong(row, fields.Issues);
        var (date, from, to) = (fields.Day("date"), fields.Time("from"), fields.Time("to"));
        if (fields.Issues.Count == 0 && date is null) fields.Issues.Add(new("date", "REQUIRED"));
        if (fields.Issues.Count == 0 && from is null != to is null) fields.Issues.Add(new(from is null ? "from" : "to", "REQUIRED"));
        if (fields.Issues.Count > 0) return ListItem.Wrong(row, fields.Issues);
        days.Add(new(date!.Value, fields["name"] ?? "", from is { } begins ? (begins, to!.Value) : null));
        return new(row, [], new ListPut(part.Branch.Id, () => put.Value));
    }

    private async Task<Refusal?> Put(ListPart part, List<CalendarLine> days)
    {
        var grain = grains.GetGrain<IBranchGrain>(part.Branch.Id);
        for (var attempt = 1; ; attempt++)
        {
            if (await grain.Read(part.Caller) is not { Calendar: var calendar }) return new NotFound(part.Branch.Id);
            var answer = await grain.ChangeCalendar(new Intent<WorkingCalendar>(With(calendar, days), part.Caller, ExpectedVersion: calendar.Version));
            if (answer.Refusal is not ChangedMeanwhile || attempt == Tries) return answer.Refusal;
        }
    }

    private static WorkingCalendar With(WorkingCalendar calendar, List<CalendarLine> days)
    {
        var dates = days.Select(day => day.Date).ToHashSet();
        var worked = days.Where(day => day.Hours is not null).Select(day => new ExtraHours(day.Date, day.Hours!.Value.From, day.Hours.Value.To, day.Name)).Distinct();
        var off = days.Where(day => day.Hours is null).DistinctBy(day => day.Date).Select(day => new Holiday(day.Date, day.Name));
        return calendar with
        {
            Holidays = [.. calendar.Holidays.Where(day => !dates.Contains(day.Date)).Concat(off).OrderBy(day => day.Date)],
            ExtraDays = [.. calendar.ExtraDays.Where(day => !dates.Contains(day.Date)).Concat(worked).OrderBy(day => day.Date).ThenBy(day => day.From)],
        };
    }

    /// <param name="Hours">Null: no work.</param>
    private sealed record CalendarLine(DateOnly Date, string Name, (TimeOnly From, TimeOnly To)? Hours);
}
