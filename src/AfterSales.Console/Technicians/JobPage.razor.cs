using System.Globalization;
using AfterSales.Console.Api;
using AfterSales.Console.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace AfterSales.Console.Technicians;

public sealed partial class JobPage
{
    private const string Png = "data:image/png;base64,";

    private Attempt attempt = null!;
    private JobAtHand? job;
    private string? problem;
    private IReadOnlyList<TripToReport> reports = [];
    private bool isOwn;
    private bool isRead;

    [Parameter]
    public required string Id { get; set; }

    /// <summary>Of the forms that are a button alone, or little more.</summary>
    [SupplyParameterFromForm]
    public StepForm? Sent { get; set; }

    [SupplyParameterFromForm(FormName = "delay")]
    public DelayForm? Delay { get; set; }

    [SupplyParameterFromForm(FormName = "finish")]
    public FinishForm? Finish { get; set; }

    [SupplyParameterFromForm(FormName = "parts")]
    public PartsForm? Parts { get; set; }

    [SupplyParameterFromForm(FormName = "unfinished")]
    public UnfinishedForm? Unfinished { get; set; }

    [SupplyParameterFromForm(FormName = "nobody")]
    public NobodyForm? Nobody { get; set; }

    [SupplyParameterFromForm(FormName = "report")]
    public ReportForm? Report { get; set; }

    /// <summary>The visit that the form was about when it was shown; the report names its own.</summary>
    [SupplyParameterFromForm(Name = "VisitId")]
    public string? VisitId { get; set; }

    /// <summary>When it was done by the phone's clock, where the phone had no connection then.</summary>
    [SupplyParameterFromForm(Name = "DeviceTime")]
    public string? DeviceTime { get; set; }

    [Inject]
    public required IStringLocalizer<Tickets.TicketWords> Tickets { get; set; }

    private static string NewRequestId => Guid.NewGuid().ToString("N");

    private string? Zone => job?.Branch?.TimeZone;

    /// <summary>How far the visit is: <c>DEPART</c>, <c>ARRIVE</c> or <c>WORK</c> is next. Null: there is nothing for him to do.</summary>
    private string? Stage => (isOwn ? job?.NextStep : null) is { } next ? next == "FINISH" ? "WORK" : next : null;

    private bool IsReportOwed => reports is [_, ..];

    private TripToReport? Trip => reports is [var owed, ..] ? owed : Stage is not null && job?.Visit is { } visit ? new(visit.Id, visit.From, visit.To) : null;

    /// <summary>The form that was sent is still shown: why it was not done stands in it, where the technician looks.</summary>
    private bool IsRefusalInForm => Report is { VisitId: { } reported } ? IsReportOwed && Trip?.Id == reported : Stage switch
    {
        "DEPART" or "ARRIVE" => Sent?.Step == Stage || Delay is not null,
        "WORK" => Finish is not null || Parts is not null || Unfinished is not null || ((Sent?.Step == "START_WORK" || Nobody is not null) && !HasStarted),
        _ => false,
    };

    /// <summary>What the phone can see for itself to be missing, before it keeps a step that nobody else looks at yet: names of fields, of which one is enough where a bar is between them.</summary>
    private string KitNeeds => string.Join(' ', job!.Kit.Select(item => $"Sent.Kit[{item}]|Sent.LackingBecause"));

    /// <inheritdoc cref="KitNeeds"/>
    private string CertificateNeeds => string.Join(' ', (string[])["Finish.Found Finish.Done Finish.Minutes Finish.Charged", .. job!.CertificateAsks.Select(ask => ask switch
    {
        "DEMONSTRATION" => "Finish.IsDemonstrated|Finish.Refused",
        "USE_EXPLAINED" => "Finish.IsUseExplained|Finish.Refused",
        _ => "Finish.Signature|Finish.Refused Finish.SignedBy|Finish.Refused",
    })]);

