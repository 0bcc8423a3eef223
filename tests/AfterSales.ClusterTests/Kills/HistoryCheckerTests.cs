namespace AfterSales.ClusterTests.Kills;

/// <summary>The checker of histories finds what it is there for: each of these is a good history with one thing wrong.</summary>
public sealed class HistoryCheckerTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_good_history_has_no_findings() => Assert.Empty(HistoryChecker.Check(Log(), Found));

    [Fact]
    public void A_request_that_was_sent_twice_and_answered_twice_alike_is_one() =>
        Assert.Empty(HistoryChecker.Check(Log(again: new Answered("r-2", Start.AddMinutes(9), "t-1", null, [])), Found));

    [Fact]
    public void An_acknowledged_mutation_that_is_lost_is_found() => Finds(
        Found with { Journal = [.. Found.Journal.Where(e => e.Name != "InternalNoteAdded")], Records = [.. Found.Records.Select(record => record.Key == "t-1" ? record with { StateVersion = 5, RowVersion = 5 } : record)] },
        "t-1 has 0 of 1 acknowledged InternalNoteAdded");

    [Fact]
    public void A_mutation_that_was_done_twice_is_found() => Finds(
        Found with { Journal = [.. Found.Journal, new("t-1", 7, "InternalNoteAdded")], Records = [.. Found.Records.Select(record => record.Key == "t-1" ? record with { StateVersion = 7, RowVersion = 7 } : record)] },
        "t-1 has 2 of 1 acknowledged InternalNoteAdded");

    [Fact]
    public void A_record_that_was_made_twice_by_one_request_is_found()
    {
        var doubled = Found with { Journal = [.. Found.Journal, new("t-2", 1, "TicketRegistered")], Records = [.. Found.Records, new("t-2", 1, 1)], Handled = [.. Found.Handled, "r-2"] };
        Finds(doubled, "t-2 has 1 TicketRegistered, and nobody asked for it");
        Finds(doubled, "r-2 was applied 2 times");
    }

    [Fact]
    public void A_request_that_no_record_remembers_is_found() => Finds(Found with { Handled = [.. Found.Handled.Where(id => id != "r-3")] }, "r-3 was applied 0 times");

    [Fact]
    public void A_save_whose_row_is_missing_or_behind_is_found()
    {
        Finds(With(record => record with { RowVersion = null }), "t-1 stands at 6, and its row at ");
        Finds(With(record => record with { RowVersion = 5 }), "t-1 stands at 6, and its row at 5");

        static FoundHistory With(Func<FoundRecord, FoundRecord> change) => Found with { Records = [.. Found.Records.Select(record => record.Key == "t-1" ? change(record) : record)] };
    }

    [Fact]
    public void A_save_whose_journal_or_state_is_missing_is_found()
    {
        Finds(Found with { Journal = [.. Found.Journal.Where(e => e.Version != 4 || e.Record != "t-1")] }, "t-1 stands at 6, and its journal has 1, 2, 3, 5, 6");
        Finds(Found with { Records = [.. Found.Records.Where(record => record.Key != "c-1")] }, "c-1 is in the journal and has no state");
    }

    [Fact]
    public void A_ticket_that_stands_elsewhere_than_it_was_told_is_found()
    {
        Finds(Found with { Steps = [("t-1", "SOLVED_REMOTELY", "COMPLETED")] }, "t-1 was told to be COMPLETED, is answered as SOLVED_REMOTELY and listed as COMPLETED");
        Finds(Found with { Steps = [("t-1", "COMPLETED", "SOLVED_REMOTELY")] }, "listed as SOLVED_REMOTELY");
        Finds(Found with { Steps = [] }, "t-1 can't be read");
    }

    [Fact]
    public void What_follows_and_is_lost_or_doubled_or_comes_from_nothing_is_found()
    {
        Finds(Found with { Effects = [.. Found.Effects.Where(effect => effect.Kind != "task TellResult")] }, "t-1 is followed by 0 of 1 task TellResult");
        Finds(Found with { Effects = [.. Found.Effects, new("card", "sv-2", "t-1", "Planned")] }, "t-1 is followed by 2 of 1 card");
        Finds(Found with { Effects = [.. Found.Effects, new("task EmergencyReported", "task-9", "t-1", "Open")] }, "t-1 is followed by 1 task EmergencyReported that nothing led to");
        Finds(Found with { Effects = [.. Found.Effects, new("appointment", "v-1", "t-1", "Held")] }, "The appointment for t-1 is Held");
    }

    [Fact]
    public void A_due_call_that_was_not_raised_or_raised_twice_is_found()
    {
        Finds(Found with { Journal = [.. Found.Journal.Select(e => e.Name == "FollowUpRaised" ? e with { Name = "Other" } : e)] }, "What was due of t-1 was raised 0 times");
        Finds(Found with { Journal = [.. Found.Journal.Select(e => e.Name == "InternalNoteAdded" ? e with { Name = "FollowUpRaised" } : e)] }, "What was due of t-1 was raised 2 times");
        Finds(Found with { Effects = [.. Found.Effects.Select(effect => effect.Kind == "call first" ? effect with { State = "Planned" } : effect)] }, "t-1/1 is due and not raised");
    }

    [Fact]
    public void Unrest_and_wrong_figures_are_findings()
    {
        Finds(Found with { Unrest = ["effect RaiseTask"] }, "Not at rest: effect RaiseTask");
        Finds(Found with { WrongFigures = ["b-mad differs"] }, "A figure is wrong: b-mad differs");
    }

    [Fact]
    public void A_request_that_was_never_answered_or_in_two_ways_or_refused_is_found()
    {
        var silent = Log();
        silent.Add(new Asked("r-9", Start, "addTicketNote", "t-1", "{}"));
        Assert.Contains("r-9 was never answered", HistoryChecker.Check(silent, Found));
        Assert.Contains(HistoryChecker.Check(Log(again: new Answered("r-2", Start, "t-7", null, [])), Found), finding => finding.StartsWith("r-2 was answered in more than one way", StringComparison.Ordinal));
        Assert.Contains(HistoryChecker.Check(Log(again: new Answered("r-5", Start, null, "STEP_NOT_ALLOWED", [])), Found), finding => finding.EndsWith("was refused: STEP_NOT_ALLOWED", StringComparison.Ordinal));
    }

    private static void Finds(FoundHistory found, string finding) => Assert.Contains(HistoryChecker.Check(Log(), found), found => found.Contains(finding, StringComparison.Ordinal));

    /// <summary>A customer is registered, and his ticket is noted on, solved and completed.</summary>
    private static ClientLog Log(Answered? again = null)
    {
        var log = new ClientLog();
        foreach (var (i, (mutation, record)) in new[] { ("registerCustomer", "c-1"), ("registerTicket", "t-1"), ("addTicketNote", "t-1"), ("solveTicketRemotely", "t-1"), ("completeTicket", "t-1") }.Index())
        {
            log.Add(new Asked($"r-{i + 1}", Start.AddMinutes(i), mutation, mutation.StartsWith("register", StringComparison.Ordinal) ? "" : record, "{}"));
            log.Add(new Answered($"r-{i + 1}", Start.AddMinutes(i), record, null, []));
        }

        if (again is not null) log.Add(again);
        return log;
    }

    private static FoundHistory Found { get; } = new()
    {
        Journal =
        [
            new("c-1", 1, "CustomerRegistered"), new("t-1", 1, "TicketRegistered"), new("t-1", 2, "InternalNoteAdded"), new("t-1", 3, "TicketSolvedRemotely"), new("t-1", 4, "TicketCompleted"),
            new("t-1", 5, "FollowUpRaised"), new("t-1", 6, "TicketReportedUp"), new("k-1", 1, "ContactRecorded"),
        ],
        Records = [new("c-1", 1, 1), new("t-1", 6, 6), new("k-1", 1, 1)],
        Effects = [new("contact Request", "k-1", "t-1", ""), new("task TellResult", "task-1", "t-1", "Open"), new("card", "sv-1", "t-1", "Planned"), new("call first", "t-1/1", "t-1", "Due")],
        Handled = ["r-1", "r-2", "r-3", "r-4", "r-5"],
        Steps = [("t-1", "COMPLETED", "COMPLETED")],
    };
}
