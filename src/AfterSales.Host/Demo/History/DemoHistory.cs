using System.Collections.Concurrent;
using AfterSales.Branches;
using AfterSales.Calendars;

namespace AfterSales.Host.Demo.History;

/// <summary>
/// Lets a company live through some time on its own clock: what people do comes from the stories below, what falls due by itself comes from the
/// records. A story that has not ended at the end is one of that day's open tickets.
/// </summary>
internal sealed partial class DemoHistory(
    IHistoryTime time, IHistoryStaff staff, HistoryPlan plan, HistoryTickets tickets, HistoryJobs jobs, HistoryHolidays holidays, HistoryContracts contracts,
    HistoryCalls calls, HistoryCards cards, HistoryMessages messages, HistoryEvenings evenings, HistoryReports reports, TimeProvider clock, ILogger<DemoHistory> log)
{
    private readonly ConcurrentQueue<string> _brokenOff = [];

    /// <summary>Of each story that asked for something that was refused, and ended there, what the refusal said.</summary>
    public IReadOnlyCollection<string> BrokenOff => _brokenOff;

    public async Task Make()
    {
        if (time.End is not { } end) return;
        var days = (int)Math.Round((end - clock.GetUtcNow()).TotalDays);
        LogLives(log, days);
        await staff.Know();
        // The second key keeps the order of those who act in the same minute.
        var stories = new PriorityQueue<Telling, (DateTimeOffset, int)>();
        foreach (var (order, (branch, story)) in Stories(clock.GetUtcNow(), end).Index())
        {
            var telling = new Telling(order, branch, story.GetAsyncEnumerator());
            if (await GoOn(telling)) stories.Enqueue(telling, (telling.Next, order));
        }

        while (stories.TryPeek(out _, out var first) && first.Item1 < end)
        {
            await time.PlayTo(first.Item1);
            var now = new List<Telling>();
            while (stories.TryPeek(out var next, out var at) && at.Item1 <= first.Item1)
            {
                now.Add(next);
                stories.Dequeue();
            }

            // Branches have nothing to do with each other.
            await Task.WhenAll(now.GroupBy(telling => telling.Branch).Select(GoOn));
            foreach (var telling in now)
                if (!telling.IsOver) stories.Enqueue(telling, (telling.Next, telling.Order));
        }

        foreach (var (telling, _) in stories.UnorderedItems) await telling.Story.DisposeAsync();
        await time.PlayToEnd();
    }

    private IEnumerable<(HistoryBranch Branch, IAsyncEnumerable<DateTimeOffset> Story)> Stories(DateTimeOffset from, DateTimeOffset end)
    {
        foreach (var (number, branch) in DemoBranches.All.Index())
        {
            var place = new HistoryBranch($"{IBranchGrain.Prefix}{branch.Code.ToLowerInvariant()}", number, branch.Calendar);
            foreach (var story in holidays.Stories(place, from, end)) yield return (place, story);
            foreach (var story in contracts.Stories(place, from, end)) yield return (place, story);
            foreach (var story in tickets.Stories(place, from, end)) yield return (place, story);
            yield return (place, jobs.Done(place));
            yield return (place, calls.Made(place));
            yield return (place, messages.Sent(place));
            yield return (place, cards.Answered(place));
            yield return (place, evenings.Spent(place));
            yield return (place, reports.Written(place));
        }
    }

    private async Task GoOn(IEnumerable<Telling> some)
    {
        foreach (var telling in some) await GoOn(telling);
    }

    private async Task<bool> GoOn(Telling telling)
    {
        try
        {
            if (await telling.Story.MoveNextAsync())
            {
                var late = telling.Story.Current.UtcTicks % plan.Grain.Ticks;
                telling.Next = late == 0 ? telling.Story.Current : telling.Story.Current.AddTicks(plan.Grain.Ticks - late);
                return true;
            }
        }
        catch (DemoRefusedException refused)
        {
            _brokenOff.Enqueue($"{clock.GetUtcNow():O} {refused.Message}");
            LogBrokenOff(log, refused);
        }

        telling.IsOver = true;
        await telling.Story.DisposeAsync();
        return false;
    }

    [LoggerMessage(EventId = 2004, Level = LogLevel.Warning, Message = "A story of the company's past ends early.")]
    private static partial void LogBrokenOff(ILogger log, Exception refused);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Information, Message = "The company lives through {Days} days before it serves: some seconds, once.")]
    private static partial void LogLives(ILogger log, int days);

    private sealed class Telling(int order, HistoryBranch branch, IAsyncEnumerator<DateTimeOffset> story)
    {
        public int Order => order;

        public HistoryBranch Branch => branch;

        public IAsyncEnumerator<DateTimeOffset> Story => story;

        public DateTimeOffset Next { get; set; }

        public bool IsOver { get; set; }
    }
}

/// <summary>A branch of the company as its history needs it.</summary>
internal sealed record HistoryBranch(string Id, int Number, WorkingCalendar Calendar)
{
    public bool IsChinese => Calendar.TimeZone == "Asia/Shanghai";

    public string Say(string chinese, string spanish) => IsChinese ? chinese : spanish;

    /// <summary>When it opens on the first working day after an instant's day.</summary>
    public DateTimeOffset OpeningAfter(DateTimeOffset instant) => OpeningOn(Calendar.LocalDay(instant).AddDays(1));

    /// <summary>When it opens on a day, or on the first working day after it.</summary>
    public DateTimeOffset OpeningOn(DateOnly day) => Calendar.NextOpening(Calendar.InstantAt(day, TimeOnly.MinValue))!.Value;
}
