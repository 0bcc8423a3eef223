using AfterSales.Console.Api;
using AfterSales.Console.Shell;
using Microsoft.Extensions.Localization;

namespace AfterSales.Console.Headquarters;

/// <summary>What can be chosen to compare, and what headquarters should look at first.</summary>
public sealed record FigureChoices(IReadOnlyList<FigureChoice> FigureDefinitions, FoundSigns EarlySigns);

public sealed record FigureChoice(string Key, string Name, string Numerator, string? Denominator, string Unit, string BetterWhen)
{
    public bool IsShare => Unit == "SHARE";

    /// <summary>A value in the viewer's language.</summary>
    public string Shown(double? value) => value?.ToString(IsShare ? "P1" : "#,0.#", Formats.Culture) ?? "–";

    /// <summary>A goal in the viewer's language: "over 98 %" where it is to be passed.</summary>
    public string ShownGoal(double? goal, bool isExclusive, IStringLocalizer words) =>
        isExclusive ? words[BetterWhen == "HIGHER" ? "Over" : "Under", Shown(goal)] : Shown(goal);

    /// <summary>By how much it is more or less than before.</summary>
    public string ShownChange(double? change) => change is { } by ? (by > 0 ? "+" : "") + Shown(by) : "–";
}

public sealed record FoundSigns(IReadOnlyList<Sign> Nodes);

public sealed record Sign(string Id, string Reason, string Link, SignBranch? Branch);

public sealed record SignBranch(string Name);

public sealed record FoundSign(FoundSigns EarlySigns);

public sealed record Comparison(ComparisonReport Figures);

public sealed record ComparisonReport(DateTimeOffset AsOf, IReadOnlyList<ComparedBranch> Lines);

/// <summary>A figure of one branch beside the same time before.</summary>
public sealed record ComparedBranch(FigureGroup Group, FigureValue Value, double? Goal, bool IsGoalExclusive, bool? MeetsGoal, int? Rank, int? ComparedRank, double? Change, double? Average, IReadOnlyList<FigureStep> Trend);

/// <summary>A figure in one step of the period.</summary>
public sealed record FigureStep(DateOnly From, DateOnly To, FigureStepValue Value)
{
    /// <summary>The step that draws a period of so many days well: enough points to see the way, few enough to read each.</summary>
    public static string For(int days) => days switch { <= 14 => "DAY", <= 120 => "WEEK", _ => "MONTH" };
}

public sealed record FigureStepValue(double? Value);

public sealed record RecordsBehind(Page<RecordBehind> FigureRecords);

public sealed record RecordBehind(string Id, DateOnly Day, RecordTicket? Ticket, RecordPerson? Customer, RecordPerson? Technician);

public sealed record RecordTicket(string Id, string Number);

public sealed record RecordPerson(string Name);
