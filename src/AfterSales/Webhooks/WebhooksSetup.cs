using AfterSales.Records;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Webhooks;

public static class WebhooksSetup
{
    /// <summary>Events for programs outside.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<WebhookSecrets>().AddDataProtection();
        services.AddSingleton<WebhookPost>();
        services.AddSingleton<IPublishEvents, WebhookPublisher>();
        services.AddSingleton<ISweepPart, OldDeliveries>();
        services.AddOptions<WebhookSettings>().BindConfiguration(WebhookSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        return services;
    }
}
