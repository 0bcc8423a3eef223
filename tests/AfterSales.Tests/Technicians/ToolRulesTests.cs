using AfterSales.Technicians;
using AfterSales.Technicians.Rules;
using CsCheck;
using static AfterSales.Tests.Technicians.TechnicianScenarios;

namespace AfterSales.Tests.Technicians;

public sealed class ToolRulesTests(ITestOutputHelper output)
{
    private static Technician Keeper => After(
        After(Free, ToolRules.HandOut(Free, new HandOutTool("M-7", "Multimeter", IsValuable: true), Now)),
        technician => ToolRules.HandOut(technician, new HandOutTool("Z-1", "Zange", IsValuable: false), Now));

    [Fact]
    public void A_tool_is_registered_to_a_person_once()
    {
        Assert.Equal(["M-7", "Z-1"], Keeper.Tools.Kept.Select(tool => tool.Code));
        Assert.Empty(ToolRules.HandOut(Keeper, new HandOutTool(" M-7 ", "Multimeter", true), Now.AddDays(1)).Events);
        Assert.Equal(new ToolKeptAlready("M-7", Now), ToolRules.HandOut(Keeper, new HandOutTool("M-7", "Other", true), Now.AddDays(1)).Refusal);
        Assert.Equal(["code REQUIRED"], IssuesOf(ToolRules.HandOut(Free, new HandOutTool(" ", "x", false), Now)));
        Assert.Equal(["name REQUIRED"], IssuesOf(ToolRules.HandOut(Free, new HandOutTool("x", "", false), Now)));
    }

    [Fact]
    public void What_was_handed_in_is_kept_no_more_and_may_come_again()
    {
        var without = After(Keeper, ToolRules.HandIn(Keeper, "M-7", Now.AddDays(1)));
        Assert.Equal(["Z-1"], without.Tools.Kept.Select(tool => tool.Code));
        Assert.Equal(new ToolNotKept("M-7"), ToolRules.HandIn(without, "M-7", Now.AddDays(2)).Refusal);
        var again = After(without, ToolRules.HandOut(without, new HandOutTool("M-7", "Multimeter", true), Now.AddDays(3)));
        Assert.Equal("k3", again.Tools.Find("M-7")!.Id);
    }

    [Fact]
    public void Loss_and_damage_beyond_wear_are_compensated_and_wear_is_not()
    {
        Refused<CompensationNeeded>(Report("Z-1", ToolMishap.Lost, false, 0));
        Refused<CompensationNeeded>(Report("Z-1", ToolMishap.Damaged, false, 0));
        Assert.Equal(["compensationMinor NOTHING_OWED_FOR_WEAR"], IssuesOf(Report("Z-1", ToolMishap.Damaged, true, 5)));
        Assert.Equal(["isNormalWear LOST_IS_NOT_WORN"], IssuesOf(Report("Z-1", ToolMishap.Lost, true, 0)));
        Assert.Equal(["compensationMinor OUT_OF_RANGE"], IssuesOf(Report("Z-1", ToolMishap.Lost, false, -1)));
        Assert.Null(Report("Z-1", ToolMishap.Damaged, true, 0).Refusal);
        Assert.Null(Report("Z-1", ToolMishap.Lost, false, 5_000).Refusal);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 5_000)]
    public void A_valuable_tool_needs_a_written_report_even_of_wear(bool isWear, long amount)
    {
        Refused<WrittenReportNeeded>(Report("M-7", ToolMishap.Damaged, isWear, amount, " "));
        Assert.Null(Report("M-7", ToolMishap.Damaged, isWear, amount, "Es fiel vom Dach.").Refusal);
    }

    [Fact]
    public void A_lost_tool_is_no_longer_kept_and_a_damaged_one_is_still_handed_in()
    {
        var lost = After(Keeper, Report("Z-1", ToolMishap.Lost, false, 5_000));
        Assert.Equal(["M-7"], lost.Tools.Kept.Select(tool => tool.Code));
        var damaged = After(Keeper, Report("Z-1", ToolMishap.Damaged, false, 5_000));
        Assert.Equal(2, damaged.Tools.Kept.Count());
        Assert.Equal((5_000, "CNY"), (damaged.Tools.Find("Z-1")!.Report!.CompensationMinor, damaged.Tools.Find("Z-1")!.Report!.Currency));
    }

    [Fact]
    public void Nobody_moves_or_leaves_before_all_is_handed_in_whatever_happened_in_between() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 4]).Array[0, 30].Sample(asked =>
        {
            var technician = Free;
            foreach (var (what, tool) in asked)
            {
                var decision = what switch
                {
                    0 or 1 => ToolRules.HandOut(technician, new HandOutTool($"T-{tool}", "tool", tool == 1), Now),
                    2 => ToolRules.HandIn(technician, $"T-{tool}", Now),
                    _ => ToolRules.Report(technician, new ReportTool($"T-{tool}", ToolMishap.Lost, false, 1, "weg"), "CNY", Now),
                };
                technician = decision.Events.Aggregate(technician, Technician.Apply);
            }

            var kept = technician.Tools.Kept.Select(tool => tool.Code).ToArray();
            return kept.Distinct().Count() == kept.Length
                && (kept.Length == 0) == (StandingRules.Move(technician, new MoveTechnician("b-cd", false), Now).Refusal is null)
                && (kept.Length == 0) == (StandingRules.Leave(technician, new LeaveCompany(false, null), Now).Refusal is null);
        }, output.WriteLine, iter: 500);

    private static AfterSales.Records.Decision Report(string code, ToolMishap mishap, bool isWear, long amount, string? statement = null) =>
        ToolRules.Report(Keeper, new ReportTool(code, mishap, isWear, amount, statement), "CNY", Now);
}
