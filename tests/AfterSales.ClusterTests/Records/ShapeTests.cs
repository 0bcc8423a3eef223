using AfterSales.Records;
using AfterSales.Technicians;
using AfterSales.Tickets;
using AfterSales.Tickets.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Records;

/// <summary>Rows that an older version of the service wrote are written anew; the journal finds room for its months.</summary>
public abstract class ShapeTests(TestCluster cluster)
{
    [Fact]
    public async Task Rows_of_an_older_shape_are_refreshed_and_others_left_alone()
    {
        var company = await Company.Open(cluster);
        var (older, newer) = (await company.Registered("older"), await company.Registered("newer"));
        await cluster.Execute($"update ticket set shape = 0, is_open = not is_open, channel = 'Letter' where id = '{older.GetPrimaryKeyString()}'");
        await cluster.Execute($"update technician set shape = 0, name = 'before' where id = '{company.TechnicianId}'");
        await Look();
        Assert.Equal((2, 1, true, Channel.Call), await Row(older));
        Assert.Equal((1, 1, true, Channel.Call), await Row(newer));
        Assert.Equal("Li", Assert.Single(await cluster.Rows<TechnicianRow>(rows => rows.Where(row => row.Id == company.TechnicianId))).Name);
        Assert.Single(await cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == older.GetPrimaryKeyString())));
        // The next change goes on from there.
        Assert.Equal(3, (await Company.Accepted(older.Assess(company.Intent(new AssessTicket([new PartToAssess("motor", null, null)], null, null))))).Version);
    }

    [Fact]
    public async Task More_older_rows_than_a_page_holds_and_one_that_fails_are_all_gone_through()
    {
        var company = await Company.Open(cluster);
        var pattern = (await (await company.Registered("pattern")).Read(company.Staff))!;
        var many = Enumerable.Range(0, 520).Select(i => company.Ticket($"old{i:000}")).ToArray();
        foreach (var ticket in many)
        {
            var copy = pattern with { Id = ticket.GetPrimaryKeyString(), Number = ticket.GetPrimaryKeyString() };
            await cluster.Storage.WriteStateAsync("ticket", ticket.GetGrainId(), new GrainState<Saved<Ticket>>(
                new Saved<Ticket> { Grain = ticket.GetGrainId(), State = copy, Rows = [TicketRow.Of(copy, new RowStamp(1, 0))] }));
        }

        await cluster.Execute($"update orleansstorage set payloadbinary = '!' where grainidextensionstring = '{many[3].GetPrimaryKeyString()}'");
        await Look();
        await Look();
        var left = Assert.Single(await cluster.Rows<TicketRow>(rows => rows.Where(row => row.BranchId == company.BranchId && row.Shape == 0)));
        Assert.Equal(many[3].GetPrimaryKeyString(), left.Id);
        Assert.Single(await cluster.Rows<SetAsideRow>(rows => rows.Where(row => row.Key == many[3].GetGrainId().ToString() && row.Kind == SetAside.RefreshKind)));
        await cluster.Execute($"delete from ticket where id = '{left.Id}'");
    }

    /// <summary>While an upgrade goes on, hosts of two versions serve.</summary>
    [Fact]
    public async Task A_record_that_a_newer_version_has_saved_is_left_to_it_and_asked_for_again()
    {
        var company = await Company.Open(cluster);
        var ticket = await company.Registered("newer");
        var isSqlite = cluster.Database.Provider == AfterSales.Storage.StorageProvider.Sqlite;
        var text = isSqlite ? "cast(payloadbinary as text)" : "convert_from(payloadbinary, 'UTF8')";
        await Store($"'{{\"newer\": {{\"level\": 3}},' || substr({text}, 2)");
        var refused = await Record.ExceptionAsync(Assess);
        Assert.True(refused is not null && Infrastructure.Failed(refused), $"{refused}");
        Assert.Equal("1", Assert.Single(await cluster.Query($"select count(*) from orleansstorage where grainidextensionstring = '{ticket.GetPrimaryKeyString()}' and {text} like '%\"level\": 3%'"))[0]);

        // What holds nothing is no loss.
        await Store($"replace({text}, '\"level\": 3', '\"level\": 0')");
        Assert.Equal(2, (await Company.Accepted(Assess())).Version);

        Task<Answer> Assess() => ticket.Assess(company.Intent(new AssessTicket([new PartToAssess("motor", null, null)], null, null)));

        async Task Store(string sql)
        {
            await cluster.Forget(ticket);
            await cluster.Execute($"update orleansstorage set payloadbinary = {(isSqlite ? $"cast({sql} as blob)" : $"convert_to({sql}, 'UTF8')")} where grainidextensionstring = '{ticket.GetPrimaryKeyString()}'");
        }
    }

    [Fact]
    public async Task A_rebuild_writes_the_rows_of_all_records_anew_and_goes_on_where_it_was()
    {
        var company = await Company.Open(cluster);
        var tickets = new[] { await company.Registered("1"), await company.Registered("2"), await company.Registered("3") };
        var rebuild = cluster.Services.GetRequiredService<Rebuild>();
        await Spoil();
        await rebuild.Ask();
        Assert.Contains(await rebuild.Left(), left => left is ("ticket", >= 3));
        await cluster.Services.GetRequiredService<Sweep>().Run();
        Assert.Empty(await rebuild.Left());
        foreach (var ticket in tickets) Assert.Equal((2, 1, true, Channel.Call), await Row(ticket));
        Assert.Equal("Li", Assert.Single(await cluster.Rows<TechnicianRow>(rows => rows.Where(row => row.Id == company.TechnicianId))).Name);

        await Spoil();
        await cluster.Execute($"insert into rebuild (kind, after_key) values ('ticket', '{tickets[1].GetPrimaryKeyString()}')");
        await cluster.Restart();
        await cluster.Services.GetRequiredService<Sweep>().Run();
        Assert.Equal(Channel.Letter, (await Row(tickets[1])).Item4);
        Assert.Equal((3, 1, true, Channel.Call), await Row(tickets[2]));

        async Task Spoil()
        {
            await cluster.Execute($"update ticket set is_open = not is_open, channel = 'Letter' where branch_id = '{company.BranchId}'");
            await cluster.Execute($"update technician set name = 'spoilt' where id = '{company.TechnicianId}'");
        }
    }

    /// <summary>An hour has passed, and a sweep.</summary>
    private async Task Look() => await cluster.Time.MoveTo(cluster.Now.AddMinutes(61));

    private async Task<(int, int, bool, Channel)> Row(ITicketGrain ticket)
    {
        var row = Assert.Single(await cluster.Rows<TicketRow>(rows => rows.Where(row => row.Id == ticket.GetPrimaryKeyString())));
        return (row.Version, row.Shape, row.IsOpen, row.Channel);
    }
}

public sealed class ShapeTestsOnSqlite(SqliteCluster cluster) : ShapeTests(cluster), IClassFixture<SqliteCluster>;

public sealed class ShapeTestsOnPostgreSql(PostgreSqlCluster cluster) : ShapeTests(cluster), IClassFixture<PostgreSqlCluster>
{
    private readonly PostgreSqlCluster _own = cluster;

    [Fact]
    public async Task The_journals_coming_months_have_room_of_their_own()
    {
        var coming = $"journal_{_own.Now.AddMonths(2):yyyyMM}";
        // The ledger makes room as of the day on which this is run.
        await _own.Execute($"drop table if exists {coming}");
        await _own.Time.MoveTo(_own.Now.AddMinutes(61));
        Assert.Equal(coming, (await _own.Query($"select to_regclass('{coming}')::text"))[0][0]);
    }
}
