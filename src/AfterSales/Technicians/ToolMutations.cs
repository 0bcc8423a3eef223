using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Technicians.Rules;

namespace AfterSales.Technicians;

[Mutations]
public sealed class ToolMutations(IGrainFactory grains)
{
    /// <summary>Registers a tool of the company to a technician, who answers for it.</summary>
    /// <param name="code">As the asset list names it.</param>
    /// <param name="isValuable">Its loss or damage needs a written report.</param>
    [Secured(Permission.KeepTools), Errors(typeof(TechnicianHasLeft), typeof(ToolKeptAlready))]
    public Task<Outcome<TechnicianView>> HandOutTool(
        string technicianId, [StringLength(60)] string code, [StringLength(200)] string name, Caller caller, bool isValuable = false, string? requestId = null) =>
        On(technicianId, caller, grain => grain.HandOut(new(new HandOutTool(code, name, isValuable), caller, requestId)));

    /// <summary>A technician hands a tool in.</summary>
    [Secured(Permission.KeepTools), Errors(typeof(ToolNotKept))]
    public Task<Outcome<TechnicianView>> HandInTool(string technicianId, [StringLength(60)] string code, Caller caller, string? requestId = null) =>
        On(technicianId, caller, grain => grain.HandIn(new(new HandInTool(code), caller, requestId)));

    /// <summary>Takes down that a tool was lost or damaged. Beyond normal wear it is compensated.</summary>
    /// <param name="compensationMinor">In the smallest unit of the branch's currency; 0 for normal wear.</param>
    /// <param name="statement">How it came about; needed for a valuable tool.</param>
    [Secured(Permission.KeepTools), Errors(typeof(ToolNotKept), typeof(CompensationNeeded), typeof(WrittenReportNeeded))]
    public Task<Outcome<TechnicianView>> ReportTool(
        string technicianId, [StringLength(60)] string code, ToolMishap mishap, Caller caller, bool isNormalWear = false, long compensationMinor = 0,
        string? statement = null, string? requestId = null) =>
        On(technicianId, caller, grain => grain.Report(
            new(new ReportTool(code, mishap, isNormalWear, compensationMinor, statement), caller, requestId)));

    private Task<Outcome<TechnicianView>> On(string technicianId, Caller caller, Func<IToolsInCustody, Task<Answer>> ask) =>
        grains.OnTechnician(technicianId, caller, _ => ask(grains.GetGrain<IToolsInCustody>(technicianId)));
}
