using System.Text.Json;
using AfterSales.Branches;
using AfterSales.ClusterTests.FollowUps;
using AfterSales.ClusterTests.Host;
using AfterSales.HardProblems;
using AfterSales.HardProblems.Rules;

namespace AfterSales.ClusterTests.HardProblems;

/// <summary>Feature 71a over the API: a branch puts a hard problem to headquarters, which answers in time.</summary>
public abstract class HardProblemTests(ServedHost host)
{
    private const string Problem = "hardProblem { id state dueAt askedBack answer subject ticketId }";

    private readonly Desk _desk = new(host);

    [Fact]
    public async Task A_branch_asks_headquarters_asks_back_answers_and_the_asker_has_it_to_read()
    {
        var ticketId = await _desk.Assessed("c-sh-1", "反复报警");
        var input = new { branchId = "b-sh", ticketId, subject = "反复报警 E7", question = "换板后仍报警，是否为批次问题？", requestId = $"hp-{ticketId}" };
        var asked = await _desk.Do("dispatcher.sh", "askHeadquarters", input, Problem);
        Assert.Equal(asked.ToString(), (await _desk.Do("dispatcher.sh", "askHeadquarters", input, Problem)).ToString());
        var id = asked.GetProperty("id").GetString()!;
        Assert.Equal(("OPEN", "反复报警 E7", ticketId), (asked.GetProperty("state").GetString(), asked.GetProperty("subject").GetString(), asked.GetProperty("ticketId").GetString()));
        Assert.Equal(["ANSWER_HARD_PROBLEM QUALITY_ENGINEER headquarters OPEN"], await Tasks(id, "quality"));
        Assert.Equal("HARD_PROBLEM_NOT_ASKED_BACK", await _desk.Code("dispatcher.sh", "explainHardProblem", new { hardProblemId = id, words = "x" }));

        await _desk.Do("quality", "askBackHardProblem", new { hardProblemId = id, words = "哪一批？" }, Problem);
        Assert.Equal("HARD_PROBLEM_AT_BRANCH", await _desk.Code("director", "askBackHardProblem", new { hardProblemId = id, words = "x" }));
        Assert.Equal(["ANSWER_HARD_PROBLEM QUALITY_ENGINEER headquarters SETTLED", "EXPLAIN_HARD_PROBLEM DISPATCHER b-sh OPEN"], await Tasks(id, "quality"));
        await _desk.Do("dispatcher.sh", "explainHardProblem", new { hardProblemId = id, words = "2025 年 11 月" }, Problem);
        var answered = await _desk.Do("director", "answerHardProblem", new { hardProblemId = id, words = "是，请换 B 版主板" }, Problem);
        Assert.Equal(("ANSWERED", "是，请换 B 版主板", 1), (answered.GetProperty("state").GetString(), answered.GetProperty("answer").GetString(), answered.GetProperty("askedBack").GetInt32()));
        Assert.Equal(["ANSWER_HARD_PROBLEM QUALITY_ENGINEER headquarters SETTLED", "ANSWER_HARD_PROBLEM QUALITY_ENGINEER headquarters SETTLED",
            "EXPLAIN_HARD_PROBLEM DISPATCHER b-sh SETTLED", "READ_HARD_PROBLEM_ANSWER DISPATCHER b-sh OPEN"], await Tasks(id, "director"));
        foreach (var (person, mutation) in new[] { ("quality", "answerHardProblem"), ("quality", "askBackHardProblem"), ("dispatcher.sh", "withdrawHardProblem"), ("dispatcher.sh", "explainHardProblem") })
            Assert.Equal("HARD_PROBLEM_OVER", await _desk.Code(person, mutation, new { hardProblemId = id, words = "x" }));
    }

