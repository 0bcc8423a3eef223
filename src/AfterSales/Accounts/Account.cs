using AfterSales.Access;
using Microsoft.AspNetCore.Identity;

namespace AfterSales.Accounts;

/// <summary>A person's or program's log-in. What it may do follows from its <see cref="Assignments"/> alone.</summary>
public sealed class Account : IdentityUser
{
    public string DisplayName { get; set; } = "";

    /// <summary>The key of the technician who logs in with it (<c>tech-…</c>).</summary>
    public string? TechnicianId { get; set; }

    /// <summary><c>en</c>, <c>zh-CN</c> or <c>es</c>.</summary>
    public string Language { get; set; } = "en";

    /// <summary>Since when an administrator has closed it; null while it is open.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>When its owner last proved himself; refreshing a token is no log-in. Null: never.</summary>
    public DateTimeOffset? LastLoggedInAt { get; set; }

    public ICollection<AccountAssignment> Assignments { get; } = [];

    /// <summary>Too many wrong tries closed it for a while; the end of that while is excluded.</summary>
    public bool IsLockedOut(DateTimeOffset now) => LockoutEnd > now;

    /// <summary>
    /// What every session and token of the account is asked again and again. Wrong passwords lock the log-in alone: else anybody who knows
    /// an address could stop the sessions and programs of its owner.
    /// </summary>
    public bool IsOpen => DisabledAt is null;
}

/// <summary>A role that an account holds at a place.</summary>
public sealed class AccountAssignment
{
    public string AccountId { get; set; } = "";

    public Role Role { get; set; }

    /// <summary>The key of a branch or dealer, or <see cref="Assignment.Headquarters"/>.</summary>
    public string Place { get; set; } = "";
}
