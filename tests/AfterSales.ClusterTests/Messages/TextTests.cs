using System.Diagnostics;
using System.Text.Json;
using AfterSales.Branches.Rules;
using AfterSales.Channels;
using AfterSales.ClusterTests.Api;
using AfterSales.Contacts;
using AfterSales.Contacts.Rules;
using AfterSales.Customers;
using AfterSales.Customers.Rules;
using AfterSales.Messages;
using AfterSales.Messages.Rules;
using AfterSales.Storage;
using AfterSales.Tasks;
using AfterSales.Tasks.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Messages;

/// <summary>A cluster that hands text messages to a program which knows nothing of us but the protocol.</summary>
public abstract class TextCluster(StorageProvider provider) : IAsyncLifetime
{
    private const string Secret = "shared by the service and the sender alone";

    private readonly Process _sender = Process.Start(new ProcessStartInfo("node", ["texts.mjs", Secret])
    {
        WorkingDirectory = NodeClient.Folder, RedirectStandardOutput = true, UseShellExecute = false,
    })!;

    private Served _cluster = null!;

    public TestCluster Cluster => _cluster;

    public async ValueTask InitializeAsync()
    {
        _cluster = new Served(provider, new Uri($"http://127.0.0.1:{(await Heard("listening "))[10..]}/texts"));
        await _cluster.InitializeAsync();
    }

    /// <summary>The sender's next line that begins so; others are passed over.</summary>
    public async Task<string> Heard(string begin)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await _sender.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            if (line.StartsWith(begin, StringComparison.Ordinal)) return line;
        throw new InvalidOperationException("The sender has ended.");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _sender.Kill();
        _sender.Dispose();
        await _cluster.DisposeAsync();
    }

    private sealed class Served(StorageProvider provider, Uri sender) : TestCluster(provider)
    {
        protected override void Configure(ISiloBuilder silo)
        {
            base.Configure(silo);
            silo.Services.Configure<TextSettings>(texts => (texts.Url, texts.Secret) = (sender, Secret));
            silo.Services.Configure<MailSettings>(mail => mail.LinkUrl = new Uri("https://service.company.example/care/"));
        }
    }
}

public sealed class TextOnSqliteCluster() : TextCluster(StorageProvider.Sqlite);

public sealed class TextOnPostgreSqlCluster() : TextCluster(StorageProvider.PostgreSql);

/// <summary>Who has a telephone and no address is invited by text message: taken, refused or later, as whoever sends it says.</summary>
public abstract class TextTests(TextCluster texts)
{
    // Each customer has a number of his own.
    private static int _last = 100_000;

    private TestCluster Cluster => texts.Cluster;

    [Fact]
    public async Task A_text_message_is_handed_over_signed_in_the_customers_language_and_stands_in_the_register_once()
    {
        var (company, phone) = await Served("01");
        await Cluster.Time.MoveTo(Cluster.Now.AddDays(2));
        using var sent = JsonDocument.Parse((await texts.Heard($"sent {phone} "))[$"sent {phone} ".Length..]);
        var row = Assert.Single(await Messages(company));
        Assert.Equal((row.Id, phone, "zh-CN", "Shanghai"), (Text("id"), Text("to"), Text("language"), Text("from")));
        Assert.Contains("https://service.company.example/care/survey/", Text("text"), StringComparison.Ordinal);
        Assert.Equal((ContactChannel.Message, MessageState.Sent, null), (row.Channel, row.State, row.SentBy));
        var entry = Assert.Single(await Register(company));
        Assert.Equal((ContactChannel.Message, ContactDirection.Outgoing, ContactOutcome.Sent, row.Id), (entry.Channel, entry.Direction, entry.Outcome, entry.About));

        string Text(string part) => sent.RootElement.GetProperty(part).GetString()!;
    }

