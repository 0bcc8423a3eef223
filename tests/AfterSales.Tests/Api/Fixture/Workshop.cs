using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AfterSales.Tests.Api.Fixture;

// A little workshop whose schema uses everything the engine offers.

public enum JobStatus
{
    Open,
    InProgress,
}

/// <summary>A job of the workshop.</summary>
[Secured(Permission.SeeTickets)]
public sealed class Job
{
    public required string Id { get; init; }

    /// <summary>What is to be done, in a line.</summary>
    public string Title { get; init; } = "";

    public JobStatus Status { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public DateOnly? Day { get; init; }

    public TimeOnly? From { get; init; }

    public long Minutes { get; init; }

    public Price? Price { get; init; }

    [Secured(Permission.SeePerformance)]
    public int Profit => 7;

    [GraphQL.Ignore]
    public string Internal => "never shown";

    /// <summary>Who has the job.</summary>
    public Deferred<Mechanic?> GetMechanic(MechanicById mechanics) => mechanics.Load("m-" + Id);

    /// <summary>The job that stands beside this one.</summary>
    public Job Neighbour() => this;

    public static Job Of(JobRow row) => new() { Id = row.Id, Title = row.Title, Status = row.Status, DueAt = row.DueAt };
}

/// <summary>An amount in minor units.</summary>
[SecuredByParent]
public sealed record Price(long Minor, string Currency);

[Secured(Permission.SeeTechnicians)]
public sealed record Mechanic(string Id, string Name);

/// <summary>A type that forgot its access rule.</summary>
public sealed record Forgotten(string Secret);

public sealed class MechanicById(FetchLog log) : BatchLoader<string, Mechanic>
{
    protected override Task<IReadOnlyDictionary<string, Mechanic>> LoadAsync(IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        log.Add(keys.Count);
        return Task.FromResult<IReadOnlyDictionary<string, Mechanic>>(keys.Where(k => k != "m-none").ToDictionary(k => k, k => new Mechanic(k, "Mechanic " + k)));
    }
}

/// <summary>How many keys each fetch of the mechanics asked for.</summary>
public sealed class FetchLog
{
    private readonly Lock gate = new();
    private readonly List<int> sizes = [];

    public IReadOnlyList<int> Sizes
    {
        get
        {
            lock (gate) return [.. sizes];
        }
    }

    public void Add(int size)
    {
        lock (gate) sizes.Add(size);
    }
}

public sealed class JobRow
{
    [Sorted, Filtered]
    public required string Id { get; init; }

    [Sorted, Filtered]
    public string Title { get; init; } = "";

    [Filtered]
    public JobStatus Status { get; init; }

    [Sorted, Filtered]
    public DateTimeOffset? DueAt { get; init; }

    [Sorted, Filtered]
    public string? City { get; init; }

    [Sorted, Filtered]
    public int Rank { get; init; }
}

public sealed class WorkshopDb(DbContextOptions<WorkshopDb> options) : DbContext(options)
{
    public DbSet<JobRow> Jobs => Set<JobRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        if (Database.IsSqlite()) configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantAsText>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        if (Database.IsSqlite()) return;
        foreach (var column in modelBuilder.Entity<JobRow>().Metadata.GetProperties().Where(p => p.ClrType == typeof(string))) column.SetCollation("C");
    }

    private sealed class InstantAsText() : ValueConverter<DateTimeOffset, string>(
        instant => instant.UtcDateTime.ToString(SnakeCaseModel.InstantFormat, System.Globalization.CultureInfo.InvariantCulture),
        text => DateTimeOffset.ParseExact(text, SnakeCaseModel.InstantFormat, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal));
}

/// <summary>The mechanic has another job then.</summary>
public sealed record MechanicBusy(string MechanicId, DateTimeOffset Until, IReadOnlyList<JobStatus> Others) : Refusal;

public sealed record Undeclared : Refusal;

public sealed record PartLine([property: StringLength(20, MinimumLength = 2)] string Sku, [property: Range(1, 99)] int Quantity = 1, string? Note = null);
