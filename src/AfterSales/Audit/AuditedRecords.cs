using AfterSales.Access;
using AfterSales.Records;

namespace AfterSales.Audit;

/// <summary>What a timeline may be read of: the kinds of records by the beginning of their keys, and who may look at each.</summary>
public static class AuditedRecords
{
    /// <summary>By prefix: the kind and the permission to see it.</summary>
    public static IReadOnlyDictionary<string, (string Kind, Permission Permission)> Kinds { get; } = new Dictionary<string, (string, Permission)>
    {
        ["t-"] = ("ticket", Permission.SeeTickets),
        ["c-"] = ("customer", Permission.SeeCustomers),
        ["ip-"] = ("installed_product", Permission.SeeCustomers),
        ["tech-"] = ("technician", Permission.SeeTechnicians),
        ["k-"] = ("contact", Permission.SeeContacts),
        ["msg-"] = ("outbound_message", Permission.SeeContacts),
        ["con-"] = ("contract", Permission.SeeContracts),
        ["task-"] = ("task", Permission.SeeTasks),
        ["b-"] = ("branch", Permission.SeeBranches),
        ["regions-"] = ("region_tree", Permission.SeeBranches),
        ["policies-"] = ("policies", Permission.SeePolicies),
        ["m-"] = ("product_model", Permission.SeeCatalogue),
        ["cmp-"] = ("complaint", Permission.SeeComplaints),
        ["hp-"] = ("hard_problem", Permission.SeeHardProblems),
        ["dr-"] = ("day_report", Permission.SeeReports),
        ["pr-"] = ("period_report", Permission.SeeReports),
        ["qn-"] = ("questionnaire", Permission.SeeSurveys),
        ["qs-"] = ("questionnaire_sheet", Permission.SeeSurveys),
        ["enq-"] = ("enquiry", Permission.SeeEnquiries),
        ["away-"] = ("account_absences", Permission.SeeAbsences),
        ["prj-"] = ("project", Permission.SeeProjects),
        ["sv-"] = ("survey_card", Permission.SeeSurveys),
        ["webhooks-"] = ("webhooks", Permission.SeeAudit),
        ["whd-"] = ("webhook_delivery", Permission.SeeAudit),
        ["sale-"] = ("sale", Permission.SeeFollowUps),
    };

    /// <summary>Whether there is such a record and the caller may see it.</summary>
    public static async Task<bool> IsSeen(this IGrainFactory grains, string key, Caller caller) =>
        RecordKey.IsKey(key) && Kinds.TryGetValue(key[..(key.IndexOf('-', StringComparison.Ordinal) + 1)], out var known)
        && LookingAt(caller, known.Kind, known.Permission) is { } looking && await grains.GetGrain(GrainId.Create(known.Kind, key)).AsReference<IRecord>().IsSeenBy(looking);

    /// <summary>The caller with those of his roles that may look at records of this kind; null where none may.</summary>
    internal static Caller? LookingAt(Caller caller, string kind, Permission permission)
    {
        var holding = caller.Holding(permission);
        // Headquarters reads a branch's day as it was signed, not how it came about.
        if (kind == "day_report") holding = holding with { Assignments = [.. holding.Assignments.Where(own => own.Place != Assignment.Headquarters)] };
        return holding.May(permission) ? holding : null;
    }
}
