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

    private static readonly Urgency[] Urgencies = [Urgency.Overdue, Urgency.Soon, Urgency.InTime, Urgency.Paused];

    /// <summary>A booking may be taken back so long; the service says the last word.</summary>
    private static readonly TimeSpan Undoable = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);
    private const int BeatsBetweenReads = 3;

    private readonly CancellationTokenSource left = new();
    private Attempt attempt = null!;
    private Attempt undo = null!;
    private BoardRead? read;
    private IReadOnlyList<WaitingJob> waiting = [];
    private IReadOnlyDictionary<string, BookedJob> booked = new Dictionary<string, BookedJob>();
    private IReadOnlyList<(DateOnly Day, BoardSpan Span)> spans = [];
    private BoardProposals? proposals;
    private Dictionary<string, (BoardProposal? Proposal, int Rank)> offers = [];
    private Dictionary<string, string?> whyNot = [];
    private WaitingFilter filter = new();
    private string? chosenId;
    private int minutes = 60;
    private (string Technician, DateTimeOffset From, bool IsOnLane)? tried;
    private (string Technician, DateTimeOffset At)? pointed;
    private string? reason;
    private bool needsReason;
    private Booking? last;
    private string? gone;
    private string? announced;
    private ElementReference undoNote;
    private bool isByDrag;
    private bool isUndoToBeShown;
    private (string Branch, DateOnly Day, string View)? shown;
    private int asked;
    private int proposed;

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
    private IReadOnlyList<Branch> Branches => !Viewer.May("DISPATCH_TICKETS") ? [] :
        [.. Viewer.Branches.Where(branch => Viewer.Assignments.Any(assignment => assignment.Role is "DISPATCHER" or "BRANCH_MANAGER" && assignment.Place == branch.Id))];

    private Branch Branch => Branches.FirstOrDefault(branch => branch.Id == BranchQuery) ?? Branches[0];

    private string Zone => Branch.TimeZone;

    private DateOnly Day => DayOf(DayQuery) ?? clock.Today(Zone);

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
        var turn = ++asked;
        var now = await api.AskAsync<BoardRead>("Dispatch/Board", new { branchId = Branch.Id, from = From, to = To });
        // What was asked for later is newer, whichever comes first.
        if (turn != asked) return;
        read = now;
        var number = ChosenJob?.Ticket.Number;
        waiting = WaitingFilter.InOrder(now.DispatchBoard?.Waiting ?? [], clock.Now);
        booked = (now.DispatchBoard?.Booked ?? []).ToDictionary(job => job.Ticket.Id);
        filter = filter.Among(Skills, Areas);
        spans = [.. Days.Select(day => (day, BoardSpan.Of(day, Clock.ZoneOf(Zone), Taken(now.TechnicianCalendars))))];
        if (chosenId is null) return;
        if (ChosenJob is not null)
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

    private static IEnumerable<(DateTimeOffset, DateTimeOffset)> Taken(Calendars? calendars) => (calendars?.Technicians ?? []).SelectMany(time =>
        time.Working.Where(stretch => stretch.EndsAt - stretch.StartsAt < TimeSpan.FromHours(20)).Select(stretch => (stretch.StartsAt, stretch.EndsAt))
            .Concat(time.Entries.Where(entry => entry.Kind is "APPOINTMENT" or "HOLD").Select(entry => (entry.StartsAt, entry.EndsAt))));

    /// <param name="byDrag">Then nothing on the board may move away from under the card: what is known of the ticket is not opened.</param>
    private async Task ChooseAsync(string ticketId, bool byDrag = false)
    {
        (gone, isByDrag) = (null, byDrag);
        if (chosenId == ticketId) return;
        Forget();
        Unpropose();
        (chosenId, pointed) = (ticketId, null);
        await ProposeAsync();
    }

    private void Leave()
    {
        Forget();
        Unpropose();
        (chosenId, pointed, isByDrag) = (null, null, false);
    }

    /// <summary>What was proposed for another day or length can't be booked any more, and no answer to what was asked before counts.</summary>
    private void Unpropose()
    {
        proposed++;
        (proposals, offers, whyNot) = (null, [], []);
    }

    /// <summary>What was tried for the ticket before says nothing of the next.</summary>
    private void Forget()
    {
        if (tried is not null && !attempt.IsBusy) attempt = api.Attempt();
        (tried, reason, needsReason) = (null, null, false);
    }

    private async Task ChooseLengthAsync(int length)
    {
        minutes = length;
        Unpropose();
        await ProposeAsync();
    }

    /// <summary>Who could take the ticket from now on, or from the day that is looked at.</summary>
    private async Task ProposeAsync()
    {
        var turn = ++proposed;
        if (ChosenJob is not { IsToBeAssessed: false } job)
        {
            proposals = null;
            return;
        }

        var told = (await api.AskAsync<ProposalsRead>("Dispatch/Proposals", new { ticketId = job.Ticket.Id, minutes, notBefore = From > clock.Now ? From : (DateTimeOffset?)null })).TechnicianProposals;
        if (turn != proposed) return;
        proposals = told;
        offers = (told?.Best ?? []).Select((proposal, i) => (proposal, Rank: i + 1)).ToDictionary(one => one.proposal.Technician.Id, one => ((BoardProposal?)one.proposal, one.Rank));
        whyNot = (told?.Unavailable ?? []).ToDictionary(one => one.Technician.Id, one => one.Why);
    }

    private async Task BookAsync(string technicianId, DateTimeOffset from, bool isOnLane)
    {
        if (attempt.IsBusy || ChosenJob is not { } job) return;
        if (tried is { } before && (before.Technician != technicianId || before.From != from)) (reason, needsReason) = (null, false);
        (tried, gone) = ((technicianId, from, isOnLane), null);
        var zone = Zone;
        var given = needsReason && !string.IsNullOrWhiteSpace(reason) ? reason : null;
        var done = await attempt.SendAsync<BookedVisit>("Tickets/ScheduleVisit", new { ticketId = job.Ticket.Id, technicianId, from, to = from.AddMinutes(minutes), reason = given });
        if (done is null)
        {
            announced = Sentence ?? attempt.Refusal?.Message ?? attempt.Failure;
            if (chosenId == job.Ticket.Id) needsReason |= BookingRefusal.IsSoft(attempt.Refusal);
            else attempt = api.Attempt();
            return;
        }

        last = new Booking(done.Id, done.Number, done.Visits[^1].Id, NameOf(technicianId) ?? technicianId, from, clock.Now, zone);
        undo = api.Attempt();
        announced = L["BookedFor", last.Technician, clock.DayAndTime(from, zone)];
        (isUndoToBeShown, gone) = (true, null);
        if (chosenId == job.Ticket.Id) Leave();
        await ReadAsync();
    }

    private Task AgainAsync() => tried is { } slot ? BookAsync(slot.Technician, slot.From, slot.IsOnLane) : Task.CompletedTask;

    private async Task UndoAsync()
    {
        if (last is not { } made) return;
        if (await undo.SendAsync<BookedVisit>("Dispatch/TakeBack", new { ticketId = made.TicketId, visitId = made.VisitId, reason = L["UndoReason"].Value }) is null) return;
        announced = L["Undone", made.Number];
        Dismiss();
        await ReadAsync();
        await ChooseAsync(made.TicketId);
    }

    private void Dismiss() => (last, undoNote, isUndoToBeShown) = (null, default, false);

    /// <summary>What the page's script saw: a card that is being dragged, one that was dropped on a technician's hours, hours that were pointed at.</summary>
    private async Task ToldAsync(ChangeEventArgs told)
    {
        if (told.Value is not string { Length: > 0 } text) return;
        using var seen = JsonDocument.Parse(text);
        var what = seen.RootElement.GetProperty("what").GetString();
        var ticketId = seen.RootElement.TryGetProperty("job", out var job) ? job.GetString() : chosenId;
        if (what is "drag" or "drop")
        {
            if (waiting.All(one => one.Ticket.Id != ticketId))
            {
                gone ??= ticketId is null ? null : booked.GetValueOrDefault(ticketId)?.Ticket.Number;
                isByDrag = false;
                return;
            }

            await ChooseAsync(ticketId!, byDrag: true);
        }

        if (what == "let-go") isByDrag = false;
        // While it was asked who could go, it went, or another was chosen.
        if (what is "drag" or "let-go" || chosenId is null || chosenId != ticketId) return;
        var technician = seen.RootElement.GetProperty("technician").GetString()!;
        var at = BoardSpan.ToQuarter(DateTimeOffset.FromUnixTimeMilliseconds(seen.RootElement.GetProperty("at").GetInt64()));
        if (what == "drop") await BookAsync(technician, at, isOnLane: true);
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
        ["day"] = to == clock.Today(Zone) ? null : Written(to ?? Day) == Written(clock.Today(Zone)) ? null : Written(to ?? Day),
        ["view"] = (view ?? View) is { Length: > 0 } named ? named : null,
        ["branch"] = branch ?? BranchQuery,
    }));

    private void ChooseDay(ChangeEventArgs typed)
    {
        // A browser tells of each digit of a year that is typed: what is no year yet leads nowhere.
        if (DayOf(typed.Value as string) is { } day) GoTo(to: day);
    }

    private string? NameOf(string technicianId) => read?.TechnicianCalendars?.Technicians.FirstOrDefault(time => time.Technician.Id == technicianId)?.Technician.Name;

    private static string? OrNull(object? chosen) => chosen is string { Length: > 0 } text ? text : null;

    private static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and <= 2100 ? day : null;

    private static string Written(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <param name="At">When it was booked.</param>
    /// <param name="Zone">The branch's.</param>
    private sealed record Booking(string TicketId, string Number, string VisitId, string Technician, DateTimeOffset From, DateTimeOffset At, string Zone);
}
