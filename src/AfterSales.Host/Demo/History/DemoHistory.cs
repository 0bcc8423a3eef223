using AfterSales.Branches;
using AfterSales.Calendars;

namespace AfterSales.Host.Demo.History;

/// <summary>
/// Lets the demo company live through the days before today, on its own clock: what people do comes from the stories below, what falls due
/// by itself comes from the records. A story that has not ended today is one of today's open tickets.
/// </summary>
internal sealed partial class DemoHistory(
    DemoTimeControl time, DemoStaff staff, HistoryTickets tickets, HistoryCalls calls, HistoryCards cards, HistoryMessages messages, HistoryEvenings evenings, ILogger<DemoHistory> log)
{
    /// <summary>How many stories asked for something that was refused, and ended there.</summary>
    public int BrokenOff { get; private set; }

    public async Task Make()
    {
        if (time.Today is not { } end) return;
        var days = (int)Math.Round((end - time.Now!.Value).TotalDays);
        LogLives(log, days);
        await staff.Know();
        var stories = new PriorityQueue<IAsyncEnumerator<DateTimeOffset>, DateTimeOffset>();
        foreach (var story in Stories(time.Now!.Value, end)) await Go(stories, story.GetAsyncEnumerator());
        while (stories.TryDequeue(out var story, out var next))
        {
            if (next < end)
            {
                await time.PlayTo(next);
                await Go(stories, story);
            }
            else
            {
                await story.DisposeAsync();
            }
        }

        await time.PlayToToday();
    }

    private IEnumerable<IAsyncEnumerable<DateTimeOffset>> Stories(DateTimeOffset from, DateTimeOffset end)
    {
        foreach (var (number, branch) in DemoBranches.All.Index())
        {
            var place = new HistoryBranch($"{IBranchGrain.Prefix}{branch.Code.ToLowerInvariant()}", number, branch.Calendar);
            foreach (var story in tickets.Stories(place, from, end)) yield return story;
            yield return calls.Made(place);
            yield return messages.Sent(place);
            yield return cards.Answered(place);
            yield return evenings.Spent(place);
        }
    }

    private async Task Go(PriorityQueue<IAsyncEnumerator<DateTimeOffset>, DateTimeOffset> stories, IAsyncEnumerator<DateTimeOffset> story)
    {
        try
        {
            if (await story.MoveNextAsync())
            {
                stories.Enqueue(story, story.Current);
                return;
            }
        }
        catch (DemoRefusedException refused)
        {
            BrokenOff++;
            LogBrokenOff(log, refused);
        }

        await story.DisposeAsync();
    }

    [LoggerMessage(EventId = 2004, Level = LogLevel.Warning, Message = "A story of the demo company's past ends early.")]
    private static partial void LogBrokenOff(ILogger log, Exception refused);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Information, Message = "The demo company lives through the last {Days} days before it serves: some seconds, once.")]
    private static partial void LogLives(ILogger log, int days);
}

/// <summary>A branch of the demo company as its history needs it.</summary>
internal sealed record HistoryBranch(string Id, int Number, WorkingCalendar Calendar)
{
    public bool IsChinese => Calendar.TimeZone == "Asia/Shanghai";

    public string Say(string chinese, string spanish) => IsChinese ? chinese : spanish;

    /// <summary>When it opens on the first working day after an instant's day.</summary>
    public DateTimeOffset OpeningAfter(DateTimeOffset instant) => OpeningOn(Calendar.LocalDay(instant).AddDays(1));

    /// <summary>When it opens on a day, or on the first working day after it.</summary>
    public DateTimeOffset OpeningOn(DateOnly day) => Calendar.NextOpening(Calendar.InstantAt(day, TimeOnly.MinValue))!.Value;
}
