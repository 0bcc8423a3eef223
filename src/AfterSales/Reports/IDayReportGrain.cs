using AfterSales.Records;
using AfterSales.Reports.Rules;
using AfterSales.Tickets;

namespace AfterSales.Reports;

/// <summary>The reports of a branch on a working day. Its key: <see cref="WorkingDayKey.Of"/>.</summary>
[Alias("IDayReportGrain")]
public interface IDayReportGrain : IRecord<DayReport>
{
    const string Prefix = WorkingDayKey.Prefix;

    /// <summary>
    /// Confirms a technician's report; a day without any is begun by it. Refused: NotFound (branch, technician), InputInvalid, NothingToReport,
    /// ReportConfirmed.
    /// </summary>
    [Alias("Confirm")]
    Task<Answer> Confirm(Intent<ConfirmTechnicianReport> intent);

    /// <summary>Refused: NotFound, InputInvalid, ReportNotConfirmed.</summary>
    [Alias("Amend")]
    Task<Answer> Amend(Intent<AmendTechnicianReport> intent);

    /// <summary>The supervisor confirms the day's sums. Refused: NotFound, DayNotOver, ReportsMissing.</summary>
    [Alias("SumUp")]
    Task<Answer> SumUp(Intent<SumUpDay> intent);

    /// <summary>The branch's manager signs. Refused: NotFound, SupervisorReportMissing.</summary>
    [Alias("Sign")]
    Task<Answer> Sign(Intent<SignDay> intent);
}

/// <summary>What a technician asks about his own report.</summary>
public interface IAboutTechnician
{
    string TechnicianId { get; }
}

/// <param name="Day">The working day at the branch.</param>
/// <param name="Worked">The hours, where they differ from those of the tickets.</param>
/// <param name="Reason">Why they differ, or why another confirms it.</param>
[GenerateSerializer, Immutable, Alias("ConfirmTechnicianReport")]
public sealed record ConfirmTechnicianReport(
    [property: Id(0)] string BranchId,
    [property: Id(1)] DateOnly Day,
    [property: Id(2)] string TechnicianId,
    [property: Id(3)] string? Remark = null,
    [property: Id(4)] WorkedMinutes? Worked = null,
    [property: Id(5)] string? Reason = null) : IAboutTechnician;

[GenerateSerializer, Immutable, Alias("AmendTechnicianReport")]
public sealed record AmendTechnicianReport(
    [property: Id(0)] string TechnicianId, [property: Id(1)] WorkedMinutes Worked, [property: Id(2)] string Reason) : IAboutTechnician;

/// <param name="MissingBecause">Why it is confirmed although reports are missing.</param>
[GenerateSerializer, Immutable, Alias("SumUpDay")]
public sealed record SumUpDay([property: Id(0)] string? Remark = null, [property: Id(1)] string? MissingBecause = null);

[GenerateSerializer, Immutable, Alias("SignDay")]
public sealed record SignDay([property: Id(0)] string? Remark = null);
