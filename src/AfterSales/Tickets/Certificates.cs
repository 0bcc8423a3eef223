using AfterSales.Access;
using AfterSales.Products;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Technicians;
using AfterSales.Tickets.Rules;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Tickets;

/// <summary>A service certificate with its words, as it is printed; words and signature are null once they were erased.</summary>
/// <param name="Technician">His name; null for work in the workshop.</param>
/// <param name="ChargedMinor">In the currency's smallest unit.</param>
public sealed record CertificateSheet(
    DateTimeOffset FinishedAt, string? Technician, int Minutes, long ChargedMinor, string Currency, bool IsSigned, string? Found, string? Done, string? PartsUsed, string? Opinion,
    string? SignedBy, string? RefusedToSignBecause, SignatureView? Signature);

/// <summary>Reads the certificates of a ticket from its journal.</summary>
public sealed class Certificates(IGrainFactory grains, Journal journal, IDbContextFactory<AfterSalesDb> databases)
{
    public static bool Has(Ticket ticket) => ticket.AllVisits.Any(visit => visit.Certificate is not null) || ticket.Workshop.Returned is not null;

    /// <summary>Of every visit, the last first, and of the return from the workshop.</summary>
    public async Task<IReadOnlyList<CertificateSheet>> Of(Ticket ticket, CancellationToken cancellation)
    {
        var events = await journal.Read(ticket.Id, cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var files = await db.Set<FileRow>().AsNoTracking().Where(file => file.Record == ticket.Id && file.Field == "signature").OrderBy(file => file.Version).ToListAsync(cancellation);
        List<CertificateSheet> sheets = [];
        if (ticket.Workshop.Returned is { } returned) sheets.Add(Sheet("", returned, null));
        foreach (var visit in ticket.AllVisits.Where(visit => visit.Certificate is not null).Reverse())
            sheets.Add(Sheet(visit.Id, visit.Certificate!, (await grains.GetGrain<ITechnicianGrain>(visit.TechnicianId).Read(Caller.System))?.Name));
        return sheets;

        CertificateSheet Sheet(string visitId, Certificate certificate, string? technician)
        {
            var word = VisitWords.Of(events, visitId);
            var file = files.LastOrDefault(file => events.Any(e => e.Version == file.Version && e.Position == file.Event && VisitWords.IsOf(e, visitId)));
            return new(certificate.Finished.When, technician, certificate.Figures.Minutes, certificate.Figures.ChargedMinor, certificate.Figures.Currency, certificate.Figures.IsSigned,
                word("found"), word("done"), word("partsUsed"), word("opinion"), word("signedBy"), word("refusedToSignBecause"),
                file?.Content is { } drawn ? new SignatureView(file.MediaType, drawn) : null);
        }
    }

    /// <summary>Model and serial number; null where the ticket is about no product.</summary>
    public async Task<string?> ProductOf(Ticket ticket) => ticket.ProductId is { } id && await grains.GetGrain<IProductGrain>(id).Read(Caller.System) is { Details: var details }
        ? string.Join(" · ", new[] { details.Model, details.Serial }.OfType<string>())
        : null;
}
