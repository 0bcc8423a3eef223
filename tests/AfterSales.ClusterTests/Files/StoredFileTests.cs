using System.Security.Cryptography;
using AfterSales.Access;
using AfterSales.Customers;
using AfterSales.Files;
using AfterSales.Files.Rules;
using AfterSales.Records;
using AfterSales.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Files;

/// <summary>Files as they are kept: bytes in pieces beside a record that scans, keeps or drops them.</summary>
public abstract class StoredFileTests(TestCluster cluster, ScannerSwitch scanner)
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[20]];

    private FileContents Contents => cluster.Services.GetRequiredService<FileContents>();

    [Fact]
    public async Task A_large_file_comes_back_as_it_went()
    {
        var bytes = new byte[700_001];
        new Random(7).NextBytes(bytes);
        Jpeg.CopyTo(bytes, 0);
        var (file, refusal) = await Contents.Write("f-large", "a.jpg", "image/jpeg", new TricklingStream(bytes), 1_000_000, CancellationToken.None);
        Assert.Null(refusal);
        Assert.Equal((700_001, Convert.ToHexStringLower(SHA256.HashData(bytes))), (file!.Size, file.Hash));
        Assert.Equal(bytes, await Read("f-large"));
    }

    [Fact]
    public async Task Nothing_stays_of_what_is_refused_or_breaks_off()
    {
        var large = new byte[600_000];
        Jpeg.CopyTo(large, 0);
        Assert.IsType<FileTooLarge>((await Contents.Write("f-refused", "a.jpg", "image/jpeg", new MemoryStream(large), 599_999, CancellationToken.None)).Refusal);
        Assert.IsType<ContentIsOfAnotherType>((await Contents.Write("f-refused", "a.png", "image/png", new MemoryStream(large), 1_000_000, CancellationToken.None)).Refusal);
        Assert.IsType<InputInvalid>((await Contents.Write("f-refused", "a.png", "image/png", new MemoryStream(), 1_000_000, CancellationToken.None)).Refusal);
        await Assert.ThrowsAsync<IOException>(() => Contents.Write("f-refused", "a.jpg", "image/jpeg", new TricklingStream(large, breaksAt: 400_000), 1_000_000, CancellationToken.None));
        Assert.Empty(await cluster.Rows<FileChunkRow>(rows => rows.Where(row => row.FileId == "f-refused")));
    }

    [Fact]
    public async Task A_file_that_hangs_on_nothing_is_gone_after_a_day_with_its_bytes()
    {
        var (_, file) = await Uploaded("orphan");
        await cluster.Time.MoveTo(cluster.Now.AddHours(23));
        Assert.NotEmpty(await Read(Key(file)));
        await cluster.Time.MoveTo(cluster.Now.AddHours(2));
        Assert.NotNull((await file.Read(Caller.System))!.DroppedAt);
        Assert.Empty(await Read(Key(file)));
    }

    [Fact]
    public async Task One_that_hangs_on_a_record_stays_until_the_record_lets_it_go()
    {
        var (company, file) = await Uploaded("kept");
        var customer = cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId);
        await Company.Accepted(customer.Attach(company.Intent(new AttachFile(Key(file)), "attach-1")));
        await Company.Accepted(customer.Attach(company.Intent(new AttachFile(Key(file)), "attach-1")));
        await cluster.Time.MoveTo(cluster.Now.AddDays(400));
        Assert.Equal(Key(file), Assert.Single((await customer.Read(company.Staff))!.Attachments.Files).FileId);
        Assert.Equal((company.CustomerId, true), ((await file.Read(Caller.System))!.Owner, (await file.Read(Caller.System))!.IsClaimed));
        Assert.NotEmpty(await Read(Key(file)));
        await Company.Accepted(customer.Detach(company.Intent(new DetachFile(Key(file)))));
        await cluster.Time.MoveTo(cluster.Now.AddDays(2));
        Assert.Empty(await Read(Key(file)));
    }

    [Fact]
    public async Task Of_two_records_that_want_a_file_at_once_one_gets_it()
    {
        var (company, file) = await Uploaded("two");
        var other = cluster.Grains.GetGrain<ICustomerGrain>($"{company.CustomerId}-b");
        await Company.Accepted(other.Register(company.Intent(new RegisterCustomer(company.BranchId, Company.Wang))));
        var answers = await Task.WhenAll(
            cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).Attach(company.Intent(new AttachFile(Key(file)))),
            other.Attach(company.Intent(new AttachFile(Key(file)))));
        Assert.Single(answers, answer => answer.Refusal is null);
        Assert.Single(answers, answer => answer.Refusal is FileAttachedElsewhere);
    }

    [Fact]
    public async Task A_file_of_somebody_else_cannot_be_attached()
    {
        var (company, file) = await Uploaded("foreign");
        var customer = cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId);
        var colleague = company.Staff with { Account = "colleague" };
        await Company.Refused<NotFound>(customer.Attach(new(new AttachFile(Key(file)), colleague)));
        await Company.Refused<NotFound>(customer.Attach(company.Intent(new AttachFile("f-nothing"))));
        await Company.Refused<NotFound>(customer.Attach(new(new AttachFile(Key(file)), TestCluster.At("b-elsewhere", Role.BranchManager))));
    }

    [Fact]
    public async Task A_silent_scanner_is_asked_again_until_it_answers()
    {
        var (company, file) = await Uploaded("scan", new TestScanner(silentTimes: 2));
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(2));
        Assert.Equal(ScanState.Waiting, (await file.Read(Caller.System))!.Scan);
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(10));
        Assert.Equal(ScanState.Clean, (await file.Read(Caller.System))!.Scan);
        await Company.Accepted(cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).Attach(company.Intent(new AttachFile(Key(file)))));
    }

    [Fact]
    public async Task An_infected_file_hangs_on_nothing_and_is_gone_after_a_day()
    {
        var (company, file) = await Uploaded("infected", new TestScanner(found: "Eicar"));
        await cluster.Time.MoveTo(cluster.Now.AddMinutes(1));
        Assert.Equal(ScanState.Infected, (await file.Read(Caller.System))!.Scan);
        await Company.Refused<FileInfected>(cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).Attach(company.Intent(new AttachFile(Key(file)))));
        await cluster.Time.MoveTo(cluster.Now.AddDays(1));
        Assert.Empty(await Read(Key(file)));
    }

    [Fact]
    public async Task What_an_upload_left_that_broke_off_with_its_process_is_swept()
    {
        var file = $"f-left-{Guid.NewGuid():N}";
        await Contents.Write(file, "a.jpg", "image/jpeg", new MemoryStream(Jpeg), 1000, CancellationToken.None);
        await cluster.Services.GetRequiredService<Sweep>().Run();
        Assert.NotEmpty(await Read(file));
        await cluster.Time.MoveTo(cluster.Now.AddDays(1).AddMinutes(1));
        Assert.Empty(await Read(file));
    }

    private static string Key(IStoredFileGrain file) => file.GetPrimaryKeyString();

    private async Task<(Company Company, IStoredFileGrain File)> Uploaded(string name, IFileScanner? with = null)
    {
        scanner.Scanner = with;
        var company = await Company.Open(cluster);
        var file = cluster.Grains.GetGrain<IStoredFileGrain>($"f-{company.BranchId[2..]}-{name}");
        var (received, _) = await Contents.Write(Key(file), "照片.jpg", "image/jpeg", new MemoryStream(Jpeg), 1000, CancellationToken.None);
        await Company.Accepted(file.Receive(company.Intent(received!)));
        return (company, file);
    }

    private async Task<byte[]> Read(string file)
    {
        using var bytes = new MemoryStream();
        await foreach (var piece in Contents.Read(file)) bytes.Write(piece.Span);
        return bytes.ToArray();
    }
}

