using System.Text.Json;
using AfterSales.ClusterTests.Host;
using AfterSales.FollowUps;
using AfterSales.Products;
using AfterSales.Records;
using AfterSales.Surveys;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.ClusterTests.FollowUps;

/// <summary>What the tests of calls, cards, enquiries and complaints ask of the served demo company.</summary>
internal static class ServedCare
{
    public static IGrainFactory Grains(this ServedHost host) => host.Services.GetRequiredService<IGrainFactory>();

    public static DateTimeOffset Now(this ServedHost host) => host.Services.GetRequiredService<TimeProvider>().GetUtcNow();

    public static async Task Move(this ServedHost host, TimeSpan by)
    {
        await host.Services.GetRequiredService<VirtualTime>().MoveTo(host.Now() + by);
    }

    public static Task Settle(this ServedHost host) => host.Services.GetRequiredService<VirtualTime>().Settle();

    public static async Task<string> AccountOf(this ServedHost host, string person) =>
        (await host.Ask(await host.DemoToken(person), "{ me { accountId } }")).GetProperty("me").GetProperty("accountId").GetString()!;

    /// <summary>The key of a call after a sale at the demo's Shanghai branch, due now.</summary>
    public static async Task<string> CallDue(this ServedHost host, string productId, string? sellerId = null)
    {
        var sale = host.Grains().GetGrain<ISaleGrain>(IHearSale.KeyOf(productId, "c-sh-1"));
        var sold = new ProductSold("b-sh", "c-sh-1", productId, sellerId, DateOnly.FromDateTime(host.Now().UtcDateTime.AddHours(8)));
        await Company.Accepted(sale.Sold(new(sold, Access.Caller.System)));
        await host.Move((await sale.Read(Access.Caller.System))!.FollowUps.Calls[0].OpensAt - host.Now());
        return FollowUpEffects.KeyOf(sale.GetPrimaryKeyString(), 1);
    }

    /// <summary>The key of a card whose invitation has gone out.</summary>
    public static async Task<string> CardSent(this ServedHost host, string ticketId, string? technicianId = "tech-sh-1")
    {
        var key = ISurveyCardGrain.KeyOf(ticketId, 1);
        var plan = new PlanSurvey("b-sh", "c-sh-1", ticketId, technicianId, DateOnly.FromDateTime(host.Now().UtcDateTime.AddHours(8)), host.Now());
        await Company.Accepted(host.Grains().GetGrain<ISurveyCardGrain>(key).Plan(new(plan, Access.Caller.System)));
        await host.Move(TimeSpan.FromDays(2));
        return key;
    }

    public static string?[] Ids(this JsonElement connection) => [.. connection.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString())];

    public static string? Code(this JsonElement payload) =>
        payload.GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors ? errors[0].GetProperty("code").GetString() : null;
}
