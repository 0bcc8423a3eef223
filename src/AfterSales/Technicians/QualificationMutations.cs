using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Technicians.Rules;

namespace AfterSales.Technicians;

[Mutations]
public sealed class QualificationMutations(IGrainFactory grains)
{
    /// <summary>Takes the place of all skills of a technician; the codes are those that the policy <c>technicians.skills</c> lists.</summary>
    /// <param name="expectedVersion">The version you have read; refused if somebody else has changed the file since. Left out: whatever it says now.</param>
    [Secured(Permission.ManageTechnicians), Errors(typeof(ChangedMeanwhile), typeof(SkillUnknown))]
    public Task<Outcome<TechnicianView>> SetTechnicianSkills(
        string technicianId, [MaxLength(50)] IReadOnlyList<SkillView> skills, Caller caller, int? expectedVersion = null, string? requestId = null) =>
        On(technicianId, caller, grain => grain.SetSkills(
            new(new SetSkills([.. skills.Select(skill => new Skill(skill.Code, skill.Level))]), caller, requestId, ExpectedVersion: expectedVersion)));

    /// <summary>Takes down that a technician passed a training.</summary>
    /// <param name="skill">The code of the work it is for.</param>
    /// <param name="passedOn">A day at the home branch.</param>
    [Secured(Permission.ManageTechnicians), Errors(typeof(SkillUnknown))]
    public Task<Outcome<TechnicianView>> RecordTraining(
        string technicianId, [StringLength(40)] string skill, [StringLength(200)] string course, DateOnly passedOn, Caller caller, string? requestId = null) =>
        On(technicianId, caller, grain => grain.PassTraining(new(new PassTraining(skill, course, passedOn), caller, requestId)));

    /// <summary>
    /// Takes a technician's certificate down. Before it ends its renewal is asked for; a certificate that goes on where another of the same work
    /// ends renews it.
    /// </summary>
    /// <param name="skill">The code of the work it is for.</param>
    /// <param name="number">The issuer's.</param>
    /// <param name="validFrom">The first day, at the home branch.</param>
    /// <param name="validUntil">The last day, at the home branch.</param>
    [Secured(Permission.ManageTechnicians), Errors(typeof(SkillUnknown))]
    public Task<Outcome<TechnicianView>> RecordCertificate(
        string technicianId, [StringLength(40)] string skill, [StringLength(200)] string issuer, [StringLength(100)] string number,
        DateOnly validFrom, DateOnly validUntil, Caller caller, string? requestId = null) =>
        On(technicianId, caller, grain => grain.RecordCertificate(
            new(new RecordCertificate(skill, issuer, number, validFrom, validUntil), caller, requestId)));

    /// <summary>From now on the certificate proves nothing.</summary>
    /// <param name="certificateId">As its <c>id</c> is given.</param>
    [Secured(Permission.ManageTechnicians)]
    public Task<Outcome<TechnicianView>> WithdrawCertificate(
        string technicianId, string certificateId, [StringLength(400)] string reason, Caller caller, string? requestId = null) =>
        On(technicianId, caller, grain => grain.WithdrawCertificate(
            new(new WithdrawCertificate(Within(technicianId, certificateId), reason), caller, requestId)));

    /// <summary>What names it within the technician's own file; another's is none of them.</summary>
    private static string Within(string technicianId, string certificateId) =>
        certificateId.StartsWith($"{technicianId}/", StringComparison.Ordinal) ? certificateId[(technicianId.Length + 1)..] : certificateId;

    private Task<Outcome<TechnicianView>> On(string technicianId, Caller caller, Func<IQualifications, Task<Answer>> ask) =>
        grains.OnTechnician(technicianId, caller, _ => ask(grains.GetGrain<IQualifications>(technicianId)));
}
