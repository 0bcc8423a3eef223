using System.Collections.Frozen;

namespace AfterSales.Imports;

/// <summary>What an export holds where nobody names columns. A list that is not here gives all its plain fields.</summary>
public static class ExportColumns
{
    private static readonly string[] Saves = ["at", "deviceAt", "actorId", "events.event", "recordId", "version", "cause"];

    private static readonly string[] SummaryLines = ["figure", "value", "before", "goal", "meetsGoal", "numerator", "denominator"];

    /// <summary>By the list's field of the schema. With those of the lists that can be imported an import finds everything again.</summary>
    public static FrozenDictionary<string, IReadOnlyList<string>> Usual { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["customers"] =
        [
            "id", "reference", "name", "kind", "phones.display", "email", "address", "city", "region", "postalCode", "country", "zone", "language", "timeZone", "tier", "standing", "registeredAt", "branch.name",
        ],
        ["installedProducts"] = ["id", "customer.id", "customer.reference", "customer.name", "model", "serial", "purchasedOn", "installedOn", "acceptedOn"],
        ["contracts"] =
        [
            "id", "number", "customer.id", "customer.reference", "customer.name", "details.products.id", "fromDay", "endsOn", "priceMinor", "currency", "details.parts", "details.labour",
            "details.travel", "state", "branch.name",
        ],
        ["calendarDays"] = ["date", "name", "from", "to", "kind", "branch.name"],
        ["technicians"] = ["id", "name", "skills", "inTradeSince", "branch.name"],
        ["tickets"] =
        [
            "number", "kind", "step", "category", "channel", "isEmergency", "customer.name", "customer.phones.display", "technician.name", "registeredAt", "completedAt", "id",
        ],
        ["technicianReports"] =
        [
            "day", "branch.name", "technician.name", "worked.paid", "worked.contract", "worked.warranty", "worked.internal", "worked.total", "travelMinutes", "isConfirmed", "confirmedAt", "isSigned",
        ],
        ["dayReports"] =
        [
            "day", "branch.name", "worked.paid", "worked.contract", "worked.warranty", "worked.internal", "worked.total", "travelMinutes", "technicians", "confirmed", "isSummedUp", "isSigned", "signedAt",
        ],
        ["periodReports"] = ["kind", "from", "to", "branch.name", "dueAt", "submittedAt", "text"],
        ["periodReportFigures"] = SummaryLines,
        ["missingReports"] = ["day", "branch.name", "technicians", "confirmed", "isSummedUp"],
        ["figureTable"] = ["figure", "groupName", "from", "to", "value", "numerator", "denominator", "goal", "rank"],
        ["figureRecords"] = ["day", "kind", "branch.name", "ticket.number", "customer.name", "technician.name", "id"],
        ["figureSummaries"] = ["kind", "from", "to", "branch.name", "writtenAt", "id"],
        ["figureSummaryLines"] = SummaryLines,
        ["timeline"] = Saves,
        ["auditTrail"] = Saves,
    }.ToFrozenDictionary();
}
