using System.Collections.Concurrent;
using System.Globalization;
using AfterSales.Branches.Rules;

namespace AfterSales.Branches;

/// <summary>
/// Numbers people read, such as <c>SH-2611-00042</c>: branch, series, year and month, running number. A silo takes them from the branch in
/// blocks, so that registering does not queue at the branch; a block that is not used up leaves a gap. A number stays with its record, also
/// when another branch takes it over.
/// </summary>
public sealed class BranchNumbers(IGrainFactory grains)
{
    private const int BlockSize = 20;
    private readonly ConcurrentDictionary<(string Branch, string Book), Stack> _stacks = new();

    /// <summary>The next number of a series for a record made on this local day.</summary>
    /// <param name="code">The branch's code.</param>
    public async ValueTask<string> Next(NumberSeries series, string branchId, string code, DateOnly day)
    {
        var book = series.BookOf(day);
        var stack = _stacks.GetOrAdd((branchId, book), _ => new Stack());
        await stack.Turn.WaitAsync();
        try
        {
            if (stack.Left == 0)
            {
                var block = await grains.GetGrain<IBranchGrain>(branchId).ReserveNumbers(book, BlockSize)
                    ?? throw new TimeoutException($"Branch {branchId} gave no numbers.");
                (stack.Next, stack.Left) = (block.From, block.Count);
            }

            stack.Left--;
            return string.Create(CultureInfo.InvariantCulture, $"{code}-{book}-{stack.Next++:D5}");
        }
        finally
        {
            stack.Turn.Release();
        }
    }

    private sealed class Stack
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public int Next { get; set; }

        public int Left { get; set; }
    }
}
