using System.Text.RegularExpressions;

namespace AfterSales.Technicians.Rules;

/// <summary>The code of a kind of work: letters, digits and hyphens, at most 40; small and capital letters mean the same.</summary>
public static partial class SkillCode
{
    public static string? Of(string? written) => string.IsNullOrWhiteSpace(written) ? null : written.Trim().ToLowerInvariant();

    public static bool IsCode(string? code) => code is not null && Code().IsMatch(code);

    [GeneratedRegex(@"^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,38}[\p{L}\p{N}])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
