using System.Security.Claims;

namespace AfterSales.Access;

/// <summary>How a <see cref="Caller"/> travels in a cookie or token.</summary>
public static class CallerClaims
{
    private const string Place = "aftersales:assignment";
    private const string TechnicianKey = "aftersales:technician";
    private const string LanguageTag = "aftersales:language";
    private const string SupportedCustomer = "aftersales:supported";

    /// <summary>The caller a log-in proved, or <see cref="Caller.Nobody"/>. Never <see cref="Caller.System"/>.</summary>
    public static Caller ToCaller(this ClaimsPrincipal user)
    {
        if (user.Identity?.IsAuthenticated != true || user.FindFirstValue(ClaimTypes.NameIdentifier) is not { Length: > 0 } account)
            return Caller.Nobody;
        if (account == Caller.System.Account) return Caller.Nobody;
        var assignments = user.FindAll(Place).Select(c => c.Value.Split('@', 2))
            .Where(p => p.Length == 2 && Enum.IsDefined(typeof(Role), p[0]))
            .Select(p => new Assignment(Enum.Parse<Role>(p[0]), p[1])).ToArray();
        string[] supported = [.. user.FindAll(SupportedCustomer).Select(c => c.Value).Distinct()];
        return new Caller(account, user.FindFirstValue(ClaimTypes.Name) ?? "", assignments,
            user.FindFirstValue(TechnicianKey), user.FindFirstValue(LanguageTag) ?? "en", supported.Length > 0 ? supported : null);
    }

    /// <summary>The customers whose support group the account belongs to, whatever was true when it logged in.</summary>
    public static IEnumerable<Claim> ToClaims(IEnumerable<string> supported) => supported.Select(customer => new Claim(SupportedCustomer, customer));

    public static IEnumerable<Claim> ToClaims(IEnumerable<Assignment> assignments, string? technician, string language)
    {
        foreach (var assignment in assignments) yield return new Claim(Place, $"{assignment.Role}@{assignment.Place}");
        if (technician is not null) yield return new Claim(TechnicianKey, technician);
        yield return new Claim(LanguageTag, language);
    }
}
