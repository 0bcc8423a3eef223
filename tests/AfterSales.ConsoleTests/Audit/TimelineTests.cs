using System.Text.Json.Nodes;
using AfterSales.Console.Audit;
using AfterSales.Records;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace AfterSales.ConsoleTests.Audit;

public sealed class TimelineTests
{
    /// <summary>The schema does not list them.</summary>
    public static TheoryData<string> Events =>
        [.. typeof(AfterSales.Tickets.Rules.Ticket).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Event)) && !type.IsAbstract).Select(type => type.Name)];

    [Theory, MemberData(nameof(Events))]
    public void Everything_that_can_happen_has_words(string name)
    {
        using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        Assert.False(services.GetRequiredService<IStringLocalizer<TimelineWords>>()["Event." + name].ResourceNotFound, $"Event.{name} is missing in TimelineWords.resx.");
    }

    [Fact]
    public void What_is_older_is_asked_for_once_however_often_the_button_is_pressed()
    {
        var late = new TaskCompletionSource<string>();
        var api = new FakeGraphQL().Answering("Timeline", asked => asked!["before"] is null ? Task.FromResult(Page("TicketRegistered", older: "c1")) : late.Task);
        using var context = api.Context();
        var timeline = Opened(context, "t-1");
        var button = timeline.Find("button.link");
        button.Click();
        button.Click();
        Assert.Equal(2, api.Asked.Count);
        late.SetResult(Page("TicketAssessed"));
        timeline.WaitForAssertion(() => Assert.Equal(2, timeline.FindAll(".timeline li").Count));
        Assert.Empty(timeline.FindAll("button.link"));
    }

    [Fact]
    public void A_late_answer_about_another_record_or_person_is_not_shown()
    {
        var (first, all) = (new TaskCompletionSource<string>(), new TaskCompletionSource<string>());
        var api = new FakeGraphQL().Answering("Timeline", asked =>
            asked!["id"]!.GetValue<string>() == "t-1" ? first.Task : asked["before"] is not null ? all.Task : Task.FromResult(Page("TicketRegistered", older: "c1")));
        using var context = api.Context();
        var timeline = Opened(context, "t-1");
        timeline.Render(parameters => parameters.Add(page => page.RecordId, "t-2"));
        first.SetResult(Page("TicketCancelled"));
        timeline.WaitForAssertion(() => Assert.Single(timeline.FindAll(".timeline li")));
        Assert.DoesNotContain("Ticket cancelled", timeline.Markup, StringComparison.Ordinal);
        // What is older of everybody comes when one person is asked for by then.
        timeline.Find("button.link").Click();
        timeline.Find("#person-t-2").Change("system");
        all.SetResult(Page("TicketCancelled"));
        timeline.WaitForAssertion(() => Assert.Equal("system", api.Asked[^1].Variables!["actorId"]!.GetValue<string>()));
        Assert.DoesNotContain("Ticket cancelled", timeline.Markup, StringComparison.Ordinal);
        Assert.Single(timeline.FindAll(".timeline li"));
    }

    [Fact]
    public void What_was_reached_is_named()
    {
        var api = new FakeGraphQL().Answering("Timeline", _ => Page("ProjectMilestoneReached", which: "site measured"));
        using var context = api.Context();
        Assert.Equal("Milestone reached: site measured", Opened(context, "prj-1").Find(".timeline li strong").TextContent);
    }

    [Fact]
    public void Of_another_record_nothing_is_left_of_the_one_before()
    {
        var api = new FakeGraphQL().Answering("Timeline", asked => Page(asked!["id"]!.GetValue<string>() == "t-1" ? "TicketRegistered" : "CustomerRegistered"));
        using var context = api.Context();
        var timeline = Opened(context, "t-1");
        timeline.Find("#kind-t-1").Change("Registered");
        timeline.Render(parameters => parameters.Add(page => page.RecordId, "c-1"));
        Assert.Equal(["Everything", "Customer registered"], timeline.FindAll("#kind-c-1 option").Select(option => option.TextContent));
        Assert.Null(api.Asked[^1].Variables!["events"]);
    }

    [Fact]
    public void What_an_event_counts_is_told_kind_by_kind()
    {
        var api = new FakeGraphQL().Answering("Timeline", _ => Page("CustomerUnmerged", counted: [("contact", 3), ("ticket", 2)]));
        using var context = api.Context();
        Assert.Contains("Contacts 3 · Tickets 2", Opened(context, "c-2").Find(".timeline li").TextContent, StringComparison.Ordinal);
    }

    private static IRenderedComponent<Timeline> Opened(BunitContext context, string id) => context.Render<Timeline>(parameters => parameters
        .Add(page => page.RecordId, id).Add(page => page.Version, 1).Add(page => page.BranchId, "b-sh").Add(page => page.Zone, "Asia/Shanghai"));

    private static JsonArray Counts((string Kind, int Count)[] counted) =>
        [.. counted.Select(one => new JsonObject { ["kind"] = one.Kind, ["count"] = one.Count })];

    private static string Page(string happened, string? older = null, string? which = null, params (string Kind, int Count)[] counted) => new JsonObject
    {
        ["data"] = new JsonObject
        {
            ["timeline"] = new JsonObject
            {
                ["nodes"] = new JsonArray(new JsonObject
                {
                    ["id"] = $"j-{happened}", ["at"] = "2026-03-09T02:00:00Z", ["actorId"] = "system", ["cause"] = null,
                    ["events"] = new JsonArray(new JsonObject { ["event"] = happened, ["which"] = which, ["words"] = new JsonArray(), ["counts"] = Counts(counted) }),
                }),
                ["pageInfo"] = new JsonObject { ["hasPreviousPage"] = older is not null, ["startCursor"] = older },
            },
            ["branchRoster"] = null,
        },
    }.ToJsonString();
}
