using System.Globalization;
using System.Text.RegularExpressions;
using AfterSales.Records;

namespace AfterSales.Desks.Rules;

public static partial class DeskRules
{
    public const int MostViews = 50;
    public const int LongestName = 60;
    public const int LongestAddress = 1000;

    /// <summary>A view that is named anew or changed keeps its number. Without one, the same name on the same page is the same view, with other filters.</summary>
    public static Decision Save(PersonalDesk? desk, string id, string account, SaveView asked)
    {
        var name = asked.Name.Trim();
        if (Issues(name, asked.Address).ToArray() is { Length: > 0 } issues) return new InputInvalid(issues);
        var (views, page) = (desk?.Views ?? [], asked.Address.Split('?')[0]);
        var namesake = views.Find(view => view.Page == page && string.Equals(view.Name, name, StringComparison.OrdinalIgnoreCase));
        var known = asked.Number is { } number ? views.Find(view => view.Number == number) : namesake;
        if (asked.Number is { } unknown && known is null) return new NotFound(unknown.ToString(CultureInfo.InvariantCulture));
        if (namesake is not null && namesake != known) return InputInvalid.At("name", "REPEATED");
        if (known is null && views.Count >= MostViews) return new TooManyViews(MostViews);
        var saved = new SavedView(known?.Number ?? (desk?.Numbers ?? 0) + 1, name, asked.Address);
        return saved == known ? Decision.NothingToDo : new ViewSaved(id, account, saved);
    }

    public static Decision Remove(PersonalDesk? desk, int number) =>
        desk?.Views.Exists(view => view.Number == number) == true ? new ViewRemoved(number) : new NotFound(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>What the clock says never goes back: two windows may tell it in either order.</summary>
    public static Decision Look(PersonalDesk? desk, string id, string account, DateTimeOffset now) =>
        desk?.LookedAt >= now ? Decision.NothingToDo : new NeedsLookedAt(id, account, now);

    private static IEnumerable<InputIssue> Issues(string name, string address)
    {
        if (name.Length == 0) yield return new("name", "REQUIRED");
        else if (name.Length > LongestName) yield return new("name", "TOO_LONG");
        if (address.Length > LongestAddress) yield return new("address", "TOO_LONG");
        else if (!PageOfTheConsole().IsMatch(address)) yield return new("address", "INVALID");
    }

    // A path of the console itself, so that a saved view leads nowhere else and does nothing but show.
    [GeneratedRegex(@"^[a-z][a-z0-9-]*(?:/[a-z][a-z0-9-]*)?(?:\?[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex PageOfTheConsole();
}

/// <summary>A person keeps no more views than these.</summary>
[GenerateSerializer, Immutable, Alias("TooManyViews")]
public sealed record TooManyViews([property: Id(0)] int Most) : Refusal;
