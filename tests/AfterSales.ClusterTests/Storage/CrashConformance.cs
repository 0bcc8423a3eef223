using System.Globalization;
using AfterSales.Records;

namespace AfterSales.ClusterTests.Storage;

/// <summary>A process that is killed in the middle of its saves leaves whole saves only; what it said was saved, is.</summary>
public abstract class CrashConformance(TestCluster cluster)
{
    [Fact]
    public async Task A_process_killed_while_it_saves_leaves_nothing_partial()
    {
        for (var kill = 1; kill <= 4; kill++)
        {
            using var child = ChildProcess.Start(ChildProcess.SaveUntilKilled, cluster.Database);
            var acknowledged = 0;
            for (var lines = 0; lines < 40 * kill; lines++)
            {
                if (await child.StandardOutput.ReadLineAsync() is not { } line) Assert.Fail(await child.StandardError.ReadToEndAsync());
                else acknowledged = Math.Max(acknowledged, int.Parse(line, CultureInfo.InvariantCulture));
            }

            child.Kill();
            await child.WaitForExitAsync();
            var newest = 0;
            for (var writer = 0; writer < ChildProcess.Writers; writer++) newest = Math.Max(newest, await Version(writer));
            Assert.True(newest >= acknowledged, $"Version {acknowledged} was acknowledged, {newest} is there.");
        }
    }

    /// <summary>The version of a record, after it was seen that every part stands at it.</summary>
    private async Task<int> Version(int writer)
    {
        var grain = ChildProcess.Record(writer);
        var version = int.Parse((await cluster.Storage.Read(grain)).ETag ?? "0", CultureInfo.InvariantCulture);
        Assert.Equal(FormattableString.Invariant($"{version} {version} {version} {version} {version} {version} 1"), await cluster.Standing(grain));
        var journal = await cluster.Query($"select max(version) from journal where record = '{grain.Key}'");
        Assert.Equal(FormattableString.Invariant($"{version}"), journal[0][0]);
        var due = Assert.Single(await cluster.Rows<ReminderRow>(rows => rows.Where(row => row.GrainId == grain.ToString())));
        Assert.Equal(TestCluster.Start.AddMinutes(version).UtcDateTime, due.StartTime);
        return version;
    }
}

public sealed class CrashConformanceOnSqlite(SqliteCluster cluster) : CrashConformance(cluster), IClassFixture<SqliteCluster>;

public sealed class CrashConformanceOnPostgreSql(PostgreSqlCluster cluster) : CrashConformance(cluster), IClassFixture<PostgreSqlCluster>;
