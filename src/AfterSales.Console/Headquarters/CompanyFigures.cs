namespace AfterSales.Console.Headquarters;

/// <summary>How all branches together did, beside the same time before.</summary>
public sealed record CompanyFigures(CompanyReport Figures, IReadOnlyList<FigureChoice> FigureDefinitions, FoundSigns EarlySigns);

public sealed record CompanyReport(DateTimeOffset AsOf, IReadOnlyList<CompanyLine> Lines);

public sealed record CompanyLine(string Figure, FigureValue Value, double? Goal, bool IsGoalExclusive, bool? MeetsGoal, double? Change, IReadOnlyList<FigureStep> Trend);

public sealed record ModelFigures(ModelReport Figures);

public sealed record ModelReport(IReadOnlyList<ModelLine> Lines);

public sealed record ModelLine(ModelGroup Group, CountedValue Value);

public sealed record ModelGroup(string? Id, NamedModel? Model);

public sealed record NamedModel(string Name);

public sealed record CountedValue(int Numerator);
