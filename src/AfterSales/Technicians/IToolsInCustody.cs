using AfterSales.Records;
using AfterSales.Technicians.Rules;

namespace AfterSales.Technicians;

/// <summary>The tools a technician keeps, by his key <c>tech-…</c>.</summary>
[Alias("IToolsInCustody")]
public interface IToolsInCustody : IGrainWithStringKey
{
    /// <summary>Registers a tool to the person. Refused: InputInvalid, NotFound, TechnicianHasLeft, ToolKeptAlready.</summary>
    [Alias("HandOut")]
    Task<Answer> HandOut(Intent<HandOutTool> intent);

    /// <summary>Refused: NotFound, ToolNotKept.</summary>
    [Alias("HandIn")]
    Task<Answer> HandIn(Intent<HandInTool> intent);

    /// <summary>Takes down a loss or damage. Refused: InputInvalid, NotFound, ToolNotKept, CompensationNeeded, WrittenReportNeeded.</summary>
    [Alias("Report")]
    Task<Answer> Report(Intent<ReportTool> intent);
}

/// <param name="Code">As the asset list names it.</param>
[GenerateSerializer, Immutable, Alias("HandOutTool")]
public sealed record HandOutTool([property: Id(0)] string Code, [property: Id(1)] string Name, [property: Id(2)] bool IsValuable);

[GenerateSerializer, Immutable, Alias("HandInTool")]
public sealed record HandInTool([property: Id(0)] string Code);

/// <param name="CompensationMinor">In the smallest unit of the home branch's currency; 0 for normal wear.</param>
/// <param name="Statement">How it came about; needed for a valuable tool.</param>
[GenerateSerializer, Immutable, Alias("ReportTool")]
public sealed record ReportTool(
    [property: Id(0)] string Code, [property: Id(1)] ToolMishap Mishap, [property: Id(2)] bool IsNormalWear, [property: Id(3)] long CompensationMinor,
    [property: Id(4)] string? Statement);