/// <summary>The scanner of a cluster, changed from test to test.</summary>
public sealed class ScannerSwitch : IFileScanner
{
    public IFileScanner? Scanner { get; set; }

    public bool IsOn => Scanner is not null;

    public Task<string?> Scan(IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancellation = default) => Scanner!.Scan(content, cancellation);
}

/// <summary>Is silent some times, then finds what it was told to.</summary>
internal sealed class TestScanner(int silentTimes = 0, string? found = null) : IFileScanner
{
    private int _asked;

    public bool IsOn => true;

    public Task<string?> Scan(IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancellation = default) =>
        Interlocked.Increment(ref _asked) <= silentTimes ? Task.FromException<string?>(new IOException("silent")) : Task.FromResult(found);
}

/// <summary>Gives a few bytes at a time, as a network does, and may break off.</summary>
internal sealed class TricklingStream(byte[] bytes, int breaksAt = int.MaxValue) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Position >= breaksAt ? ValueTask.FromException<int>(new IOException("gone")) : base.ReadAsync(buffer[..Math.Min(buffer.Length, 7_919)], cancellationToken);
}

public abstract class FilesCluster(StorageProvider provider) : TestCluster(provider)
{
    public ScannerSwitch Scanner { get; } = new();

    protected override void Configure(ISiloBuilder silo)
    {
        base.Configure(silo);
        silo.Services.AddSingleton<IFileScanner>(Scanner);
    }
}

public sealed class SqliteFilesCluster() : FilesCluster(StorageProvider.Sqlite);

public sealed class PostgreSqlFilesCluster() : FilesCluster(StorageProvider.PostgreSql);

public sealed class StoredFilesOnSqlite(SqliteFilesCluster cluster) : StoredFileTests(cluster, cluster.Scanner), IClassFixture<SqliteFilesCluster>;

public sealed class StoredFilesOnPostgreSql(PostgreSqlFilesCluster cluster) : StoredFileTests(cluster, cluster.Scanner), IClassFixture<PostgreSqlFilesCluster>;