    [Fact]
    public async Task Headquarters_lists_what_is_open_by_its_due_time_and_what_nobody_answers_goes_up()
    {
        var due = DateTimeOffset.FromUnixTimeSeconds(host.Now().AddHours(30).ToUnixTimeSeconds());
        var id = (await Asked("dispatcher.mad", "b-mad", due)).GetProperty("id").GetString()!;
        await host.Settle();
        const string Open = "{ hardProblems(first: 100, where: { isOpen: { eq: true } }, order: [{ dueAt: ASC }]) { nodes { id dueAt branch { id } } } }";
        var listed = (await _desk.Ask("director", Open)).GetProperty("hardProblems").GetProperty("nodes").EnumerateArray().ToArray();
        Assert.Contains(listed, node => node.GetProperty("id").GetString() == id && node.GetProperty("branch").GetProperty("id").GetString() == "b-mad");
        Assert.Equal(listed.Select(node => node.GetProperty("dueAt").GetDateTimeOffset()).Order(), listed.Select(node => node.GetProperty("dueAt").GetDateTimeOffset()));
        await _desk.MoveTime(hours: 60);
        var task = (await _desk.Ask("director", "query($id: String!) { tasks(where: { about: { eq: $id } }) { nodes { isOverdue escalatedTo dueAt } } }", new { id }))
            .GetProperty("tasks").GetProperty("nodes")[0];
        Assert.Equal((true, "SERVICE_DIRECTOR", due), (task.GetProperty("isOverdue").GetBoolean(), task.GetProperty("escalatedTo").GetString(), task.GetProperty("dueAt").GetDateTimeOffset()));
        await _desk.Do("dispatcher.mad", "withdrawHardProblem", new { hardProblemId = id, words = "resuelto" }, Problem);
        Assert.Equal(["ANSWER_HARD_PROBLEM QUALITY_ENGINEER headquarters SETTLED"], await Tasks(id, "director"));
        Assert.DoesNotContain(id, (await _desk.Ask("director", Open)).GetProperty("hardProblems").Ids());
    }

