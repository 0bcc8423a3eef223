using AfterSales.Access;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.HardProblems.Rules;

/// <summary>Who asks: the account in its role at the branch.</summary>
public sealed record HardProblemAsker(string? Account, Role Role, string? TechnicianId);

/// <summary>How a hard problem is asked, asked back, explained, answered and withdrawn (S1 P2 (4)).</summary>
public static class HardProblemRules
{
    private const int LongestDays = 366;

    /// <param name="customerId">The customer of the ticket.</param>
    /// <param name="answerDays">Working days until the answer is due where none is wished.</param>
    public static Decision Ask(
        string id, AskHeadquarters asked, string? customerId, HardProblemAsker by, int answerDays, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(asked.Subject)) return InputInvalid.At("subject", "REQUIRED");
        if (string.IsNullOrWhiteSpace(asked.Question)) return InputInvalid.At("question", "REQUIRED");
        if (asked.DueAt <= now) return InputInvalid.At("dueAt", "IN_THE_PAST");
        if (asked.DueAt > now.AddDays(LongestDays)) return InputInvalid.At("dueAt", "OUT_OF_RANGE");
        return new HardProblemAsked(id, asked.BranchId, asked.TicketId, customerId, by.Account, by.Role, by.TechnicianId, now,
            asked.DueAt ?? After(answerDays, calendar, now), asked.Subject, asked.Question);
    }

    public static Decision AskBack(HardProblem problem, string words, Caller by, WorkingCalendar calendar, DateTimeOffset now) =>
        HeadquartersMayAct(problem, by) ?? Missing(words)
        ?? (problem.State == HardProblemState.AskedBack ? new HardProblemAtBranch()
            : (Decision)new HardProblemAskedBack(problem.AskedBack + 1, now, After(1, calendar, now), words));

    /// <summary>What headquarters had to wait it has more to answer.</summary>
    public static Decision Explain(HardProblem problem, string words, DateTimeOffset now) =>
        (Refusal?)MustBeOpen(problem) ?? Missing(words)
        ?? (problem is { State: HardProblemState.AskedBack, AskedBackAt: { } since }
            ? new HardProblemExplained(problem.AskedBack, now, problem.DueAt + (now - since), words)
            : (Decision)new HardProblemNotAskedBack());

    /// <summary>It may answer while it waits for the branch too.</summary>
    public static Decision Answer(HardProblem problem, string words, Caller by, WorkingCalendar calendar, DateTimeOffset now) =>
        HeadquartersMayAct(problem, by) ?? Missing(words) ?? (Decision)new HardProblemAnswered(now, After(1, calendar, now), words);

    public static Decision Withdraw(HardProblem problem, string words, DateTimeOffset now) =>
        (Refusal?)MustBeOpen(problem) ?? Missing(words) ?? (Decision)new HardProblemWithdrawn(now, words);

    private static DateTimeOffset After(int days, WorkingCalendar calendar, DateTimeOffset now) => calendar.AddWorkingDays(now, days) ?? now.AddDays(days);

    private static Refusal? HeadquartersMayAct(HardProblem problem, Caller by) =>
        by.IsSystem || by.IsAtHeadquarters ? MustBeOpen(problem) : new OnlyHeadquartersAnswers();

    private static HardProblemOver? MustBeOpen(HardProblem problem) => problem.IsOpen ? null : new HardProblemOver(problem.State);

    private static InputInvalid? Missing(string words) => string.IsNullOrWhiteSpace(words) ? InputInvalid.At("words", "REQUIRED") : null;
}

/// <summary>The hard problem was answered or withdrawn already.</summary>
[GenerateSerializer, Immutable, Alias("HardProblemOver")]
public sealed record HardProblemOver([property: Id(0)] HardProblemState State) : Refusal;

/// <summary>Headquarters asked back already, and the branch has not explained yet.</summary>
[GenerateSerializer, Immutable, Alias("HardProblemAtBranch")]
public sealed record HardProblemAtBranch : Refusal;

/// <summary>Headquarters asked nothing that is to be explained.</summary>
[GenerateSerializer, Immutable, Alias("HardProblemNotAskedBack")]
public sealed record HardProblemNotAskedBack : Refusal;

/// <summary>A hard problem is answered at headquarters, not at a branch.</summary>
[GenerateSerializer, Immutable, Alias("OnlyHeadquartersAnswers")]
public sealed record OnlyHeadquartersAnswers : Refusal;
