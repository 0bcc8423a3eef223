using AfterSales.Console.Api;

namespace AfterSales.Console.Search;

/// <summary>Asks for what is typed once the typing pauses, and drops the question when more is typed.</summary>
public sealed class AsOneTypes(GraphQLClient api) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private CancellationTokenSource? asking;

    /// <returns>Null where something else was typed meanwhile; empty where nothing was.</returns>
    public async Task<IReadOnlyList<SearchHit>?> FindAsync(string? text, IReadOnlyList<string> kinds, int first)
    {
        Dispose();
        if (string.IsNullOrWhiteSpace(text)) return [];
        asking = new CancellationTokenSource();
        var stop = asking.Token;
        try
        {
            await Task.Delay(Pause, TimeProvider.System, stop);
            var answer = await api.AskAsync<FoundHits>("Search/Find", new { text = text.Trim(), kinds, first }, stop);
            return stop.IsCancellationRequested ? null : answer.Find;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        asking?.Cancel();
        asking?.Dispose();
        asking = null;
    }
}
