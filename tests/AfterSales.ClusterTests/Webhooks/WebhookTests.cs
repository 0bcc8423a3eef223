using System.Text.Json;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Policies;
using AfterSales.Records;
using AfterSales.Storage;
using AfterSales.Tickets;
using AfterSales.Webhooks;
using AfterSales.Webhooks.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.Webhooks;

/// <summary>Events are sent, signed, to whoever an administrator has registered: until they are taken, or set aside and sent again.</summary>
public abstract class WebhookTests(WebhookCluster webhooks)
{
    private static readonly Caller Administrator = TestCluster.At(Assignment.Headquarters, Role.Administrator);

    private TestCluster Cluster => webhooks.Cluster;

    private WebhookMutations Mutations => new(Cluster.Grains, Cluster.Services.GetRequiredService<WebhookSecrets>());

    [Fact]
    public async Task An_event_reaches_a_receiver_that_checks_the_signature_and_holds_keys_alone()
    {
        var company = await Company.Open(Cluster);
        var (webhook, path, _) = await Registered(company, "taken");
        var ticket = (await company.Registered("heard")).GetPrimaryKeyString();
        await Cluster.Time.MoveTo(Cluster.Now.AddMinutes(1));
        using var body = JsonDocument.Parse((await webhooks.Receiver.Heard($"taken {path} "))[$"taken {path} ".Length..]);
        var row = Assert.Single(await Deliveries(webhook));
        Assert.Equal(["id", "event", "at", "recordId", "recordVersion", "branchId"], body.RootElement.EnumerateObject().Select(part => part.Name));
        Assert.Equal((row.Id, "ticket.registered", ticket, 1, company.BranchId), (Text("id"), Text("event"), Text("recordId"), body.RootElement.GetProperty("recordVersion").GetInt32(), Text("branchId")));
        Assert.Equal(row.At, body.RootElement.GetProperty("at").GetDateTimeOffset());
        Assert.Equal((DeliveryState.Delivered, 1, 200, null), (row.State, row.Tries, row.LastStatus!.Value, row.LastFailure));

        string Text(string part) => body.RootElement.GetProperty(part).GetString()!;
    }

    [Fact]
    public async Task Only_the_events_and_the_branch_that_were_asked_for_are_sent_and_nothing_once_it_is_removed()
    {
        var (company, other) = (await Company.Open(Cluster), await Company.Open(Cluster));
        var (webhook, path, _) = await Registered(company, "taken", "ticket.cancelled", "ticket.registered");
        var ticket = await company.Assessed("one");
        await other.Registered("elsewhere");
        await Company.Accepted(ticket.Cancel(company.Intent(new Because("Works again"))));
        await Cluster.Time.MoveTo(Cluster.Now.AddMinutes(1));
        await webhooks.Receiver.Heard($"taken {path} ");
        Assert.Equal(["ticket.cancelled", "ticket.registered"], (await Deliveries(webhook)).Select(row => row.Event).Order(StringComparer.Ordinal));

        Assert.False((await Mutations.RemoveWebhook(webhook, Administrator)).IsRefused);
        await company.Registered("two");
        await Cluster.Time.MoveTo(Cluster.Now.AddMinutes(1));
        Assert.Equal(2, (await Deliveries(webhook)).Count);
        Assert.IsType<WebhookGone>((await Mutations.SendWebhookDeliveryAgain((await Deliveries(webhook))[0].Id, Administrator)).Refusal);
    }

