using System.ComponentModel.DataAnnotations.Schema;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Storage;
using AfterSales.Technicians.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AfterSales.Technicians;

/// <summary>How a certificate stands.</summary>
public enum CertificateState
{
    Valid,

    /// <summary>Its renewal is asked for.</summary>
    ExpiringSoon,
    Expired,

    /// <summary>Another goes on where it ends.</summary>
    Renewed,
    Withdrawn,
}

[Table("technician_certificate"), Projected("technician")]
public sealed record CertificateRow : IScopedToTechnician
{
    /// <summary>The technician's key, a slash and the certificate's id.</summary>
    public string Id { get; init; } = "";

    /// <summary>The technician's home branch.</summary>
    [Filtered]
    public string BranchId { get; init; } = "";

    [Filtered]
    public string? TechnicianId { get; init; }

    [Filtered]
    public string Skill { get; init; } = "";

    public string Issuer { get; init; } = "";

    public string Number { get; init; } = "";

    public DateOnly ValidFrom { get; init; }

    [Filtered, Sorted]
    public DateOnly ValidUntil { get; init; }

    [Filtered]
    public CertificateState State { get; init; }

    public static CertificateRow Of(Technician technician, TechnicianCertificate certificate) => new()
    {
        Id = $"{technician.Id}/{certificate.Id}",
        BranchId = technician.BranchId,
        TechnicianId = technician.Id,
        Skill = certificate.Skill,
        Issuer = certificate.Issuer,
        Number = certificate.Number,
        ValidFrom = certificate.ValidFrom,
        ValidUntil = certificate.ValidUntil,
        State = certificate switch
        {
            { WithdrawnAt: not null } => CertificateState.Withdrawn,
            { IsExpired: true } => CertificateState.Expired,
            { RenewedBy: not null } => CertificateState.Renewed,
            { OpenNotice: not null } => CertificateState.ExpiringSoon,
            _ => CertificateState.Valid,
        },
    };
}

internal sealed class CertificateMapping : IEntityTypeConfiguration<CertificateRow>
{
    public void Configure(EntityTypeBuilder<CertificateRow> builder) => builder.HasKey(row => row.Id);
}
