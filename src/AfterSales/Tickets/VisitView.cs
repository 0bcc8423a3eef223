using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Tickets.Rules;
using GraphQL;

namespace AfterSales.Tickets;

/// <summary>A visit of a technician.</summary>
[Name("Visit"), SecuredByParent]
public sealed class VisitView(string ticketId, Visit visit)
{
    public string Id => visit.Id;

    /// <summary>The agreed time includes this instant.</summary>
    public DateTimeOffset From => visit.From;

    /// <summary>The agreed time excludes this instant.</summary>
    public DateTimeOffset To => visit.To;

    public DateTimeOffset ScheduledAt => visit.ScheduledAt;

    /// <summary>The way to the customer; null where nothing is known of it.</summary>
    public int? TravelMinutes => visit.Trip?.TravelMinutes;

    /// <summary>When the technician is to set out.</summary>
    public DateTimeOffset? LeaveAt => visit.Trip?.LeaveAt;

    /// <summary>He arrives a little early: not before this instant.</summary>
    public DateTimeOffset? ArriveFrom => visit.Trip?.ArriveFrom;

    /// <summary>He arrives at this instant at the latest.</summary>
    public DateTimeOffset? ArriveBy => visit.Trip?.ArriveBy;

    /// <summary>When the technician took the job.</summary>
    public DateTimeOffset? AcceptedAt => visit.Accepted?.At;

    /// <summary>By the clock of the device, where it was recorded offline.</summary>
    public DateTimeOffset? AcceptedDeviceAt => visit.Accepted?.DeviceAt;

    /// <summary>By when the technician is to have called the customer.</summary>
    public DateTimeOffset ContactBy => visit.ContactBy;

    /// <summary>When the customer was told and agreed to the time.</summary>
    public DateTimeOffset? ContactedAt => visit.Contacted?.At;

    /// <summary>When the customer agreed to the time by the link to his ticket; null where he has not.</summary>
    public DateTimeOffset? AgreedAt => visit.Agreed;

    /// <summary>By the server's clock, like the other instants without another word.</summary>
    public DateTimeOffset? DepartedAt => visit.Departed?.At;

    /// <summary>By the clock of the device, where it was recorded offline.</summary>
    public DateTimeOffset? DepartedDeviceAt => visit.Departed?.DeviceAt;

    /// <summary>What the technician did not have with him when he set out.</summary>
    public IReadOnlyList<KitItem> Lacking => visit.Lacking;

    /// <summary>Why he went without it.</summary>
    public Deferred<string?> GetLackingBecause(JournalEventLoader journal) => journal.Load(ticketId).Select(events => VisitWords.Of(events, visit.Id)("lackingBecause"));

    public DateTimeOffset? ArrivedAt => visit.Arrived?.At;

    /// <summary>By the clock of the device, where it was recorded offline.</summary>
    public DateTimeOffset? ArrivedDeviceAt => visit.Arrived?.DeviceAt;

    /// <summary>When the technician began the work; null where he did not say so.</summary>
    public DateTimeOffset? StartedAt => visit.Started?.At;

    /// <summary>By the clock of the device, where it was recorded offline: the device's own words, also where it says that he began before he came.</summary>
    public DateTimeOffset? StartedDeviceAt => visit.Started?.DeviceAt;

    /// <summary>So much later than agreed the technician comes, as was said last; null where nobody said so.</summary>
    public int? DelayMinutes => visit.Delay?.Minutes;

    public DateTimeOffset? DelayReportedAt => visit.Delay?.Reported.At;

    /// <summary>By the clock of the device, where it was recorded offline.</summary>
    public DateTimeOffset? DelayReportedDeviceAt => visit.Delay?.Reported.DeviceAt;

    /// <summary>Why he comes later.</summary>
    public Deferred<string?> GetDelayReason(JournalEventLoader journal) => journal.Load(ticketId).Select(events => VisitWords.OfDelay(events, visit)("delayReason"));

