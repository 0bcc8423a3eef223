using AfterSales.Access;
using AfterSales.FollowUps;
using AfterSales.FollowUps.Rules;
using AfterSales.Records;
using AfterSales.Surveys;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

public sealed partial class TicketGrain : ITicketFollowUps
{
    public Task<FollowUpFile?> ReadFollowUps(Caller caller) =>
        Task.FromResult(State is { } ticket && caller.Sees(ticket) ? FollowUpsOf(ticket) : null);

    public Task<Answer> RecordFollowUp(Intent<RecordFollowUp> intent) =>
        AskAndDecide(intent, async (ticket, now) => await desk.Record(FollowUpsOf(ticket), intent, now));

    public Task<Answer> RecordFromGateway(Intent<GatewayResult> intent) =>
        AskAndDecide(intent, async (ticket, now) => await desk.RecordFromGateway(FollowUpsOf(ticket), intent.Body, now));

    public Task<Answer> FaultTaken(Intent<ToldFaultTaken> intent) =>
        Decide(intent, (ticket, now) => FollowUpRules.Taken(ticket.FollowUps, intent.Body));

    public Task<Answer> AssignFollowUp(Intent<AssignFollowUp> intent) =>
        Decide(intent, (ticket, now) => FollowUpRules.Assign(ticket.FollowUps, Key, intent.Body.Number, intent.Body.AgentId));

    internal static FollowUpFile FollowUpsOf(Ticket ticket) =>
        new(ticket.Id, ticket.BranchId, ticket.CustomerId ?? "", ticket.ProductId, ticket.TechnicianId, ticket.FollowUps);

    /// <summary>Each completed repair has one opinion card; a reopened one takes it back.</summary>
    private static IEnumerable<Effect> SurveyEffects(Ticket ticket, Event happened) => happened switch
    {
        TicketCompleted e when ticket.TicketKind == TicketKind.Repair =>
        [
            new PlanSurveyCard(ISurveyCardGrain.KeyOf(ticket.Id, ticket.FollowUps.Round),
                new PlanSurvey(ticket.BranchId, ticket.CustomerId!, ticket.Id, ticket.TechnicianId, e.Day, e.At, TicketRow.ModelIdOf(ticket))),
        ],
        TicketReopened when ticket.TicketKind == TicketKind.Repair => [new WithdrawSurveyCard(ISurveyCardGrain.KeyOf(ticket.Id, ticket.FollowUps.Round))],
        _ => [],
    };

    private async ValueTask<Decision> CallsDue(Ticket ticket, DateTimeOffset now) => ticket.FollowUps.NextDue <= now
        ? FollowUpRules.WhenDue(ticket.FollowUps, await desk.ConditionsFor(ticket.CustomerId!), now)
        : Decision.NothingToDo;
}
