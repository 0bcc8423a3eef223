using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Api.Wording;
using AfterSales.Policies;
using AfterSales.Products;
using AfterSales.Storage;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets.Rules;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Tickets;

/// <summary>A technician as he stands to a visit that is to be booked.</summary>
/// <param name="IsQualified">He may be booked for it, as far as the work goes.</param>
/// <param name="Why">What stands against it, in your language; null where he is qualified.</param>
[Name("VisitCandidate"), SecuredByParent]
public sealed record CandidateView(TechnicianView Technician, bool IsQualified, string? Why);

/// <summary>Who comes into question for a visit.</summary>
/// <param name="Skill">The code of the work the ticket needs; null: none in particular.</param>
/// <param name="SkillName">The work, in your language; its code where it has no words.</param>
/// <param name="Technicians">Who works for the branch, by name, the qualified first; at most 100.</param>
[Name("VisitCandidates"), SecuredByParent]
public sealed record CandidatesView(string? Skill, string? SkillName, IReadOnlyList<CandidateView> Technicians);

[Queries]
public sealed class CandidateQueries(IDbContextFactory<AfterSalesDb> databases, IGrainFactory grains, Warranties warranties, EffectivePolicies policies, TimeProvider clock)
{
    private const int Most = 100;

    /// <summary>Who may be booked for a visit of a ticket, and who may not since he has not shown that he can do the work. Null for a ticket you may not see.</summary>
    /// <param name="from">Includes this instant.</param>
    /// <param name="to">Excludes this instant.</param>
    [Secured(Permission.DispatchTickets)]
    public async Task<CandidatesView?> VisitCandidatesAsync(string ticketId, DateTimeOffset from, DateTimeOffset to, Caller caller, CancellationToken cancellation)
    {
        if (await grains.Read<ITicketGrain, Ticket>(ITicketGrain.Prefix, ticketId, caller) is not { } ticket) return null;
        var skill = await TicketSkills.For(ticket, warranties);
        var rules = (await policies.At(ticket.BranchId)).Get(TechnicianPolicies.Qualification);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var lent = db.Set<LoanRow>().Where(loan => loan.BranchId == ticket.BranchId && !loan.IsOver && loan.StartsAt < to && loan.EndsAt > from).Select(loan => loan.TechnicianId);
        var rows = await db.Set<TechnicianRow>().AsNoTracking().Where(row => row.IsActive && (row.BranchId == ticket.BranchId || lent.Contains(row.Id)))
            .OrderBy(row => row.Name).ThenBy(row => row.Id).Take(Most).ToListAsync(cancellation);
        var candidates = await Task.WhenAll(rows.Select(Judge));
        return new CandidatesView(skill, skill is null ? null : RefusalWording.CodeWord("Skill", skill, caller.Language),
            [.. candidates.OrderByDescending(candidate => candidate.IsQualified)]);

        async Task<CandidateView> Judge(TechnicianRow row)
        {
            var technician = await grains.GetGrain<ITechnicianGrain>(row.Id).Read(Caller.System);
            var not = technician is null ? null : QualificationRules.MustBeQualified(technician, skill, from, to, rules, clock.GetUtcNow());
            return new CandidateView(new TechnicianView(row), not is null, not is null ? null : RefusalWording.Word(not with { TechnicianId = row.Name }, caller.Language));
        }
    }
}
