using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace AfterSales.ClusterTests.Faults;

/// <summary>The network between hosts, which reach each other's silos by lines of it alone. One host may be cut off from all others: nothing comes through in either direction, and nobody says so.</summary>
internal sealed class SiloNetwork
{
    private volatile Split? _split;

    public void CutOff(int process) => _split = new(process);

    public void Heal()
    {
        var healed = _split;
        _split = null;
        healed?.Ended.TrySetResult();
    }

    private Task Between(int one, int other) => _split is { } split && (one == split.Process) != (other == split.Process) ? split.Ended.Task : Task.CompletedTask;

    private sealed record Split(int Process)
    {
        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>The line to one host's silo, whichever host begins it.</summary>
    /// <param name="port">Where that silo listens.</param>
    public sealed class SiloLine(SiloNetwork network, int port) : Line("127.0.0.1", port)
    {
        /// <summary>The process whose silo it is; zero before it has started.</summary>
        public int Owner { get; set; }

        protected override Func<Task> Gate(IPEndPoint from)
        {
            var beginner = ProcessAt(from.Port, Port);
            return () => network.Between(beginner, Owner);
        }

        /// <summary>The process that holds this end of a connection on this machine; zero where it is gone already.</summary>
        private static int ProcessAt(int localPort, int remotePort)
        {
            var (local, remote) = (Hex(localPort), Hex(remotePort));
            var socket = File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6")).Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(columns => columns.Length > 9 && columns[1].EndsWith(local, StringComparison.Ordinal) && columns[2].EndsWith(remote, StringComparison.Ordinal))
                .Select(columns => $"socket:[{columns[9]}]").FirstOrDefault();
            foreach (var process in Process.GetProcessesByName("dotnet"))
            {
                using (process)
                {
                    if (socket is not null && Holds(process.Id, socket)) return process.Id;
                }
            }

            return 0;
        }

        private static bool Holds(int process, string socket)
        {
            try
            {
                return Directory.EnumerateFileSystemEntries($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/fd").Any(file => new FileInfo(file).LinkTarget == socket);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }

        private static string Hex(int port) => ":" + port.ToString("X4", CultureInfo.InvariantCulture);
    }
}
