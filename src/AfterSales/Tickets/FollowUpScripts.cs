using System.Text.Json;
using AfterSales.Access;
using AfterSales.Complaints;
using AfterSales.Complaints.Rules;
using AfterSales.Enquiries;
using AfterSales.Enquiries.Rules;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Products;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Surveys.Rules;
using AfterSales.Technicians;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Tickets;

/// <summary>The script of a follow-up call: what was done, by whom, the customer's last words, what is still open, what earlier calls brought.</summary>
internal sealed class FollowUpScripts(IGrainFactory grains, IDbContextFactory<AfterSalesDb> databases, CallDesk desk) : IFollowUpScripts
{
    private const int MostOpen = 20;

    public async Task<FollowUpScript?> Of(FollowUpCallRow call, Caller caller, CancellationToken cancellation)
    {
        if (FollowUpFiles.Find(grains, call.RecordId) is not { } calls || await calls.ReadFollowUps(caller) is not { } file) return null;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var ticket = file.TicketId is { } ticketId ? await db.Set<TicketRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == ticketId, cancellation) : null;
        var technician = file.TechnicianId is { } id ? await db.Set<TechnicianRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation) : null;
        var product = file.ProductId is { } ip ? await db.Set<InstalledProductRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == ip, cancellation) : null;
        var texts = await db.Set<JournalTextRow>().AsNoTracking().Where(row => row.Record == file.RecordId && row.Words != null)
            .OrderBy(row => row.Version).ThenBy(row => row.Event).ToListAsync(cancellation);
        var said = await SaidInCalls(db, file.RecordId, texts, cancellation);
        var before = file.Calls.Calls.Where(other => other.Number < call.Number && other is { LastResult: not null, LastTryAt: not null })
            .Select(other => new CallBefore(other.Number, other.Step, other.LastResult!.Value, other.LastTryAt!.Value, said.GetValueOrDefault(other.Number))).ToArray();
        return new FollowUpScript(
            ticket?.Number, product?.Model, Last("symptom"), Last("done"), technician?.Name, ticket?.VisitTo,
            before.LastOrDefault(other => other.Words is not null)?.Words ?? Last("opinion"), before,
            await OpenFor(db, caller, file, cancellation), await MayAskOpinion(file, call.Number));

        string? Last(string field) => texts.FindLast(text => text.Field == field)?.Words;
    }

    /// <summary>By call, the words of its last try.</summary>
    private static async Task<Dictionary<int, string>> SaidInCalls(
        AfterSalesDb db, string record, List<JournalTextRow> texts, CancellationToken cancellation)
    {
        var words = texts.Where(text => text.Field == "said").ToArray();
        var versions = words.Select(text => text.Version).ToArray();
        var entries = await db.Set<JournalRow>().AsNoTracking().Where(row => row.Record == record && versions.Contains(row.Version))
            .ToDictionaryAsync(row => row.Version, row => row.Events, cancellation);
        var said = new Dictionary<int, string>();
        foreach (var text in words)
        {
            using var events = JsonDocument.Parse(entries[text.Version]);
            var happened = events.RootElement[text.Event];
            if (happened.GetProperty("name").GetString() is nameof(FollowUpEnded) or nameof(FollowUpTried))
                said[happened.GetProperty("data").GetProperty("number").GetInt32()] = text.Words!;
        }

        return said;
    }

    private static async Task<IReadOnlyList<OpenForCustomer>> OpenFor(AfterSalesDb db, Caller caller, FollowUpFile file, CancellationToken cancellation)
    {
        var tickets = await db.Set<TicketRow>().AsNoTracking().VisibleTo(caller)
            .Where(row => row.CustomerId == file.CustomerId && row.IsOpen && row.Id != file.RecordId)
            .OrderBy(row => row.RegisteredAt).Take(MostOpen).ToListAsync(cancellation);
        var enquiries = await db.Set<EnquiryRow>().AsNoTracking().VisibleTo(caller)
            .Where(row => row.CustomerId == file.CustomerId && row.State != EnquiryState.Told && row.State != EnquiryState.Lost)
            .OrderBy(row => row.TakenAt).Take(MostOpen).ToListAsync(cancellation);
        var complaints = await db.Set<ComplaintRow>().AsNoTracking().VisibleTo(caller)
            .Where(row => row.CustomerId == file.CustomerId && row.State == ComplaintState.Open)
            .OrderBy(row => row.RaisedAt).Take(MostOpen).ToListAsync(cancellation);
        return
        [
            .. tickets.Select(row => new OpenForCustomer(OpenWork.Ticket, row.Id, row.Number, row.RegisteredAt, row.VisitTo)),
            .. enquiries.Select(row => new OpenForCustomer(OpenWork.Enquiry, row.Id, null, row.TakenAt, row.TellBy ?? row.DueAt)),
            .. complaints.Select(row => new OpenForCustomer(OpenWork.Complaint, row.Id, null, row.RaisedAt, null)),
        ];
    }

    private async Task<bool> MayAskOpinion(FollowUpFile file, int number) =>
        await desk.CardOf(file, number) is { State: SurveyState.Planned or SurveyState.Invited };
}
