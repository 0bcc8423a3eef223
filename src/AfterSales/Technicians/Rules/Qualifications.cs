using System.Collections.Immutable;
using System.Globalization;
using AfterSales.Records;

namespace AfterSales.Technicians.Rules;

/// <summary>How well a technician does a kind of work. Who is asked first goes by it; whether he may is a matter of proof.</summary>
public enum SkillLevel
{
    /// <summary>With somebody beside him.</summary>
    Learning,
    Independent,
    Expert,
}

/// <param name="Code">The work: small letters, digits and hyphens, such as <c>cooling</c>.</param>
[GenerateSerializer, Immutable, Alias("Skill")]
public sealed record Skill([property: Id(0)] string Code, [property: Id(1)] SkillLevel Level);

/// <summary>A training that was passed.</summary>
/// <param name="Skill">The code of the work it is for.</param>
/// <param name="PassedOn">A day at the home branch.</param>
[GenerateSerializer, Immutable, Alias("Training")]
public sealed record Training([property: Id(0)] string Skill, [property: Id(1)] string Course, [property: Id(2)] DateOnly PassedOn);

/// <summary>When a certificate's end is told of.</summary>
/// <param name="Days">Days before its last day.</param>
[GenerateSerializer, Immutable, Alias("ExpiryNotice")]
public sealed record ExpiryNotice([property: Id(0)] int Days, [property: Id(1)] DateTimeOffset At, [property: Id(2)] bool IsRaised = false);

/// <summary>A certificate of qualification (S1 P1 5.4).</summary>
/// <param name="Id"><c>q1</c>, <c>q2</c> …, given for good.</param>
/// <param name="Skill">The code of the work it is for.</param>
/// <param name="Number">The issuer's.</param>
/// <param name="ValidFrom">The first day, at the home branch.</param>
/// <param name="ValidUntil">The last day, at the home branch.</param>
/// <param name="StartsAt">The first minute of the first day.</param>
/// <param name="ExpiresAt">The minute after the last day: from it on the certificate proves nothing.</param>
/// <param name="RenewedBy">The certificate that goes on where this one ends.</param>
/// <param name="WithdrawnAt">From this instant it proves nothing, whatever its days say.</param>
[GenerateSerializer, Immutable, Alias("TechnicianCertificate")]
public sealed record TechnicianCertificate(
    [property: Id(0)] string Id,
    [property: Id(1)] string Skill,
    [property: Id(2)] string Issuer,
    [property: Id(3)] string Number,
    [property: Id(4)] DateOnly ValidFrom,
    [property: Id(5)] DateOnly ValidUntil,
    [property: Id(6)] DateTimeOffset StartsAt,
    [property: Id(7)] DateTimeOffset ExpiresAt,
    [property: Id(8)] ImmutableList<ExpiryNotice> Notices,
    [property: Id(9)] bool IsExpired = false,
    [property: Id(10)] string? RenewedBy = null,
    [property: Id(11)] DateTimeOffset? WithdrawnAt = null)
{
    /// <summary>From this instant it proves nothing.</summary>
    public DateTimeOffset EndsAt => WithdrawnAt is { } at && at < ExpiresAt ? at : ExpiresAt;

    /// <summary>Whether it proves anything all the time between two instants.</summary>
    public bool HoldsBetween(DateTimeOffset from, DateTimeOffset to) => WithdrawnAt is null && StartsAt <= from && from < ExpiresAt && to <= ExpiresAt;

    /// <summary>Whether somebody is still to see to its renewal.</summary>
    public bool AwaitsRenewal => RenewedBy is null && WithdrawnAt is null;

    /// <summary>The notice that was told last and stands open.</summary>
    public ExpiryNotice? OpenNotice => AwaitsRenewal ? Notices.FindLast(notice => notice.IsRaised) : null;
}

/// <summary>What a technician can and may do: a part of his state.</summary>
[GenerateSerializer, Immutable, Alias("Qualifications")]
public sealed record Qualifications
{
    public static Qualifications None { get; } = new();

