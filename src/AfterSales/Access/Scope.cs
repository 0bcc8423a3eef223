using System.Linq.Expressions;
using AfterSales.Storage;

namespace AfterSales.Access;

/// <summary>A record or a row that belongs to a branch. Both carry the same columns, so one rule narrows both.</summary>
public interface IScoped
{
    /// <summary>The key of the branch it belongs to.</summary>
    string BranchId { get; }
}

/// <summary>Work or a file that a technician may see only when it is his own job.</summary>
public interface IScopedToTechnician : IScoped
{
    /// <summary>The key of the technician who has the job, if one has.</summary>
    string? TechnicianId { get; }
}

/// <summary>Work that technicians may look at who were sent to it before; only who has the job may change it.</summary>
public interface IShownToTechnicians : IScopedToTechnician
{
    /// <summary>The keys of the technicians who went there.</summary>
    IEnumerable<string> FormerTechnicianIds { get; }
}

/// <summary>A record or row about a person, who must not see it: a complaint (domain.md §9).</summary>
public interface IHiddenFromPerson : IScoped
{
    /// <summary>The technician (<c>tech-…</c>) or account it is about, if it is about one.</summary>
    string? PersonId { get; }
}

/// <summary>A record or row that a dealer sees because he sold the product.</summary>
public interface IScopedToDealer : IScoped
{
    /// <summary>The key of the dealer (<c>d-…</c>), if one did.</summary>
    string? DealerId { get; }
}

/// <summary>A record that other branches than its own see too, such as a technician who is lent to them.</summary>
public interface IScopedToMore : IScoped
{
    IEnumerable<string> MoreBranchIds { get; }
}

/// <summary>Work for a customer, or his file: the people of his support group see it, wherever they work (S0 P3 一4).</summary>
public interface IScopedToSupporters : IScoped
{
    /// <summary>The key of the customer (<c>c-…</c>), if it has one.</summary>
    string? CustomerId { get; }
}

/// <summary>Work that was given to one account: whoever was given it sees it, wherever he works.</summary>
public interface IScopedToAssignee : IScoped
{
    /// <summary>The key of the account; null: anyone of its place.</summary>
    string? AssignedTo { get; }
}

/// <summary>A record or row of a branch that headquarters sees once the branch has signed it (S1 P2 (17)).</summary>
public interface ISignedByBranch : IScoped
{
    bool IsSigned { get; }
}

/// <summary>
/// The one place that says what a caller may see (domain.md §9): headquarters all, a branch its own, a technician own jobs, a support group its
/// customers' tickets.
/// </summary>
public static class Scope
{
    public static bool Sees(this Caller caller, IScoped record) =>
        caller.HasToDoWith(record) || caller.Supports(record) || (record is IShownToTechnicians job && caller.Technician is { } own && job.FormerTechnicianIds.Contains(own));

    /// <summary>Is the caller in the support group of the record's customer: he sees it, and changes what the record lets supporters change.</summary>
    public static bool Supports(this Caller caller, IScoped record) => record is IScopedToSupporters { CustomerId: { } customer } && caller.Supported?.Contains(customer) == true;

    /// <summary>May the caller ask for a change of it: whoever sees it because it is his, his branch's, or headquarters'.</summary>
    public static bool HasToDoWith(this Caller caller, IScoped record) =>
        caller.IsSystem
        || (!(record is IHiddenFromPerson { PersonId: { } person } && caller.IsPerson(person))
            && ((caller.IsAtHeadquarters && record is not ISignedByBranch { IsSigned: false })
                || caller.WholeBranches().Contains(record.BranchId)
                || (record is IScopedToMore shared && caller.WholeBranches().Intersect(shared.MoreBranchIds).Any())
                || (record is IScopedToDealer { DealerId: { } dealer } && caller.Dealers().Contains(dealer))
                || (record is IScopedToAssignee { AssignedTo: { } assignee } && assignee == caller.Account)
                || (record is IScopedToTechnician job && caller.Technician is { } own && job.TechnicianId == own)));

    /// <summary>Is the caller this technician or account.</summary>
    public static bool IsPerson(this Caller caller, string person) => person == caller.Account || person == caller.Technician;

    /// <summary>The rows of <paramref name="rows"/> that the caller may see; every query of rows passes here.</summary>
    /// <param name="customer">Where a row of a customer's own has the key of the customer: his supporters see it too.</param>
    public static IQueryable<TRow> VisibleTo<TRow>(this IQueryable<TRow> rows, Caller caller, Expression<Func<TRow, string?>>? customer = null) where TRow : class, IScoped
    {
        if (caller.IsSystem) return rows;
        rows = rows.WithoutThoseAbout(caller);
        if (caller.IsAtHeadquarters) return rows.SignedOrOf(caller);
        var branches = caller.WholeBranches();
        return rows.Where(OrLookedAfter(row => branches.Contains(row.BranchId), caller, customer));
    }

