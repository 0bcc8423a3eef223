using AfterSales.Access;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.FollowUps.Rules;

/// <summary>How a call is worked: its results, the next try, what the customer said (domain.md §5).</summary>
public static class CallRules
{
    /// <summary>Null when the caller may record this call of a sale: the branch all of them, the dealer who sold it those he owes himself (S3 ⑶ 3).</summary>
    public static Refusal? MustBeOwn(Sale sale, int number, Caller by) =>
        by.ActsFor(sale.BranchId) || (sale.FollowUps.Find(number)?.DealerId is { } dealer && by.SellsFor(dealer)) ? null : new NotFound($"{sale.Id}/{number}");

    /// <param name="by">The account that called.</param>
    /// <param name="opened">For each thing the customer said, the key of what it opens.</param>
    public static Decision Record(
        FollowUpCalls calls, string key, RecordFollowUp made, string by, IReadOnlyList<string> opened, WorkingCalendar calendar,
        CallRetries retries, DateTimeOffset now)
    {
        if (calls.Find(made.Number) is not { } call) return new NotFound($"{key}/{made.Number}");
        if (call.State == FollowUpState.Planned) return new FollowUpNotDue(call.OpensAt);
        if (call.IsEnded) return new FollowUpOver(call.State);
        // Otherwise six quick entries would stand for six tries.
        if (made.Result == CallResult.NoAnswer && call.NextTryAt > now) return new FollowUpTooSoon(call.NextTryAt.Value);
        var issues = Issues(made, now).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        var result = ResultOf(call, made, by, calendar, retries, now);
        return Decision.Of(
        [
            result,
            .. made.Said.Select((said, i) => new CustomerSaid(call.Number, said.Kind, opened[i], said.Details, said.Words)),
            .. result is FollowUpEnded { State: FollowUpState.Reached or FollowUpState.GivenUp }
                ? FollowUpRules.BeginLater(calls, call, call.AgentId ?? (call.By == FollowUpMaker.Agent ? by : null), calendar, now)
                : [],
        ]);
    }

    /// <summary>
    /// What the voice gateway reports. It may come when a person has finished the call already, or after the window has closed: then it
    /// counts as far as there is something left to count.
    /// </summary>
    public static Decision RecordFromGateway(
        FollowUpCalls calls, GatewayResult reported, WorkingCalendar calendar, CallRetries retries, DateTimeOffset now)
    {
        if (calls.Find(reported.Number) is not { } call || call.IsEnded || call.State == FollowUpState.Planned) return Decision.NothingToDo;
        if (reported.Result is not { } result) return call.Channel == CallChannel.Person ? Decision.NothingToDo : new FollowUpGivenToPeople(call.Number);
        var happened = ResultOf(call, new RecordFollowUp(call.Number, result), reported.By, calendar, retries, now);
        return Decision.Of(
        [
            happened,
            .. reported.WantsPerson && happened is FollowUpTried ? [new FollowUpGivenToPeople(call.Number)] : Array.Empty<Event>(),
            .. happened is FollowUpEnded { State: FollowUpState.Reached or FollowUpState.GivenUp }
                ? FollowUpRules.BeginLater(calls, call, call.AgentId, calendar, now)
                : [],
        ]);
    }

    private static Event ResultOf(FollowUpCall call, RecordFollowUp made, string by, WorkingCalendar calendar, CallRetries retries, DateTimeOffset now)
    {
        return made.Result switch
        {
            CallResult.Reached => Ended(FollowUpState.Reached),
            CallResult.Declined => Ended(FollowUpState.Declined),
            CallResult.WrongNumber => Ended(FollowUpState.GivenUp),
            CallResult.NoAnswer when call.Tries + 1 >= retries.MostInAll => Ended(FollowUpState.GivenUp),
            CallResult.NoAnswer => Tried(NextTry(call, calendar, retries, now)),
            _ => Tried(made.CallBackAt ?? now),
        };

        FollowUpEnded Ended(FollowUpState state) => new(call.Number, made.Result, state, now, calendar.LocalDay(now), by, made.Words);

        FollowUpTried Tried(DateTimeOffset? next) => new(call.Number, made.Result, now, calendar.LocalDay(now), by, next, made.Words);
    }

    private static DateTimeOffset? NextTry(FollowUpCall call, WorkingCalendar calendar, CallRetries retries, DateTimeOffset now)
    {
        var today = calendar.LocalDay(now);
        var triesToday = (call.LastTryDay == today ? call.TriesToday : 0) + 1;
        var next = calendar.Due(now, TimeSpan.FromHours(retries.AfterWorkingHours));
        if (triesToday < retries.MostPerDay || next is null || calendar.LocalDay(next.Value) > today) return next;
        return Window.FirstOpening(calendar, today.AddDays(1))?.At;
    }

    private static IEnumerable<InputIssue> Issues(RecordFollowUp made, DateTimeOffset now)
    {
        if (!Enum.IsDefined(made.Result)) yield return new("result", "UNKNOWN");
        if (made.Result == CallResult.CallBackLater)
        {
            if (made.CallBackAt is not { } at) yield return new("callBackAt", "REQUIRED");
            else if (at <= now) yield return new("callBackAt", "IN_THE_PAST");
            else if (at > now.AddDays(LongestWaitDays)) yield return new("callBackAt", "TOO_FAR");
        }

        foreach (var (i, said) in made.Said.Index())
            if (string.IsNullOrWhiteSpace(said.Words)) yield return new($"said[{i}].words", "REQUIRED");
        if (made.Said.Count > 0 && made.Result is not (CallResult.Reached or CallResult.CallBackLater or CallResult.Declined))
            yield return new("said", "NOBODY_REACHED");
    }

    // A slip of the year would hide the call for good.
    private const int LongestWaitDays = 90;
}

/// <summary>The call's window opens only then; until then it is not worked.</summary>
[GenerateSerializer, Immutable, Alias("FollowUpNotDue")]
public sealed record FollowUpNotDue([property: Id(0)] DateTimeOffset OpensAt) : Refusal;

/// <summary>The call is finished already, or no longer owed.</summary>
[GenerateSerializer, Immutable, Alias("FollowUpOver")]
public sealed record FollowUpOver([property: Id(0)] FollowUpState State) : Refusal;

/// <summary>Nobody answered a short while ago: the customer is not tried again before <paramref name="NextTryAt"/>.</summary>
[GenerateSerializer, Immutable, Alias("FollowUpTooSoon")]
public sealed record FollowUpTooSoon([property: Id(0)] DateTimeOffset NextTryAt) : Refusal;
