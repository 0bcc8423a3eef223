using System.Collections.Immutable;
using AfterSales.Records;
using AfterSales.Technicians.Rules;

namespace AfterSales.Technicians;

/// <summary>What a technician can and may do, by his key <c>tech-…</c>. Only his home branch keeps it.</summary>
[Alias("IQualifications")]
public interface IQualifications : IGrainWithStringKey
{
    /// <summary>Takes the place of all his skills. Refused: InputInvalid, NotFound, SkillUnknown.</summary>
    [Alias("SetSkills")]
    Task<Answer> SetSkills(Intent<SetSkills> intent);

    /// <summary>Adds those that are none of his; his own stay as they are. Refused: InputInvalid, NotFound, SkillUnknown.</summary>
    [Alias("AddSkills")]
    Task<Answer> AddSkills(Intent<AddSkills> intent);

    /// <summary>Takes down that he passed a training. Refused: InputInvalid, NotFound, SkillUnknown.</summary>
    [Alias("PassTraining")]
    Task<Answer> PassTraining(Intent<PassTraining> intent);

    /// <summary>Takes a certificate down; one that goes on where another ends renews it. Refused: InputInvalid, NotFound, SkillUnknown.</summary>
    [Alias("RecordCertificate")]
    Task<Answer> RecordCertificate(Intent<RecordCertificate> intent);

    /// <summary>From now on the certificate proves nothing. Refused: InputInvalid (no reason), NotFound.</summary>
    [Alias("WithdrawCertificate")]
    Task<Answer> WithdrawCertificate(Intent<WithdrawCertificate> intent);
}

[GenerateSerializer, Immutable, Alias("SetSkills")]
public sealed record SetSkills([property: Id(0)] ImmutableList<Skill> Skills);

/// <param name="Codes">Of the work he does.</param>
[GenerateSerializer, Immutable, Alias("AddSkills")]
public sealed record AddSkills([property: Id(0)] ImmutableList<string> Codes);

/// <param name="Skill">The code of the work it is for.</param>
/// <param name="PassedOn">A day at the home branch.</param>
[GenerateSerializer, Immutable, Alias("PassTraining")]
public sealed record PassTraining([property: Id(0)] string Skill, [property: Id(1)] string Course, [property: Id(2)] DateOnly PassedOn);

/// <param name="Skill">The code of the work it is for.</param>
/// <param name="ValidFrom">The first day, at the home branch.</param>
/// <param name="ValidUntil">The last day, at the home branch.</param>
[GenerateSerializer, Immutable, Alias("RecordCertificate")]
public sealed record RecordCertificate(
    [property: Id(0)] string Skill, [property: Id(1)] string Issuer, [property: Id(2)] string Number,
    [property: Id(3)] DateOnly ValidFrom, [property: Id(4)] DateOnly ValidUntil);

[GenerateSerializer, Immutable, Alias("WithdrawCertificate")]
public sealed record WithdrawCertificate([property: Id(0)] string CertificateId, [property: Id(1)] string Reason);
