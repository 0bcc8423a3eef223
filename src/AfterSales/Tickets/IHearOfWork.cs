using System.Globalization;
using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Records;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

/// <summary>Somebody keeps what was worked at a branch on a working day, and wants to hear of it: the day's report, which tickets do not know. Its key: <see cref="WorkingDayKey.Of"/>.</summary>
[Alias("IHearOfWork")]
public interface IHearOfWork : IGrainWithStringKey
{
    /// <summary>Work that was heard of before changes nothing.</summary>
    [Alias("NoteWork")]
    Task<Answer> NoteWork(Intent<EndedWork> intent);
}

/// <summary>The key of a branch's working day.</summary>
public static class WorkingDayKey
{
    public const string Prefix = "dr-";

    /// <summary>The same for a branch and its working day, always.</summary>
    public static string Of(string branchId, DateOnly day) => RecordKey.Derived(Prefix, string.Create(CultureInfo.InvariantCulture, $"{branchId}\n{day:yyyy-MM-dd}"));
}

/// <param name="Day">The working day at the branch.</param>
/// <param name="WorkId">The key of its row: see <see cref="TechnicianWorkRow"/>.</param>
[GenerateSerializer, Immutable, Alias("EndedWork")]
public sealed record EndedWork(
    [property: Id(0)] string BranchId, [property: Id(1)] DateOnly Day, [property: Id(2)] string TechnicianId, [property: Id(3)] string WorkId);

/// <summary>A technician's work ended: the day on which it did hears of it.</summary>
/// <param name="At">By the clock of the device, where it was recorded offline.</param>
public sealed record TellWorkEnded(string BranchId, string TechnicianId, string WorkId, DateTimeOffset At) : Effect
{
    // The day is the branch's, which only the delivery asks.
    public override string Target => BranchId;

    public static IEnumerable<Effect> Of(Ticket ticket, Event happened) => happened switch
    {
        VisitEnded e => [new TellWorkEnded(ticket.BranchId, e.TechnicianId, e.VisitId, e.DeviceAt ?? e.At)],
        ProductBroughtIn { VisitId: { } visitId, TechnicianId: { } technicianId } e => [new TellWorkEnded(ticket.BranchId, technicianId, visitId, e.DeviceAt ?? e.At)],
        WorkshopRepairFinished e when ticket.Workshop.TechnicianId is { } technicianId =>
            [new TellWorkEnded(ticket.BranchId, technicianId, TechnicianWorkRow.WorkshopKey(ticket.Id, ticket.Round), e.At)],
        _ => [],
    };

    public override async Task<Answer> Deliver(IGrainFactory grains, EffectContext context)
    {
        var branch = await grains.GetGrain<IBranchGrain>(BranchId).Read(Caller.System) ?? throw new TimeoutException($"Branch {BranchId} could not be read.");
        var day = branch.Calendar.WorkingDayOf(At);
        return await grains.GetGrain<IHearOfWork>(WorkingDayKey.Of(BranchId, day)).NoteWork(context.Intent(new EndedWork(BranchId, day, TechnicianId, WorkId)));
    }
}