    /// <summary>What the customer was told of it.</summary>
    public Deferred<string?> GetApology(JournalEventLoader journal) => journal.Load(ticketId).Select(events => VisitWords.OfDelay(events, visit)("apology"));

    /// <summary>How it ended; null while it is to come or under way.</summary>
    public VisitEnd? End => visit.End;

    public DateTimeOffset? EndedAt => visit.Ended?.At;

    /// <summary>By the clock of the device, where it was recorded offline.</summary>
    public DateTimeOffset? EndedDeviceAt => visit.Ended?.DeviceAt;

    /// <summary>Steps that were recorded offline and wait for the ones they follow.</summary>
    public IReadOnlyList<TicketAction> WaitingSteps => visit.Waiting.ConvertAll(step => step.Action);

    /// <summary>When the technician's report on the trip is due; null where nobody set out.</summary>
    public DateTimeOffset? ReportDue => visit.ReportDue;

    public DateTimeOffset? ReportedAt => visit.Reported?.At;

    /// <summary>The technician's report on the trip.</summary>
    public Deferred<string?> GetReport(JournalEventLoader journal) => journal.Load(ticketId).Select(events => VisitWords.Of(events, visit.Id)("report"));

    /// <summary>Whether a message slip was left at the door; null where somebody was at home.</summary>
    public Deferred<bool?> GetIsSlipLeft(JournalEventLoader journal) => journal.Load(ticketId).Select(events => VisitWords.IsSlipLeft(events, visit.Id));

    /// <summary>What was found, as far as it was written down.</summary>
    public Deferred<string?> GetFound(JournalEventLoader journal) => journal.Load(ticketId).Select(events => VisitWords.Of(events, visit.Id)("found"));

    /// <summary>Why it was moved, handed on, handed back or refused.</summary>
    public Deferred<string?> GetReason(JournalEventLoader journal) => journal.Load(ticketId).Select(events => VisitWords.OfEnd(events, visit.Id)("reason"));

    /// <summary>Why it was booked although something spoke against it; of one that took another's place, why that was moved or handed on.</summary>
    public Deferred<string?> GetBookedBecause(JournalEventLoader journal) => journal.Load(ticketId).Select(events => VisitWords.OfBooking(events, visit.Id)("reason"));

    /// <summary>Null until the visit is finished, or the product taken along.</summary>
    public CertificateView? Certificate => visit.Certificate is { } certificate ? new(ticketId, visit.Id, certificate) : null;

    /// <summary>What the supervisor thinks of the repair; null until he said so.</summary>
    public RepairMarksView? Marks => visit.Marks is { } marks ? new(marks.Time, marks.Quality, marks.By, marks.At) : null;

    public Deferred<TechnicianView?> GetTechnician(TechnicianLoader technicians) => technicians.Load(visit.TechnicianId);
}

/// <param name="ById">The key of the account.</param>
[Name("RepairMarks"), SecuredByParent]
public sealed record RepairMarksView(SupervisorMark Time, SupervisorMark Quality, string ById, DateTimeOffset At);

/// <summary>The service certificate.</summary>
[Name("Certificate"), SecuredByParent]
public sealed class CertificateView(string ticketId, string visitId, Certificate certificate)
{
    public DateTimeOffset FinishedAt => certificate.Finished.At;

    /// <summary>Time worked.</summary>
    public int Minutes => certificate.Figures.Minutes;

    /// <summary>In the currency's smallest unit.</summary>
    public long ChargedMinor => certificate.Figures.ChargedMinor;

    public string Currency => certificate.Figures.Currency;

    /// <summary>False: the customer refused to sign.</summary>
    public bool IsSigned => certificate.Figures.IsSigned;

    /// <summary>The customer was shown that the product works and how it is used.</summary>
    public bool IsDemonstrated => certificate.Figures.IsDemonstrated;

    /// <summary>What was found; like the other words null once it was erased.</summary>
    public Deferred<string?> GetFound(JournalEventLoader journal) => Word(journal, "found");

    public Deferred<string?> GetDone(JournalEventLoader journal) => Word(journal, "done");

