using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

[Mutations]
public sealed class CompletionMutations(IGrainFactory grains)
{
    /// <summary>Solves a request by advice, without a visit and without charge. If the advice fails, the same ticket becomes a job on site.</summary>
    /// <param name="advice">What the customer was told to do.</param>
    [Secured(Permission.RegisterTickets), Errors(typeof(StepNotAllowed))]
    public Task<Outcome<TicketView>> SolveTicketRemotely(string ticketId, string advice, Caller caller, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.SolveRemotely(new Intent<SolveRemotely>(new SolveRemotely(advice), caller, requestId)));

    /// <summary>The advice did not help: the ticket becomes a job on site and keeps what was registered.</summary>
    [Secured(Permission.RegisterTickets), Errors(typeof(StepNotAllowed))]
    public Task<Outcome<TicketView>> ReportAdviceFailed(string ticketId, Caller caller, string? reason = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.AdviceFailed(new Intent<Because>(new Because(reason), caller, requestId)));

    /// <summary>Rejects a request that is not ours or not eligible. The customer is to be told why.</summary>
    [Secured(Permission.DispatchTickets), Errors(typeof(StepNotAllowed))]
    public Task<Outcome<TicketView>> RejectTicket(string ticketId, string reason, Caller caller, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.Reject(new Intent<Because>(new Because(reason), caller, requestId)));

    /// <summary>Cancels a ticket at the customer's wish, before work has begun.</summary>
    [Secured(Permission.RegisterTickets), Errors(typeof(StepNotAllowed), typeof(WorkHasBegun))]
    public Task<Outcome<TicketView>> CancelTicket(string ticketId, string reason, Caller caller, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.Cancel(new Intent<Because>(new Because(reason), caller, requestId)));

    /// <summary>The workshop takes the product up.</summary>
    [Secured(Permission.ServeTickets), Errors(typeof(StepNotAllowed))]
    public async Task<Outcome<TicketView>> StartWorkshopRepair(string ticketId, string technicianId, Caller caller, string? requestId = null) =>
        RecordKey.IsWellFormed(ITechnicianGrain.Prefix, technicianId)
            ? await grains.OnTicket(ticketId, caller, ticket => ticket.StartRepair(new Intent<StartRepair>(new StartRepair(technicianId), caller, requestId)))
            : new NotFound(technicianId);

    /// <summary>The product is repaired in the workshop.</summary>
    /// <param name="minutes">Time worked.</param>
    [Secured(Permission.ServeTickets), Errors(typeof(StepNotAllowed))]
    public Task<Outcome<TicketView>> FinishWorkshopRepair(
        string ticketId, string done, int minutes, Caller caller, string? partsUsed = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.FinishRepair(new Intent<FinishRepair>(new FinishRepair(done, minutes, partsUsed), caller, requestId)));

    /// <summary>The product is back at the customer's, who signs for it or refuses with a reason.</summary>
    /// <param name="chargedMinor">In the smallest unit of the branch's currency.</param>
    /// <param name="opinion">The customer's words.</param>
    /// <param name="isDemonstrated">The customer was shown that the product works.</param>
    /// <param name="isUseExplained">The customer was told how to use it.</param>
    [Secured(Permission.ServeTickets), Errors(typeof(StepNotAllowed), typeof(CertificateNotSigned), typeof(DemonstrationNotConfirmed))]
    public Task<Outcome<TicketView>> ReturnProduct(
        string ticketId, Caller caller, long chargedMinor = 0, string? opinion = null, [StringLength(200)] string? signedBy = null,
        SignatureInput? signature = null, string? refusedToSignBecause = null, bool isDemonstrated = false, bool isUseExplained = false,
        DateTimeOffset? deviceTime = null, string? requestId = null)
    {
        var returned = new ReturnProduct(chargedMinor, opinion, signedBy, signature?.ToFile(), refusedToSignBecause, isDemonstrated, isUseExplained);
        return grains.OnTicket(ticketId, caller, ticket => ticket.ReturnProduct(new Intent<ReturnProduct>(returned, caller, requestId, deviceTime)));
    }

    /// <summary>
    /// Accepts the finished work. The follow-up calls that are owed are planned from now, and the customer is to be told the result. A failed
    /// repair leads to a case of its own, linked to this one.
    /// </summary>
    /// <param name="failedBecause">Why the repair failed; left out where it did not.</param>
    /// <param name="leadsTo">What a failed repair leads to.</param>
    [Secured(Permission.CompleteTickets), Errors(typeof(StepNotAllowed), typeof(AcceptanceSheetMissing))]
    public Task<Outcome<TicketView>> CompleteTicket(
        string ticketId, Caller caller, string? failedBecause = null, FailedRepairLeadsTo? leadsTo = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.Complete(
            new Intent<CompleteTicket>(new CompleteTicket(failedBecause, leadsTo), caller, requestId)));

    /// <summary>Records that the customer was told the result, or why the request was rejected.</summary>
    [Secured(Permission.RegisterTickets), Errors(typeof(NoResultYet))]
    public Task<Outcome<TicketView>> RecordResultTold(
        string ticketId, Caller caller, Channel channel = Channel.Call, string? said = null, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.TellResult(new Intent<TellResult>(new TellResult(channel, said), caller, requestId)));

    /// <summary>The same fault came back: opens the ticket again. What was done before stays readable in its rounds.</summary>
    [Secured(Permission.RegisterTickets), Errors(typeof(StepNotAllowed), typeof(ReopenedTooLate))]
    public Task<Outcome<TicketView>> ReopenTicket(string ticketId, string reason, Caller caller, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.Reopen(new Intent<Because>(new Because(reason), caller, requestId)));

    /// <summary>Closes a completed ticket of which nothing is owed any more. It closes by itself when it can no longer be reopened.</summary>
    [Secured(Permission.CompleteTickets), Errors(typeof(StepNotAllowed), typeof(SomethingIsOwed))]
    public Task<Outcome<TicketView>> CloseTicket(string ticketId, Caller caller, string? requestId = null) =>
        grains.OnTicket(ticketId, caller, ticket => ticket.Close(new Intent<Step>(new Step(), caller, requestId)));
}
