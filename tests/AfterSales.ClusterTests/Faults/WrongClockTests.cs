using System.Diagnostics;
using System.Net;
using AfterSales.ClusterTests.Host;
using AfterSales.Storage;

namespace AfterSales.ClusterTests.Faults;

/// <summary>A host that is wrong about the time does not serve: it would wake records early and declare promises missed that are not.</summary>
public sealed class WrongClockTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_host_whose_clock_is_an_hour_off_does_not_start_and_one_whose_clock_jumps_says_that_it_is_not_ready_and_ends()
    {
        await using var database = await TestDatabase.Create(StorageProvider.PostgreSql);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => HostProcess.StartByAnotherClock(database, -60, membership: "Localhost"));
        Assert.Contains("behind the database's", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Message, StringComparison.Ordinal);

        // Time enough to see what a load balancer is told.
        await using var host = await HostProcess.StartByAnotherClock(database, 0, membership: "Localhost", settings: ["--Shutdown:DrainSeconds=2"]);
        Assert.True(await host.IsReady());
        await host.Signal("USR1");
        var since = Stopwatch.StartNew();
        while (await Ready() is HttpStatusCode.OK)
        {
            Assert.True(since.Elapsed < Patience, "A host whose clock is an hour off says that it is ready.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Ready());
        Assert.True(await host.Ended(Patience), "A host whose clock is an hour off serves on.");
        Assert.Equal(1, host.ExitCode);
        Assert.Contains(host.Log, line => line.Contains("ahead of the database's", StringComparison.Ordinal));

        async Task<HttpStatusCode> Ready()
        {
            using var answer = await host.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
    }
}
