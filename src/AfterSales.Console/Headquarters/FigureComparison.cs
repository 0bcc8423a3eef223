using AfterSales.Console.Api;

namespace AfterSales.Console.Headquarters;

/// <summary>What can be chosen to compare, and what headquarters should look at first.</summary>
public sealed record FigureChoices(IReadOnlyList<FigureChoice> FigureDefinitions, FoundSigns EarlySigns);

public sealed record FigureChoice(string Key, string Name, string Numerator, string? Denominator, string Unit);

public sealed record FoundSigns(IReadOnlyList<Sign> Nodes);

public sealed record Sign(string Id, string Reason, string Link, SignBranch? Branch);

public sealed record SignBranch(string Name);

public sealed record FoundSign(FoundSigns EarlySigns);

public sealed record Comparison(ComparisonReport Figures);

public sealed record ComparisonReport(DateTimeOffset AsOf, IReadOnlyList<ComparedBranch> Lines);

/// <summary>A figure of one branch beside the same time before.</summary>
public sealed record ComparedBranch(FigureGroup Group, FigureValue Value, double? Goal, bool? MeetsGoal, int? Rank, int? ComparedRank, double? Change, double? Average);

public sealed record RecordsBehind(Page<RecordBehind> FigureRecords);

public sealed record RecordBehind(string Id, DateOnly Day, RecordTicket? Ticket, RecordPerson? Customer, RecordPerson? Technician);

public sealed record RecordTicket(string Id, string Number);

public sealed record RecordPerson(string Name);
