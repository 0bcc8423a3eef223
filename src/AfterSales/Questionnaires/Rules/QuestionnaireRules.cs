using System.Collections.Immutable;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Questionnaires.Rules;

/// <summary>When a questionnaire goes out, and to whom.</summary>
public static class QuestionnaireRules
{
    /// <summary>Customers in one save.</summary>
    public const int PageSize = 50;

    private const int MostQuestions = 20;

    /// <param name="sendAt">The time of day at the branch.</param>
    public static Decision Make(string id, MakeQuestionnaire asked, TimeOnly sendAt, WorkingCalendar calendar, DateTimeOffset now)
    {
        var issues = Issues(asked, calendar.LocalDay(now)).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        return new QuestionnaireMade(id, asked.BranchId, asked.Title, asked.Questions, asked.Group, asked.FirstOn, asked.EveryMonths, asked.OpenDays,
            calendar.InstantAt(asked.FirstOn, sendAt));
    }

    /// <summary>
    /// It goes to the next customers of its group. A time that was slept through is not made up for by two sheets at once: the next one is the
    /// first that is still ahead. Where the branch has closed it goes out no more: its customers are others' now.
    /// </summary>
    /// <param name="customers">One more than a page where there are more.</param>
    public static Decision WhenDue(
        Questionnaire known, BranchState branch, IReadOnlyList<string> customers, TimeOnly sendAt, WorkingCalendar calendar, DateTimeOffset now)
    {
        if (known.NextDue is not { } due || due > now) return Decision.NothingToDo;
        if (branch == BranchState.Closed) return Stop(known, now);
        var page = customers.Take(PageSize).ToImmutableList();
        // A moment later: what wakes a record finds it not due again at once.
        if (customers.Count > PageSize) return new QuestionnaireSent(known.Occurrence, page, page[^1], known.Occurrence, now.AddSeconds(1));
        var next = known.Occurrence + 1;
        while (InstantOf(next) <= now) next++;
        return new QuestionnaireSent(known.Occurrence, page, null, next, InstantOf(next));

        DateTimeOffset? InstantOf(int occurrence) =>
            known.EveryMonths is { } months ? calendar.InstantAt(known.FirstOn.AddMonths(months * (occurrence - 1)), sendAt) : null;
    }

    /// <summary>It goes out no more; sheets that are with customers can still be answered.</summary>
    public static Decision Stop(Questionnaire known, DateTimeOffset now) =>
        known.NextAt is null ? Decision.NothingToDo : new QuestionnaireStopped(now);

    private static IEnumerable<InputIssue> Issues(MakeQuestionnaire asked, DateOnly today)
    {
        if (asked.Title.IsEmpty) yield return new("title", "REQUIRED");
        if (asked.Questions.Count is 0) yield return new("questions", "REQUIRED");
        if (asked.Questions.Count > MostQuestions) yield return new("questions", "TOO_LONG");
        foreach (var (i, question) in asked.Questions.Index())
            if (question.IsEmpty) yield return new($"questions[{i}]", "REQUIRED");
        if (asked.FirstOn < today) yield return new("firstOn", "IN_THE_PAST");
        if (asked.FirstOn > today.AddYears(5)) yield return new("firstOn", "TOO_FAR");
        if (asked.EveryMonths is < 1 or > 60) yield return new("everyMonths", "OUT_OF_RANGE");
        if (asked.OpenDays is < 1 or > 365) yield return new("openDays", "OUT_OF_RANGE");
    }
}
