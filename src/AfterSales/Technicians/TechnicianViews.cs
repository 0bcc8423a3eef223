using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Branches;
using AfterSales.Files;
using AfterSales.Records;
using AfterSales.Technicians.Rules;
using GraphQL;

namespace AfterSales.Technicians;

/// <summary>Somebody who serves on the road or in the workshop.</summary>
[Name("Technician"), Secured(Permission.SeeTickets)]
public sealed class TechnicianView(TechnicianRow row)
{
    public string Id => row.Id;

    public string Name => row.Name;

    /// <summary>Codes of the work he does.</summary>
    public IReadOnlyList<string> Skills => [.. SkillLevels.Select(skill => skill.Code)];

    /// <summary>The work he does, and how well.</summary>
    public IReadOnlyList<SkillView> SkillLevels =>
        [.. row.Skills.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(skill => skill.Split(':')).Select(p => new SkillView(p[0], Enum.Parse<SkillLevel>(p[1])))];

    /// <summary>Since when he has been in the trade.</summary>
    [Secured(Permission.SeeTechnicians)]
    public DateOnly? InTradeSince => row.InTradeSince;

    /// <summary>False: he left the company.</summary>
    public bool IsActive => row.IsActive;

    /// <summary>Counts up with every change.</summary>
    public int Version => row.Version;

    /// <summary>The home branch.</summary>
    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);

    /// <summary>His own hours of the week; null: the branch's.</summary>
    [Secured(Permission.SeeTechnicians)]
    public IReadOnlyList<WeeklyHoursView>? OwnHours => row.Hours()?.ConvertAll(h => new WeeklyHoursView(h.Day, h.From, h.To));

    /// <summary>Held and confirmed appointments that touch a span of time, in order; at most 200.</summary>
    /// <param name="from">Includes this instant.</param>
    /// <param name="to">Excludes this instant.</param>
    [Secured(Permission.SeeTechnicians)]
    public Deferred<IReadOnlyList<AppointmentView>> GetAppointments(DateTimeOffset from, DateTimeOffset to, AppointmentLoader appointments, Caller caller) =>
        appointments.Load((row.Id, from, to)).Select(rows => (IReadOnlyList<AppointmentView>)[.. (rows ?? []).Select(a => AppointmentView.Of(a, caller))]);

    /// <summary>Trainings he has passed.</summary>
    [Secured(Permission.SeeTechnicians)]
    public async Task<IReadOnlyList<TrainingView>> GetTrainingsAsync(IGrainFactory grains) =>
        (await State(grains)).Qualifications.Trainings.ConvertAll(t => new TrainingView(t.Skill, t.Course, t.PassedOn));

    /// <summary>His certificates, as they were taken down.</summary>
    [Secured(Permission.SeeTechnicians)]
    public async Task<IReadOnlyList<CertificateView>> GetCertificatesAsync(IGrainFactory grains)
    {
        var state = await State(grains);
        return state.Qualifications.Certificates.ConvertAll(certificate => new CertificateView(CertificateRow.Of(state, certificate)));
    }

    /// <summary>Absences ahead and of the last month; null for a branch he is only lent to.</summary>
    [Secured(Permission.SeeTechnicians)]
    public async Task<IReadOnlyList<AbsenceView>?> GetAbsencesAsync(IGrainFactory grains, Caller caller) => caller.ActsFor(row.BranchId)
        ? (await State(grains)).Availability.Absences.ConvertAll(a => new AbsenceView(a.Id, a.From, a.To, a.Kind, a.SubstituteId, a.IsCancelled))
        : null;

    /// <summary>Branches he is or will be lent to.</summary>
    [Secured(Permission.SeeTechnicians)]
    public async Task<IReadOnlyList<LoanView>> GetLoansAsync(IGrainFactory grains) =>
        [.. (await State(grains)).Availability.Loans.Where(loan => !loan.IsOver).Select(loan => new LoanView(loan.Id, loan.BranchId, loan.From, loan.To))];

    /// <summary>Tools he keeps; null for a branch he is only lent to.</summary>
    [Secured(Permission.SeeTools)]
    public async Task<IReadOnlyList<ToolView>?> GetToolsAsync(IGrainFactory grains, Caller caller)
    {
        if (!caller.ActsFor(row.BranchId)) return null;
        var state = await State(grains);
        return [.. state.Tools.Kept.Select(tool => new ToolView(ToolRow.Of(state, tool)))];
    }

    public static TechnicianView Of(Technician technician, int version) => new(TechnicianRow.Of(technician, new RowStamp(version, 1)));

    /// <summary>His certificates and papers that were uploaded, in the order they were attached.</summary>
    [Secured(Permission.SeeTechnicians)]
    public async Task<IReadOnlyList<FileView>> GetAttachmentsAsync(IGrainFactory grains, FileLoader files, CancellationToken cancellation) =>
        await files.Of((await State(grains)).Attachments, cancellation);

    private async Task<Technician> State(IGrainFactory grains) =>
        await grains.GetGrain<ITechnicianGrain>(row.Id).Read(Caller.System) ?? new Technician();
}

