using System.Globalization;
using AfterSales.Access;
using AfterSales.Records;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using AfterSales.Technicians.Rules;

namespace AfterSales.Technicians;

/// <summary>
/// The tasks that ask for a certificate's renewal: one stands open at a time, the nearest notice's, at the technician's home branch, due when
/// the certificate ends.
/// </summary>
internal static class RenewalTasks
{
    public static IEnumerable<Effect> EffectsOf(Technician technician, Event happened) => happened switch
    {
        CertificateExpiryNear e => [.. Settled(technician, e.Id, notice => notice.Days > e.Days), Raised(technician, e.Id, e.Days)],
        CertificateRenewed e => Settled(technician, e.Id),
        CertificateWithdrawn e => Settled(technician, e.Id),
        TechnicianLeft => technician.Qualifications.Certificates.SelectMany(certificate => Settled(technician, certificate.Id)),
        TechnicianMoved e => technician.Qualifications.Certificates.Where(certificate => certificate.OpenNotice is not null).SelectMany(certificate =>
            Settled(technician with { BranchId = e.FromBranchId }, certificate.Id).Append(Raised(technician, certificate.Id, certificate.OpenNotice!.Days))),
        _ => [],
    };

    private static IEnumerable<Effect> Settled(Technician technician, string certificateId, Func<ExpiryNotice, bool>? which = null) =>
        technician.Qualifications.Certificate(certificateId)!.Notices.Where(notice => notice.IsRaised && which?.Invoke(notice) != false)
            .Select(notice => new SettleTask(KeyOf(technician, certificateId, notice.Days)));

    private static RaiseTask Raised(Technician technician, string certificateId, int days)
    {
        var certificate = technician.Qualifications.Certificate(certificateId)!;
        var note = string.Create(CultureInfo.InvariantCulture, $"{certificate.Skill} · {certificate.Issuer} {certificate.Number} · {certificate.ValidUntil:yyyy-MM-dd}");
        return new RaiseTask(KeyOf(technician, certificateId, days), new RaisedTask(
            technician.BranchId, TaskKind.RenewCertificate, technician.Id, CustomerId: null, Role.BranchManager, certificate.ExpiresAt, Note: note));
    }

    private static string KeyOf(Technician technician, string certificateId, int days) =>
        IWorkTaskGrain.KeyOf(TaskKind.RenewCertificate, string.Create(CultureInfo.InvariantCulture, $"{technician.Id}/{certificateId}/{days}/{technician.BranchId}"));
}
