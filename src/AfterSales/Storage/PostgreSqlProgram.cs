using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace AfterSales.Storage;

/// <summary>PostgreSQL's own programs, which know best how a database is copied.</summary>
internal static class PostgreSqlProgram
{
    // Where Debian keeps those of each version.
    private const string Versions = "/usr/lib/postgresql";

    /// <exception cref="InvalidOperationException">There is no such program, or it failed; the message is what it said.</exception>
    public static async Task Run(string program, string connectionString, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(Newest(program)) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        if (program == "pg_restore") start.ArgumentList.Add($"--dbname={settings.Database}");
        // Never among the arguments, which everybody on the machine can read.
        foreach (var (name, value) in new[] { ("PGHOST", settings.Host), ("PGPORT", settings.Port.ToString(CultureInfo.InvariantCulture)), ("PGUSER", settings.Username), ("PGPASSWORD", settings.Password), ("PGDATABASE", settings.Database), ("PGSSLMODE", SslMode(settings.SslMode)), ("PGSSLROOTCERT", settings.RootCertificate), ("PGSSLCERT", settings.SslCertificate), ("PGSSLKEY", settings.SslKey), ("PGPASSFILE", settings.Passfile) })
            if (!string.IsNullOrEmpty(value)) start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start)!;
            await using var _ = cancellation.Register(() => process.Kill(entireProcessTree: true));
            var said = process.StandardError.ReadToEndAsync(CancellationToken.None);
            await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellation.ThrowIfCancellationRequested();
            if (process.ExitCode != 0) throw new InvalidOperationException($"{program} failed: {(await said).Trim().ReplaceLineEndings(" ")}");
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"The program {program} is not on this machine: install PostgreSQL's client programs, of the server's version or a later one.", missing);
        }
    }

    private static string Newest(string program)
    {
        if (!Directory.Exists(Versions)) return program;
        return Directory.EnumerateDirectories(Versions).Select(folder => (Path: Path.Combine(folder, "bin", program), Version: Path.GetFileName(folder)))
            .Where(found => File.Exists(found.Path) && int.TryParse(found.Version, CultureInfo.InvariantCulture, out _))
            .OrderByDescending(found => int.Parse(found.Version, CultureInfo.InvariantCulture)).Select(found => found.Path).FirstOrDefault() ?? program;
    }

    private static string SslMode(SslMode mode) => mode switch
    {
        Npgsql.SslMode.Disable => "disable",
        Npgsql.SslMode.Allow => "allow",
        Npgsql.SslMode.Require => "require",
        Npgsql.SslMode.VerifyCA => "verify-ca",
        Npgsql.SslMode.VerifyFull => "verify-full",
        _ => "prefer",
    };
}
