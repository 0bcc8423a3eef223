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
        File.Delete(part);
        return part;
    }

    /// <exception cref="InvalidOperationException">There is no such file.</exception>
    public static void Demand(string file)
    {
        if (!File.Exists(file)) throw new InvalidOperationException($"There is no file {file}.");
    }
}
