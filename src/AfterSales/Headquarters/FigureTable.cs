using System.Globalization;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Api.Wording;
using GraphQL;

namespace AfterSales.Headquarters;

/// <summary>What the list of figures can be narrowed by.</summary>
public sealed record FigureTableRow
{
    public string Id { get; init; } = "";

    [Filtered]
    public string? GroupId { get; init; }
}

/// <summary>A figure of one group in one step of the period.</summary>
[Name("FigureTableLine"), Secured(Permission.SeePerformance)]
public sealed class FigureTableLine(string id, FigureLine line, FigurePoint point, string name, string? groupName)
{
    public string Id => id;

    public FigureKey Figure => line.Figure;

    /// <summary>In the caller's language.</summary>
    public string Name => name;

    public FigureGroup Group => line.Group;

    /// <summary>As <c>id</c> of the group.</summary>
    public string? GroupId => line.Group.Id;

    /// <summary>
    /// What the group is called, in the caller's language; its key where the caller may not see what it is called. Null for all branches together, and
    /// for the branches that are in no region.
    /// </summary>
    public string? GroupName => groupName;

    /// <summary>The first day.</summary>
    public DateOnly From => point.From;

    /// <summary>The last day, included.</summary>
    public DateOnly To => point.To;

    /// <summary>Of hours of work: minutes.</summary>
    public long Numerator => point.Value.Numerator;

    public long? Denominator => point.Value.Denominator;

    /// <summary>In the figure's unit; null for a share of nothing.</summary>
    public double? Value => point.Value.Value;

    /// <summary>The goal that holds on the period's last day.</summary>
    public double? Goal => line.Goal;

    /// <summary>The place among all groups over the whole period.</summary>
    public int? Rank => line.Rank;
}

internal static class FigureTable
{
    /// <param name="names">What the groups are called that are records or parts, by key.</param>
    public static IReadOnlyList<FigureTableLine> Of(FigureReport report, FiguresAsked asked, string language, IReadOnlyDictionary<string, string> names)
    {
        var lines = new List<FigureTableLine>();
        foreach (var line in report.Lines)
        {
            IReadOnlyList<FigurePoint> points = line.Trend.Count > 0 ? line.Trend : [new FigurePoint(asked.Period.From, asked.Period.To, line.Value)];
            // What it is, not where it stands: between two pages of an answer another group may come in.
            lines.AddRange(points.Select(point => new FigureTableLine(
                string.Create(CultureInfo.InvariantCulture, $"{(int)line.Figure:000}/{line.Group.Id}/{point.From:yyyy-MM-dd}"), line, point, FigureWording.NameOf(line.Figure, language), NameOf(line.Group))));
        }

        return lines;

        string? NameOf(FigureGroup group) => (group.Kind, group.Category, group.Step) switch
        {
            ({ } kind, _, _) => RefusalWording.ValueOf(kind, language),
            (_, { } category, _) => RefusalWording.ValueOf(category, language),
            (_, _, { } step) => RefusalWording.ValueOf(step, language),
            _ => group.Id is { } key ? names.GetValueOrDefault(key, key) : null,
        };
    }

    /// <summary>There are as many lines as groups and steps, never as many as tickets.</summary>
    public static Connection<FigureTableLine> PageOf(IReadOnlyList<FigureTableLine> lines, PageRequest page) =>
        MadeList.PageOf(lines, line => line.Id, line => new FigureTableRow { Id = line.Id, GroupId = line.GroupId }, page);
}
