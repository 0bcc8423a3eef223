namespace AfterSales.Console.Shell;

/// <summary>A page asks again while an answer is on its way, when its address changes or something happened: only the answer to the last question counts, whichever comes first.</summary>
public sealed class Latest
{
    private int asked;

    /// <returns>Null where something else was asked meanwhile.</returns>
    public async Task<T?> AskAsync<T>(Func<Task<T>> ask) where T : class
    {
        var turn = ++asked;
        var answer = await ask();
        return turn == asked ? answer : null;
    }
}
