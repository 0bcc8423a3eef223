using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Records;

namespace AfterSales.Technicians.Rules;

/// <summary>Only who has passed the training or holds a valid certificate is sent (S1 P1 5.4); certificates are renewed in time.</summary>
public static class QualificationRules
{
    private const int MostTrainings = 200;
    private const int MostCertificates = 200;
    private const int MostSkills = 50;

    /// <summary>Both now, when the promise is given, and all through the visit.</summary>
    public static TechnicianNotQualified? MustBeQualified(
        Technician technician, string? skill, DateTimeOffset from, DateTimeOffset to, ImmutableList<QualificationRule> rules, DateTimeOffset now)
    {
        if (skill is null) return null;
        var anyOf = RuleFor(skill, rules).AnyOf;
        var qualifications = technician.Qualifications;
        if (anyOf.IsEmpty || anyOf.Any(Shown)) return null;
        var missing = Holds(now, now) ? to : now;
        var since = qualifications.Certificates.Where(c => c.Skill == skill && c.EndsAt <= missing).Max(c => (DateTimeOffset?)c.EndsAt);
        return new TechnicianNotQualified(technician.Id, skill, since, anyOf);

        bool Shown(Proof proof) => proof switch
        {
            Proof.TrainingPassed => qualifications.Trainings.Any(training => training.Skill == skill),
            Proof.Certificate => Holds(now, now) && Holds(from, to),
            _ => false,
        };

        bool Holds(DateTimeOffset begin, DateTimeOffset end) => qualifications.Certificates.Any(c => c.Skill == skill && c.HoldsBetween(begin, end));
    }

    public static QualificationRule RuleFor(string skill, ImmutableList<QualificationRule> rules) =>
        rules.Find(rule => SkillCode.Of(rule.Skill) == skill)
        ?? rules.Find(rule => rule.Skill == QualificationRule.AnySkill)
        ?? TechnicianPolicies.Qualification.Standard[0];

    public static Decision SetSkills(Technician technician, ImmutableList<Skill> skills)
    {
        var issues = IssuesOf(skills).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        var set = Written(skills);
        return set.SequenceEqual(technician.Qualifications.Skills) ? Decision.NothingToDo : new SkillsSet(set);
    }

    /// <summary>Those that are none of his are added: he does them by himself until somebody says how well.</summary>
    public static Decision AddSkills(Technician technician, IEnumerable<string> codes)
    {
        var known = technician.Qualifications.Skills;
        return SetSkills(technician, [.. known, .. codes.DistinctBy(SkillCode.Of).Where(code => !known.Exists(skill => skill.Code == SkillCode.Of(code))).Select(code => new Skill(code, SkillLevel.Independent))]);
    }

    public static ImmutableList<Skill> Written(IEnumerable<Skill> skills) =>
        [.. skills.Select(skill => skill with { Code = SkillCode.Of(skill.Code)! }).OrderBy(skill => skill.Code, StringComparer.Ordinal)];

    public static IEnumerable<InputIssue> IssuesOf(ImmutableList<Skill> skills)
    {
        if (skills.Count > MostSkills) yield return new("skills", "TOO_MANY");
        foreach (var (i, skill) in skills.Index())
        {
            if (!SkillCode.IsCode(SkillCode.Of(skill.Code))) yield return new($"skills[{i}].code", "SKILL_CODE_MALFORMED");
            if (!Enum.IsDefined(skill.Level)) yield return new($"skills[{i}].level", "UNKNOWN");
        }

        if (skills.Select(skill => SkillCode.Of(skill.Code)).Distinct().Count() != skills.Count) yield return new("skills", "SKILL_REPEATED");
    }

    /// <param name="today">At the home branch.</param>
    public static Decision PassTraining(Technician technician, PassTraining passed, DateOnly today)
    {
        var skill = SkillCode.Of(passed.Skill);
        if (!SkillCode.IsCode(skill)) return InputInvalid.At("skill", "SKILL_CODE_MALFORMED");
        if (string.IsNullOrWhiteSpace(passed.Course)) return InputInvalid.At("course", "REQUIRED");
        if (passed.PassedOn > today) return InputInvalid.At("passedOn", "IN_THE_FUTURE");
        var training = new Training(skill!, passed.Course.Trim(), passed.PassedOn);
        if (technician.Qualifications.Trainings.Contains(training)) return Decision.NothingToDo;
        if (technician.Qualifications.Trainings.Count >= MostTrainings) return InputInvalid.At("course", "TOO_MANY");
        return new TrainingPassed(training.Skill, training.Course, training.PassedOn);
    }

