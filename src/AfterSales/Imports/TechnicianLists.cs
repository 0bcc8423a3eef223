using AfterSales.Access;
using AfterSales.Imports.Rules;
using AfterSales.Records;
using AfterSales.Technicians;

namespace AfterSales.Imports;

/// <summary>A branch's technicians. One who is on file already stays as he is there: his file is kept by hand.</summary>
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
        if (fields["name"] is not { } name) fields.Issues.Add(new("name", "REQUIRED"));
        else if (fields.Issues.Count == 0)
        {
            var key = own ?? RecordKey.Derived(ITechnicianGrain.Prefix, $"{part.Branch.Id}\n{name}");
            string[] skills = (fields["skills"] ?? "").Split([' ', ',', ';', '，', '；', '、', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var register = new Intent<RegisterTechnician>(new(part.Branch.Id, name, [.. skills.Distinct()]), part.Caller);
            return new(row, key, [], async () =>
            {
                var refusal = await grains.PutAndForget<ITechnicianGrain>(key, grain => grain.Register(register));
                // Whom the caller may not see he may not know of.
                return refusal is AlreadyExists && await grains.GetGrain<ITechnicianGrain>(key).Read(part.Caller) is { } on && on.BranchId == part.Branch.Id ? null : refusal;
            });
        }

        return ListItem.Wrong(row, fields.Issues);
    }
}
