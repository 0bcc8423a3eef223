using System.Diagnostics;
using System.Reflection;

namespace AfterSales.ClusterTests.Api;

/// <summary>Runs a client of <c>Api/node</c> in a process of its own.</summary>
internal static class NodeClient
{
    public static readonly string Folder =
        typeof(NodeClient).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "NodeClients").Value!;

    public static async Task<(int ExitCode, string Output)> Run(params string[] arguments)
    {
        Assert.True(Directory.Exists(Path.Combine(Folder, "node_modules")), $"The clients of this test are not installed: run 'npm ci' in {Folder}.");
        var cancellation = TestContext.Current.CancellationToken;
        using var process = Process.Start(new ProcessStartInfo("node", arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var error = process.StandardError.ReadToEndAsync(cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, (output + await error).Trim());
    }
}
