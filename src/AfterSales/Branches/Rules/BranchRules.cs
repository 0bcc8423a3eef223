using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Branches.Rules;

public static class BranchRules
{
    public const string KeyPrefix = "b-";

    /// <summary>A code is given once, since there is one record of a key: no branch is opened under another.</summary>
    public static string KeyOf(string code) => KeyPrefix + code.ToLowerInvariant();

    public static Decision Open(string id, OpenBranch branch)
    {
        var issues = Issues(id, branch).Concat(CalendarIssues(branch.Calendar)).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        return new BranchOpened(id, branch.Code, branch.Name, branch.Country, branch.Currency, branch.Calendar);
    }

    public static Decision ChangeCalendar(Branch branch, WorkingCalendar calendar)
    {
        var issues = CalendarIssues(calendar).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        var next = calendar with { Version = branch.Calendar.Version };
        return next == branch.Calendar ? Decision.NothingToDo : new CalendarChanged(next with { Version = next.Version + 1 });
    }

    /// <param name="book">See <see cref="NumberSeries.BookOf"/>.</param>
    public static Decision ReserveNumbers(Branch branch, string book, int count) =>
        new NumbersReserved(book, branch.NextNumbers.GetValueOrDefault(book, 1), count);

    private static IEnumerable<InputIssue> Issues(string id, OpenBranch branch)
    {
        if (branch.Code.Length is < 2 or > 6 || !branch.Code.All(char.IsAsciiLetterUpper)) yield return new("code", "TWO_TO_SIX_CAPITALS");
        else if (id != KeyOf(branch.Code)) yield return new("code", "DOES_NOT_FIT_KEY");
        if (string.IsNullOrWhiteSpace(branch.Name)) yield return new("name", "REQUIRED");
        if (branch.Country.Length != 2 || !branch.Country.All(char.IsAsciiLetterUpper)) yield return new("country", "COUNTRY_UNKNOWN");
        if (branch.Currency.Length != 3 || !branch.Currency.All(char.IsAsciiLetterUpper)) yield return new("currency", "CURRENCY_UNKNOWN");
    }

    private static IEnumerable<InputIssue> CalendarIssues(WorkingCalendar calendar) =>
        calendar.Validate().Select(problem => new InputIssue($"calendar.{problem.Path}", problem.Code));
}
