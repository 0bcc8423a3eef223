namespace AfterSales.Access;

/// <summary>A role held at one place: the key of a branch (<c>b-…</c>) or dealer (<c>d-…</c>), or <see cref="Headquarters"/>.</summary>
[GenerateSerializer, Immutable, Alias("Assignment")]
public sealed record Assignment([property: Id(0)] Role Role, [property: Id(1)] string Place)
{
    public const string Headquarters = "headquarters";
}

/// <summary>
/// Who asks. It travels with every request and every reading, so that a record itself can refuse what its caller may not see.
/// </summary>
/// <param name="Account">The key of the account, or the name of the part of the system that acts by itself.</param>
/// <param name="Name">Shown to people; never written to the journal.</param>
/// <param name="Technician">The key of the technician this account belongs to (<c>tech-…</c>), if it does.</param>
/// <param name="Language">The language refusals are worded in: <c>en</c>, <c>zh-CN</c> or <c>es</c>.</param>
/// <param name="Supported">The keys of the customers whose support group he belongs to; null: none.</param>
[GenerateSerializer, Immutable, Alias("Caller")]
public sealed record Caller(
    [property: Id(0)] string Account,
    [property: Id(1)] string Name,
    [property: Id(2)] IReadOnlyList<Assignment> Assignments,
    [property: Id(3)] string? Technician = null,
    [property: Id(4)] string Language = "en",
    [property: Id(5)] IReadOnlyList<string>? Supported = null)
{
    /// <summary>Nobody: what a request without a log-in is answered with.</summary>
    public static Caller Nobody { get; } = new("", "", []);

    /// <summary>The service itself, acting by a reminder or an effect. It may see everything and is never made from a request.</summary>
    public static Caller System { get; } = new("system", "", []);

    public bool IsSystem => ReferenceEquals(this, System) || (Account == System.Account && Assignments.Count == 0);

    public bool IsKnown => Account.Length > 0;

    public bool IsAtHeadquarters => Assignments.Any(a => a.Place == Assignment.Headquarters);

    /// <summary>
    /// The caller with only those roles that hold the permission: what is allowed at one place says nothing about what is seen from another.
    /// </summary>
    public Caller Holding(Permission permission)
    {
        if (IsSystem || Assignments.All(Holds)) return this;
        return this with { Assignments = [.. Assignments.Where(Holds)] };

        bool Holds(Assignment assignment) => Permissions.Of(assignment.Role).Contains(permission);
    }

    public bool May(Permission permission) => IsSystem || Permissions.OfEverybody.Contains(permission) || Assignments.Any(a => Permissions.Of(a.Role).Contains(permission));
}