    private IEnumerable<(string Name, Func<Task> Taken)> FormsNotShown
    {
        get
        {
            if (!isRead) yield break;
            if (Stage is not "DEPART") yield return ("depart", StepAsync);
            if (Stage is not ("DEPART" or "ARRIVE")) yield return ("arrive", StepAsync);
            if (Stage is not ("DEPART" or "ARRIVE")) yield return ("delay", ReportDelayAsync);
            if (Stage is null || HasStarted) yield return ("start", StepAsync);
            if (Stage is null) yield return ("finish", FinishAsync);
            if (Stage is null) yield return ("parts", AwaitPartsAsync);
            if (Stage is null) yield return ("unfinished", CannotFinishAsync);
            if (Stage is null || HasStarted) yield return ("nobody", NobodyHomeAsync);
            if (Trip is null) yield return ("report", ReportAsync);
        }
    }

    /// <summary>A phone whose clock is fast says no time that is still to come.</summary>
    private DateTimeOffset? DoneAt => DateTimeOffset.TryParse(DeviceTime, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at < Clock.Now ? at : Clock.Now : null;

    private bool HasStarted => job?.Visit?.StartedAt is not null;

    /// <summary>What has passed since the technician began the work, or arrived where he did not say so, to begin with.</summary>
    private string Minutes => (job?.Visit?.StartedAt ?? job?.Visit?.ArrivedAt) is { } began
        ? Math.Clamp((int)Math.Ceiling((Clock.Now - began).TotalMinutes), 1, 24 * 60).ToString(CultureInfo.InvariantCulture) : "";

    protected override async Task OnInitializedAsync()
    {
        attempt = Api.Attempt();
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        try
        {
            var told = await Api.AskAsync<Told>("Technicians/Job", new { id = Id });
            (job, reports, isOwn) = (told.Ticket, told.Reports.All, told.Current.All.Count > 0);
        }
        catch (NotAnsweredException e)
        {
            problem = e.Message;
        }

        isRead = true;
    }

    private async Task StepAsync()
    {
        var input = new { ticketId = Id, visitId = VisitId, deviceTime = DoneAt };
        var done = Sent?.Step switch
        {
            "DEPART" => await attempt.SendAsync<JobStepped>("Technicians/DepartForVisit", new
            {
                ticketId = Id,
                kit = Sent.Kit?.Keys.ToArray() ?? [],
                lackingBecause = OrNull(Sent.LackingBecause),
                visitId = VisitId,
                deviceTime = DoneAt,
            }, Sent.RequestId),
            "ARRIVE" => await attempt.SendAsync<JobStepped>("Technicians/ArriveOnSite", input, Sent.RequestId),
            "START_WORK" => await attempt.SendAsync<JobStepped>("Technicians/StartWork", input, Sent.RequestId),
            _ => null,
        };
        // Shown anew under its own address: loading the page again sends nothing again.
        if (done is not null) Navigation.NavigateTo($"day/{Id}");
        else await ReadAsync();
    }

    private async Task ReportDelayAsync()
    {
        var form = Delay!;
        var done = await attempt.SendAsync<JobStepped>("Technicians/ReportDelay", new
        {
            ticketId = Id,
            // What is no number is out of range: the API says so beside the field.
            minutes = int.TryParse(form.Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) ? minutes : 0,
            reason = form.Reason ?? "",
            apology = form.Apology ?? "",
            visitId = VisitId,
            deviceTime = DoneAt,
        }, form.RequestId);
        // What follows from it stands on the day.
        if (done is not null) Navigation.NavigateTo("day");
        else await ReadAsync();
    }

    private async Task FinishAsync()
    {
        var form = Finish!;
        var signature = form.Signature is { } drawn && drawn.StartsWith(Png, StringComparison.Ordinal) ? new { mediaType = "image/png", base64 = drawn[Png.Length..] } : null;
        var done = await attempt.SendAsync<JobStepped>("Technicians/FinishVisit", new
        {
            ticketId = Id,
            found = form.Found ?? "",
            done = form.Done ?? "",
            partsUsed = OrNull(form.PartsUsed),
            // What is no number is out of range: the API says so beside the field.
            minutes = int.TryParse(form.Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) ? minutes : -1,
            chargedMinor = Money.Parse(form.Charged, job?.Branch?.Currency ?? "") ?? -1,
            opinion = OrNull(form.Opinion),
            signedBy = signature is null ? null : OrNull(form.SignedBy),
            signature,
            refusedToSignBecause = OrNull(form.Refused),
            isDemonstrated = form.IsDemonstrated,
            isUseExplained = form.IsUseExplained,
            visitId = VisitId,
            deviceTime = DoneAt,
        }, form.RequestId);
        if (done is not null) Navigation.NavigateTo($"day/{Id}");
        else await ReadAsync();
    }

    private Task AwaitPartsAsync() =>
        SendAsync("Technicians/AwaitParts", new { ticketId = Id, found = Parts!.Found ?? "", parts = Parts.Missing ?? "", visitId = VisitId, deviceTime = DoneAt }, Parts.RequestId);

    private Task CannotFinishAsync() =>
        SendAsync("Technicians/CannotFinishVisit", new { ticketId = Id, reason = Unfinished!.Reason ?? "", visitId = VisitId, deviceTime = DoneAt }, Unfinished.RequestId);

    private Task NobodyHomeAsync() => SendAsync(
        "Technicians/NobodyHome", new { ticketId = Id, isSlipLeft = Nobody!.IsSlipLeft, remark = OrNull(Nobody.Remark), visitId = VisitId, deviceTime = DoneAt }, Nobody.RequestId);

    private async Task SendAsync(string document, object input, string? requestId)
    {
        if (await attempt.SendAsync<JobStepped>(document, input, requestId) is not null) Navigation.NavigateTo($"day/{Id}");
        else await ReadAsync();
    }

    private async Task ReportAsync()
    {
        var form = Report!;
        var done = await attempt.SendAsync<JobStepped>(
            "Technicians/ReportTrip", new { ticketId = Id, visitId = form.VisitId, report = form.Text ?? "", deviceTime = DoneAt }, form.RequestId);
        if (done is not null) Navigation.NavigateTo($"day/{Id}");
        else await ReadAsync();
    }

    /// <summary>A form that comes back refused is shown where it was sent, and not from the top of the page.</summary>
    private string Here(string place) => $"day/{Id}#{place}";

    private string? Issue(string path) => attempt.Refusal?.IssueAt(path);

    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private sealed record Told(JobAtHand? Ticket, Listed<TripToReport> Reports, Listed<OwnVisit> Current);

    public sealed class StepForm
    {
        public string? Step { get; set; }

        public string? RequestId { get; set; }

        /// <summary>What was ticked of the kit.</summary>
        public Dictionary<string, bool>? Kit { get; set; }

        public string? LackingBecause { get; set; }
    }

    public sealed class DelayForm
    {
        public string? RequestId { get; set; }

        public string? Minutes { get; set; }

        public string? Reason { get; set; }

        public string? Apology { get; set; }
    }

    public sealed class PartsForm
    {
        public string? RequestId { get; set; }

        public string? Found { get; set; }

        public string? Missing { get; set; }
    }

    public sealed class UnfinishedForm
    {
        public string? RequestId { get; set; }

        public string? Reason { get; set; }
    }

    public sealed class NobodyForm
    {
        public string? RequestId { get; set; }

        public bool IsSlipLeft { get; set; }

        public string? Remark { get; set; }
    }

    public sealed class ReportForm
    {
        public string? RequestId { get; set; }

        public string? VisitId { get; set; }

        public string? Text { get; set; }
    }

    public sealed class FinishForm
    {
        public string? RequestId { get; set; }

        public string? Found { get; set; }

        public string? Done { get; set; }

        public string? PartsUsed { get; set; }

        public string? Minutes { get; set; }

        public string? Charged { get; set; }

        public string? Opinion { get; set; }

        public string? SignedBy { get; set; }

        public bool IsDemonstrated { get; set; }

        public bool IsUseExplained { get; set; }

        /// <summary>As a data address.</summary>
        public string? Signature { get; set; }

        public string? Refused { get; set; }
    }
}