    [Id(0)]
    public ImmutableList<Skill> Skills { get; init; } = [];

    [Id(1)]
    public ImmutableList<Training> Trainings { get; init; } = [];

    [Id(2)]
    public ImmutableList<TechnicianCertificate> Certificates { get; init; } = [];

    /// <summary>Since when he has been in the trade: counts when technicians are ranked, never as proof (S3 ⑺).</summary>
    [Id(3)]
    public DateOnly? InTradeSince { get; init; }

    /// <summary>The next notice of a certificate's end, or that end itself.</summary>
    public DateTimeOffset? NextDue => Certificates.Where(c => c.WithdrawnAt is null && !c.IsExpired)
        .SelectMany(c => c.AwaitsRenewal ? c.Notices.Where(n => !n.IsRaised).Select(n => n.At).Append(c.ExpiresAt) : [c.ExpiresAt])
        .Min(at => (DateTimeOffset?)at);

    public string NextCertificateId => string.Create(CultureInfo.InvariantCulture, $"q{Certificates.Count + 1}");

    /// <summary>The codes of all work he has anything to show for.</summary>
    public IEnumerable<string> Codes => Skills.Select(skill => skill.Code).Concat(Trainings.Select(training => training.Skill)).Concat(Certificates.Select(c => c.Skill));

    public TechnicianCertificate? Certificate(string id) => Certificates.Find(c => c.Id == id);

    public Qualifications Apply(Event happened) => happened switch
    {
        TechnicianRegistered e => this with { Skills = e.Skills, InTradeSince = e.InTradeSince },
        TechnicianAmended e => this with { InTradeSince = e.InTradeSince },
        SkillsSet e => this with { Skills = e.Skills },
        TrainingPassed e => this with { Trainings = Trainings.Add(new Training(e.Skill, e.Course, e.PassedOn)) },
        CertificateRecorded e => this with
        {
            Certificates = Certificates.Add(
                new TechnicianCertificate(e.Id, e.Skill, e.Issuer, e.Number, e.ValidFrom, e.ValidUntil, e.StartsAt, e.ExpiresAt, e.Notices)),
        },
        CertificateRenewed e => With(e.Id, c => c with { RenewedBy = e.By }),
        // What it had renewed ends without a successor again.
        CertificateWithdrawn e => this with
        {
            Certificates = [.. Certificates.Select(c => c.Id == e.Id ? c with { WithdrawnAt = e.At } : c.RenewedBy == e.Id ? c with { RenewedBy = null } : c)],
        },
        CertificateExpiryNear e => With(e.Id, c => c with { Notices = [.. c.Notices.Select(n => n.Days == e.Days ? n with { IsRaised = true } : n)] }),
        CertificateExpired e => With(e.Id, c => c with { IsExpired = true }),
        _ => this,
    };

    private Qualifications With(string id, Func<TechnicianCertificate, TechnicianCertificate> change) =>
        this with { Certificates = [.. Certificates.Select(c => c.Id == id ? change(c) : c)] };
}

public sealed record SkillsSet(ImmutableList<Skill> Skills) : Event;

public sealed record TrainingPassed(string Skill, string Course, DateOnly PassedOn) : Event;

public sealed record CertificateRecorded(
    string Id, string Skill, string Issuer, string Number, DateOnly ValidFrom, DateOnly ValidUntil, DateTimeOffset StartsAt, DateTimeOffset ExpiresAt,
    ImmutableList<ExpiryNotice> Notices) : Event;

/// <param name="By">The certificate that goes on where this one ends.</param>
public sealed record CertificateRenewed(string Id, string By) : Event;

/// <summary>The issuer or the company took it back, or it was taken down by mistake.</summary>
public sealed record CertificateWithdrawn(string Id, DateTimeOffset At, [property: Words] string Reason) : Event;

/// <summary>It is to be renewed: told once for each number of days before its end.</summary>
public sealed record CertificateExpiryNear(string Id, int Days) : Event;

public sealed record CertificateExpired(string Id) : Event;
