namespace AfterSales.Console.Headquarters;

/// <summary>How many repairs were completed, by fault, by model, or by both.</summary>
public sealed record FaultFigures(FaultReport Figures);

public sealed record FaultReport(DateTimeOffset AsOf, IReadOnlyList<FaultLine> Lines);

public sealed record FaultLine(FaultGroup Group, CountedValue Value)
{
    /// <summary>The key of the model, also of one that the catalogue does not know.</summary>
    public string ModelId => Group.Model?.Id ?? (Group.Id ?? "").Split('/')[0];

    public string ModelName => Group.Model?.Name ?? ModelId;

    public string Fault => Group.Fault ?? "";

    public string FaultName => Group.FaultName ?? Fault;
}

public sealed record FaultGroup(string? Id, string? Fault, string? FaultName, FaultModel? Model);

public sealed record FaultModel(string Id, string Name);

/// <summary>The faults that make most of the repairs beside the models that have them.</summary>
public sealed record FaultMatrix(IReadOnlyList<ParetoPart> Models, IReadOnlyList<ParetoPart> Faults, IReadOnlyDictionary<(string Model, string Fault), int> Counts)
{
    /// <param name="most">So many models and faults at most, the most first.</param>
    public static FaultMatrix Of(IReadOnlyList<FaultLine> lines, int most) => new(
        [.. ParetoPart.Of(lines.GroupBy(line => line.ModelId).Select(model => (model.Key, model.First().ModelName, model.Sum(line => line.Value.Numerator)))).Take(most)],
        [.. ParetoPart.Of(lines.GroupBy(line => line.Fault).Select(fault => (fault.Key, fault.First().FaultName, fault.Sum(line => line.Value.Numerator)))).Take(most)],
        lines.ToDictionary(line => (line.ModelId, line.Fault), line => line.Value.Numerator));

    public int? At(string model, string fault) => Counts.TryGetValue((model, fault), out var count) && count > 0 ? count : null;
}
