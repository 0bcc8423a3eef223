using System.Text.Encodings.Web;
using AfterSales.Api.Actions;
using GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Api.Engine;

internal static class EngineSetup
{
    public static void AddEngine(this IServiceCollection services, Resolvers resolvers)
    {
        services.AddMetrics().AddSingleton<ApiMeters>().AddSingleton<Overload>();
        services.AddSingleton(resolvers).AddSingleton<DocumentCache>().AddSingleton<ErrorAnswers>().AddSingleton<RequestRate>();
        services.AddSingleton(provider => new GraphQLRunner(provider)).AddSingleton<HttpEndpoint>().AddSingleton<SocketEndpoint>();
        services.AddSingleton<IListPages, ListPages>().AddSingleton<IActionForms, ActionForms>().AddSingleton<IReadOnFile, OnFileReader>();
        services.AddGraphQL(graphQL => graphQL
            .AddSchema<ApiSchema>()
            .AddSystemTextJson(json => json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping)
            .AddErrorInfoProvider(errors => (errors.ExposeCodes, errors.ExposeExceptionDetails, errors.ExposeData) = (false, false, false))
            .AddUnhandledExceptionHandler((failure, execution) => execution.RequestServices!.GetRequiredService<ErrorAnswers>().Handle(failure))
            .AddScopedSubscriptionExecutionStrategy(serialExecution: false));
    }
}