    /// <inheritdoc cref="VisibleTo{TRow}"/>
    public static IQueryable<TRow> JobsVisibleTo<TRow>(this IQueryable<TRow> rows, Caller caller, Expression<Func<TRow, string?>>? customer = null)
        where TRow : class, IScopedToTechnician
    {
        if (caller.IsSystem) return rows;
        rows = rows.WithoutThoseAbout(caller);
        if (caller.IsAtHeadquarters) return rows.SignedOrOf(caller);
        var branches = caller.WholeBranches();
        var own = caller.Technician;
        if (typeof(IScopedToAssignee).IsAssignableFrom(typeof(TRow)))
        {
            var account = caller.Account;
            return rows.Where(row => branches.Contains(row.BranchId) || (own != null && row.TechnicianId == own) || ((IScopedToAssignee)row).AssignedTo == account);
        }

        if (typeof(IScopedToSupporters).IsAssignableFrom(typeof(TRow))) customer ??= row => ((IScopedToSupporters)row).CustomerId;
        return rows.Where(OrLookedAfter(row => branches.Contains(row.BranchId) || (own != null && row.TechnicianId == own), caller, customer));
    }

    /// <summary>The rows of the customers whom the caller looks after with others, wherever they are kept.</summary>
    /// <param name="customer">Where a row has the key of the customer.</param>
    public static IQueryable<TRow> LookedAfterBy<TRow>(this IQueryable<TRow> rows, Caller caller, Expression<Func<TRow, string?>> customer) =>
        rows.Where(OrLookedAfter(row => false, caller, customer));

    /// <summary>The rows of the caller's own sales: those of the dealers he acts for.</summary>
    public static IQueryable<TRow> OwnSalesOf<TRow>(this IQueryable<TRow> rows, Caller caller) where TRow : class, IScopedToDealer
    {
        var own = caller.Dealers();
        return rows.Where(row => row.DealerId != null && own.Contains(row.DealerId));
    }

    /// <summary>May the caller act for this branch at all: used where a new record names its branch.</summary>
    public static bool ActsFor(this Caller caller, string branchId) =>
        caller.IsSystem || caller.IsAtHeadquarters || caller.WholeBranches().Contains(branchId);

    /// <summary>Is the caller one of the people of this dealer.</summary>
    public static bool SellsFor(this Caller caller, string dealerId) => caller.Dealers().Contains(dealerId);

    /// <summary>The branches of which the caller sees everything; null: of all. Beside them a technician sees own jobs.</summary>
    public static IReadOnlyList<string>? BranchesSeen(this Caller caller) => caller.IsSystem || caller.IsAtHeadquarters ? null : caller.WholeBranches();

    /// <summary>Those that are seen anyway, and those of the customers whom the caller looks after with others.</summary>
    private static Expression<Func<TRow, bool>> OrLookedAfter<TRow>(Expression<Func<TRow, bool>> seen, Caller caller, Expression<Func<TRow, string?>>? customer)
    {
        if (customer is null || caller.Supported is not { Count: > 0 } supported) return seen;
        Expression<Func<string?, bool>> isLookedAfter = key => supported.Contains(key);
        var key = customer.Body.With(customer.Parameters[0], seen.Parameters[0]);
        var also = isLookedAfter.Body.With(isLookedAfter.Parameters[0], key);
        return Expression.Lambda<Func<TRow, bool>>(Expression.OrElse(seen.Body, also), seen.Parameters);
    }

    /// <summary>What headquarters sees of rows: all, and of those that a branch signs those it has signed, beside the branches one works at.</summary>
    private static IQueryable<TRow> SignedOrOf<TRow>(this IQueryable<TRow> rows, Caller caller) where TRow : class, IScoped
    {
        if (!typeof(ISignedByBranch).IsAssignableFrom(typeof(TRow))) return rows;
        var branches = caller.WholeBranches();
        return rows.Where(row => ((ISignedByBranch)row).IsSigned || branches.Contains(row.BranchId));
    }

    private static string[] Dealers(this Caller caller) => [.. caller.Assignments.Where(a => a.Role == Role.Dealer).Select(a => a.Place)];

    private static IQueryable<TRow> WithoutThoseAbout<TRow>(this IQueryable<TRow> rows, Caller caller) where TRow : class
    {
        if (!typeof(IHiddenFromPerson).IsAssignableFrom(typeof(TRow))) return rows;
        string?[] own = caller.Technician is { } technician ? [caller.Account, technician] : [caller.Account];
        return rows.Where(row => !own.Contains(((IHiddenFromPerson)row).PersonId));
    }

    /// <summary>The branches of which the caller sees everything: all where he holds a role other than technician, supplier or dealer.</summary>
    private static string[] WholeBranches(this Caller caller) =>
        [.. caller.Assignments.Where(a => a.Role is not (Role.Technician or Role.Supplier or Role.Dealer)).Select(a => a.Place)];
}
