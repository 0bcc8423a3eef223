using AfterSales.Console.Home;
using AfterSales.Console.Shell;
using Bunit;

namespace AfterSales.ConsoleTests.Home;

public sealed class TaskItemTests
{
    private static readonly Viewer Dispatcher = new("x", ["WORK_TASKS"], [], [], false, "Asia/Shanghai");

    private static readonly OpenTask Loan = new(
        "task-1", "Offer the customer an equal product", "SH-1", null, null, DateTimeOffset.UnixEpoch, true, "DISPATCHER", "t-1", null, null, IsYours: true, NeedsOutcome: true);

    [Fact]
    public async Task What_needs_an_outcome_and_is_sent_without_says_so_at_the_field()
    {
        var api = new FakeGraphQL().Answering("CompleteTask", """
            { "completeTask": { "task": null, "errors": [{ "__typename": "InputInvalidError", "code": "INPUT_INVALID", "message": "x", "issues": [{ "path": "outcome", "code": "REQUIRED" }] }] } }
            """);
        await using var context = api.Context();
        var changed = 0;
        var shown = context.Render<TaskItem>(parameters => parameters.Add(p => p.Item, Loan).Add(p => p.Viewer, Dispatcher).Add(p => p.Changed, () => changed++));
        await shown.Find("form").SubmitAsync();
        Assert.NotEmpty(shown.Find("#outcome-task-1-error").TextContent.Trim());
        Assert.Equal("true", shown.Find("#outcome-task-1").GetAttribute("aria-invalid"));
        Assert.Equal(0, changed);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Only_what_can_be_left_out_is_called_optional(bool needsOutcome, int optional)
    {
        await using var context = new FakeGraphQL().Context();
        var shown = context.Render<TaskItem>(parameters => parameters.Add(p => p.Item, Loan with { NeedsOutcome = needsOutcome }).Add(p => p.Viewer, Dispatcher));
        Assert.Equal(optional, shown.FindAll("label[for='outcome-task-1'] .quiet").Count);
    }
}
