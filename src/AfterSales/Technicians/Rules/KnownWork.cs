using System.Collections.Immutable;
using AfterSales.Records;

namespace AfterSales.Technicians.Rules;

/// <summary>A code that nobody knows is a slip: whoever bears it is never found for the work that was meant.</summary>
public static class KnownWork
{
    /// <summary>The decision, or the refusal where it was made for work that nobody knows; what is wrong in itself is told first.</summary>
    public static Decision Beside(Decision decision, IEnumerable<string?> codes, ImmutableList<string> known, params IEnumerable<string?> kept) =>
        decision.Refusal is null && MustBeKnown(codes, known, kept) is { } unknown ? unknown : decision;

    /// <param name="codes">As they were given.</param>
    /// <param name="known">The company's.</param>
    /// <param name="kept">What was said before stays, whatever became of the company's list.</param>
    public static SkillUnknown? MustBeKnown(IEnumerable<string?> codes, ImmutableList<string> known, params IEnumerable<string?> kept)
    {
        var names = known.Concat(kept).Select(SkillCode.Of).ToHashSet();
        string[] unknown = [.. codes.Where(code => SkillCode.Of(code) is { } skill && !names.Contains(skill)).Select(code => code!.Trim()).Distinct()];
        return unknown.Length == 0 ? null : new SkillUnknown(unknown, [.. known.Select(code => SkillCode.Of(code)!).Order(StringComparer.Ordinal)]);
    }
}

/// <summary>There is no work of this code.</summary>
/// <param name="Skills">As they were given.</param>
/// <param name="Known">The codes there are, a policy.</param>
[GenerateSerializer, Immutable, Alias("SkillUnknown")]
public sealed record SkillUnknown([property: Id(0)] IReadOnlyList<string> Skills, [property: Id(1)] IReadOnlyList<string> Known) : Refusal;
