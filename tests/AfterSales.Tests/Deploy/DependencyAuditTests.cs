using System.Text.Json;

namespace AfterSales.Tests.Deploy;

/// <summary>
/// What the restore of each project wrote down: that the packages were looked up among the known vulnerabilities, all of them, and that none was found. The settings
/// stand in <c>Directory.Build.props</c>; where no source of the machine knows vulnerabilities the restore goes on, so this asks for the looking up, not for a source.
/// </summary>
public sealed class DependencyAuditTests
{
    private static readonly string[] Vulnerable = ["NU1901", "NU1902", "NU1903", "NU1904"];

    public static TheoryData<string> Projects =>
        [.. Directory.EnumerateFiles(Snapshots.PathOf("."), "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Snapshots.PathOf("."), file)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Projects))]
    public void Every_project_was_restored_with_the_audit_of_all_its_packages_and_none_was_found(string project)
    {
        var assets = Path.Combine(Path.GetDirectoryName(Snapshots.PathOf(project))!, "obj", "project.assets.json");
        // A project nobody builds here has no packages that could be used.
        Assert.SkipUnless(File.Exists(assets), "It was not restored here.");
        using var restored = JsonDocument.Parse(File.ReadAllText(assets));
        var restore = restored.RootElement.GetProperty("project").GetProperty("restore");
        var audit = restore.GetProperty("restoreAuditProperties");
        Assert.Equal(("true", "low", "all"), (audit.GetProperty("enableAudit").GetString(), audit.GetProperty("auditLevel").GetString(), audit.GetProperty("auditMode").GetString()));
        var warnings = restore.GetProperty("warningProperties");
        Assert.Empty(Vulnerable.Except(warnings.GetProperty("warnAsError").EnumerateArray().Select(code => code.GetString()!)));
        Assert.False(warnings.TryGetProperty("noWarn", out var silent) && silent.EnumerateArray().Any(code => Vulnerable.Contains(code.GetString())));
        if (restored.RootElement.TryGetProperty("logs", out var logs)) Assert.DoesNotContain(logs.EnumerateArray().Select(log => log.GetProperty("code").GetString()), Vulnerable.Contains);
    }
}
