using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Customers.Rules;

/// <summary>What the details of a customer file have to be like.</summary>
public static partial class DetailsRules
{
    private const int MostContacts = 50;
    private const int MostAddresses = 100;
    private const int MostPhones = 10;

    /// <summary>
    /// Numbers addresses and contacts that come without an id: one the file has under the same words keeps its number, any other gets a new
    /// one. Sees to it that one address is the default: the first, where none was named.
    /// </summary>
    public static CustomerDetails Ordered(CustomerDetails details, CustomerDetails known, int lastPart)
    {
        var last = Math.Max(lastPart, details.LastPart);
        var taken = details.Addresses.Select(address => address.Id).Concat(details.Contacts.Select(contact => contact.Id)).ToHashSet();
        var addresses = details.Addresses.ConvertAll(address => address with
        {
            Id = IdOf(address.Id, CustomerAddress.Prefix, known.Addresses.Where(other => other.Street == address.Street && other.City == address.City).Select(other => other.Id)),
        });
        var contacts = details.Contacts.ConvertAll(contact => contact with
        {
            Id = IdOf(contact.Id, ContactPerson.Prefix, known.Contacts.Where(other => other.Name == contact.Name).Select(other => other.Id)),
        });
        if (!addresses.IsEmpty && !addresses.Exists(address => address.IsDefault)) addresses = addresses.SetItem(0, addresses[0] with { IsDefault = true });
        return details with { Addresses = addresses, Contacts = contacts };

        string IdOf(string id, string prefix, IEnumerable<string> alike) =>
            id.Length > 0 ? id : alike.FirstOrDefault(taken.Add) ?? string.Create(CultureInfo.InvariantCulture, $"{prefix}{++last}");
    }

    public static IEnumerable<InputIssue> Issues(CustomerDetails details)
    {
        if (string.IsNullOrWhiteSpace(details.Name) && details.Phones.IsEmpty) yield return new("name", "NAME_OR_PHONE_REQUIRED");
        if (details.Phones.Count > MostPhones) yield return new("phones", "TOO_MANY");
        if (details.Language is { } language && !LanguageTag().IsMatch(language)) yield return new("language", "LANGUAGE_UNKNOWN");
        if (details.TimeZone is { } zone && !ZoneClock.Knows(zone)) yield return new("timeZone", "TIME_ZONE_UNKNOWN");
        if (details.Contacts.Count > MostContacts) yield return new("contacts", "TOO_MANY");
        foreach (var issue in IdIssues("contacts", ContactPerson.Prefix, details.Contacts.ConvertAll(contact => contact.Id))) yield return issue;
        foreach (var (i, contact) in details.Contacts.Index())
        {
            if (string.IsNullOrWhiteSpace(contact.Name) && contact.Phones.IsEmpty) yield return new($"contacts[{i}].name", "NAME_OR_PHONE_REQUIRED");
            if (contact.Phones.Count > MostPhones) yield return new($"contacts[{i}].phones", "TOO_MANY");
        }

        if (details.Addresses.Count > MostAddresses) yield return new("addresses", "TOO_MANY");
        foreach (var issue in IdIssues("addresses", CustomerAddress.Prefix, details.Addresses.ConvertAll(address => address.Id))) yield return issue;
        if (details.Addresses.Count(address => address.IsDefault) > 1) yield return new("addresses", "ONE_DEFAULT_ONLY");
        foreach (var (i, address) in details.Addresses.Index())
            foreach (var issue in Issues(address)) yield return new($"addresses[{i}].{issue.Path}", issue.Code);
    }

    /// <summary>The parts in which two details differ.</summary>
    public static ImmutableList<DetailsPart> Changed(CustomerDetails before, CustomerDetails after)
    {
        var same = new (DetailsPart Part, bool IsSame)[]
        {
            (DetailsPart.Kind, before.Kind == after.Kind),
            (DetailsPart.Name, before.Name == after.Name),
            (DetailsPart.Phones, before.Phones.SequenceEqual(after.Phones)),
            (DetailsPart.Email, before.Email == after.Email),
            (DetailsPart.Contacts, before.Contacts.SequenceEqual(after.Contacts)),
            (DetailsPart.Addresses, before.Addresses.SequenceEqual(after.Addresses)),
            (DetailsPart.Language, before.Language == after.Language),
            (DetailsPart.TimeZone, before.TimeZone == after.TimeZone),
            (DetailsPart.Reference, before.Reference == after.Reference),
        };
        return [.. same.Where(part => !part.IsSame).Select(part => part.Part)];
    }

    /// <summary>Addresses and contacts that are amended have to be there.</summary>
    public static IEnumerable<InputIssue> Unknown(CustomerDetails known, CustomerDetails details)
    {
        foreach (var (i, address) in details.Addresses.Index())
            if (address.Id.Length > 0 && !known.Addresses.Exists(other => other.Id == address.Id)) yield return new($"addresses[{i}].id", "UNKNOWN");
        foreach (var (i, contact) in details.Contacts.Index())
            if (contact.Id.Length > 0 && !known.Contacts.Exists(other => other.Id == contact.Id)) yield return new($"contacts[{i}].id", "UNKNOWN");
    }

    private static IEnumerable<InputIssue> IdIssues(string path, string prefix, ImmutableList<string> ids)
    {
        if (ids.Distinct().Count() < ids.Count) yield return new(path, "ID_REPEATED");
        foreach (var (i, id) in ids.Index())
        {
            if (!id.StartsWith(prefix, StringComparison.Ordinal) || id.Length is < 2 or > 7 || !id.Skip(1).All(char.IsAsciiDigit))
                yield return new($"{path}[{i}].id", "KEY_MALFORMED");
        }
    }

    private static IEnumerable<InputIssue> Issues(CustomerAddress address)
    {
        if (string.IsNullOrWhiteSpace(address.Street) && string.IsNullOrWhiteSpace(address.City)) yield return new("street", "REQUIRED");
        if (address.Country is { } country && !IsoCodes.IsCountry(country)) yield return new("country", "COUNTRY_UNKNOWN");
        if (address.Coordinates is { } at)
        {
            if (!(Math.Abs(at.Latitude) <= 90)) yield return new("coordinates.latitude", "OUT_OF_RANGE");
            if (!(Math.Abs(at.Longitude) <= 180)) yield return new("coordinates.longitude", "OUT_OF_RANGE");
        }
    }

    // A primary language with what may follow it (script, region); whether somebody speaks it is not for us to say.
    [GeneratedRegex("^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag();
}
