using AfterSales.Products;
using AfterSales.Technicians.Rules;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

/// <summary>Which work a ticket needs somebody to be qualified for.</summary>
internal static class TicketSkills
{
    /// <summary>What the assessment says, else what the catalogue says of the model; null: none in particular.</summary>
    public static async ValueTask<string?> For(Ticket ticket, Warranties warranties) => SkillCode.Of(ticket.Assessment.Skill)
        ?? (ticket.Intake.ModelCode is { } code ? (await warranties.ModelOf(code))?.Details.Skill : null);
}