    [Fact]
    public async Task A_sender_that_is_busy_gets_it_again_and_sends_it_once()
    {
        var (company, phone) = await Served("02");
        await Cluster.Time.MoveTo(Cluster.Now.AddDays(2));
        await texts.Heard($"sent {phone} ");
        Assert.Equal((MessageState.Sent, 2), (await Messages(company)).Select(row => (row.State, row.Tries)).Single());
        Assert.Single(await Register(company));
    }

    [Theory]
    [InlineData("03", 0)]
    [InlineData("04", 5)]
    public async Task What_the_sender_refuses_or_never_takes_is_somebodys_to_send(string end, int tries)
    {
        var (company, _) = await Served(end);
        await Cluster.Time.MoveTo(Cluster.Now.AddDays(2));
        var row = Assert.Single(await Messages(company));
        Assert.Equal((MessageState.ByHand, tries), (row.State, row.Tries));
        Assert.Empty(await Register(company));
        Assert.Equal(TaskKind.SendMessage, Assert.Single(await Cluster.Rows<WorkTaskRow>(rows => rows.Where(task => task.About == row.Id))).Kind);
    }

    [Fact]
    public async Task Who_refuses_text_messages_gets_none()
    {
        var (company, _) = await Served("02");
        await Cluster.Time.MoveTo(Company.OfficeHours.InstantAt(Company.OfficeHours.LocalDay(Cluster.Now).AddDays(1), new TimeOnly(10, 1)));
        foreach (var channel in new[] { ConsentChannel.Message, ConsentChannel.Letter })
            await Company.Accepted(Cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).SayConsent(company.Intent(new SayConsent(channel, IsGiven: false))));
        await Cluster.Time.MoveTo(Cluster.Now.AddDays(1));
        Assert.Equal((MessageState.Dropped, DropReason.NoConsent), (await Messages(company)).Select(row => (row.State, row.Dropped!.Value)).Single());
        Assert.Empty(await Register(company));
    }

    [Fact]
    public async Task Who_has_come_to_refuse_text_messages_gets_a_letter()
    {
        var (company, _) = await Served("02");
        await Cluster.Time.MoveTo(Company.OfficeHours.InstantAt(Company.OfficeHours.LocalDay(Cluster.Now).AddDays(1), new TimeOnly(10, 1)));
        await Company.Accepted(Cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).SayConsent(company.Intent(new SayConsent(ConsentChannel.Message, IsGiven: false))));
        await Cluster.Time.MoveTo(Cluster.Now.AddHours(1));
        Assert.Equal((ContactChannel.Letter, MessageState.ByHand), (await Messages(company)).Select(row => (row.Channel, row.State)).Single());
    }

    /// <summary>A completed repair of a customer who has nothing but a telephone: a message to it goes as the end of its number says.</summary>
    private async Task<(Company Company, string Phone)> Served(string end)
    {
        var company = await Company.Open(Cluster);
        await company.SayNothingOfBookings();
        var phone = $"+86138{Interlocked.Increment(ref _last)}{end}";
        await Company.Accepted(Cluster.Grains.GetGrain<ICustomerGrain>(company.CustomerId).Amend(company.Intent(Company.Wang with { Phones = [new Phone(phone)] })));
        await company.Completed("text", Cluster.Now.AddHours(1));
        return (company, phone);
    }

    private Task<List<OutboundMessageRow>> Messages(Company company) =>
        Cluster.Rows<OutboundMessageRow>(rows => rows.Where(row => row.BranchId == company.BranchId).OrderBy(row => row.AskedAt));

    private Task<List<ContactRow>> Register(Company company) =>
        Cluster.Rows<ContactRow>(rows => rows.Where(row => row.BranchId == company.BranchId && row.Subject == ContactSubject.Invitation).OrderBy(row => row.At));
}

public sealed class TextOnSqlite(TextOnSqliteCluster texts) : TextTests(texts), IClassFixture<TextOnSqliteCluster>;

public sealed class TextOnPostgreSql(TextOnPostgreSqlCluster texts) : TextTests(texts), IClassFixture<TextOnPostgreSqlCluster>;
