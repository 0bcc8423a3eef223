using AfterSales.Records;
using AfterSales.Technicians.Rules;

namespace AfterSales.Technicians;

public sealed partial class TechnicianGrain : IToolsInCustody
{
    public Task<Answer> HandOut(Intent<HandOutTool> intent) => AtHome(intent, (technician, now) => ToolRules.HandOut(technician, intent.Body, now));

    public Task<Answer> HandIn(Intent<HandInTool> intent) => AtHome(intent, (technician, now) => ToolRules.HandIn(technician, intent.Body.Code, now));

    public async Task<Answer> Report(Intent<ReportTool> intent)
    {
        var home = await Home();
        return await AtHome(intent, (technician, now) => ToolRules.Report(technician, intent.Body, home!.Currency, now));
    }
}