    public Deferred<string?> GetPartsUsed(JournalEventLoader journal) => Word(journal, "partsUsed");

    /// <summary>The customer's opinion.</summary>
    public Deferred<string?> GetOpinion(JournalEventLoader journal) => Word(journal, "opinion");

    public Deferred<string?> GetSignedBy(JournalEventLoader journal) => Word(journal, "signedBy");

    public Deferred<string?> GetRefusedToSignBecause(JournalEventLoader journal) => Word(journal, "refusedToSignBecause");

    /// <summary>As drawn; null where the customer refused, and once it was erased.</summary>
    public async Task<SignatureView?> GetSignatureAsync(JournalEventLoader journal, JournalFileLoader files, CancellationToken cancellation)
    {
        var events = await journal.Load(ticketId).GetAsync(cancellation) ?? [];
        var file = (await files.Load(ticketId).GetAsync(cancellation) ?? []).LastOrDefault(file => file.Field == "signature"
            && events.Any(e => e.Version == file.Version && e.Position == file.Event && VisitWords.IsOf(e, visitId)));
        return file?.Content is { } content ? new SignatureView(file.MediaType, content) : null;
    }

    private Deferred<string?> Word(JournalEventLoader journal, string field) => journal.Load(ticketId).Select(events => VisitWords.Of(events, visitId)(field));
}

/// <summary>A signature as drawn.</summary>
/// <param name="MediaType"><c>image/png</c> or <c>image/svg+xml</c>.</param>
[Name("Signature"), SecuredByParent]
public sealed record SignatureView(string MediaType, string Base64);

/// <summary>The words that belong to one visit.</summary>
internal static class VisitWords
{
    /// <summary>The word of a field; the latest where there are several.</summary>
    public static Func<string, string?> Of(IReadOnlyList<JournalEvent>? events, string visitId) =>
        FieldsOf((events ?? []).Where(e => IsOf(e, visitId)));

    /// <summary>The words with which it was booked, in another's place or not.</summary>
    public static Func<string, string?> OfBooking(IReadOnlyList<JournalEvent>? events, string visitId) =>
        FieldsOf((events ?? []).Where(e => e.Fact("newVisitId") == visitId || IsBooking(e, visitId)));

    /// <summary>The words of what became of it after it was booked.</summary>
    public static Func<string, string?> OfEnd(IReadOnlyList<JournalEvent>? events, string visitId) =>
        FieldsOf((events ?? []).Where(e => IsOf(e, visitId) && !IsBooking(e, visitId)));

    /// <summary>The words of the delay that holds: one reported before it may have come later, from a device that was offline.</summary>
    public static Func<string, string?> OfDelay(IReadOnlyList<JournalEvent>? events, Visit visit)
    {
        var holds = (events ?? []).LastOrDefault(e => e.Name == nameof(VisitDelayed) && IsOf(e, visit.Id) && visit.Delay?.Reported is { } reported
            && e.At == reported.At && e.DeviceAt == reported.DeviceAt);
        return field => holds?.Texts.FirstOrDefault(text => text.Field == field)?.Words;
    }

    /// <summary>Null where somebody was at home.</summary>
    public static bool? IsSlipLeft(IReadOnlyList<JournalEvent>? events, string visitId) =>
        (events ?? []).LastOrDefault(e => e.Name == nameof(NobodyWasHome) && IsOf(e, visitId))?.Data.GetProperty("isSlipLeft").GetBoolean();

    /// <summary>The return from the workshop names no visit.</summary>
    public static bool IsOf(JournalEvent happened, string visitId) =>
        visitId.Length == 0 ? happened.Name == nameof(ProductReturned) : happened.Fact("visitId") == visitId;

    private static bool IsBooking(JournalEvent happened, string visitId) => happened.Name == nameof(VisitScheduled) && IsOf(happened, visitId);

    private static Func<string, string?> FieldsOf(IEnumerable<JournalEvent> events)
    {
        var texts = events.SelectMany(e => e.Texts).ToArray();
        return field => texts.LastOrDefault(text => text.Field == field)?.Words;
    }
}
