using AfterSales.Access;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Branches.Rules;

public static class BranchRules
{
    public const string KeyPrefix = "b-";

    /// <summary>A code is given once, since there is one record of a key: no branch is opened under another.</summary>
    public static string KeyOf(string code) => KeyPrefix + code.ToLowerInvariant();

    public static Decision Open(string id, OpenBranch branch, DateTimeOffset now)
    {
        var issues = Issues(id, branch).Concat(CalendarIssues(branch.Calendar, now)).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        return new BranchOpened(id, branch.Code, branch.Name.Trim(), branch.Country, branch.Currency, branch.Calendar, now);
    }

    public static Decision Rename(Branch branch, string name)
    {
        if (string.IsNullOrWhiteSpace(name)) return InputInvalid.At("name", "REQUIRED");
        return name.Trim() == branch.Name ? Decision.NothingToDo : new BranchRenamed(name.Trim());
    }

    /// <param name="address">Null: it is not said any more; so with <paramref name="phone"/>.</param>
    public static Decision Describe(Branch branch, PostalAddress? address, Phone? phone)
    {
        var issues = AddressIssues(address).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        return (address, phone) == (branch.Address, branch.Phone) ? Decision.NothingToDo : new BranchDescribed(address, phone);
    }

    public static Decision ChangeCalendar(Branch branch, WorkingCalendar calendar, DateTimeOffset now)
    {
        var issues = CalendarIssues(calendar, now).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        var next = calendar with { Version = branch.Calendar.Version };
        return next == branch.Calendar ? Decision.NothingToDo : new CalendarChanged(next with { Version = next.Version + 1 }, now);
    }

    /// <param name="book">See <see cref="NumberSeries.BookOf"/>.</param>
    public static Decision ReserveNumbers(Branch branch, string book, int count) =>
        new NumbersReserved(book, branch.NextNumbers.GetValueOrDefault(book, 1), count);

    /// <summary>Whoever begins new work at a branch asks this first.</summary>
    public static BranchClosed? MustBeOpen(Branch branch) =>
        branch.State == BranchState.Open ? null : new BranchClosed(branch.Id, branch.HandOver?.ToBranchId);

    /// <summary>As above; what the service itself has heard is never turned away.</summary>
    public static BranchClosed? MustBeOpen(Branch branch, Caller by) => by.IsSystem ? null : MustBeOpen(branch);

    private static IEnumerable<InputIssue> Issues(string id, OpenBranch branch)
    {
        if (branch.Code.Length is < 2 or > 6 || !branch.Code.All(char.IsAsciiLetterUpper)) yield return new("code", "TWO_TO_SIX_CAPITALS");
        else if (id != KeyOf(branch.Code)) yield return new("code", "DOES_NOT_FIT_KEY");
        if (string.IsNullOrWhiteSpace(branch.Name)) yield return new("name", "REQUIRED");
        if (!IsoCodes.IsCountry(branch.Country)) yield return new("country", "COUNTRY_UNKNOWN");
        if (!IsoCodes.IsCurrency(branch.Currency)) yield return new("currency", "CURRENCY_UNKNOWN");
    }

    private static IEnumerable<InputIssue> AddressIssues(PostalAddress? address)
    {
        if (address is null) yield break;
        if (string.IsNullOrWhiteSpace(address.Street)) yield return new("address.street", "REQUIRED");
        if (string.IsNullOrWhiteSpace(address.City)) yield return new("address.city", "REQUIRED");
    }

    /// <summary>A branch promises, calls and reminds in working time: without any it could keep nothing of that.</summary>
    private static InputIssue[] CalendarIssues(WorkingCalendar calendar, DateTimeOffset now)
    {
        InputIssue[] issues = [.. calendar.Validate().Select(problem => new InputIssue($"calendar.{problem.Path}", problem.Code))];
        return issues.Length == 0 && calendar.NextOpening(now) is null ? [new("calendar.week", "NO_WORKING_TIME")] : issues;
    }
}

/// <summary>The branch takes no new work any more.</summary>
/// <param name="SuccessorId">The branch its work goes to.</param>
[GenerateSerializer, Immutable, Alias("BranchClosed")]
public sealed record BranchClosed([property: Id(0)] string BranchId, [property: Id(1)] string? SuccessorId) : Refusal;
