using AfterSales.Access;
using AfterSales.Complaints;
using AfterSales.Complaints.Rules;
using AfterSales.Storage;
using AfterSales.Surveys;
using AfterSales.Surveys.Rules;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Host.Demo.History;

/// <summary>The customers' evenings: some answer the card they were sent, few are not content; and the complaints that follow are answered.</summary>
internal sealed class HistoryCards(IGrainFactory grains, HistoryPlan plan, IDbContextFactory<AfterSalesDb> databases, IHistoryStaff staff, TimeProvider clock)
{
    public async IAsyncEnumerable<DateTimeOffset> Answered(HistoryBranch branch)
    {
        while (true)
        {
            yield return branch.OpeningAfter(clock.GetUtcNow()).AddHours(10);
            var chance = plan.Chance(5, branch, branch.Calendar.LocalDay(clock.GetUtcNow()).DayNumber);
            await AnswerComplaints(branch, chance);
            foreach (var card in await Invited(branch.Id))
            {
                if (chance.Next(100) < 30)
                    await DemoCompany.Demand(grains.GetGrain<ISurveyCardGrain>(card).Answer(DemoCompany.Ask(Answer(branch, chance))));
            }
        }
    }

    private static AnswerSurvey Answer(HistoryBranch branch, Random chance)
    {
        if (chance.Next(100) < 6)
        {
            return new(new(SatisfactionLevel.Dissatisfied, SatisfactionLevel.Satisfied, SatisfactionLevel.VeryDissatisfied, SatisfactionLevel.Dissatisfied),
                branch.Say("等了一上午才来", "Esperé toda la mañana"), AnswerWay.Link);
        }

        return new(new(Level(), Level(), Level(), Level()), chance.Next(3) == 0 ? branch.Say("师傅很专业", "Un técnico muy profesional") : null, AnswerWay.Link);

        SatisfactionLevel Level() => chance.Next(3) == 0 ? SatisfactionLevel.Satisfied : SatisfactionLevel.VerySatisfied;
    }

    private async Task AnswerComplaints(HistoryBranch branch, Random chance)
    {
        await using var db = await databases.CreateDbContextAsync();
        var open = await db.Set<ComplaintRow>().AsNoTracking().Where(row => row.BranchId == branch.Id && row.State == ComplaintState.Open)
            .OrderBy(row => row.Id).Select(row => row.Id).ToListAsync();
        foreach (var id in open)
        {
            if (chance.Next(2) == 0) continue;
            var answer = new ComplaintWords(branch.Say("已致电道歉，并说明改进措施", "Se ha llamado para pedir disculpas y explicar qué se mejora"), []);
            await DemoCompany.Demand(grains.GetGrain<IComplaintGrain>(id).Answer(new(answer, staff.At(Assignment.Headquarters, Role.ComplaintOfficer))));
        }
    }

    private async Task<List<string>> Invited(string branchId)
    {
        await using var db = await databases.CreateDbContextAsync();
        return await db.Set<SurveyCardRow>().AsNoTracking().Where(row => row.BranchId == branchId && row.State == SurveyState.Invited)
            .OrderBy(row => row.Id).Select(row => row.Id).ToListAsync();
    }
}
