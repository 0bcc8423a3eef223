using System.Collections.Immutable;
using System.Text.Json;
using AfterSales.Access;
using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Host.Demo.History;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Technicians.Rules;

namespace AfterSales.Host.Demo;

/// <summary>
/// Thirty technicians of four branches: trained and certified, some certificates ending soon and one ended, one of them lent, some absent, with
/// tools in their custody; and the zones they go to.
/// </summary>
internal sealed class DemoTechnicians(IGrainFactory grains, TimeProvider clock, IHistoryTime time)
{
    private const string Gas = "gas";

    private static readonly Dictionary<string, string[]> Names = new()
    {
        ["sh"] = ["李强", "张磊", "王建国", "陈志远", "杨帆", "赵小刚", "周海涛", "吴晓东", "徐文博", "孙立"],
        ["cd"] = ["刘洋", "何勇", "郭涛", "罗斌", "谢军", "唐浩", "邓超"],
        ["mad"] = ["Pablo Moreno", "Sergio Vidal", "Alejandro Ruiz", "Javier Castro", "Marta Iglesias", "Raúl Ortega", "Óscar Peña", "Iván Nieto"],
        ["bcn"] = ["Núria Serra", "Jordi Vila", "Marc Pons", "Laia Roca", "Oriol Batlle"],
    };

    private static readonly string[][] Trades =
        [["washing", "cooling"], ["cooling", "heating"], ["washing", "heating"], ["heating", "cooking"], ["washing", "cooling", "cooking"]];

    /// <summary>Who works with gas, and for how many days from today his certificate holds.</summary>
    private static readonly Dictionary<string, int> GasCertificates = new()
    {
        ["tech-sh-2"] = 410, ["tech-sh-3"] = 20, ["tech-sh-4"] = 700, ["tech-cd-1"] = 250, ["tech-cd-2"] = -1, ["tech-mad-2"] = 55, ["tech-mad-3"] = 6,
        ["tech-bcn-1"] = 320,
    };

    private static readonly (string Branch, ServiceZone Zone)[] Zones =
    [
        ("sh", new("内环", Zone.Urban, 40, [new("200000", "200099")], [new(31.18, 121.41), new(31.18, 121.53), new(31.27, 121.53), new(31.27, 121.41)])),
        ("sh", new("外环", Zone.Suburban, 80, [new("200120", "202199")], [])),
        ("cd", new("三环内", Zone.Urban, 35, [new("610000", "610099")], [])), ("cd", new("郊区", Zone.Suburban, 90, [new("610100", "611999")], [])),
        ("mad", new("M-30", Zone.Urban, 35, [new("28001", "28055")], [new(40.38, -3.74), new(40.38, -3.65), new(40.48, -3.65), new(40.48, -3.74)])),
        ("mad", new("Comunidad", Zone.Suburban, 75, [new("28100", "28999")], [])), ("bcn", new("Ciutat", Zone.Urban, 30, [new("08001", "08042")], [])),
        ("bcn", new("Àrea metropolitana", Zone.Suburban, 60, [new("08100", "08999")], [])),
    ];

    private static readonly string[] Away = ["tech-sh-5", "tech-cd-3", "tech-bcn-3", "tech-mad-4"];

    private DateTimeOffset Now => clock.GetInstant();

