using System.Text.Json;
using AfterSales.ClusterTests.FollowUps;
using AfterSales.ClusterTests.Host;
using AfterSales.Storage;

namespace AfterSales.ClusterTests.Webhooks;

/// <summary>The demo company, which may send events to this machine.</summary>
public abstract class WebhookDemo(StorageProvider provider) : ServedHost(provider)
{
    public WebhookReceiver Receiver { get; } = new();

    protected override IEnumerable<string> Settings => ["--Webhooks:AllowLoopback=true", "--Webhooks:TimeoutSeconds=20"];

    public override async ValueTask InitializeAsync()
    {
        await Receiver.Start();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        Receiver.Dispose();
    }
}

public sealed class WebhooksOnSqliteDemo() : WebhookDemo(StorageProvider.Sqlite);

public sealed class WebhooksOnPostgreSqlDemo() : WebhookDemo(StorageProvider.PostgreSql);

/// <summary>Deliveries as an administrator meets them: what nobody takes is seen with its reason and sent again.</summary>
public abstract class WebhookApiTests(WebhookDemo host)
{
    private readonly Desk _desk = new(host);

    [Fact]
    public async Task What_nobody_takes_is_listed_as_set_aside_with_the_last_answer_and_sent_again_alone_or_with_all_the_others()
    {
        await _desk.Do("administrator", "setPolicy", new { key = "webhooks.tries", value = new { firstAfterMinutes = 1, longestWaitMinutes = 2, most = 3 } }, "policy { key }");
        var path = $"/never-{Guid.NewGuid():N}";
        var asked = new { url = host.Receiver.UrlOf(path), events = new[] { "ticket.registered" }, branchId = "b-sh" };
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("manager.sh", "registerWebhook", asked));
        Assert.Equal("INPUT_INVALID", await _desk.Code("administrator", "registerWebhook", asked with { events = ["ticket.dreamt"] }));
        var made = await _desk.Do("administrator", "registerWebhook", asked, "webhookWithSecret { secret webhook { id events branchId } }");
        var webhookId = made.GetProperty("webhook").GetProperty("id").GetString()!;
        await host.Receiver.Tell($"secret {path} {made.GetProperty("secret").GetString()}");
        string[] tickets = [await _desk.Registered("c-sh-1", "甲"), await _desk.Registered("c-sh-2", "乙"), await _desk.Registered("c-sh-4", "丙")];
        await host.Settle();
        Assert.Empty(await Aside(webhookId));
        // At once, after one minute and after two more.
        await host.Move(TimeSpan.FromMinutes(5));
        var aside = await Desk.Until(() => Aside(webhookId), deliveries => deliveries.Length == 3);
        Assert.Equal(tickets.Order(StringComparer.Ordinal), aside.Select(delivery => delivery.GetProperty("recordId").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(aside, delivery => Assert.Equal(("ticket.registered", "b-sh", 3, 500, "NOT_ACCEPTED", "the shelfis full", JsonValueKind.Null),
            (delivery.GetProperty("event").GetString(), delivery.GetProperty("branchId").GetString(), delivery.GetProperty("tries").GetInt32(), delivery.GetProperty("lastStatus").GetInt32(),
                delivery.GetProperty("lastFailure").GetString(), delivery.GetProperty("lastAnswer").GetString(), delivery.GetProperty("nextTryAt").ValueKind)));
        Assert.Equal("AUTH_NOT_AUTHORIZED", await host.Refused(await host.DemoToken("director"), "{ webhookDeliveries { nodes { id } } }"));

        var deliveryId = aside[0].GetProperty("id").GetString()!;
        Assert.Equal("AUTH_NOT_AUTHORIZED", await _desk.Forbidden("manager.sh", "sendWebhookDeliveryAgain", new { deliveryId }));
        Assert.Equal("NOT_FOUND", await _desk.Code("administrator", "sendWebhookDeliveryAgain", new { deliveryId = "whd-none" }));
        await host.Receiver.Tell($"mend {path}");
        await _desk.Do("administrator", "sendWebhookDeliveryAgain", new { deliveryId, requestId = $"again-{deliveryId}" }, "webhookDelivery { id state }");
        await host.Move(TimeSpan.FromMinutes(1));
        // The same event under the same key, which the receiver may have known already.
        using var heard = JsonDocument.Parse((await host.Receiver.Heard($"taken {path} "))[$"taken {path} ".Length..]);
        Assert.Equal((deliveryId, aside[0].GetProperty("recordId").GetString()), (heard.RootElement.GetProperty("id").GetString(), heard.RootElement.GetProperty("recordId").GetString()));
        Assert.Equal(aside[1..].Select(Id), (await Desk.Until(() => Aside(webhookId), deliveries => deliveries.Length == 2)).Select(Id));

        var all = await _desk.Do("administrator", "sendAllWebhookDeliveriesAgain", new { webhookId }, "deliveriesSentAgain { sent left }");
        Assert.Equal((2, 0), (all.GetProperty("sent").GetInt32(), all.GetProperty("left").GetInt32()));
        await host.Move(TimeSpan.FromMinutes(1));
        var delivered = await Desk.Until(() => Deliveries(webhookId, "DELIVERED"), deliveries => deliveries.Length == 3);
        Assert.All(delivered, delivery => Assert.Equal((1, 200, JsonValueKind.Null),
            (delivery.GetProperty("tries").GetInt32(), delivery.GetProperty("lastStatus").GetInt32(), delivery.GetProperty("lastFailure").ValueKind)));
        Assert.Empty(await Aside(webhookId));

        await _desk.Do("administrator", "removeWebhook", new { webhookId }, "webhookTakenAway { id }");
        Assert.Equal("WEBHOOK_GONE", await _desk.Code("administrator", "sendWebhookDeliveryAgain", new { deliveryId }));
        Assert.Equal("WEBHOOK_GONE", await _desk.Code("administrator", "sendAllWebhookDeliveriesAgain", new { webhookId }));
    }

    private static string? Id(JsonElement delivery) => delivery.GetProperty("id").GetString();

    private Task<JsonElement[]> Aside(string webhookId) => Deliveries(webhookId, "SET_ASIDE");

    private async Task<JsonElement[]> Deliveries(string webhookId, string state) =>
    [
        .. (await _desk.Ask("administrator", $$"""
            query($id: ID!) { webhookDeliveries(first: 50, where: { webhookId: { eq: $id }, state: { eq: {{state}} } }, order: [{ at: ASC }]) {
              nodes { id event recordId branchId state tries nextTryAt lastFailure lastStatus lastAnswer } } }
            """, new { id = webhookId })).GetProperty("webhookDeliveries").GetProperty("nodes").EnumerateArray(),
    ];
}

public sealed class WebhookApiOnSqlite(WebhooksOnSqliteDemo host) : WebhookApiTests(host), IClassFixture<WebhooksOnSqliteDemo>;

public sealed class WebhookApiOnPostgreSql(WebhooksOnPostgreSqlDemo host) : WebhookApiTests(host), IClassFixture<WebhooksOnPostgreSqlDemo>;
