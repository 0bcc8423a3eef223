using System.Diagnostics;

namespace AfterSales.Benchmarks;

/// <summary>What a process has in memory, its code and the runtime's own included, in megabytes.</summary>
internal static class ProcessMemory
{
    public static (double Now, double Peak) Of(int id)
    {
        using var process = Process.GetProcessById(id);
        return (process.WorkingSet64 / 1e6, process.PeakWorkingSet64 / 1e6);
    }
}
