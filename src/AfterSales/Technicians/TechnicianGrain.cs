using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Files;
using AfterSales.Files.Rules;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Technicians.Rules;

namespace AfterSales.Technicians;

[GrainType("technician")]
public sealed partial class TechnicianGrain(
    RecordServices services, ReferenceCache<IBranchGrain, Branch> branches, EffectivePolicies policies, AttachingFiles files)
    : RecordGrain<Technician>(services), ITechnicianGrain, ITakeHandOver
{
    public Task<Answer> Register(Intent<RegisterTechnician> intent) => Create(intent, async now =>
        intent.Caller.ActsFor(intent.Body.BranchId) && await branches.Get(intent.Body.BranchId) is { } branch
            ? BranchRules.MustBeOpen(branch) ?? KnownWork.Beside(StandingRules.Register(Key, intent.Body, branch.Calendar.LocalDay(now)),
                intent.Body.Skills, (await policies.At(branch.Id)).Get(TechnicianPolicies.Skills))
            : new NotFound(intent.Body.BranchId));

    public async Task<Answer> Amend(Intent<AmendTechnician> intent)
    {
        var home = await Home();
        return await AtHome(intent, (technician, now) => StandingRules.Amend(technician, intent.Body, home!.Calendar.LocalDay(now)));
    }

    public async Task<Answer> Move(Intent<MoveTechnician> intent)
    {
        var there = await branches.Get(intent.Body.BranchId);
        return await AtHome(intent, (technician, now) =>
            there is null || !intent.Caller.ActsFor(there.Id)
                ? new NotFound(intent.Body.BranchId)
                : BranchRules.MustBeOpen(there) ?? StandingRules.Move(technician, intent.Body, now));
    }

    public Task<Answer> Leave(Intent<LeaveCompany> intent) => AtHome(intent, (technician, now) => StandingRules.Leave(technician, intent.Body, now));

    public Task<Answer> ComeBack(Intent<ComeBack> intent) => AtHome(intent, (technician, now) => StandingRules.ComeBack(technician));

    public async Task<Answer> Hold(Intent<HoldSlot> intent)
    {
        var terms = await TermsAt(intent.Body.BranchId);
        return await Decide(intent, (technician, now) =>
            terms is null ? new NotFound(intent.Body.BranchId) : BookingRules.Hold(technician, intent.Body, terms, now));
    }

    public async Task<TechnicianOffer?> Offer(VisitWanted wanted) =>
        State is { } technician && await TermsAt(wanted.BranchId) is { } terms ? OfferRules.Offer(technician, wanted, terms) : null;

    public async Task<Answer> Confirm(Intent<ConfirmSlot> intent)
    {
        var terms = State is { } state ? await TermsAt(state.Appointments.Find(intent.Body.VisitId)?.BranchId ?? state.BranchId) : null;
        return await Decide(intent, (technician, now) => BookingRules.Confirm(technician, intent.Body, terms!, now));
    }

    public Task<Answer> Release(Intent<ReleaseSlot> intent) =>
        Decide(intent, (technician, now) => BookingRules.Release(technician, intent.Body.VisitId));

    public Task<Answer> Delay(Intent<DelaySlot> intent) => Decide(intent, (technician, now) => BookingRules.Delay(technician, intent.Body));

    public Task<Answer> HandOver(Intent<MoveToBranch> intent) =>
        Decide(intent, (technician, now) => StandingRules.HandOver(technician, intent.Body.FromBranchId, intent.Body.ToBranchId, now));

    public Task<Answer> Attach(Intent<AttachFile> intent) => AskAndDecide(intent, async (technician, now) =>
        intent.Caller.ActsFor(technician.BranchId) ? await files.Attach(technician.Attachments, Key, intent, now) : new AuthNotAuthorized());

    public Task<Answer> Detach(Intent<DetachFile> intent) =>
        AtHome(intent, (technician, now) => AttachmentRules.Detach(technician.Attachments, intent.Body.FileId));

    protected override ValueTask<Decision> WhenDue(Technician state, DateTimeOffset now) => new(Decision.Of(
    [
        .. BookingRules.HoldsLapse(state, now).Events,
        .. state.HasLeft ? [] : QualificationRules.WhenDue(state.Qualifications, now),
        .. state.HasLeft ? [] : AvailabilityRules.WhenDue(state.Availability, now),
    ]));

    protected override IEnumerable<Effect> EffectsOf(Technician state, Event happened) => happened switch
    {
        SlotLost e => [new TellSlotLost(e.TicketId, e.VisitId)],
        AppointmentHandedBack e => [new TellSlotLost(e.TicketId, e.VisitId)],
        _ => RenewalTasks.EffectsOf(state, happened).Concat(AttachingFiles.EffectsOf(state.Id, happened)),
    };

    protected override IEnumerable<object> RowsOf(Technician state, RowStamp stamp) =>
    [
        TechnicianRow.Of(state, stamp),
        .. TechnicianSearch.Of(state),
        .. state.Appointments.All.Select(appointment => AppointmentRow.Of(state, appointment)),
        .. state.Qualifications.Certificates.Select(certificate => CertificateRow.Of(state, certificate)),
        .. state.Availability.Absences.Select(absence => AbsenceRow.Of(state, absence)),
        .. state.Availability.Loans.Select(loan => LoanRow.Of(state, loan)),
        .. state.Tools.All.Select(tool => ToolRow.Of(state, tool)),
    ];

    /// <summary>What his home branch alone decides: a branch he is lent to sees him and books him.</summary>
    private Task<Answer> AtHome<T>(Intent<T> intent, Func<Technician, DateTimeOffset, Decision> rule) =>
        Decide(intent, (technician, now) => intent.Caller.ActsFor(technician.BranchId) ? rule(technician, now) : new AuthNotAuthorized());

    private async ValueTask<Branch?> Home() => State is not { } state ? null : await branches.Get(state.BranchId)
        ?? throw new TimeoutException($"Branch {state.BranchId} of {state.Id} could not be read.");

    private async ValueTask<BookingTerms?> TermsAt(string branchId)
    {
        if (await branches.Get(branchId) is not { } branch) return null;
        var inForce = await policies.At(branchId);
        return new BookingTerms(branch.Calendar, inForce.Get(TechnicianPolicies.Booking), inForce.Get(TechnicianPolicies.Qualification), inForce.Get(TechnicianPolicies.Travel));
    }
}

public sealed record TellSlotLost(string TicketId, string VisitId) : Effect
{
    public override string Target => TicketId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<IHearSlotLost>(TicketId).SlotLost(context.Intent(new ReleaseSlot(VisitId)));
}
