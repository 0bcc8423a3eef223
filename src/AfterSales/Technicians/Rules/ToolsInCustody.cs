using System.Collections.Immutable;
using System.Globalization;
using AfterSales.Records;

namespace AfterSales.Technicians.Rules;

/// <summary>What happened to a tool.</summary>
public enum ToolMishap
{
    Damaged,
    Lost,
}

/// <summary>How a custody ended.</summary>
public enum CustodyEnd
{
    HandedIn,
    Lost,
}

/// <summary>A loss or damage, and what it costs the person (S1 P1 6.6).</summary>
/// <param name="IsNormalWear">Nothing is owed for it.</param>
/// <param name="CompensationMinor">In the smallest unit of <paramref name="Currency"/>.</param>
[GenerateSerializer, Immutable, Alias("ToolReport")]
public sealed record ToolReport(
    [property: Id(0)] ToolMishap Mishap,
    [property: Id(1)] bool IsNormalWear,
    [property: Id(2)] long CompensationMinor,
    [property: Id(3)] string Currency,
    [property: Id(4)] DateTimeOffset At);

/// <summary>A tool of the company that one person keeps (S1 P1 6.5–6.6).</summary>
/// <param name="Id"><c>k1</c>, <c>k2</c> …, given for good: the same tool may come again.</param>
/// <param name="Code">As the asset list names it.</param>
/// <param name="IsValuable">Its loss or damage needs a written report.</param>
[GenerateSerializer, Immutable, Alias("ToolCustody")]
public sealed record ToolCustody(
    [property: Id(0)] string Id,
    [property: Id(1)] string Code,
    [property: Id(2)] string Name,
    [property: Id(3)] bool IsValuable,
    [property: Id(4)] DateTimeOffset Since,
    [property: Id(5)] DateTimeOffset? EndedAt = null,
    [property: Id(6)] CustodyEnd? End = null,
    [property: Id(7)] ToolReport? Report = null);

/// <summary>The tools a technician keeps: a part of his state.</summary>
[GenerateSerializer, Immutable, Alias("ToolsInCustody")]
public sealed record ToolsInCustody
{
    public static ToolsInCustody None { get; } = new();

    /// <summary>Kept now, and those whose custody ended lately.</summary>
    [Id(0)]
    public ImmutableList<ToolCustody> All { get; init; } = [];

    /// <summary>Custodies ever begun; counts their ids.</summary>
    [Id(1)]
    public int Count { get; init; }

    public IEnumerable<ToolCustody> Kept => All.Where(tool => tool.EndedAt is null);

    public string NextId => string.Create(CultureInfo.InvariantCulture, $"k{Count + 1}");

    public ToolCustody? Find(string code) => All.Find(tool => tool.EndedAt is null && tool.Code == code);

    public ToolsInCustody Apply(Event happened) => happened switch
    {
        // What ended long ago is of no more use here; its row stays.
        ToolHandedOut e => this with
        {
            Count = Count + 1,
            All = All.RemoveAll(tool => tool.EndedAt < e.At.AddDays(-30)).Add(new ToolCustody(e.Id, e.Code, e.Name, e.IsValuable, e.At)),
        },
        ToolHandedIn e => With(e.Id, tool => tool with { EndedAt = e.At, End = CustodyEnd.HandedIn }),
        ToolReported e => With(e.Id, tool => tool with
        {
            Report = new ToolReport(e.Mishap, e.IsNormalWear, e.CompensationMinor, e.Currency, e.At),
            EndedAt = e.Mishap == ToolMishap.Lost ? e.At : null,
            End = e.Mishap == ToolMishap.Lost ? CustodyEnd.Lost : null,
        }),
        _ => this,
    };

    private ToolsInCustody With(string id, Func<ToolCustody, ToolCustody> change) =>
        this with { All = [.. All.Select(tool => tool.Id == id ? change(tool) : tool)] };
}

public sealed record ToolHandedOut(string Id, string Code, string Name, bool IsValuable, DateTimeOffset At) : Event;

public sealed record ToolHandedIn(string Id, string Code, DateTimeOffset At) : Event;

/// <param name="Statement">The written report: how it came about.</param>
public sealed record ToolReported(
    string Id, string Code, ToolMishap Mishap, bool IsNormalWear, long CompensationMinor, string Currency, DateTimeOffset At,
    [property: Words] string? Statement) : Event;
