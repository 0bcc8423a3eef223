using AfterSales.Branches;
using AfterSales.Branches.Rules;
using AfterSales.Records;
using Microsoft.Extensions.Logging.Abstractions;

namespace AfterSales.Tests.Records;

public sealed class ReferenceCacheTests : IDisposable
{
    private readonly Announcer _announcer = new(null!, NullLogger<Announcer>.Instance);
    private readonly Queue<TaskCompletionSource<Branch?>> _reads = [];
    private readonly ReferenceCache<IBranchGrain, Branch> _cache;
    private int _asked;

    public ReferenceCacheTests() => _cache = new(_ =>
    {
        _asked++;
        return _reads.Dequeue().Task;
    }, _announcer);

    [Fact]
    public async Task What_was_read_is_not_read_again_until_a_change_is_announced()
    {
        Read().SetResult(Named("old"));
        Assert.Equal("old", (await _cache.Get("b-sh"))!.Name);
        Assert.Equal("old", (await _cache.Get("b-sh"))!.Name);
        _announcer.Announce("branch", "b-mad", 2);
        _announcer.Announce("ticket", "b-sh", 2);
        Assert.Equal("old", (await _cache.Get("b-sh"))!.Name);
        Assert.Equal(1, _asked);
        _announcer.Announce("branch", "b-sh", 2);
        Read().SetResult(Named("new"));
        Assert.Equal("new", (await _cache.Get("b-sh"))!.Name);
    }

    [Fact]
    public async Task A_change_announced_while_it_is_being_read_is_not_overlooked()
    {
        var before = Read();
        var reading = _cache.Get("b-sh").AsTask();
        _announcer.Announce("branch", "b-sh", 2);
        before.SetResult(Named("old"));
        await reading;
        Read().SetResult(Named("new"));
        Assert.Equal("new", (await _cache.Get("b-sh"))!.Name);
    }

    [Fact]
    public async Task Of_two_readings_the_one_from_before_the_change_does_not_overwrite_the_one_from_after_it()
    {
        var (first, second) = (Read(), Read());
        var before = _cache.Get("b-sh").AsTask();
        _announcer.Announce("branch", "b-sh", 2);
        var after = _cache.Get("b-sh").AsTask();
        second.SetResult(Named("new"));
        await after;
        first.SetResult(Named("old"));
        await before;
        Assert.Equal("new", (await _cache.Get("b-sh"))!.Name);
    }

    [Fact]
    public async Task That_there_is_none_is_remembered_until_one_is_made()
    {
        Read().SetResult(null);
        Assert.Null(await _cache.Get("b-sh"));
        Assert.Null(await _cache.Get("b-sh"));
        Assert.Equal(1, _asked);
        _announcer.Announce("branch", "b-sh", 1);
        Read().SetResult(Named("new"));
        Assert.NotNull(await _cache.Get("b-sh"));
    }

    [Fact]
    public async Task A_reading_that_failed_leaves_nothing()
    {
        Read().SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => _cache.Get("b-sh").AsTask());
        Read().SetResult(Named("new"));
        Assert.Equal("new", (await _cache.Get("b-sh"))!.Name);
    }

    public void Dispose() => _announcer.Dispose();

    private TaskCompletionSource<Branch?> Read()
    {
        var read = new TaskCompletionSource<Branch?>();
        _reads.Enqueue(read);
        return read;
    }

    private static Branch Named(string name) => new() { Id = "b-sh", Name = name };
}
