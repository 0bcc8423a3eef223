using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Branches;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Technicians.Rules;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Technicians;

/// <summary>Somebody who serves on the road or in the workshop.</summary>
[Name("Technician"), Secured(Permission.SeeTickets)]
public sealed class TechnicianView(TechnicianRow row)
{
    public string Id => row.Id;

    public string Name => row.Name;

    /// <summary>Codes of the work the technician is trained for.</summary>
    public IReadOnlyList<string> Skills => row.Skills.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Counts up with every change.</summary>
    public int Version => row.Version;

    /// <summary>The home branch.</summary>
    public Deferred<BranchView?> GetBranch(BranchLoader branches) => branches.Load(row.BranchId);

    /// <summary>Held and confirmed appointments that touch a span of time, in order; at most 200.</summary>
    /// <param name="from">Includes this instant.</param>
    /// <param name="to">Excludes this instant.</param>
    [Secured(Permission.SeeTechnicians)]
    public async Task<IReadOnlyList<AppointmentView>> GetAppointmentsAsync(
        DateTimeOffset from, DateTimeOffset to, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.Set<AppointmentRow>().AsNoTracking().JobsVisibleTo(caller)
            .Where(a => a.TechnicianId == row.Id && a.StartsAt < to && a.EndsAt > from
                && (a.State == AppointmentState.Held || a.State == AppointmentState.Confirmed))
            .OrderBy(a => a.StartsAt).Take(200).ToListAsync(cancellation);
        return rows.ConvertAll(a => new AppointmentView(a.TicketId, a.StartsAt, a.EndsAt, a.State));
    }

    public static TechnicianView Of(Technician technician, int version) => new(TechnicianRow.Of(technician, new RowStamp(version, 1)));
}

/// <param name="StartsAt">Includes this instant.</param>
/// <param name="EndsAt">Excludes this instant.</param>
[Name("Appointment"), SecuredByParent]
public sealed record AppointmentView(string TicketId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, AppointmentState State);

[Queries]
public sealed class TechnicianQueries
{
    /// <summary>One technician, by his key; null where there is none you may see.</summary>
    [Secured(Permission.SeeTechnicians)]
    public Task<TechnicianView?> GetTechnicianAsync(string id, IGrainFactory grains, Caller caller) =>
        grains.Show<ITechnicianGrain, Technician, TechnicianView>(ITechnicianGrain.Prefix, id, caller, TechnicianView.Of);

    /// <summary>The technicians you may see, by name.</summary>
    [Secured(Permission.SeeTechnicians), Paged(typeof(TechnicianRow))]
    public async Task<Connection<TechnicianView>> TechniciansAsync(
        PageRequest page, IDbContextFactory<AfterSalesDb> databases, Caller caller, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Set<TechnicianRow>().JobsVisibleTo(caller), page, cancellation)).Select(row => new TechnicianView(row));
}

/// <summary>Fetches the technicians of the tickets of a page.</summary>
public sealed class TechnicianLoader(IDbContextFactory<AfterSalesDb> databases) : BatchLoader<string, TechnicianView>
{
    protected override async Task<IReadOnlyDictionary<string, TechnicianView>> LoadAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<TechnicianRow>().AsNoTracking().Where(row => keys.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => new TechnicianView(row), cancellation);
    }
}

[Mutations]
public sealed class TechnicianMutations(IGrainFactory grains)
{
    /// <summary>Registers a technician at his home branch.</summary>
    /// <param name="skills">Codes of letters, digits and hyphens.</param>
    [Secured(Permission.ManageTechnicians), Errors(typeof(AlreadyExists))]
    public Task<Outcome<TechnicianView>> RegisterTechnician(
        string branchId, [StringLength(200)] string name, Caller caller, [MaxLength(50)] IReadOnlyList<string>? skills = null,
        string? id = null, string? requestId = null) =>
        grains.Make(ITechnicianGrain.Prefix, id, requestId, caller,
            (ITechnicianGrain grain) => grain.Register(new Intent<RegisterTechnician>(new RegisterTechnician(branchId, name, [.. skills ?? []]), caller, requestId)),
            (Func<Technician, int, TechnicianView>)TechnicianView.Of);
}