    [Fact]
    public async Task A_technician_asks_about_his_own_job_and_sees_what_he_asked_and_nothing_else()
    {
        var own = await _desk.Scheduled(await _desk.Assessed("c-sh-1", "漏电跳闸"), 130, "tech-sh-1");
        var others = await _desk.Assessed("c-sh-2", "外机结冰");
        Assert.Equal("NOT_FOUND", await _desk.Code("technician.sh", "askHeadquarters", new { branchId = "b-sh", ticketId = others, subject = "s", question = "q" }));
        Assert.Equal("NOT_FOUND", await _desk.Code("technician.sh", "askHeadquarters", new { branchId = "b-sh", subject = "s", question = "q" }));
        var mine = (await _desk.Do("technician.sh", "askHeadquarters", new { branchId = "b-sh", ticketId = own, subject = "s", question = "q" }, Problem)).GetProperty("id").GetString()!;
        var branchs = (await Asked("dispatcher.sh", "b-sh")).GetProperty("id").GetString()!;
        var elsewhere = (await Asked("dispatcher.mad", "b-mad")).GetProperty("id").GetString()!;
        await host.Settle();
        Assert.Equal((true, false, false), await Sees("technician.sh"));
        Assert.Equal((true, true, false), await Sees("manager.sh"));
        Assert.Equal((true, true, true), await Sees("quality"));
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.sh", "withdrawHardProblem", new { hardProblemId = elsewhere, words = "x" }));
        Assert.Equal("NOT_FOUND", await _desk.Code("technician.sh", "withdrawHardProblem", new { hardProblemId = branchs, words = "x" }));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("manager.sh", "answerHardProblem", new { hardProblemId = mine, words = "x" }));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("receptionist.sh", "askHeadquarters", new { branchId = "b-sh", subject = "s", question = "q" }));
        await _desk.Do("quality", "answerHardProblem", new { hardProblemId = mine, words = "查接地" }, Problem);
        Assert.Contains("READ_HARD_PROBLEM_ANSWER TECHNICIAN b-sh OPEN", await Tasks(mine, "technician.sh"));

        async Task<(bool, bool, bool)> Sees(string person)
        {
            var list = (await _desk.Ask(person, "{ hardProblems(first: 100) { nodes { id } } }")).GetProperty("hardProblems").Ids();
            foreach (var id in new[] { mine, branchs, elsewhere })
            {
                var one = (await _desk.Ask(person, "query($id: ID!) { hardProblem(id: $id) { id } }", new { id })).GetProperty("hardProblem");
                Assert.Equal(list.Contains(id), one.ValueKind != JsonValueKind.Null);
            }

            return (list.Contains(mine), list.Contains(branchs), list.Contains(elsewhere));
        }
    }

    [Fact]
    public async Task Another_branch_another_branchs_ticket_no_words_too_many_or_a_time_gone_by_are_refused()
    {
        Assert.Equal("NOT_FOUND", await Refused("b-mad", "s", "q"));
        Assert.Equal("NOT_FOUND", await Refused("b-sh", "s", "q", "t-none"));
        Assert.Equal("NOT_FOUND", await Refused("b-sh", "s", "q", "no key"));
        Assert.Equal("INPUT_INVALID", await Refused("b-sh", " ", "q"));
        Assert.Equal("INPUT_INVALID", await Refused("b-sh", "s", ""));
        Assert.Equal("INPUT_INVALID", await Refused("b-sh", new string('s', 201), "q"));
        Assert.Equal("INPUT_INVALID", await Refused("b-sh", "s", "q", dueAt: host.Now().AddMinutes(-1)));

        Task<string?> Refused(string branchId, string subject, string question, string? ticketId = null, DateTimeOffset? dueAt = null) =>
            _desk.Code("dispatcher.sh", "askHeadquarters", new { branchId, subject, question, ticketId, dueAt });
    }

    [Fact]
    public async Task What_is_open_goes_along_when_its_branch_is_handed_over()
    {
        var id = (await Asked("dispatcher.sh", "b-sh")).GetProperty("id").GetString()!;
        var problem = host.Grains().GetGrain<IHardProblemGrain>(id);
        Assert.True(problem is not null);
        await Company.Accepted(host.Grains().GetGrain(GrainId.Create(HardProblem.Kind, id)).AsReference<ITakeHandOver>()
            .HandOver(new(new MoveToBranch("b-sh", "b-cd"), Access.Caller.System)));
        Assert.Equal("b-cd", (await problem.Read(Access.Caller.System))!.BranchId);
        Assert.Equal("NOT_FOUND", await _desk.Code("dispatcher.sh", "withdrawHardProblem", new { hardProblemId = id, words = "x" }));
        Assert.Null(await _desk.Code("dispatcher.cd", "withdrawHardProblem", new { hardProblemId = id, words = "x" }));
    }

    private Task<JsonElement> Asked(string person, string branchId, DateTimeOffset? dueAt = null) =>
        _desk.Do(person, "askHeadquarters", new { branchId, subject = "s", question = "q", dueAt }, Problem);

    private async Task<string[]> Tasks(string about, string person)
    {
        await host.Settle();
        var tasks = await _desk.Ask(person, "query($id: String!) { tasks(where: { about: { eq: $id } }) { nodes { kind role branchId state } } }", new { id = about });
        return
        [
            .. tasks.GetProperty("tasks").GetProperty("nodes").EnumerateArray()
                .Select(task => string.Join(' ', task.EnumerateObject().Select(field => field.Value.GetString()))).Order(StringComparer.Ordinal),
        ];
    }
}

public sealed class HardProblemsOnSqlite(SqliteDemo host) : HardProblemTests(host), IClassFixture<SqliteDemo>;

public sealed class HardProblemsOnPostgreSql(PostgreSqlDemo host) : HardProblemTests(host), IClassFixture<PostgreSqlDemo>;
