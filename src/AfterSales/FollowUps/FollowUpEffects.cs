using System.Globalization;
using AfterSales.Access;
using AfterSales.Complaints;
using AfterSales.Complaints.Rules;
using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Enquiries;
using AfterSales.Enquiries.Rules;
using AfterSales.FollowUps.Rules;
using AfterSales.FollowUps.Voice;
using AfterSales.Records;
using AfterSales.Surveys;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;

namespace AfterSales.FollowUps;

/// <summary>What others are told of the calls of a ticket or sale.</summary>
public static class FollowUpEffects
{
    public static IEnumerable<Effect> Of(FollowUpFile file, Event happened) => happened switch
    {
        FollowUpMissed e when file.Calls.Find(e.Number) is { } call => [Missed(file, call)],
        FollowUpTried e when file.Calls.Find(e.Number) is { } call => [Registered(file, call, e.Result, e.At, e.By, e.Said)],
        FollowUpEnded e when file.Calls.Find(e.Number) is { } call =>
            [Registered(file, call, e.Result, e.At, e.By, e.Said), new SettleTask(MissedTask(file, call)), .. Ended(file, call, e)],
        FollowUpWithdrawn e when file.Calls.Find(e.Number) is { } call => [new SettleTask(MissedTask(file, call))],
        FollowUpGivenToGateway e when file.Calls.Find(e.Number) is { } call => [GatewayCalls(file, call, e.Attempt)],
        CustomerSaid e => [Opened(file, e)],
        OpinionAsked e => [new AnswerSurveyCard(e.CardId, new AnswerSurvey(e.Marks, null, e.Way))],
        _ => [],
    };

    /// <summary>Which record the key of a call belongs to, and which of its calls it is; null for what is no such key.</summary>
    public static (string RecordId, int Number)? Parse(string callId) =>
        callId.LastIndexOf('/') is > 0 and var slash
        && int.TryParse(callId.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (callId[..slash], number)
            : null;

    /// <summary>The key of a call: the record's, a slash and the call's number.</summary>
    public static string KeyOf(string recordId, int number) => string.Create(CultureInfo.InvariantCulture, $"{recordId}/{number}");

    /// <summary>The keys of what is opened by what the customer said in one try of a call.</summary>
    public static IReadOnlyList<string> KeysFor(FollowUpFile file, RecordFollowUp made) =>
    [
        .. made.Said.Select((said, i) => RecordKey.Derived(PrefixOf(said.Kind),
            string.Create(CultureInfo.InvariantCulture, $"{file.RecordId}/{made.Number}:{file.Calls.Find(made.Number)?.Tries ?? 0}:{i}"))),
    ];

    private static string PrefixOf(SaidKind kind) => kind switch
    {
        SaidKind.Fault => ITicketFollowUps.Prefix,
        SaidKind.Complaint => IComplaintGrain.Prefix,
        _ => IEnquiryGrain.Prefix,
    };

    /// <summary>Each try stands in the call record of the customer and the call list of the branch (S3 ⑹-5 (六)).</summary>
    private static RecordContact Registered(FollowUpFile file, FollowUpCall call, CallResult result, DateTimeOffset at, string by, string? said)
    {
        var callId = KeyOf(file.RecordId, call.Number);
        return new RecordContact(
            IContactGrain.KeyOf(string.Create(CultureInfo.InvariantCulture, $"{callId}:{call.Tries}")),
            new RecordedContact(file.BranchId, ContactChannel.Call, ContactDirection.Outgoing, ContactSubject.FollowUp, said ?? "", at, file.CustomerId, file.TicketId,
                TakenBy: by.StartsWith(IVoiceCallGrain.Prefix, StringComparison.Ordinal) ? null : by, About: callId, Outcome: OutcomeOf(result)));
    }

    private static ContactOutcome OutcomeOf(CallResult result) => result switch
    {
        CallResult.Reached => ContactOutcome.Reached,
        CallResult.NoAnswer => ContactOutcome.NoAnswer,
        CallResult.CallBackLater => ContactOutcome.CallBackLater,
        CallResult.WrongNumber => ContactOutcome.WrongNumber,
        _ => ContactOutcome.Declined,
    };

    private static Effect Opened(FollowUpFile file, CustomerSaid said)
    {
        var callId = KeyOf(file.RecordId, said.Number);
        var by = file.Calls.Find(said.Number)?.LastTriedBy;
        return said.Kind switch
        {
            SaidKind.Fault => new OpenTicketFromCall(said.OpenedId, new RequestFromCall(
                file.BranchId, file.CustomerId, file.ProductId, file.RecordId, said.Details.IsEmergency, said.Words, said.Number)),
            SaidKind.Complaint => new RaiseComplaintHeard(said.OpenedId, new RaiseComplaint(
                file.BranchId, file.CustomerId, file.TicketId, said.Details.IsAboutTechnician ? file.TechnicianId : null, said.Details.Category,
                said.Details.Severity, ComplaintSource.FollowUpCall, callId, said.Words)),
            SaidKind.PriceQuestion => Enquiry(EnquiryKind.PriceQuestion),
            SaidKind.Interest => Enquiry(EnquiryKind.Lead),
            _ => Enquiry(EnquiryKind.Request),
        };

        TakeEnquiryHeard Enquiry(EnquiryKind kind) =>
            new(said.OpenedId, new TakeEnquiry(file.BranchId, file.CustomerId, kind, callId, said.Words, Contact: null, TakenBy: by));
    }

    private static PlaceVoiceCall GatewayCalls(FollowUpFile file, FollowUpCall call, int attempt) => new(
        RecordKey.Derived(IVoiceCallGrain.Prefix, string.Create(CultureInfo.InvariantCulture, $"{file.RecordId}/{call.Number}:{attempt}")),
        // Only a completion has an opinion card; one that was answered by then is not asked again.
        new AskVoiceCall(file.BranchId, file.CustomerId, file.RecordId, call.Number, call.Step, call.Trigger == FollowUpTrigger.Completion));

    private static RaiseTask Missed(FollowUpFile file, FollowUpCall call) => new(MissedTask(file, call), new RaisedTask(
        file.BranchId, TaskKind.MakeOverdueCall, KeyOf(file.RecordId, call.Number), file.CustomerId, Role.Dispatcher, call.ClosesAt));

    private static string MissedTask(FollowUpFile file, FollowUpCall call) =>
        IWorkTaskGrain.KeyOf(TaskKind.MakeOverdueCall, KeyOf(file.RecordId, call.Number));

    private static IEnumerable<Effect> Ended(FollowUpFile file, FollowUpCall call, FollowUpEnded ended) => ended.Result switch
    {
        CallResult.Declined => [new WithdrawCallConsent(file.CustomerId)],
        CallResult.WrongNumber =>
        [
            new RaiseTask(IWorkTaskGrain.KeyOf(TaskKind.CorrectPhoneNumber, KeyOf(file.RecordId, call.Number)), new RaisedTask(
                file.BranchId, TaskKind.CorrectPhoneNumber, file.CustomerId, file.CustomerId, Role.FollowUpAgent, ended.At.AddDays(1), call.AgentId)),
        ],
        _ => [],
    };
}

/// <summary>The customer said in a call that he wants no more of them.</summary>
public sealed record WithdrawCallConsent(string CustomerId) : Effect
{
    public override string Target => CustomerId;

    public override async Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        await new CustomerFiles(grains).Find(CustomerId, Caller.System) is { } file
            ? await grains.GetGrain<ICustomerGrain>(file.Id).SayConsent(context.Intent(new SayConsent(ConsentChannel.Call, IsGiven: false)))
            : new Answer(CustomerId, 0);
}
