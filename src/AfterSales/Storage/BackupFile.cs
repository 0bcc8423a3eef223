namespace AfterSales.Storage;

/// <summary>The file of a backup: it is there when it is whole.</summary>
internal static class BackupFile
{
    /// <summary>What is written to before it is moved to its name.</summary>
    /// <exception cref="InvalidOperationException">There is a file of this name already, or no such folder.</exception>
    public static string PartOf(string file)
    {
        if (File.Exists(file)) throw new InvalidOperationException($"There is a file {file} already: give another name, or move it away.");
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder)) throw new InvalidOperationException($"There is no folder {folder}: make it first.");
        var part = file + ".part";
        Begin(part);
        return part;
    }

    /// <summary>An empty file that nobody but its owner may read: passwords' hashes and the keys of tokens stand in it.</summary>
    public static void Begin(string part)
    {
        File.Delete(part);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(part, options).Dispose();
    }

    /// <exception cref="InvalidOperationException">There is no such file.</exception>
    public static void Demand(string file)
    {
        if (!File.Exists(file)) throw new InvalidOperationException($"There is no file {file}.");
    }
}
