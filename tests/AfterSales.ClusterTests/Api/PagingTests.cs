using AfterSales.Api;
using AfterSales.Tests.Api.Fixture;
using CsCheck;

namespace AfterSales.ClusterTests.Api;

/// <summary>Both databases pass one suite.</summary>
public abstract class PagingTests<TDatabase>(TDatabase database) : IClassFixture<TDatabase> where TDatabase : JobDatabase
{
    private static readonly Gen<IReadOnlyList<(string, bool)>> Orders = Gen.Select(
        Gen.Shuffle((string[])["DueAt", "City", "Rank", "Title", "Id"]), Gen.Int[0, 4], Gen.Bool.Array[5],
        (columns, count, descending) => (IReadOnlyList<(string, bool)>)[.. columns.Take(count).Zip(descending)]);

    [Fact]
    public async Task Pages_forwards_make_the_whole_list_in_order() => await Orders.Select(Gen.Int[1, 9]).SampleAsync(async (order, size) =>
    {
        var found = new List<string>();
        for (string? after = null; ;)
        {
            var page = await Page(new(size, after, null, null, null, order, 20));
            found.AddRange(page.Edges.Select(e => e.Node.Id));
            if (!page.PageInfo.HasNextPage) break;
            after = page.PageInfo.EndCursor;
        }
        Assert.Equal(Expected(order), found);
    }, iter: 30);

    [Fact]
    public async Task Pages_backwards_make_the_whole_list_in_order() => await Orders.Select(Gen.Int[1, 9]).SampleAsync(async (order, size) =>
    {
        var found = new List<string>();
        for (string? before = null; ;)
        {
            var page = await Page(new(null, null, size, before, null, order, 20));
            found.InsertRange(0, page.Edges.Select(e => e.Node.Id));
            if (!page.PageInfo.HasPreviousPage) break;
            before = page.PageInfo.StartCursor;
        }
        Assert.Equal(Expected(order), found);
    }, iter: 30);

    [Fact]
    public async Task A_page_says_whether_the_list_goes_on()
    {
        var first = await Page(new(5, null, null, null, null, [], 20));
        var last = await Page(new(null, null, 5, null, null, [], 20));
        Assert.Equal((true, false), (first.PageInfo.HasNextPage, first.PageInfo.HasPreviousPage));
        Assert.Equal((false, true), (last.PageInfo.HasNextPage, last.PageInfo.HasPreviousPage));
    }

    [Theory]
    [InlineData("not a cursor")]
    [InlineData("")]
    [InlineData("WzFd")]
    [InlineData("bnVsbA")]
    public async Task What_is_no_cursor_is_refused(string cursor)
    {
        var refused = await Assert.ThrowsAsync<RequestException>(() => Page(new(5, cursor, null, null, null, [], 20)));
        Assert.Equal("PAGING_CURSOR", refused.Code);
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        var page = await Page(new(5, null, null, null, null, [("Rank", false)], 20));
        foreach (var order in (IReadOnlyList<(string, bool)>[])[[], [("Rank", true)], [("DueAt", false)], [("Rank", false), ("Id", true)]])
        {
            var refused = await Assert.ThrowsAsync<RequestException>(() => Page(new(5, page.PageInfo.EndCursor, null, null, null, order, 20)));
            Assert.Equal("PAGING_CURSOR", refused.Code);
        }
    }

    [Fact]
    public async Task A_forged_cursor_cannot_carry_what_the_database_rejects()
    {
        var forged = System.Buffers.Text.Base64Url.EncodeToString("[\"+Id\",\"a\\u0000b\"]"u8);
        Assert.Equal("PAGING_CURSOR", (await Assert.ThrowsAsync<RequestException>(() => Page(new(5, forged, null, null, null, [], 20)))).Code);
    }

