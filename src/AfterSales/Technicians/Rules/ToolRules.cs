using AfterSales.Records;

namespace AfterSales.Technicians.Rules;

/// <summary>
/// Tools are kept by one person, who answers for them: loss and damage beyond normal wear are compensated, a valuable one needs a written
/// report, and who moves or leaves hands all in first (S1 P1 6.5–6.6).
/// </summary>
public static class ToolRules
{
    private const int MostTools = 500;
    private const long MostCompensation = 1_000_000_000_00;

    public static Decision HandOut(Technician technician, HandOutTool request, DateTimeOffset now)
    {
        if (StandingRules.MustBelongToTheCompany(technician) is { } left) return left;
        if (string.IsNullOrWhiteSpace(request.Code)) return InputInvalid.At("code", "REQUIRED");
        if (string.IsNullOrWhiteSpace(request.Name)) return InputInvalid.At("name", "REQUIRED");
        var code = request.Code.Trim();
        if (technician.Tools.Find(code) is { } kept)
            return (kept.Name, kept.IsValuable) == (request.Name.Trim(), request.IsValuable) ? Decision.NothingToDo : new ToolKeptAlready(code, kept.Since);
        if (technician.Tools.Kept.Count() >= MostTools) return InputInvalid.At("code", "TOO_MANY");
        return new ToolHandedOut(technician.Tools.NextId, code, request.Name.Trim(), request.IsValuable, now);
    }

    public static Decision HandIn(Technician technician, string code, DateTimeOffset now) =>
        technician.Tools.Find(code) is { } kept ? new ToolHandedIn(kept.Id, kept.Code, now) : new ToolNotKept(code);

    /// <param name="currency">The home branch's, ISO 4217.</param>
    public static Decision Report(Technician technician, ReportTool request, string currency, DateTimeOffset now)
    {
        if (technician.Tools.Find(request.Code) is not { } kept) return new ToolNotKept(request.Code);
        if (request is { Mishap: ToolMishap.Lost, IsNormalWear: true }) return InputInvalid.At("isNormalWear", "LOST_IS_NOT_WORN");
        if (request.CompensationMinor is < 0 or > MostCompensation) return InputInvalid.At("compensationMinor", "OUT_OF_RANGE");
        if (request.IsNormalWear && request.CompensationMinor > 0) return InputInvalid.At("compensationMinor", "NOTHING_OWED_FOR_WEAR");
        if (!request.IsNormalWear && request.CompensationMinor == 0) return new CompensationNeeded(kept.Code);
        if (kept.IsValuable && string.IsNullOrWhiteSpace(request.Statement)) return new WrittenReportNeeded(kept.Code);
        return new ToolReported(
            kept.Id, kept.Code, request.Mishap, request.IsNormalWear, request.CompensationMinor, currency, now, request.Statement);
    }

    public static ToolsNotHandedIn? MustHaveHandedInAll(Technician technician) =>
        technician.Tools.Kept.Any() ? new ToolsNotHandedIn(technician.Id, [.. technician.Tools.Kept.Select(tool => tool.Code)]) : null;
}

/// <summary>He keeps a tool of this code already.</summary>
[GenerateSerializer, Immutable, Alias("ToolKeptAlready")]
public sealed record ToolKeptAlready([property: Id(0)] string ToolCode, [property: Id(1)] DateTimeOffset Since) : Refusal;

/// <summary>He keeps no tool of this code.</summary>
[GenerateSerializer, Immutable, Alias("ToolNotKept")]
public sealed record ToolNotKept([property: Id(0)] string ToolCode) : Refusal;

/// <summary>A loss, or damage beyond normal wear, is compensated: the amount is missing.</summary>
[GenerateSerializer, Immutable, Alias("CompensationNeeded")]
public sealed record CompensationNeeded([property: Id(0)] string ToolCode) : Refusal;

/// <summary>The loss or damage of a valuable tool needs a written report of how it came about.</summary>
[GenerateSerializer, Immutable, Alias("WrittenReportNeeded")]
public sealed record WrittenReportNeeded([property: Id(0)] string ToolCode) : Refusal;

/// <summary>A transfer completes only when all tools are handed in.</summary>
[GenerateSerializer, Immutable, Alias("ToolsNotHandedIn")]
public sealed record ToolsNotHandedIn([property: Id(0)] string TechnicianId, [property: Id(1)] IReadOnlyList<string> Tools) : Refusal;
