namespace AfterSales.Files;

/// <summary>Looks for what is harmful in a file. A company sets its own up by a setting, or registers another here.</summary>
public interface IFileScanner
{
    /// <summary>False: files are given out as they came.</summary>
    bool IsOn { get; }

    /// <summary>What was found; null when the file is clean. Throws an IOException or a time-out when the scanner can't be asked now.</summary>
    Task<string?> Scan(IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancellation = default);
}

/// <summary>None is set up.</summary>
internal sealed class NoScanner : IFileScanner
{
    public bool IsOn => false;

    public Task<string?> Scan(IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancellation = default) => Task.FromResult<string?>(null);
}
