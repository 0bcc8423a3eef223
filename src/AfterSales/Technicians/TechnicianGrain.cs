using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Records;
using AfterSales.Technicians.Rules;

namespace AfterSales.Technicians;

[GrainType("technician")]
public sealed class TechnicianGrain(RecordServices services, ReferenceCache<IBranchGrain, Branch> branches) : RecordGrain<Technician>(services), ITechnicianGrain
{
    public Task<Answer> Register(Intent<RegisterTechnician> intent) =>
        Create(intent, async now =>
            intent.Caller.ActsFor(intent.Body.BranchId) && await branches.Get(intent.Body.BranchId) is not null
                ? BookingRules.Register(Key, intent.Body.BranchId, intent.Body.Name, intent.Body.Skills)
                : new NotFound(intent.Body.BranchId));

    public Task<Answer> Hold(Intent<HoldSlot> intent) => Decide(intent, (technician, now) => BookingRules.Hold(technician, intent.Body, now));

    public Task<Answer> Confirm(Intent<ConfirmSlot> intent) => Decide(intent, (technician, now) => BookingRules.Confirm(technician, intent.Body));

    public Task<Answer> Release(Intent<ReleaseSlot> intent) =>
        Decide(intent, (technician, now) => BookingRules.Release(technician, intent.Body.VisitId));

    protected override ValueTask<Decision> WhenDue(Technician state, DateTimeOffset now) => new(BookingRules.HoldsLapse(state, now));

    protected override IEnumerable<Effect> EffectsOf(Technician state, Event happened) => happened switch
    {
        SlotLost lost => [new TellSlotLost(lost.TicketId, lost.VisitId)],
        _ => [],
    };

    protected override IEnumerable<object> RowsOf(Technician state, RowStamp stamp) =>
        [TechnicianRow.Of(state, stamp), TechnicianSearch.Of(state), .. state.Appointments.Select(appointment => AppointmentRow.Of(state, appointment))];
}

public sealed record TellSlotLost(string TicketId, string VisitId) : Effect
{
    public override string Target => TicketId;

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<IHearSlotLost>(TicketId).SlotLost(context.Intent(new ReleaseSlot(VisitId)));
}