    public static TheoryData<string, string, object?, int> Filters => new()
    {
        { "status", "eq", JobStatus.InProgress, JobDatabase.Jobs.Count(j => j.Status == JobStatus.InProgress) },
        { "status", "in", new object[] { JobStatus.InProgress, JobStatus.Open }, JobDatabase.Jobs.Count },
        { "id", "nin", new object[] { "j-001", "j-002" }, JobDatabase.Jobs.Count - 2 },
        { "city", "eq", null, JobDatabase.Jobs.Count(j => j.City is null) },
        { "city", "neq", null, JobDatabase.Jobs.Count(j => j.City is not null) },
        { "city", "startsWith", "A_", 0 },
        { "title", "contains", "100%", JobDatabase.Jobs.Count(j => j.Title.Contains("100%", StringComparison.Ordinal)) },
        { "title", "contains", "'; drop table jobs; --", 0 },
        { "rank", "gte", 3, JobDatabase.Jobs.Count(j => j.Rank >= 3) },
        { "rank", "lt", 3, JobDatabase.Jobs.Count(j => j.Rank < 3) },
        { "dueAt", "gt", JobDatabase.Start.AddDays(3), JobDatabase.Jobs.Count(j => j.DueAt > JobDatabase.Start.AddDays(3)) },
        { "dueAt", "lte", null, 0 },
    };

    [Theory, MemberData(nameof(Filters))]
    public async Task A_filter_compares_in_the_database(string column, string comparison, object? value, int count)
    {
        var where = new Dictionary<string, object?> { [column] = new Dictionary<string, object?> { [comparison] = value } };
        var page = await Page(new(100, null, null, null, where, [], 20));
        Assert.Equal(count, page.Edges.Count);
        Assert.Equal(count, await page.Count(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Filters_join_with_and_and_or()
    {
        Dictionary<string, object?> Rank(int rank) => new() { ["rank"] = new Dictionary<string, object?> { ["eq"] = rank } };
        var where = new Dictionary<string, object?> { ["or"] = new object[] { Rank(1), Rank(2) }, ["and"] = new object[] { Rank(2) } };
        Assert.Equal(JobDatabase.Jobs.Count(j => j.Rank == 2), (await Page(new(100, null, null, null, where, [], 20))).Edges.Count);
    }

    [Fact]
    public async Task A_filter_beyond_reason_is_refused()
    {
        var where = new Dictionary<string, object?> { ["id"] = new Dictionary<string, object?> { ["in"] = Enumerable.Repeat<object?>("j-001", 500).ToArray() } };
        Assert.Equal("FILTER_TOO_LARGE", (await Assert.ThrowsAsync<RequestException>(() => Page(new(5, null, null, null, where, [], 20)))).Code);
    }

    [Fact]
    public async Task A_count_stops_behind_the_limit()
    {
        var page = await database.ToConnectionAsync(db => db.Jobs.SelectMany(_ => db.Jobs, (job, _) => job), new PageRequest(1, null, null, null, null, [], 20), TestContext.Current.CancellationToken);
        Assert.Equal(Connection<JobRow>.CountLimit + 1, await page.Count(TestContext.Current.CancellationToken));
    }

    private Task<Connection<JobRow>> Page(PageRequest page) => database.ToConnectionAsync(db => db.Jobs, page, TestContext.Current.CancellationToken);

    private static IEnumerable<string> Expected(IReadOnlyList<(string Column, bool Descending)> order) =>
        JobDatabase.Jobs.OrderBy(j => j, Comparer<JobRow>.Create((a, b) =>
        {
            foreach (var (column, descending) in order)
            {
                var property = typeof(JobRow).GetProperty(column)!;
                if (Compare(property.GetValue(a), property.GetValue(b)) is var difference and not 0) return descending ? -difference : difference;
            }
            return string.CompareOrdinal(a.Id, b.Id);
        })).Select(j => j.Id);

    private static int Compare(object? a, object? b) => (a, b) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        (string x, string y) => string.CompareOrdinal(x, y),
        _ => Comparer<object>.Default.Compare(a, b),
    };
}

public sealed class PagingOnSqliteTests(SqliteJobs database) : PagingTests<SqliteJobs>(database);

public sealed class PagingOnPostgreSqlTests(PostgreSqlJobs database) : PagingTests<PostgreSqlJobs>(database);
