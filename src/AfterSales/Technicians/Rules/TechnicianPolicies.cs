using System.Collections.Immutable;
using AfterSales.Policies.Rules;
using AfterSales.Records;

namespace AfterSales.Technicians.Rules;

/// <summary>What shows that a technician may do a kind of work.</summary>
public enum Proof
{
    /// <summary>He has passed the training for it.</summary>
    TrainingPassed,

    /// <summary>He holds a certificate for it that is valid.</summary>
    Certificate,
}

/// <param name="Skill">The code of the work; <c>*</c>: any that has no rule of its own.</param>
/// <param name="AnyOf">One of these is enough; none: nobody has to prove anything.</param>
public sealed record QualificationRule(string Skill, ImmutableList<Proof> AnyOf)
{
    public const string AnySkill = "*";
}

/// <summary>How a rule of booking is meant.</summary>
public enum Strictness
{
    /// <summary>Never.</summary>
    Refuse,

    /// <summary>With a reason, which is kept.</summary>
    AskReason,
}

/// <summary>
/// How the rules of booking are meant that a branch may relax. Overlaps and missing qualification are always refused, and a visit after the promised arrival always
/// needs a reason.
/// </summary>
public sealed record BookingStrictness(Strictness OutsideWorkingHours, Strictness DuringAbsence, Strictness TravelTooShort)
{
    public Strictness Of(BookingObjection objection) => objection switch
    {
        BookingObjection.OutsideWorkingHours => OutsideWorkingHours,
        BookingObjection.DuringAbsence => DuringAbsence,
        BookingObjection.AfterPromisedArrival => Strictness.AskReason,
        _ => TravelTooShort,
    };
}

public static class TechnicianPolicies
{
    /// <summary>Minutes a technician's time slot is kept while a ticket is being scheduled.</summary>
    public static Policy<int> SlotHoldMinutes { get; } = new("technicians.slotHoldMinutes", 10, "ours", PolicyChecks.Between(1, 1440));

    /// <summary>Codes of the kinds of work there are: a skill, training or certificate is for one of them.</summary>
    public static Policy<ImmutableList<string>> Skills { get; } = new("technicians.skills", ["washing", "cooling", "heating", "cooking", "gas"], "ours", CodesOf);

    public static Policy<BookingStrictness> Booking { get; } = new("technicians.booking",
        new BookingStrictness(Strictness.AskReason, Strictness.Refuse, Strictness.AskReason), "S2 B1.2; ours");

    /// <summary>How long the way between two customers takes, where nobody said.</summary>
    public static Policy<TravelEstimate> Travel { get; } = new("technicians.travel", new TravelEstimate(30, 130, 5, 20), "S2 B1.2(2); numbers ours", IssuesOf);

    public static Policy<ImmutableList<QualificationRule>> Qualification { get; } = new("technicians.qualification",
        [new QualificationRule(QualificationRule.AnySkill, [Proof.TrainingPassed, Proof.Certificate])], "S1 P1 5.4; S0", IssuesOf);

    /// <summary>Days before a certificate's last day on which its renewal is asked for.</summary>
    public static Policy<ImmutableList<int>> CertificateNotices { get; } = new("technicians.certificateNotices", [60, 30, 7], "ours", IssuesOf);

    private static IEnumerable<InputIssue> IssuesOf(TravelEstimate estimate)
    {
        if (estimate.KilometresPerHour is < 1 or > 200) yield return new("kilometresPerHour", "OUT_OF_RANGE");
        if (estimate.DetourPercent is < 100 or > 400) yield return new("detourPercent", "OUT_OF_RANGE");
        if (estimate.LeastMinutes is < 0 or > 240) yield return new("leastMinutes", "OUT_OF_RANGE");
        if (estimate.SameZoneMinutes is < 0 or > 240) yield return new("sameZoneMinutes", "OUT_OF_RANGE");
    }

    private static IEnumerable<InputIssue> IssuesOf(ImmutableList<QualificationRule> rules)
    {
        foreach (var (i, rule) in rules.Index())
        {
            if (rule.Skill is not { Length: > 0 and <= 40 }) yield return new($"[{i}].skill", "REQUIRED");
            if (rule.AnyOf is null) yield return new($"[{i}].anyOf", "REQUIRED");
        }

        if (rules.Select(rule => rule.Skill).Distinct().Count() != rules.Count) yield return new("", "SKILL_REPEATED");
    }

    private static IEnumerable<InputIssue> CodesOf(ImmutableList<string> skills)
    {
        foreach (var (i, skill) in skills.Index())
            if (!SkillCode.IsCode(SkillCode.Of(skill))) yield return new($"[{i}]", "SKILL_CODE_MALFORMED");
        if (skills.Select(SkillCode.Of).Distinct().Count() != skills.Count) yield return new("", "SKILL_REPEATED");
        if (skills.Count > 200) yield return new("", "TOO_MANY");
    }

    private static IEnumerable<InputIssue> IssuesOf(ImmutableList<int> days)
    {
        foreach (var (i, day) in days.Index())
            if (day is < 1 or > 730) yield return new($"[{i}]", "OUT_OF_RANGE");
        if (days.Distinct().Count() != days.Count) yield return new("", "DAY_REPEATED");
        if (days.Count > 10) yield return new("", "TOO_MANY");
    }
}
