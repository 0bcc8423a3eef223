using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Records;
using AfterSales.Technicians.Rules;

namespace AfterSales.Technicians;

[Mutations]
public sealed class TechnicianMutations(IGrainFactory grains)
{
    /// <summary>Registers a technician at his home branch. What he may do is shown by trainings and certificates.</summary>
    /// <param name="skills">Codes of the work he does, of those that the policy <c>technicians.skills</c> lists.</param>
    /// <param name="inTradeSince">Counts when technicians are ranked.</param>
    /// <param name="ownHours">Left out: the branch's hours.</param>
    /// <param name="id">A key of your own choice (<c>tech-…</c>).</param>
    [Secured(Permission.ManageTechnicians), Errors(typeof(AlreadyExists), typeof(BranchClosed), typeof(SkillUnknown))]
    public Task<Outcome<TechnicianView>> RegisterTechnician(
        string branchId, [StringLength(200)] string name, Caller caller, [MaxLength(50)] IReadOnlyList<string>? skills = null,
        DateOnly? inTradeSince = null, [MaxLength(50)] IReadOnlyList<WeeklyHoursView>? ownHours = null, string? id = null, string? requestId = null)
    {
        var request = new RegisterTechnician(branchId, name, [.. skills ?? []], inTradeSince, ownHours?.ToHours());
        return grains.Make(ITechnicianGrain.Prefix, id, requestId, caller,
            (ITechnicianGrain grain) => grain.Register(new Intent<RegisterTechnician>(request, caller, requestId)), (Func<Technician, int, TechnicianView>)TechnicianView.Of);
    }

    /// <summary>Takes the place of a technician's details.</summary>
    /// <param name="expectedVersion">The version you have read; refused if somebody else has changed the file since. Left out: whatever it says now.</param>
    [Secured(Permission.ManageTechnicians), Errors(typeof(ChangedMeanwhile))]
    public Task<Outcome<TechnicianView>> AmendTechnician(
        string technicianId, [StringLength(200)] string name, Caller caller, DateOnly? inTradeSince = null, int? expectedVersion = null,
        string? requestId = null) =>
        grains.OnTechnician(technicianId, caller,
            grain => grain.Amend(new(new AmendTechnician(name, inTradeSince), caller, requestId, ExpectedVersion: expectedVersion)));

    /// <summary>Gives a technician another home branch. All tools in his custody are handed in first.</summary>
    /// <param name="handBack">Appointments ahead at the old branch go back to be scheduled again.</param>
    [Secured(Permission.ManageTechnicians), Errors(typeof(BranchClosed), typeof(TechnicianHasLeft), typeof(ToolsNotHandedIn), typeof(AppointmentsAhead))]
    public async Task<Outcome<TechnicianView>> MoveTechnician(
        string technicianId, string branchId, Caller caller, bool handBack = false, string? requestId = null) =>
        RecordKey.IsWellFormed(IBranchGrain.Prefix, branchId)
            ? await grains.OnTechnician(technicianId, caller, grain => grain.Move(new(new MoveTechnician(branchId, handBack), caller, requestId)))
            : new NotFound(branchId);

    /// <summary>A technician leaves the company: he is not booked any more, and his file stays.</summary>
    /// <param name="handBack">Appointments ahead go back to be scheduled again.</param>
    [Secured(Permission.ManageTechnicians), Errors(typeof(ToolsNotHandedIn), typeof(AppointmentsAhead))]
    public Task<Outcome<TechnicianView>> ArchiveTechnician(
        string technicianId, Caller caller, bool handBack = false, string? reason = null, string? requestId = null) =>
        grains.OnTechnician(technicianId, caller, grain => grain.Leave(new(new LeaveCompany(handBack, reason), caller, requestId)));

    /// <summary>A technician is with the company again.</summary>
    [Secured(Permission.ManageTechnicians)]
    public Task<Outcome<TechnicianView>> UnarchiveTechnician(string technicianId, Caller caller, string? requestId = null) =>
        grains.OnTechnician(technicianId, caller, grain => grain.ComeBack(new(new ComeBack(), caller, requestId)));
}

internal static class TechnicianAnswers
{
    /// <summary>Asks a technician for something, and shows him as he stands afterwards.</summary>
    public static Task<Outcome<TechnicianView>> OnTechnician(
        this IGrainFactory grains, string technicianId, Caller caller, Func<ITechnicianGrain, Task<Answer>> ask) =>
        grains.Ask(ITechnicianGrain.Prefix, technicianId, caller, ask, (Func<Technician, int, TechnicianView>)TechnicianView.Of);
}