    /// <summary>
    /// Takes a certificate down and plans when its renewal is asked for. One that goes on where another of the same work ends renews it. What
    /// should have been told before today is told once, with the nearest number of days.
    /// </summary>
    /// <param name="calendar">The home branch's.</param>
    /// <param name="noticeDays">Days before the last day.</param>
    public static Decision Record(
        Technician technician, RecordCertificate given, ImmutableList<int> noticeDays, WorkingCalendar calendar, DateTimeOffset now)
    {
        var issues = IssuesOf(given).ToArray();
        if (issues.Length > 0) return new InputInvalid(issues);
        var known = technician.Qualifications;
        var (skill, issuer, number) = (SkillCode.Of(given.Skill)!, given.Issuer.Trim(), given.Number.Trim());
        var same = known.Certificates.FindAll(c => c.WithdrawnAt is null && c.Issuer == issuer && c.Number == number);
        if (same.Exists(c => (c.Skill, c.ValidFrom, c.ValidUntil) == (skill, given.ValidFrom, given.ValidUntil))) return Decision.NothingToDo;
        // The same number may come again with later days: it was prolonged.
        if (same.Exists(c => c.Skill == skill && c.ValidUntil >= given.ValidUntil)) return InputInvalid.At("number", "RECORDED_ALREADY");
        if (known.Certificates.Count >= MostCertificates) return InputInvalid.At("number", "TOO_MANY");

        var id = known.NextCertificateId;
        var expires = calendar.InstantAt(given.ValidUntil.AddDays(1), TimeOnly.MinValue);
        var later = known.Certificates.Find(c => c.Skill == skill && c.AwaitsRenewal && c.ExpiresAt >= expires);
        var notices = later is null ? Notices(given.ValidUntil, expires, noticeDays, calendar).ToImmutableList() : [];
        var past = notices.FindLast(notice => notice.At <= now);
        notices = expires <= now ? [] : notices.RemoveAll(notice => notice.At <= now && notice != past);
        return Decision.Of(Events());

        IEnumerable<Event> Events()
        {
            yield return new CertificateRecorded(id, skill, issuer, number, given.ValidFrom, given.ValidUntil, calendar.InstantAt(given.ValidFrom, TimeOnly.MinValue), expires, notices);
            foreach (var earlier in known.Certificates.Where(c => c.Skill == skill && c.AwaitsRenewal && c.ExpiresAt < expires))
                yield return new CertificateRenewed(earlier.Id, id);
            if (later is not null) yield return new CertificateRenewed(id, later.Id);
            if (past is not null && expires > now) yield return new CertificateExpiryNear(id, past.Days);
            if (expires <= now) yield return new CertificateExpired(id);
        }
    }

    public static Decision Withdraw(Technician technician, WithdrawCertificate request, DateTimeOffset now)
    {
        if (technician.Qualifications.Certificate(request.CertificateId) is not { } certificate) return new NotFound(request.CertificateId);
        if (certificate.WithdrawnAt is not null) return Decision.NothingToDo;
        return string.IsNullOrWhiteSpace(request.Reason) ? InputInvalid.At("reason", "REQUIRED") : new CertificateWithdrawn(certificate.Id, now, request.Reason);
    }

    /// <summary>What the reminder finds: notices, each once and in order, and ends. Early and repeated ticks find nothing.</summary>
    public static IEnumerable<Event> WhenDue(Qualifications qualifications, DateTimeOffset now) =>
        qualifications.Certificates.Where(c => c.WithdrawnAt is null && !c.IsExpired).SelectMany(Ahead)
            .Where(ahead => ahead.At <= now).OrderBy(ahead => ahead.At).Select(ahead => ahead.Event);

    private static IEnumerable<(DateTimeOffset At, Event Event)> Ahead(TechnicianCertificate certificate)
    {
        foreach (var notice in certificate.AwaitsRenewal ? certificate.Notices.Where(notice => !notice.IsRaised) : [])
            yield return (notice.At, new CertificateExpiryNear(certificate.Id, notice.Days));
        yield return (certificate.ExpiresAt, new CertificateExpired(certificate.Id));
    }

    /// <summary>At the branch's opening of the day, or at its first after it; a branch without hours is told at midnight.</summary>
    private static IEnumerable<ExpiryNotice> Notices(DateOnly lastDay, DateTimeOffset expires, ImmutableList<int> noticeDays, WorkingCalendar calendar)
    {
        foreach (var days in noticeDays.OrderDescending())
        {
            var day = calendar.InstantAt(lastDay.AddDays(-days), TimeOnly.MinValue);
            var at = calendar.NextOpening(day) ?? day;
            yield return new ExpiryNotice(days, at < expires ? at : day);
        }
    }

    private static IEnumerable<InputIssue> IssuesOf(RecordCertificate given)
    {
        if (!SkillCode.IsCode(SkillCode.Of(given.Skill))) yield return new("skill", "SKILL_CODE_MALFORMED");
        if (string.IsNullOrWhiteSpace(given.Issuer)) yield return new("issuer", "REQUIRED");
        if (string.IsNullOrWhiteSpace(given.Number)) yield return new("number", "REQUIRED");
        if (given.ValidUntil < given.ValidFrom) yield return new("validUntil", "BEFORE_VALID_FROM");
        if (given.ValidFrom.Year is < 1950 or > 2200) yield return new("validFrom", "OUT_OF_RANGE");
        if (given.ValidUntil.Year is < 1950 or > 2200) yield return new("validUntil", "OUT_OF_RANGE");
    }
}

/// <summary>The technician has not shown that he may do this work, now and all through the visit.</summary>
/// <param name="Since">When his last certificate for it ends or ended; null where he never had one.</param>
/// <param name="AnyOf">What would show it.</param>
[GenerateSerializer, Immutable, Alias("TechnicianNotQualified")]
public sealed record TechnicianNotQualified(
    [property: Id(0)] string TechnicianId, [property: Id(1)] string Skill, [property: Id(2)] DateTimeOffset? Since, [property: Id(3)] IReadOnlyList<Proof> AnyOf) : Refusal;