    public async Task Make()
    {
        // For gas work a training is not enough.
        var rules = JsonSerializer.Serialize(TechnicianPolicies.Qualification.Standard.Add(new QualificationRule(Gas, [Proof.Certificate])), RecordJson.State);
        await DemoCompany.Demand(grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(Assignment.Headquarters)).Set(
            DemoCompany.Ask(new SetPolicy(Assignment.Headquarters, TechnicianPolicies.Qualification.Key, rules))));
        foreach (var branch in Zones.GroupBy(zone => zone.Branch))
            await DemoCompany.Demand(grains.GetGrain<IBranchGrain>($"b-{branch.Key}").SetZones(DemoCompany.Ask(new SetZones([.. branch.Select(zone => zone.Zone)]))));
        foreach (var (branch, names) in Names)
            foreach (var (i, name) in names.Index()) await Make($"b-{branch}", $"tech-{branch}-{i + 1}", name, i);
    }

    /// <summary>Who is away or lent from today on.</summary>
    public async Task PlanAbsences()
    {
        foreach (var id in Away)
        {
            if (await grains.GetGrain<ITechnicianGrain>(id).Read(Caller.System) is { Availability.Count: 0 }) await MakeAway(id);
        }
    }

    private async Task Make(string branch, string id, string name, int position)
    {
        var technician = grains.GetGrain<ITechnicianGrain>(id);
        // The training is recorded last: without it a start that broke off is taken up again.
        var known = await technician.Read(Caller.System);
        if (known is { Qualifications.Trainings.IsEmpty: false }) return;
        var trade = Trades[position % Trades.Length];
        // Today, even while the company still lives in the past: so that a certificate ends as many days from today as it says.
        var today = DateOnly.FromDateTime((time.End ?? Now).Date);
        await DemoCompany.Demand(technician.Register(DemoCompany.Ask(new RegisterTechnician(branch, name, [.. trade], today.AddYears(-3 - (position * 2)), HoursOf(id)))));
        await Demand(id, qualifications => qualifications.SetSkills(DemoCompany.Ask(new SetSkills([.. trade.Select((skill, i) => new Skill(skill, LevelOf(position + i)))]))));
        if (GasCertificates.TryGetValue(id, out var days))
        {
            var issuer = branch is "b-sh" or "b-cd" ? "市场监督管理局" : "Industria";
            await Demand(id, qualifications => qualifications.RecordCertificate(DemoCompany.Ask(
                new RecordCertificate(Gas, issuer, $"G-{id[5..].ToUpperInvariant()}", today.AddDays(days).AddYears(-4), today.AddDays(days)))));
        }

        if (position % 3 == 0) await HandOut(id, $"M-{id[5..].ToUpperInvariant()}", "Multimeter", isValuable: false);
        if (GasCertificates.ContainsKey(id)) await HandOut(id, $"A-{id[5..].ToUpperInvariant()}", branch is "b-sh" or "b-cd" ? "烟气分析仪" : "Analizador de gases", isValuable: true);
        foreach (var skill in trade)
            await Demand(id, qualifications => qualifications.PassTraining(DemoCompany.Ask(new PassTraining(skill, $"{skill} {today.Year - 1}", today.AddDays(-400)))));
    }

    private Task MakeAway(string id)
    {
        var days = grains.GetGrain<IAvailability>(id);
        return DemoCompany.Demand(id switch
        {
            "tech-sh-5" => days.PlanAbsence(DemoCompany.Ask(new PlanAbsence(Now.AddDays(1), Now.AddDays(6), AbsenceKind.Leave, "tech-sh-1", null, HandBack: false))),
            "tech-cd-3" => days.PlanAbsence(DemoCompany.Ask(new PlanAbsence(Now, Now.AddDays(2), AbsenceKind.Sickness, "tech-cd-4", null, HandBack: false))),
            "tech-bcn-3" => days.PlanAbsence(DemoCompany.Ask(new PlanAbsence(Now.AddDays(7), Now.AddDays(9), AbsenceKind.Training, null, null, HandBack: false))),
            "tech-mad-4" => days.Lend(DemoCompany.Ask(new LendTechnician("b-bcn", Now, Now.AddDays(14), HandBack: false))),
            _ => throw new InvalidOperationException($"{id} stays."),
        });
    }

    private Task HandOut(string id, string code, string name, bool isValuable) =>
        DemoCompany.Demand(grains.GetGrain<IToolsInCustody>(id).HandOut(DemoCompany.Ask(new HandOutTool(code, name, isValuable))));

    private Task Demand(string id, Func<IQualifications, Task<Records.Answer>> ask) => DemoCompany.Demand(ask(grains.GetGrain<IQualifications>(id)));

    /// <summary>Mornings only, for one.</summary>
    private static ImmutableList<WeeklyHours>? HoursOf(string id) => id != "tech-sh-7" ? null :
        [.. Enum.GetValues<DayOfWeek>().Where(day => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Select(day => new WeeklyHours(day, new TimeOnly(8, 0), new TimeOnly(13, 0)))];

    private static SkillLevel LevelOf(int position) => (position % 4) switch
    {
        0 => SkillLevel.Expert,
        3 => SkillLevel.Learning,
        _ => SkillLevel.Independent,
    };
}
