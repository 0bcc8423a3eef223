using AfterSales.Access;
using AfterSales.Imports.Rules;
using AfterSales.Records;
using AfterSales.Technicians;

namespace AfterSales.Imports;

/// <summary>A branch's technicians. Of one who is on file already the details are amended, and skills that the list has beside his are added.</summary>
internal sealed class TechnicianLists(IGrainFactory grains) : IListReader
{
    public ListKind List => ListKind.Technicians;

    public Permission Permission => Permission.ManageTechnicians;

    public Task<IReadOnlyList<ListItem>> Read(ListPart part, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ListItem>>([.. part.Rows.Select(row => Read(row, part))]);

    private ListItem Read(ListRow row, ListPart part)
    {
        var fields = new RowFields(row, List, part.DayForm);
        if (fields.IsUnreadable) return ListItem.Wrong(row, fields.Issues);
        var own = fields.Key("id", ITechnicianGrain.Prefix);
        var since = fields.Day("inTradeSince");
        if (fields["name"] is null) fields.Issues.Add(new("name", "REQUIRED"));
        if (fields.Issues.Count > 0) return ListItem.Wrong(row, fields.Issues);
        var name = fields["name"]!;
        var key = own ?? RecordKey.Derived(ITechnicianGrain.Prefix, $"{part.Branch.Id}\n{name}");
        string[] skills = (fields["skills"] ?? "").Split([' ', ',', ';', '，', '；', '、', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var technician = new RegisterTechnician(part.Branch.Id, name, [.. skills.Distinct()], since);
        return new(row, [], ListPut.To(grains.GetGrain<ITechnicianGrain>(key), grain => Put(grain, technician, part.Caller)));
    }

    private static async Task<Answer> Put(ITechnicianGrain grain, RegisterTechnician technician, Caller caller)
    {
        var answer = await grain.Register(new Intent<RegisterTechnician>(technician, caller));
        // One he may not see, or of another branch, is none to amend.
        if (answer.Refusal is not AlreadyExists || await grain.Read(caller) is not { } known || known.BranchId != technician.BranchId) return answer;
        var amended = await grain.Amend(new Intent<AmendTechnician>(new(technician.Name, technician.InTradeSince ?? known.Qualifications.InTradeSince), caller));
        return amended.Refusal is not null || technician.Skills.IsEmpty ? amended
            : await grain.AsReference<IQualifications>().AddSkills(new Intent<AddSkills>(new(technician.Skills), caller));
    }
}
