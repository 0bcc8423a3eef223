using Microsoft.Extensions.Options;

namespace AfterSales.Files;

/// <summary>What files are taken (section <c>Files</c>).</summary>
public sealed class FilesOptions
{
    public const string Section = "Files";

    /// <summary>The largest file, in bytes.</summary>
    public long MaxBytes { get; set; } = 25 * 1024 * 1024;

    /// <summary>The types that are taken, divided by commas; left out, all that the service can tell.</summary>
    public string? MediaTypes { get; set; }

    /// <summary>Host and port of ClamAV's daemon; left out, files are not scanned.</summary>
    public string? Clamd { get; set; }

    /// <summary>How long a file is kept that hangs on nothing.</summary>
    public int UnattachedHours { get; set; } = 24;

    /// <summary>How many files of one account may hang on nothing at a time.</summary>
    public int MaxUnattached { get; set; } = 100;

    public IReadOnlyList<string> AllowedTypes =>
        string.IsNullOrWhiteSpace(MediaTypes) ? [.. Rules.MediaTypes.Known] : MediaTypes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    internal (string Host, int Port)? ClamdAddress => string.IsNullOrWhiteSpace(Clamd) ? null
        : Clamd.LastIndexOf(':') is > 0 and var colon && ushort.TryParse(Clamd.AsSpan(colon + 1), out var port) && port > 0 ? (Clamd[..colon], port) : ("", 0);
}

/// <summary>Stops the start for a setting that can't be meant, saying what to do.</summary>
internal sealed class FilesOptionsCheck : IValidateOptions<FilesOptions>
{
    private const long Most = 2L * 1024 * 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, FilesOptions options)
    {
        string[] wrong =
        [
            .. options.MaxBytes is < 1 or > Most ? [$"Files:MaxBytes is {options.MaxBytes}: set it to 1 to {Most}."] : Array.Empty<string>(),
            .. options.UnattachedHours is < 1 or > 24 * 30 ? [$"Files:UnattachedHours is {options.UnattachedHours}: set it to 1 to 720."] : Array.Empty<string>(),
            .. options.MaxUnattached is < 1 or > 10_000 ? [$"Files:MaxUnattached is {options.MaxUnattached}: set it to 1 to 10000."] : Array.Empty<string>(),
            .. options.AllowedTypes.Except(Rules.MediaTypes.Known).Select(type =>
                $"Files:MediaTypes names '{type}', which the service can't tell by its content: choose from {string.Join(", ", Rules.MediaTypes.Known)}."),
            .. options.ClamdAddress is { Port: 0 } ? [$"Files:Clamd is '{options.Clamd}': set it to host:port, such as 127.0.0.1:3310, or leave it out."] : Array.Empty<string>(),
        ];
        return wrong.Length > 0 ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }
}
