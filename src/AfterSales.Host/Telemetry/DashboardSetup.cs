using AfterSales.Access;
using Orleans.Dashboard;

namespace AfterSales.Host.Telemetry;

/// <summary>Orleans' own dashboard at <c>/orleans</c>: hosts, grains, calls and reminders of the whole cluster, for those who operate the service.</summary>
internal static class DashboardSetup
{
    // What is logged stands in the log, where it has an end.
    public static ISiloBuilder UseDashboard(this ISiloBuilder silo) => silo.AddDashboard(options => options.HideTrace = true);

    public static void MapDashboard(this WebApplication app) =>
        app.MapOrleansDashboard("/orleans").RequireAuthorization(policy => policy.RequireAssertion(context => context.User.ToCaller().May(Permission.OperateService)));
}
