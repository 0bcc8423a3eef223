using System.Collections.Concurrent;
using System.Globalization;

namespace AfterSales.Branches;

/// <summary>
/// Numbers people read, such as <c>SH-2611-00042</c>: branch, year and month, running number. A silo takes them from the branch in blocks,
/// so that registering does not queue at the branch; a block that is not used up leaves a gap.
/// </summary>
public sealed class TicketNumbers(IGrainFactory grains)
{
    private const int BlockSize = 20;
    private readonly ConcurrentDictionary<(string Branch, string Month), Stack> _stacks = new();

    /// <summary>The next number for a ticket registered on this local day.</summary>
    public async ValueTask<string> Next(string branchId, string code, DateOnly day)
    {
        var month = day.ToString("yyMM", CultureInfo.InvariantCulture);
        var stack = _stacks.GetOrAdd((branchId, month), _ => new Stack());
        await stack.Turn.WaitAsync();
        try
        {
            if (stack.Left == 0)
            {
                var block = await grains.GetGrain<IBranchGrain>(branchId).ReserveNumbers(month, BlockSize)
                    ?? throw new TimeoutException($"Branch {branchId} gave no numbers.");
                (stack.Next, stack.Left) = (block.From, block.Count);
            }

            stack.Left--;
            return string.Create(CultureInfo.InvariantCulture, $"{code}-{month}-{stack.Next++:D5}");
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
