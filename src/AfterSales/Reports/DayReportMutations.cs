using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Records;
using AfterSales.Reports.Rules;
using AfterSales.Tickets;

namespace AfterSales.Reports;

/// <summary>Time worked by category, in minutes.</summary>
public sealed record WorkedMinutesInput(int Paid = 0, int Contract = 0, int Warranty = 0, int Internal = 0)
{
    public WorkedMinutes ToMinutes() => new(Paid, Contract, Warranty, Internal);
}

[Mutations]
public sealed class DayReportMutations(IGrainFactory grains)
{
    /// <summary>
    /// Confirms a technician's report of a working day, with what the tickets say of it: the technician his own, the supervisor or manager one that was told to
    /// them. Confirmed again it takes in the work that came to be known since.
    /// </summary>
    /// <param name="day">The working day at the branch.</param>
    /// <param name="technicianId">Left out: your own.</param>
    /// <param name="worked">The hours, where they differ from those of the tickets; then with a reason.</param>
    /// <param name="reason">Why they differ, or why it is not the technician who confirms.</param>
    [Secured(Permission.WriteDailyReports), Errors(typeof(NothingToReport), typeof(ReportConfirmed))]
    public Task<Outcome<TechnicianReportView>> ConfirmTechnicianReport(
        string branchId, DateOnly day, Caller caller, string? technicianId = null, [StringLength(2000)] string? remark = null, WorkedMinutesInput? worked = null,
        [StringLength(1000)] string? reason = null, string? requestId = null) =>
        OnTechnicians(branchId, day, technicianId ?? caller.Technician,
            (grain, technician) => grain.Confirm(new(new ConfirmTechnicianReport(branchId, day, technician, remark, worked?.ToMinutes(), reason), caller, requestId)));

    /// <summary>Changes the hours of a report that is confirmed, with a reason. What stood there before is kept, and who signed it signs again.</summary>
    /// <param name="technicianId">Left out: your own.</param>
    [Secured(Permission.WriteDailyReports), Errors(typeof(ReportNotConfirmed))]
    public Task<Outcome<TechnicianReportView>> AmendTechnicianReport(
        string branchId, DateOnly day, WorkedMinutesInput worked, [StringLength(1000)] string reason, Caller caller, string? technicianId = null, string? requestId = null) =>
        OnTechnicians(branchId, day, technicianId ?? caller.Technician,
            (grain, technician) => grain.Amend(new(new AmendTechnicianReport(technician, worked.ToMinutes(), reason), caller, requestId)));

    /// <summary>The supervisor confirms the sums of the technicians' reports of a day, once the branch has closed.</summary>
    /// <param name="missingBecause">Why it is confirmed although reports are missing.</param>
    [Secured(Permission.ConfirmDailyReports), Errors(typeof(DayNotOver), typeof(ReportsMissing))]
    public Task<Outcome<DayReportView>> ConfirmDayReport(
        string branchId, DateOnly day, Caller caller, [StringLength(2000)] string? remark = null, [StringLength(1000)] string? missingBecause = null, string? requestId = null) =>
        OnDay(branchId, day, caller, grain => grain.SumUp(new(new SumUpDay(remark, missingBecause), caller, requestId)));

    /// <summary>The branch's manager signs what the supervisor confirmed: from now on headquarters sees it.</summary>
    [Secured(Permission.SignReports), Errors(typeof(SupervisorReportMissing))]
    public Task<Outcome<DayReportView>> SignDayReport(
        string branchId, DateOnly day, Caller caller, [StringLength(2000)] string? remark = null, string? requestId = null) =>
        OnDay(branchId, day, caller, grain => grain.Sign(new(new SignDay(remark), caller, requestId)));

    private Task<Outcome<DayReportView>> OnDay(string branchId, DateOnly day, Caller caller, Func<IDayReportGrain, Task<Answer>> ask) =>
        grains.Ask<IDayReportGrain, DayReport, DayReportView>(IDayReportGrain.Prefix, WorkingDayKey.Of(branchId, day), caller, ask, DayReportView.Of);

    /// <summary>A technician does not see the day of his branch, and is shown what he asked about.</summary>
    private async Task<Outcome<TechnicianReportView>> OnTechnicians(string branchId, DateOnly day, string? technicianId, Func<IDayReportGrain, string, Task<Answer>> ask)
    {
        if (!RecordKey.IsWellFormed(IBranchGrain.Prefix, branchId)) return new NotFound(branchId);
        if (technicianId is not { } technician) return InputInvalid.At("technicianId", "REQUIRED");
        var grain = grains.GetGrain<IDayReportGrain>(WorkingDayKey.Of(branchId, day));
        var answer = await ask(grain, technician);
        if (answer.Refusal is { } refusal) return refusal;
        return await grain.Read(Caller.System) is { } known && known.Of(technician) is { } report
            ? new TechnicianReportView(TechnicianReportRow.Of(known, report)) : new NotFound(technician);
    }
}
