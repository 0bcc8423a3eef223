using System.Globalization;
using System.Text.Json;
using AfterSales.Console.Api;
using AfterSales.Console.Shell;
using AfterSales.Console.Tickets;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace AfterSales.Console.Dispatch;

public sealed partial class DispatchPage(GraphQLClient api, Clock clock, NavigationManager navigation, IStringLocalizer<TicketWords> ticketWords) : ComponentBase, IAsyncDisposable
{
    private const string WeekName = "week";
    private const string MapName = "map";

    private static readonly (string View, string Word, string Icon)[] Views =
        [("", "ViewDay", Icons.Material.Outlined.ViewTimeline), (WeekName, "ViewWeek", Icons.Material.Outlined.CalendarViewWeek), (MapName, "ViewMap", Icons.Material.Outlined.Map)];

    private static readonly Urgency[] Urgencies = [Urgency.Overdue, Urgency.Soon, Urgency.InTime, Urgency.Paused, Urgency.None];

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);
    private const int BeatsBetweenReads = 3;

    private readonly CancellationTokenSource left = new();
    private readonly Latest latest = new();
    private BoardRead? read;
    private IReadOnlyList<WaitingJob> waiting = [];
    private IReadOnlyDictionary<string, BookedJob> booked = new Dictionary<string, BookedJob>();
    private IReadOnlyList<(DateOnly Day, BoardSpan Span)> spans = [];
    private WaitingFilter filter = new();
    private (string Technician, DateTimeOffset At)? pointed;
    private string? gone;
    private string? announced;
    private (string Branch, DateOnly Day, string View)? shown;

    [CascadingParameter]
    public required Viewer Viewer { get; set; }

    [SupplyParameterFromQuery(Name = "branch")]
    public string? BranchQuery { get; set; }

    [SupplyParameterFromQuery(Name = "day")]
    public string? DayQuery { get; set; }

    [SupplyParameterFromQuery(Name = "view")]
    public string? ViewQuery { get; set; }

    private Clock Clock => clock;

    /// <summary>Those the viewer may book for.</summary>
    private IReadOnlyList<Branch> Branches => DispatchedBranches.Of(Viewer);

    private Branch Branch => Branches.FirstOrDefault(branch => branch.Id == BranchQuery) ?? Branches[0];

    private string Zone => Branch.TimeZone;

    private DateOnly Day => Formats.Day(DayQuery) ?? clock.Today(Zone);

    private string View => ViewQuery is WeekName or MapName ? ViewQuery : "";

    private int Step => View == WeekName ? 7 : 1;

    private DateTimeOffset From => BoardSpan.Day(Days[0], Clock.ZoneOf(Zone)).From;

    private DateTimeOffset To => BoardSpan.Day(Days[^1], Clock.ZoneOf(Zone)).To;

    /// <summary>A week begins on Monday.</summary>
    private IReadOnlyList<DateOnly> Days => View != WeekName ? [Day] : [.. Enumerable.Range(0, 7).Select(Day.AddDays(-(((int)Day.DayOfWeek + 6) % 7)).AddDays)];

    private IEnumerable<WaitingJob> Shown => waiting.Where(job => filter.Shows(job, clock.Now));

    private WaitingJob? ChosenJob => waiting.FirstOrDefault(job => job.Ticket.Id == chosenId);

    private IReadOnlyList<string> Skills => [.. waiting.Select(job => job.SkillName).OfType<string>().Distinct().Order(StringComparer.CurrentCulture)];

    private IReadOnlyList<string> Areas => [.. waiting.Select(job => job.Area).OfType<string>().Distinct().Order(StringComparer.CurrentCulture)];

    private string? Sentence => BookingRefusal.Sentence(attempt.Refusal, ticketWords, clock, Zone, NameOf);

    public async ValueTask DisposeAsync()
    {
        await left.CancelAsync();
        left.Dispose();
    }

    protected override void OnInitialized()
    {
        (attempt, undo) = (api.Attempt(), api.Attempt());
        _ = BeatAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (Branches.Count == 0 || shown == (Branch.Id, Day, View)) return;
        if (shown is { } before && before.Branch != Branch.Id)
        {
            Leave();
            (filter, gone) = (new(), null);
        }

        Unpropose();
        // What is booked on another day is of no use under this day's name.
        (shown, read) = ((Branch.Id, Day, View), null);
        await ReadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // A picture of before the booking may be confirmed after it: the note is not there yet.
        if (!isUndoToBeShown || undoNote.Id is null) return;
        isUndoToBeShown = false;
        await undoNote.FocusAsync();
    }

    private async Task ReadAsync()
    {
        if (Branches.Count == 0) return;
        if (await latest.AskAsync(() => api.AskAsync<BoardRead>("Dispatch/Board", new { branchId = Branch.Id, from = From, to = To })) is not { } now) return;
        read = now;
        var number = moving?.Ticket.Number ?? ChosenJob?.Ticket.Number;
        waiting = WaitingFilter.InOrder(now.DispatchBoard?.Waiting ?? [], clock.Now);
        booked = (now.DispatchBoard?.Booked ?? []).ToDictionary(job => job.Ticket.Id);
        filter = filter.Among(Skills, Areas);
        spans = [.. Days.Select(day => (day, BoardSpan.Of(day, Clock.ZoneOf(Zone), Taken(now.TechnicianCalendars))))];
        if (chosenId is null) return;
        // A visit of a day that is not shown is as it was when it was picked up.
        if (moving is { } visit && visit.To > From && visit.From < To) moving = VisitOf(chosenId);
        if (moving is not null || ChosenJob is not null)
        {
            await ProposeAsync();
        }
        else if (!attempt.IsBusy)
        {
            // It is not our own booking that it went by.
            gone = number;
            Leave();
        }
    }

    private static IEnumerable<(DateTimeOffset, DateTimeOffset)> Taken(TechnicianTimes? calendars) => (calendars?.Technicians ?? []).SelectMany(time =>
        time.Working.Where(stretch => stretch.EndsAt - stretch.StartsAt < TimeSpan.FromHours(20)).Select(stretch => (stretch.StartsAt, stretch.EndsAt))
            .Concat(time.Entries.Where(entry => entry.Kind is "APPOINTMENT" or "HOLD").Select(entry => (entry.StartsAt, entry.EndsAt))));

    /// <summary>What the page's script saw: a card or visit that is being dragged, one that was dropped on a technician's hours, hours that were pointed at, a visit that is to be moved by the keys.</summary>
    private async Task ToldAsync(ChangeEventArgs told)
    {
        if (told.Value is not string { Length: > 0 } text) return;
        using var seen = JsonDocument.Parse(text);
        var what = seen.RootElement.GetProperty("what").GetString();
        var ticketId = seen.RootElement.TryGetProperty("job", out var job) ? job.GetString() : chosenId;
        if (what is "move" or "drag" or "drop" && VisitOf(ticketId) is { } visit)
        {
            await PickUpAsync(visit, byDrag: what != "move");
        }
        else if (what is "drag" or "drop")
        {
            if (waiting.All(one => one.Ticket.Id != ticketId))
            {
                gone ??= ticketId is null ? null : booked.GetValueOrDefault(ticketId)?.Ticket.Number;
                isByDrag = false;
                return;
            }

            await ChooseAsync(ticketId!, byDrag: true);
        }

        if (what == "let-go" && moving is not null) Leave();
        if (what == "let-go") isByDrag = false;
        // While it was asked who could go, it went, or another was chosen.
        if (what is "move" or "drag" or "let-go" || chosenId is null || chosenId != ticketId) return;
        var technician = seen.RootElement.GetProperty("technician").GetString()!;
        var at = BoardSpan.ToQuarter(DateTimeOffset.FromUnixTimeMilliseconds(seen.RootElement.GetProperty("at").GetInt64()));
        if (what == "drop" || moving is not null) await PutAsync(technician, at);
        else pointed = (technician, at);
    }

    /// <summary>Time goes on while nobody touches anything: clocks run down, and holidays are entered that no ticket tells of.</summary>
    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(Beat, TimeProvider.System);
        try
        {
            for (var beats = 1; await timer.WaitForNextTickAsync(left.Token); beats++)
            {
                var isToRead = beats % BeatsBetweenReads == 0;
                await InvokeAsync(async () =>
                {
                    if (last is { } made && clock.Now - made.At > Undoable) Dismiss();
                    if (isToRead && !attempt.IsBusy) await ReadOrWaitAsync();
                    StateHasChanged();
                });
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task ReadOrWaitAsync()
    {
        try
        {
            await ReadAsync();
        }
        catch (NotAnsweredException)
        {
            // The board is right as of when it was read; the next beat asks again.
        }
    }

    private void GoTo(DateOnly? to = null, string? view = null, string? branch = null) => navigation.NavigateTo(navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["day"] = (to ?? Day) == clock.Today(Zone) ? null : Formats.Written(to ?? Day),
        ["view"] = (view ?? View) is { Length: > 0 } named ? named : null,
        ["branch"] = branch ?? BranchQuery,
    }));

    private void ChooseDay(ChangeEventArgs typed)
    {
        // A browser tells of each digit of a year that is typed: what is no year yet leads nowhere.
        if (Formats.Day(typed.Value as string) is { } day) GoTo(to: day);
    }

    private string? NameOf(string technicianId) => read?.TechnicianCalendars?.Technicians.FirstOrDefault(time => time.Technician.Id == technicianId)?.Technician.Name;

    private static string? OrNull(object? chosen) => chosen is string { Length: > 0 } text ? text : null;

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
