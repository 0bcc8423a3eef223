using System.Data.Common;
using AfterSales.Headquarters;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AfterSales.ClusterTests.Headquarters;

/// <summary>The roller counts while others save and while others roll: nobody waits for it, and nothing is lost.</summary>
public abstract class RollerTests(TestCluster cluster)
{
    private static readonly DateOnly Day = new(2026, 1, 5);
    private int _tickets;

    [Fact]
    public async Task What_is_saved_before_any_statement_of_a_count_waits_for_nobody_and_is_counted_then_or_next()
    {
        const string branch = "b-roll-saves";
        await Save(branch);
        var before = new BeforeReading(() => Save(branch));
        await Roller(before).Roll(branch);
        Assert.True(before.Times > FigureBook.Sources.Count);
        await Roller().Roll(branch);
        Assert.Equal((1 + before.Times, 0), (await Registered(branch), await Marks(branch)));
    }

    [Fact]
    public async Task What_is_saved_between_a_count_and_its_writing_stays_marked_and_is_counted_next()
    {
        const string branch = "b-roll-between";
        await Save(branch);
        await Roller(new BeforeWriting(() => Save(branch))).Roll(branch);
        Assert.Equal((1, 1), (await Registered(branch), await Marks(branch)));
        await Roller().Roll(branch);
        Assert.Equal((2, 0), (await Registered(branch), await Marks(branch)));
    }

    [Fact]
    public async Task A_count_that_another_roller_overtook_is_not_written_over_the_newer_one()
    {
        const string branch = "b-roll-overtaken";
        await Save(branch);
        await Roller(new BeforeWriting(async () =>
        {
            await Save(branch);
            await Roller().Roll(branch);
            Assert.Equal((2, 0), (await Registered(branch), await Marks(branch)));
        })).Roll(branch);
        Assert.Equal((2, 0), (await Registered(branch), await Marks(branch)));
    }

    [Fact]
    public async Task A_mark_is_not_taken_for_one_that_another_roller_took_away()
    {
        const string branch = "b-roll-again";
        await Save(branch);
        await Roller(new BeforeWriting(async () =>
        {
            await Roller().Roll(branch);
            await Save(branch);
        })).Roll(branch);
        Assert.Equal((2, 0), (await Registered(branch), await Marks(branch)));
    }

    [Fact]
    public async Task A_day_that_is_empty_again_has_no_row()
    {
        const string branch = "b-roll-empty";
        await Save(branch);
        await Roller().Roll(branch);
        await using (var db = await Databases.CreateDbContextAsync())
        {
            await db.Set<TicketRow>().Where(row => row.BranchId == branch).ExecuteDeleteAsync();
            await db.Database.ExecuteSqlAsync($"insert into mark (branch_id, day) values ({branch}, {Day})");
        }

        await Roller().Roll(branch);
        Assert.Empty(await cluster.Rows<BranchDayRow>(rows => rows.Where(row => row.BranchId == branch)));
    }

    private IDbContextFactory<AfterSalesDb> Databases => cluster.Services.GetRequiredService<IDbContextFactory<AfterSalesDb>>();

    private Roller Roller() => new(Databases, cluster.Services.GetRequiredService<Database>(), TimeProvider.System, NullLogger<Roller>.Instance);

    /// <summary>Of another host: it takes no turns with this one.</summary>
    private Roller Roller(IInterceptor interceptor)
    {
        var database = Database.Open(cluster.Database.Options);
        var options = new DbContextOptionsBuilder<AfterSalesDb>().AddInterceptors(interceptor);
        database.Configure(options);
        return new(new Contexts(options.Options), database, TimeProvider.System, NullLogger<Roller>.Instance);
    }

    private async Task Save(string branch)
    {
        await using var db = await Databases.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var id = $"{branch}-{++_tickets}";
        db.Add(new TicketRow { Id = id, Number = id, BranchId = branch, CustomerId = "c-1", Owner = "test", RegisteredDay = Day, RegisteredAt = TestCluster.Start });
        await db.SaveChangesAsync();
        await db.Database.ExecuteSqlAsync($"insert into mark (branch_id, day) values ({branch}, {Day})");
        await transaction.CommitAsync();
    }

    private async Task<int> Registered(string branch) =>
        Assert.Single(await cluster.Rows<BranchDayRow>(rows => rows.Where(row => row.BranchId == branch && row.Dimension == FigureDimension.Branch))).Get(Measures.Registered);

    private async Task<int> Marks(string branch) => (await cluster.Rows<MarkRow>(rows => rows.Where(row => row.BranchId == branch))).Count;

    private sealed class Contexts(DbContextOptions<AfterSalesDb> options) : IDbContextFactory<AfterSalesDb>
    {
        public AfterSalesDb CreateDbContext() => new(options);
    }

    private sealed class BeforeReading(Func<Task> happens) : DbCommandInterceptor
    {
        public int Times { get; private set; }

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.StartsWith("SELECT", StringComparison.OrdinalIgnoreCase))
            {
                Times++;
                await happens();
            }

            return result;
        }
    }

    /// <summary>Once.</summary>
    private sealed class BeforeWriting(Func<Task> happens) : DbTransactionInterceptor
    {
        private bool _isOver;

        public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
        {
            if (!_isOver)
            {
                _isOver = true;
                await happens();
            }

            return result;
        }
    }
}

public sealed class RollerTestsOnSqlite(SqliteCluster cluster) : RollerTests(cluster), IClassFixture<SqliteCluster>;

public sealed class RollerTestsOnPostgreSql(PostgreSqlCluster cluster) : RollerTests(cluster), IClassFixture<PostgreSqlCluster>;
