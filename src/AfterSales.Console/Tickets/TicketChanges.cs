using AfterSales.Console.Api;
using Microsoft.AspNetCore.Components;

namespace AfterSales.Console.Tickets;

/// <summary>Tells a page that tickets changed, so that it reads again. Many changes at once are told once.</summary>
public sealed class TicketChanges(GraphQLClient api) : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan BeforeNextTry = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource left = new();
    private bool isGathering;

    /// <summary>Only this ticket; null: any that the viewer sees.</summary>
    [Parameter]
    public string? TicketId { get; set; }

    [Parameter, EditorRequired]
    public EventCallback Changed { get; set; }

    /// <summary>So long changes are gathered.</summary>
    [Parameter]
    public TimeSpan Gathering { get; set; } = TimeSpan.FromMilliseconds(300);

    protected override void OnInitialized() => _ = FollowAsync();

    public async ValueTask DisposeAsync()
    {
        await left.CancelAsync();
        left.Dispose();
    }

    private async Task FollowAsync()
    {
        var stop = left.Token;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await foreach (var told in api.FollowAsync<Told>("Tickets/TicketChanged", new { branchId = (string?)null }, stop))
                    if (TicketId is null || told.TicketChanged.Id == TicketId) _ = GatherAsync(stop);
            }
            catch (Exception e) when (e is NotAnsweredException or OperationCanceledException)
            {
                // Live or not, the page is right as of when it was read; a change that was missed shows with the next.
            }
            if (!await Waited(BeforeNextTry, stop)) return;
            await InvokeAsync(Changed.InvokeAsync);
        }
    }

    private async Task GatherAsync(CancellationToken stop)
    {
        if (isGathering) return;
        isGathering = true;
        var goesOn = await Waited(Gathering, stop);
        isGathering = false;
        if (goesOn) await InvokeAsync(Changed.InvokeAsync);
    }

    private static async Task<bool> Waited(TimeSpan span, CancellationToken stop)
    {
        try
        {
            await Task.Delay(span, TimeProvider.System, stop);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private sealed record Told(TicketChange TicketChanged);

    private sealed record TicketChange(string Id, int Version);
}