    [Fact]
    public async Task A_receiver_that_is_down_gets_it_again_under_the_same_id_each_time_twice_as_long_after()
    {
        var company = await Company.Open(Cluster);
        var (webhook, path, _) = await Registered(company, "down");
        await company.Registered("down");
        await Cluster.Time.Settle();
        var begun = Cluster.Now;
        await Cluster.Time.MoveTo(begun.AddSeconds(1));
        Assert.Equal((DeliveryState.Waiting, 1, 503, DeliveryFailure.NotAccepted, begun.AddMinutes(1)), Assert.Single(await Deliveries(webhook)) is var first
            ? (first.State, first.Tries, first.LastStatus!.Value, first.LastFailure!.Value, first.NextTryAt!.Value) : default);
        Assert.IsType<DeliveryOnItsWay>((await Mutations.SendWebhookDeliveryAgain((await Deliveries(webhook))[0].Id, Administrator)).Refusal);
        await Cluster.Time.MoveTo(begun.AddMinutes(1));
        Assert.Equal(begun.AddMinutes(3), (await Deliveries(webhook)).Single().NextTryAt);
        await Cluster.Time.MoveTo(begun.AddMinutes(3));
        var row = Assert.Single(await Deliveries(webhook));
        Assert.Equal((DeliveryState.Delivered, 3), (row.State, row.Tries));
        Assert.Contains(row.Id, await webhooks.Receiver.Heard($"taken {path} "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_takes_is_set_aside_with_its_reason_and_last_answer_and_sent_again_when_the_receiver_is_mended()
    {
        var company = await Company.Open(Cluster);
        await Company.Accepted(Cluster.Grains.GetGrain<IPoliciesGrain>(IPoliciesGrain.KeyOf(company.BranchId)).Set(
            new(new SetPolicy(company.BranchId, WebhookPolicies.Tries.Key, """{"firstAfterMinutes":1,"longestWaitMinutes":2,"most":4}"""), company.Director)));
        var (webhook, path, _) = await Registered(company, "never");
        await company.Registered("one");
        await company.Registered("two");
        await Cluster.Time.Settle();
        // 1, 2, 2 minutes.
        await Cluster.Time.MoveTo(Cluster.Now.AddMinutes(5));
        var rows = await Deliveries(webhook);
        Assert.All(rows, row => Assert.Equal((DeliveryState.SetAside, 4, 500, DeliveryFailure.NotAccepted, null), (row.State, row.Tries, row.LastStatus!.Value, row.LastFailure!.Value, row.NextTryAt)));
        Assert.Equal(2, rows.Count);
        var answers = await Cluster.Rows<JournalTextRow>(texts => texts.Where(text => text.Record == rows[0].Id && text.Field == "answer"));
        Assert.Equal("the shelfis full", answers[^1].Words);
        await Cluster.Time.MoveTo(Cluster.Now.AddDays(2));
        Assert.All(await Deliveries(webhook), row => Assert.Equal(4, row.Tries));

        await webhooks.Receiver.Tell($"mend {path}");
        var again = await Mutations.SendWebhookDeliveryAgain(rows[0].Id, Administrator, "again");
        Assert.Equal(DeliveryState.Waiting, again.Result!.State);
        Assert.False((await Mutations.SendWebhookDeliveryAgain(rows[0].Id, Administrator, "again")).IsRefused);
        await Cluster.Time.MoveTo(Cluster.Now.AddMinutes(1));
        Assert.Contains(rows[0].Id, await webhooks.Receiver.Heard($"taken {path} "), StringComparison.Ordinal);

        var all = await Mutations.SendAllWebhookDeliveriesAgain(webhook, Cluster.Services.GetRequiredService<IDbContextFactory<AfterSalesDb>>(), Administrator, CancellationToken.None);
        Assert.Equal(new DeliveriesSentAgain(1, 0), all.Result);
        await Cluster.Time.MoveTo(Cluster.Now.AddMinutes(1));
        Assert.All(await Deliveries(webhook), row => Assert.Equal((DeliveryState.Delivered, 1), (row.State, row.Tries)));
    }

    [Fact]
    public async Task Time_is_moved_over_the_tries_of_many_deliveries_to_an_address_that_is_silent_and_asks_it_once()
    {
        var company = await Company.Open(Cluster);
        var (webhook, path, _) = await Registered(company, "slow");
        for (var i = 0; i < 10; i++) await company.Registered($"slow-{i}");
        await Cluster.Time.Settle();
        // Each of 130 tries would wait for two seconds.
        var since = TimeProvider.System.GetTimestamp();
        await Cluster.Time.MoveTo(Cluster.Now.AddDays(3));
        Assert.True(TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromSeconds(100), "it was asked again and again");
        var deliveries = await Deliveries(webhook);
        Assert.Equal(10, deliveries.Count);
        Assert.All(deliveries, row => Assert.Equal((DeliveryState.SetAside, 13, DeliveryFailure.TimedOut), (row.State, row.Tries, row.LastFailure!.Value)));
        await webhooks.Receiver.Heard($"tried {path} ");
    }

    [Fact]
    public async Task What_was_taken_is_removed_after_its_days_and_what_is_set_aside_stays()
    {
        var company = await Company.Open(Cluster);
        var (taken, _, _) = await Registered(company, "taken");
        var (gone, path, _) = await Registered(company, "gone");
        await company.Registered("one");
        await Cluster.Time.MoveTo(Cluster.Now.AddMinutes(1));
        await webhooks.Receiver.Heard($"tried {path} ");
        await Cluster.Time.Settle();
        var (old, aside) = (Assert.Single(await Deliveries(taken)), Assert.Single(await Deliveries(gone)));
        Assert.Equal((DeliveryState.Delivered, DeliveryState.SetAside), (old.State, aside.State));
        await Cluster.Time.MoveTo(Cluster.Now.AddDays(29));
        await Cluster.Services.GetRequiredService<Sweep>().Run();
        Assert.Single(await Deliveries(taken));
        await Cluster.Time.MoveTo(Cluster.Now.AddDays(2));
        await Cluster.Services.GetRequiredService<Sweep>().Run();
        Assert.Empty(await Deliveries(taken));
        Assert.Single(await Deliveries(gone));
        // Nothing of it is left, and nobody can have it sent again.
        var delivery = Cluster.Grains.GetGrain<IWebhookDeliveryGrain>(old.Id);
        Assert.Null(await delivery.Read(Caller.System));
        Assert.IsType<NotFound>((await Mutations.SendWebhookDeliveryAgain(old.Id, Administrator)).Refusal);
        Assert.Empty(await Cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == old.Id)));
        Assert.Empty(await Cluster.Rows<JournalTextRow>(rows => rows.Where(row => row.Record == old.Id)));
        Assert.NotEmpty(await Cluster.Rows<JournalRow>(rows => rows.Where(row => row.Record == aside.Id)));
    }

    [Theory]
    [InlineData("gone", DeliveryState.SetAside, DeliveryFailure.Gone, 410)]
    [InlineData("redirect", DeliveryState.Waiting, DeliveryFailure.NotAccepted, 302)]
    [InlineData("slow", DeliveryState.Waiting, DeliveryFailure.TimedOut, null)]
    public async Task Who_is_gone_is_asked_no_more_a_redirect_is_not_followed_and_silence_ends(string kind, DeliveryState state, DeliveryFailure failure, int? status)
    {
        var company = await Company.Open(Cluster);
        var (webhook, path, secret) = await Registered(company, kind);
        await webhooks.Receiver.Tell($"secret {path.Replace("redirect", "taken", StringComparison.Ordinal)} {secret}");
        await company.Registered(kind);
        await Cluster.Time.MoveTo(Cluster.Now.AddSeconds(1));
        await webhooks.Receiver.Heard($"tried {path} ");
        var row = Assert.Single(await Deliveries(webhook));
        Assert.Equal((state, failure, status, 1), (row.State, row.LastFailure!.Value, row.LastStatus, row.Tries));
    }

    [Fact]
    public async Task A_secret_is_shown_once_kept_encrypted_and_one_that_was_replaced_signs_nothing_more()
    {
        var company = await Company.Open(Cluster);
        var id = $"wh-{Guid.NewGuid():N}";
        var url = webhooks.Receiver.UrlOf($"/taken-{id}");
        Task<Outcome<WebhookWithSecretView>> Register() => Mutations.RegisterWebhook(url, ["ticket.registered"], Administrator, company.BranchId, id, $"register-{id}");
        var made = await Register();
        var secret = made.Result!.Secret!;
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        Assert.Null((await Register()).Result!.Secret);
        Assert.IsType<AlreadyExists>((await Mutations.RegisterWebhook(url, ["ticket.registered"], Administrator, company.BranchId, id)).Refusal);
        await Cluster.Time.Settle();
        var book = JsonSerializer.Serialize(await Cluster.Grains.GetGrain<IWebhookBookGrain>(IWebhookBookGrain.Key).Read(Caller.System), RecordJson.State);
        Assert.DoesNotContain(secret, book, StringComparison.Ordinal);
        var journal = string.Concat((await Cluster.Query($"select events from journal where record = '{IWebhookBookGrain.Key}'")).Select(row => row[0]));
        Assert.Contains(id, journal, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, journal, StringComparison.Ordinal);
        Assert.DoesNotContain(url, journal, StringComparison.Ordinal);

        await webhooks.Receiver.Tell($"secret /taken-{id} {secret}");
        var other = (await Mutations.ReplaceWebhookSecret(id, Administrator, "replace")).Result!.Secret!;
        Assert.NotEqual(secret, other);
        Assert.Null((await Mutations.ReplaceWebhookSecret(id, Administrator, "replace")).Result!.Secret);
        await company.Registered("signed");
        await Cluster.Time.MoveTo(Cluster.Now.AddSeconds(1));
        await webhooks.Receiver.Heard($"forged /taken-{id}");
        await webhooks.Receiver.Tell($"secret /taken-{id} {other}");
        await Cluster.Time.MoveTo(Cluster.Now.AddMinutes(2));
        await webhooks.Receiver.Heard($"taken /taken-{id} ");
    }

    [Fact]
    public async Task An_address_is_tried_out_changed_and_only_headquarters_may_do_so()
    {
        var company = await Company.Open(Cluster);
        var (webhook, _, secret) = await Registered(company, "gone");
        var version = (await Cluster.Grains.GetGrain<IWebhookBookGrain>(IWebhookBookGrain.Key).ReadVersioned(Caller.System))!.Version;
        var path = $"/taken-moved-{webhook}";
        await webhooks.Receiver.Tell($"secret {path} {secret}");
        Assert.IsType<ChangedMeanwhile>((await Mutations.ChangeWebhook(webhook, webhooks.Receiver.UrlOf(path), ["ticket.closed"], Administrator, expectedVersion: version - 1)).Refusal);
        var changed = await Mutations.ChangeWebhook(webhook, webhooks.Receiver.UrlOf(path), ["ticket.closed"], Administrator, expectedVersion: version);
        Assert.Equal(("ticket.closed", null), (Assert.Single(changed.Result!.Events), changed.Result.BranchId));
        await Mutations.TryWebhook(webhook, Administrator);
        await Cluster.Time.MoveTo(Cluster.Now.AddMinutes(1));
        Assert.Contains("\"webhook.test\"", await webhooks.Receiver.Heard($"taken {path} "), StringComparison.Ordinal);

        var manager = TestCluster.At(company.BranchId, Role.BranchManager);
        Assert.IsType<NotFound>((await Mutations.RegisterWebhook(webhooks.Receiver.UrlOf("/taken"), ["ticket.closed"], manager)).Refusal);
        Assert.IsType<NotFound>((await Mutations.RemoveWebhook(webhook, manager)).Refusal);
        Assert.Empty(await new WebhookQueries().WebhooksAsync(Cluster.Grains, manager));
        Assert.IsType<NotFound>((await Mutations.RegisterWebhook(webhooks.Receiver.UrlOf("/taken"), ["ticket.closed"], Administrator, "b-nowhere")).Refusal);
        var wrong = Assert.IsType<InputInvalid>((await Mutations.RegisterWebhook("http://shop.example/hook", ["ticket.closed"], Administrator)).Refusal);
        Assert.Equal(new InputIssue("url", "HTTPS_REQUIRED"), Assert.Single(wrong.Issues));
    }

    [Fact]
    public async Task A_save_that_fails_after_the_receiver_took_it_sends_it_no_second_time()
    {
        var company = await Company.Open(Cluster);
        var (webhook, path, _) = await Registered(company, "taken");
        await company.Registered("fails");
        await Cluster.Time.Settle();
        var delivery = Cluster.Grains.GetGrain<IWebhookDeliveryGrain>(Assert.Single(await Deliveries(webhook)).Id);
        Cluster.Faults.FailBefore(2);
        await delivery.Wake();
        await webhooks.Receiver.Heard($"tried {path} {delivery.GetPrimaryKeyString()} 1");
        Assert.Equal(DeliveryState.Delivered, (await delivery.Read(Caller.System))!.State);
        await Mutations.TryWebhook(webhook, Administrator);
        await Cluster.Time.MoveTo(Cluster.Now.AddMinutes(1));
        // What is heard next of this address is the next delivery.
        Assert.DoesNotContain(delivery.GetPrimaryKeyString(), await webhooks.Receiver.Heard($"tried {path} "), StringComparison.Ordinal);
    }

    /// <summary>An address of its own, whose first word says how the receiver answers.</summary>
    private async Task<(string Webhook, string Path, string Secret)> Registered(Company company, string kind, params string[] events)
    {
        var path = $"/{kind}-{Guid.NewGuid():N}";
        var made = await Mutations.RegisterWebhook(webhooks.Receiver.UrlOf(path), events.Length > 0 ? events : ["ticket.registered"], Administrator, company.BranchId);
        Assert.Null(made.Refusal);
        var (webhook, secret) = made.Result!;
        await webhooks.Receiver.Tell($"secret {path} {secret}");
        return (webhook.Id, path, secret!);
    }

    private Task<List<WebhookDeliveryRow>> Deliveries(string webhook) =>
        Cluster.Rows<WebhookDeliveryRow>(rows => rows.Where(row => row.WebhookId == webhook).OrderBy(row => row.At).ThenBy(row => row.Id));
}

public sealed class WebhooksOnSqlite(WebhooksOnSqliteCluster webhooks) : WebhookTests(webhooks), IClassFixture<WebhooksOnSqliteCluster>;

public sealed class WebhooksOnPostgreSql(WebhooksOnPostgreSqlCluster webhooks) : WebhookTests(webhooks), IClassFixture<WebhooksOnPostgreSqlCluster>;
