using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Records;
using AfterSales.Technicians.Rules;

namespace AfterSales.Technicians;

[Mutations]
public sealed class AvailabilityMutations(IGrainFactory grains)
{
    /// <summary>Gives a technician hours of his own, by the clock of the branch he works for. Appointments agreed before stay.</summary>
    /// <param name="hours">Left out or empty: the branch's hours again.</param>
    /// <param name="expectedVersion">The version you have read; refused if somebody else has changed the file since. Left out: whatever it says now.</param>
    [Secured(Permission.ManageTechnicians), Errors(typeof(ChangedMeanwhile))]
    public Task<Outcome<TechnicianView>> SetTechnicianHours(
        string technicianId, Caller caller, [MaxLength(50)] IReadOnlyList<WeeklyHoursView>? hours = null, int? expectedVersion = null,
        string? requestId = null) =>
        On(technicianId, caller, grain => grain.SetOwnHours(new(new SetOwnHours(hours is { Count: > 0 } ? hours.ToHours() : null), caller, requestId, ExpectedVersion: expectedVersion)));

    /// <summary>Takes down that a technician will be, or is, absent.</summary>
    /// <param name="from">Includes this instant.</param>
    /// <param name="to">Excludes this instant.</param>
    /// <param name="substituteId">The technician who is asked instead.</param>
    /// <param name="handBack">Appointments within it go back to be scheduled again; else they speak against it.</param>
    [Secured(Permission.ManageTechnicians), Errors(typeof(TechnicianHasLeft), typeof(TechnicianAbsentAlready), typeof(AppointmentsAhead))]
    public async Task<Outcome<TechnicianView>> PlanTechnicianAbsence(
        string technicianId, DateTimeOffset from, DateTimeOffset to, AbsenceKind kind, Caller caller, string? substituteId = null,
        [StringLength(400)] string? note = null, bool handBack = false, string? requestId = null) =>
        await Unknown(substituteId, caller) is { } unknown
            ? unknown
            : await On(technicianId, caller, grain => grain.PlanAbsence(
                new(new PlanAbsence(from, to, kind, substituteId, note, handBack), caller, requestId)));

    /// <summary>Moves an absence that is not over, such as when a sick person stays away longer.</summary>
    /// <param name="from">Includes this instant; unchanged once it has begun.</param>
    /// <param name="to">Excludes this instant.</param>
    /// <param name="substituteId">The technician who is asked instead.</param>
    /// <param name="handBack">Appointments within it go back to be scheduled again; else they speak against it.</param>
    [Secured(Permission.ManageTechnicians), Errors(typeof(AbsenceOver), typeof(TechnicianAbsentAlready), typeof(AppointmentsAhead))]
    public async Task<Outcome<TechnicianView>> ChangeTechnicianAbsence(
        string technicianId, string absenceId, DateTimeOffset from, DateTimeOffset to, AbsenceKind kind, Caller caller, string? substituteId = null,
        [StringLength(400)] string? note = null, bool handBack = false, string? requestId = null) =>
        await Unknown(substituteId, caller) is { } unknown
            ? unknown
            : await On(technicianId, caller, grain => grain.ChangeAbsence(
                new(new ChangeAbsence(absenceId, from, to, kind, substituteId, note, handBack), caller, requestId)));

    /// <summary>The technician is back now, or does not go.</summary>
    [Secured(Permission.ManageTechnicians), Errors(typeof(AbsenceOver))]
    public Task<Outcome<TechnicianView>> EndTechnicianAbsence(string technicianId, string absenceId, Caller caller, string? requestId = null) =>
        On(technicianId, caller, grain => grain.EndAbsence(new(new EndAbsence(absenceId), caller, requestId)));

    /// <summary>Lends a technician to another branch: it sees him from now on, and books him in that time.</summary>
    /// <param name="from">Includes this instant.</param>
    /// <param name="to">Excludes this instant.</param>
    /// <param name="handBack">Appointments within it go back to be scheduled again; else they speak against it.</param>
    [Secured(Permission.ManageTechnicians), Errors(typeof(BranchClosed), typeof(TechnicianHasLeft), typeof(LoansOverlap), typeof(AppointmentsAhead))]
    public async Task<Outcome<TechnicianView>> LendTechnician(
        string technicianId, string branchId, DateTimeOffset from, DateTimeOffset to, Caller caller, bool handBack = false, string? requestId = null) =>
        RecordKey.IsWellFormed(IBranchGrain.Prefix, branchId)
            ? await On(technicianId, caller, grain => grain.Lend(
                new(new LendTechnician(branchId, from, to, handBack), caller, requestId)))
            : new NotFound(branchId);

    /// <summary>A lent technician comes home now, or does not go.</summary>
    /// <param name="handBack">Appointments the other branch has with him go back to it; else they speak against it.</param>
    [Secured(Permission.ManageTechnicians), Errors(typeof(AppointmentsAhead))]
    public Task<Outcome<TechnicianView>> EndLoan(string technicianId, string loanId, Caller caller, bool handBack = false, string? requestId = null) =>
        On(technicianId, caller, grain => grain.EndLoan(new(new EndLoan(loanId, handBack), caller, requestId)));

    private Task<Outcome<TechnicianView>> On(string technicianId, Caller caller, Func<IAvailability, Task<Answer>> ask) =>
        grains.OnTechnician(technicianId, caller, _ => ask(grains.GetGrain<IAvailability>(technicianId)));

    /// <summary>A technician can't ask another one: whether the substitute exists is looked up before.</summary>
    private async Task<NotFound?> Unknown(string? substituteId, Caller caller) => substituteId is null
        || await grains.Read<ITechnicianGrain, Technician>(ITechnicianGrain.Prefix, substituteId, caller) is { HasLeft: false } ? null : new NotFound(substituteId);
}