/// <param name="Code">The work, such as <c>cooling</c>.</param>
[Name("TechnicianSkill"), SecuredByParent]
public sealed record SkillView(string Code, SkillLevel Level)
{
    /// <summary>The work, in your language; its code where it has no words.</summary>
    public string GetName(Caller caller) => RefusalWording.CodeWord("Skill", Code, caller.Language);
}

/// <summary>A training that was passed.</summary>
/// <param name="Skill">The code of the work it is for.</param>
/// <param name="PassedOn">A day at the home branch.</param>
[Name("Training"), SecuredByParent]
public sealed record TrainingView(string Skill, string Course, DateOnly PassedOn)
{
    /// <summary>The work, in your language; its code where it has no words.</summary>
    public string GetSkillName(Caller caller) => RefusalWording.CodeWord("Skill", Skill, caller.Language);
}

/// <param name="StartsAt">Includes this instant.</param>
/// <param name="EndsAt">Excludes this instant.</param>
/// <param name="TicketId">Null where the ticket is another branch's.</param>
/// <param name="TravelMinutes">The way to the customer, before it starts.</param>
[Name("Appointment"), SecuredByParent]
public sealed record AppointmentView(string? TicketId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, AppointmentState State, int TravelMinutes)
{
    internal static AppointmentView Of(AppointmentRow row, Caller caller) =>
        new(caller.Sees(row) ? row.TicketId : null, row.StartsAt, row.EndsAt, row.State, row.TravelMinutes);
}

/// <summary>Time in which a technician serves nobody.</summary>
/// <param name="StartsAt">Includes this instant.</param>
/// <param name="EndsAt">Excludes this instant.</param>
/// <param name="SubstituteId">The technician who is asked instead.</param>
[Name("TechnicianAbsence"), SecuredByParent]
public sealed record AbsenceView(string Id, DateTimeOffset StartsAt, DateTimeOffset EndsAt, AbsenceKind Kind, string? SubstituteId, bool IsCancelled);

/// <summary>A time in which a technician works for another branch.</summary>
/// <param name="StartsAt">Includes this instant.</param>
/// <param name="EndsAt">Excludes this instant.</param>
[Name("Loan"), SecuredByParent]
public sealed record LoanView(string Id, string BranchId, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <summary>A technician's certificate of qualification.</summary>
[Name("TechnicianCertificate"), Secured(Permission.SeeTechnicians)]
public sealed class CertificateView(CertificateRow row)
{
    /// <summary>The technician's key, a slash and what names it within his file.</summary>
    public string Id => row.Id;

    public string TechnicianId => row.TechnicianId!;

    /// <summary>The code of the work it is for.</summary>
    public string Skill => row.Skill;

    /// <summary>The work, in your language; its code where it has no words.</summary>
    public string GetSkillName(Caller caller) => RefusalWording.CodeWord("Skill", row.Skill, caller.Language);

    public string Issuer => row.Issuer;

    public string Number => row.Number;

    /// <summary>The first day, at the home branch.</summary>
    public DateOnly ValidFrom => row.ValidFrom;

    /// <summary>The last day, at the home branch; from the minute after it the technician is not booked by it.</summary>
    public DateOnly ValidUntil => row.ValidUntil;

    public CertificateState State => row.State;

    public Deferred<TechnicianView?> GetTechnician(TechnicianLoader technicians) => technicians.Load(row.TechnicianId!);
}

/// <summary>A tool of the company that one person keeps, and what became of it.</summary>
[Name("ToolCustody"), Secured(Permission.SeeTools)]
public sealed class ToolView(ToolRow row)
{
    /// <summary>The technician's key, a slash and what names it within his file.</summary>
    public string Id => row.Id;

    public string TechnicianId => row.TechnicianId!;

    /// <summary>As the asset list names it.</summary>
    public string Code => row.Code;

    public string Name => row.Name;

    /// <summary>Its loss or damage needs a written report.</summary>
    public bool IsValuable => row.IsValuable;

    public DateTimeOffset Since => row.Since;

    /// <summary>Null while it is kept.</summary>
    public DateTimeOffset? EndedAt => row.EndedAt;

    public CustodyEnd? CustodyEnd => row.CustodyEnd;

    /// <summary>What was reported of it; null while nothing was.</summary>
    public ToolReportView? Report => row is { Mishap: { } mishap, IsNormalWear: { } wear, CompensationMinor: { } amount, Currency: { } currency, ReportedAt: { } at }
        ? new(mishap, wear, amount, currency, at)
        : null;

    public Deferred<TechnicianView?> GetTechnician(TechnicianLoader technicians) => technicians.Load(row.TechnicianId!);
}

/// <summary>A loss or damage of a tool.</summary>
/// <param name="IsNormalWear">Nothing is owed for it.</param>
/// <param name="CompensationMinor">In the currency's smallest unit.</param>
[Name("ToolReport"), SecuredByParent]
public sealed record ToolReportView(ToolMishap Mishap, bool IsNormalWear, long CompensationMinor, string Currency, DateTimeOffset ReportedAt);
