using AfterSales.Console.Api;
using AfterSales.Console.Shell;
using Microsoft.Extensions.Localization;

namespace AfterSales.Console.Tickets;

/// <summary>Why a technician could not be booked, with his name and by the branch's clock.</summary>
internal static class BookingRefusal
{
    /// <summary>What speaks against it softly is overcome by a reason.</summary>
    public static bool IsSoft(Refusal? refusal) => refusal?.Code is "BOOKING_NEEDS_REASON" or "OUTSIDE_WORKING_HOURS" or "TRAVEL_TOO_SHORT";

    /// <summary>Null where the API's own sentence says all.</summary>
    /// <param name="nameOf">A technician's name by his key.</param>
    public static string? Sentence(Refusal? refusal, IStringLocalizer<TicketWords> words, Clock clock, string? zone, Func<string, string?> nameOf)
    {
        if (refusal is null || !refusal.Facts.TryGetProperty("technicianId", out var id)) return null;
        var technicianId = id.GetString()!;
        var name = nameOf(technicianId) ?? technicianId;
        return refusal.Code switch
        {
            "TECHNICIAN_BUSY" => words["TechnicianBusy", name, Moment("from"), Moment("to")],
            "TECHNICIAN_ABSENT" => words["TechnicianAbsent", name, Moment("from"), Moment("to")],
            "TECHNICIAN_NOT_AT_BRANCH" => words["TechnicianNotHere", name, Moment("from"), Moment("to")],
            "TECHNICIAN_NOT_QUALIFIED" => words["TechnicianNotQualified", name, refusal.Facts.GetProperty("skill").GetString()!],
            "TRAVEL_TOO_SHORT" => words["TravelTooShort", name, refusal.Facts.GetProperty("travelMinutes").GetInt32()],
            "OUTSIDE_WORKING_HOURS" => words["OutsideHours", name],
            "BOOKING_NEEDS_REASON" => words["NeedsReason", name,
                string.Join(", ", refusal.Facts.GetProperty("objections").EnumerateArray().Select(objection => words["BookingObjection." + objection.GetString()].Value))],
            _ => refusal.Message.Replace(technicianId, name, StringComparison.Ordinal),
        };

        string Moment(string fact) => clock.DayAndTime(refusal.Facts.GetProperty(fact).GetDateTimeOffset(), zone);
    }
}
