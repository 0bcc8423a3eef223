using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using Microsoft.EntityFrameworkCore;

namespace AfterSales.Tests.Api.Fixture;

/// <summary>What stands on something that fails once, and remembers that it did: it works only anew.</summary>
internal sealed class Moody
{
    private static readonly ConcurrentDictionary<string, bool> Known = new(StringComparer.Ordinal);
    private bool _hasFailed;

    public void Demand(string? key)
    {
        if (key?.Contains("-once-", StringComparison.Ordinal) != true) return;
        _hasFailed |= Known.TryAdd(key, true);
        if (_hasFailed) throw new TimeoutException("the password is secret");
    }
}

[Queries]
public sealed class JobQueries(CurrentCaller current)
{
    private readonly Moody _mood = new();

    /// <summary>One job.</summary>
    /// <param name="id">Its key.</param>
    [Secured(Permission.SeeTickets)]
    public Task<Job?> GetJobAsync(string id)
    {
        _mood.Demand(id);
        return Task.FromResult(id == "j-none" ? null : new Job { Id = id, Title = "Pump leaks", Price = new(500, "EUR") });
    }

    [Secured(Permission.SeeTickets)]
    public IReadOnlyList<Job> SomeJobs([Range(1, 50)] int count, JobStatus status = JobStatus.InProgress) =>
        [.. Enumerable.Range(1, count).Select(i => new Job { Id = $"j-{i}", Status = status })];

    [Secured(Permission.UseOwnAccount)]
    public string Me(Caller caller) => caller == current.Caller ? caller.Account : "two callers";

    [Secured(Permission.UseOwnAccount)]
    public DateTimeOffset Echo(DateTimeOffset at, DateOnly? day = null, TimeOnly? from = null) =>
        at.AddDays(day?.Day ?? 0).AddHours(from?.Hour ?? 0);

    [Secured(Permission.UseOwnAccount)]
    public string Say(string words, [StringLength(5)] string? brief = null) => words + brief;

    [Secured(Permission.UseOwnAccount)]
    public string Fail(bool whatWeStandOn = false) =>
        throw (whatWeStandOn ? new TimeoutException("the password is secret") : new InvalidOperationException("the password is secret"));

    [Secured(Permission.UseOwnAccount)]
    public string Refuse() => throw new RequestException("PAGING_SIZE", ("Max", 7));

    [Secured(Permission.UseOwnAccount)]
    public async Task<string> Slow(TimeProvider time, CancellationToken cancellation)
    {
        await Task.Delay(TimeSpan.FromMinutes(10), time, cancellation);
        return "done";
    }

    public string WithoutRule() => "nobody sees this";

    [Secured(Permission.UseOwnAccount)]
    public Forgotten Forgotten() => new("nobody sees this");

    /// <summary>The jobs, a page at a time.</summary>
    [Secured(Permission.SeeTickets)]
    [Paged(typeof(JobRow), MaxSize = 50)]
    public async Task<Connection<Job>> Jobs(PageRequest page, IDbContextFactory<WorkshopDb> databases, CancellationToken cancellation) =>
        (await databases.ToConnectionAsync(db => db.Jobs, page, cancellation)).Select(Job.Of);
}

[Mutations]
public sealed class JobMutations
{
    private readonly Moody _mood = new();

    /// <summary>Registers a job.</summary>
    /// <param name="title">What is to be done.</param>
    [Secured(Permission.RegisterTickets)]
    [Errors(typeof(MechanicBusy))]
    public Task<Outcome<Job>> RegisterJob(
        [StringLength(20, MinimumLength = 3)] string title, Caller caller, string? mechanicId = null, IReadOnlyList<PartLine>? parts = null, DateTimeOffset? dueAt = null, string? requestId = null)
    {
        _mood.Demand(mechanicId);
        return Task.FromResult<Outcome<Job>>(mechanicId switch
        {
            "m-busy" => new MechanicBusy("m-busy", new(2026, 3, 1, 16, 30, 0, TimeSpan.FromHours(8)), [JobStatus.InProgress]),
            "m-none" => new NotFound("m-none"),
            "m-undeclared" => new Undeclared(),
            "m-timeout" => throw new TimeoutException("the password is secret"),
            "m-crash" => throw new InvalidOperationException("the password is secret"),
            _ => new Job { Id = "j-new", Title = $"{title} for {caller.Account} with {parts?.Sum(p => p.Quantity)} {parts?[0].Sku}{requestId}", DueAt = dueAt },
        });
    }

    /// <summary>Its rule judges the part alone, and names what is wrong from there.</summary>
    [Secured(Permission.RegisterTickets)]
    public Task<Outcome<Job>> OrderPart(string jobId, PartLine part) =>
        Task.FromResult<Outcome<Job>>(part.Note is null ? new InputInvalid([new("note", "REQUIRED"), new("jobId", "UNKNOWN"), new("part.sku", "UNKNOWN")]) : new Job { Id = jobId });

    [Secured(Permission.OperateService)]
    public Task<Outcome<Job>> Reset() => Task.FromResult<Outcome<Job>>(new Job { Id = "j-reset" });
}

[Subscriptions]
public sealed class JobSubscriptions(CurrentCaller current)
{
    /// <summary>Counts up.</summary>
    [Secured(Permission.SeeTickets)]
    public async IAsyncEnumerable<Job> Counting(int to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var i = 1; i <= to; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, cancellation);
            yield return new Job { Id = $"j-{i}", Title = current.Caller.Account };
        }
    }

    [Secured(Permission.SeeTickets)]
    public async IAsyncEnumerable<string> Waiting(SubscriberCount subscribers, [EnumeratorCancellation] CancellationToken cancellation)
    {
        subscribers.Change(1);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            yield return "never";
        }
        finally
        {
            subscribers.Change(-1);
        }
    }

    [Secured(Permission.SeeTickets)]
    public async IAsyncEnumerable<string> Flood([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Yield();
        var much = new string('x', 100_000);
        while (!cancellation.IsCancellationRequested) yield return much;
    }
}

public sealed class SubscriberCount
{
    private int count;

    public int Count => Volatile.Read(ref count);

    public void Change(int by) => Interlocked.Add(ref count, by);
}
