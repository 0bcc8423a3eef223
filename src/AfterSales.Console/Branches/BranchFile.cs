using System.Globalization;

namespace AfterSales.Console.Branches;

public sealed record FoundBranch(BranchFile? Branch, RegionTree Regions);

/// <summary>A branch as its page shows it.</summary>
/// <param name="State"><c>OPEN</c>, <c>CLOSING</c> or <c>CLOSED</c>.</param>
public sealed record BranchFile(
    string Id, string Code, string Name, string Country, string Currency, string TimeZone, string State, int Version, BranchAddress? Address, BranchPhone? Phone,
    IReadOnlyList<BranchZone> Zones, OtherBranch? Successor, HandOver? HandOver);

public sealed record BranchAddress(string Street, string City, string? PostalCode, string? Region);

public sealed record OtherBranch(string Id, string Name);

/// <param name="DoneAt">Null while some of it has not moved.</param>
public sealed record HandOver(DateTimeOffset Since, DateTimeOffset? DoneAt, int Told, IReadOnlyList<LeftOver> Left);

public sealed record LeftOver(string Kind, int Count);

/// <param name="Kind"><c>URBAN</c> or <c>SUBURBAN</c>.</param>
public sealed record BranchZone(string Name, string Kind, int TravelMinutes, IReadOnlyList<PostalCodes> PostalCodes, IReadOnlyList<Corner> Area)
{
    public string Written => string.Join(", ", PostalCodes.Select(range => range.From == range.To ? range.From : $"{range.From}–{range.To}"));
}

/// <param name="To">Included.</param>
public sealed record PostalCodes(string From, string To);

public sealed record Corner(double Latitude, double Longitude);

public sealed record ChangedBranch(string Id);

/// <summary>A zone while it is being changed.</summary>
public sealed class ZoneDraft
{
    public string? Name { get; set; }

    public string? Kind { get; set; } = "URBAN";

    public string? Minutes { get; set; } = "30";

    /// <summary>Codes and ranges, divided by commas: <c>200000-200099, 201100</c>.</summary>
    public string? Codes { get; set; }

    /// <summary>A corner a line, latitude and longitude in degrees: <c>31.2, 121.5</c>.</summary>
    public string? Corners { get; set; }

    public bool IsWhole => Corners is null || Lines.All(line => CornerOf(line) is not null);

    private IEnumerable<string> Lines => (Corners ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static ZoneDraft Of(BranchZone zone) => new()
    {
        Name = zone.Name, Kind = zone.Kind, Minutes = zone.TravelMinutes.ToString(CultureInfo.InvariantCulture), Codes = zone.Written,
        Corners = string.Join('\n', zone.Area.Select(corner => string.Create(CultureInfo.InvariantCulture, $"{corner.Latitude}, {corner.Longitude}"))),
    };

    /// <summary>As the API takes it; what is no number is told as one that is too small.</summary>
    public object Given() => new
    {
        name = Name?.Trim() ?? "", kind = Kind,
        travelMinutes = int.TryParse(Minutes, CultureInfo.InvariantCulture, out var minutes) ? minutes : -1,
        postalCodes = (Codes ?? "").Split([',', '，', '、', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(RangeOf).ToArray(),
        area = Lines.Select(CornerOf).ToArray(),
    };

    // Codes of some countries hold a hyphen themselves: it divides a range only where both sides are of one length.
    private static PostalCodes RangeOf(string written) =>
        written.Split(['-', '–', '—', '~'], StringSplitOptions.TrimEntries) is [var from, var to] && from.Length == to.Length ? new(from, to) : new(written, written);

    private static Corner? CornerOf(string line) =>
        line.Split([',', '，'], StringSplitOptions.TrimEntries) is [var latitude, var longitude]
        && double.TryParse(latitude, NumberStyles.Float, CultureInfo.InvariantCulture, out var north) && double.TryParse(longitude, NumberStyles.Float, CultureInfo.InvariantCulture, out var east)
            ? new(north, east) : null;
}
