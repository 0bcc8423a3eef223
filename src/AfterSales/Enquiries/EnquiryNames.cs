using AfterSales.Access;
using AfterSales.Api.Wording;
using AfterSales.Enquiries.Rules;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Enquiries;

/// <summary>An enquiry bears no number: it is called by what it is, a request by what it is about where that is known.</summary>
public sealed class EnquiryNames(IDbContextFactory<AfterSalesDb> databases) : INameRecords
{
    public static string NameOf(EnquiryKind kind, RequestMatter matter, string language) =>
        kind == EnquiryKind.Request && matter != RequestMatter.Other ? RefusalWording.ValueOf(matter, language) : RefusalWording.ValueOf(kind, language);

    public async Task<IReadOnlyDictionary<string, string>> Named(IReadOnlyCollection<string> keys, Caller caller, string language, CancellationToken cancellation)
    {
        if (!caller.May(Permission.TakeEnquiries) || !keys.Any(key => key.StartsWith(IEnquiryGrain.Prefix, StringComparison.Ordinal))) return new Dictionary<string, string>();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.Set<EnquiryRow>().AsNoTracking().VisibleTo(caller).Where(row => keys.Contains(row.Id)).Select(row => new { row.Id, row.Kind, row.Matter }).ToListAsync(cancellation);
        return rows.ToDictionary(row => row.Id, row => NameOf(row.Kind, row.Matter, language));
    }
}
