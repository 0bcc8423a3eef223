using System.Diagnostics;

namespace AfterSales.Benchmarks;

/// <summary>Processes that end with this one, also where it is stopped in the middle.</summary>
internal static class ChildProcess
{
    public static Process Start(ProcessStartInfo start)
    {
        var process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End(process);
        return process;
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }
}
