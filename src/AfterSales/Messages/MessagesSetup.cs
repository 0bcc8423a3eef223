using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Messages;

public static class MessagesSetup
{
    /// <summary>Messages to customers; whoever has some sent adds the <see cref="IWriteMessages"/> that writes them.</summary>
    public static IServiceCollection AddMessages(this IServiceCollection services)
    {
        services.AddSingleton<MessageWriters>();
        return services;
    }
}
