using System.Globalization;
using AfterSales.Storage;
using Microsoft.Data.Sqlite;

namespace AfterSales.ClusterTests.Storage;

/// <summary>The connection that Orleans' statements take turns on belongs to them alone, and outlives what happens around it.</summary>
public sealed class SqliteSourceTests(SqliteCluster cluster) : IClassFixture<SqliteCluster>
{
    [Fact]
    public async Task Another_connections_rollback_does_not_undo_a_save()
    {
        var grain = Envelopes.NewTicket("own");
        await cluster.Storage.Save(grain, new(), Envelopes.Ticket(grain, 1));
        for (var version = 2; version < 5; version++)
        {
            // Its reader closes the connection, as every command made by a data source does.
            await cluster.Query("select 1");
            await using var other = new SqliteConnection(cluster.Database.ConnectionString);
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using (await other.BeginTransactionAsync(System.Data.IsolationLevel.ReadUncommitted, TestContext.Current.CancellationToken))
                await Save(grain, version);
            Assert.Equal(Text(version), (await cluster.Storage.Read(grain)).ETag);
        }
    }

    [Fact]
    public async Task Saves_go_on_after_every_pool_was_emptied()
    {
        var grain = Envelopes.NewTicket("pools");
        for (var version = 1; version < 5; version++)
        {
            await cluster.Query("select 1");
            SqliteConnection.ClearPool(new SqliteConnection(cluster.Database.ConnectionString));
            await Save(grain, version);
        }
    }

    [Fact]
    public async Task A_statement_that_failed_spoils_none_after_it()
    {
        var grain = Envelopes.NewTicket("failed");
        await Save(grain, 1);
        await Assert.ThrowsAsync<SqliteException>(() => cluster.Execute("insert into branch (id) values ('b-broken')"));
        await Assert.ThrowsAsync<SqliteException>(() => Save(grain, 2, handled: "test:1"));
        await Save(grain, 2);
        Assert.Equal("2 2 2 2 2 2 0", await cluster.Standing(grain));
    }

    [Fact]
    public async Task Saves_go_on_while_a_neighbour_on_the_same_file_is_killed()
    {
        var grain = Envelopes.NewTicket("neighbour");
        var version = 0;
        for (var kill = 0; kill < 3; kill++)
        {
            using var neighbour = ChildProcess.Start(ChildProcess.SaveUntilKilled, cluster.Database);
            if (await neighbour.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is null)
                Assert.Fail(await neighbour.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            for (var both = 0; both < 2; both++) await Save(grain, ++version);
            neighbour.Kill();
            for (var alone = 0; alone < 10; alone++) await Save(grain, ++version);
            await neighbour.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal($"{version} {version} {version} {version} {version} {version} 0", await cluster.Standing(grain));
        Assert.Equal("ok", (await cluster.Query("pragma integrity_check"))[0][0]);
    }

    [Fact]
    public async Task However_many_texts_are_run_each_works_again()
    {
        for (var round = 0; round < 2; round++)
            for (var i = 0; i < 150; i++) Assert.Equal(Text(i), (await cluster.Query($"select {i}"))[0][0]);
    }

    [Fact]
    public async Task A_first_save_finds_its_tables_though_another_connection_has_changed_the_schema()
    {
        await using var source = new SqliteSource(cluster.Database.ConnectionString);
        Assert.Equal("1", await Answer("select 1 from OrleansQuery limit 1"));
        await cluster.Execute("create table if not exists of_another_version (id text)");
        Assert.Equal("1", await Answer(
            "insert into OrleansStorage (GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, ServiceId, ModifiedOn, Version) values (1, 1, 1, 1, 'none', 'none', '', 1) returning Version"));
        await cluster.Execute("drop table of_another_version");

        async Task<string> Answer(string sql)
        {
            await using var command = source.CreateCommand(sql);
            return FormattableString.Invariant($"{await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)}");
        }
    }

    private async Task Save(GrainId grain, int version, string? handled = null) =>
        await cluster.Storage.Save(grain, await cluster.Storage.Read(grain), Envelopes.Ticket(grain, version, handled));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
