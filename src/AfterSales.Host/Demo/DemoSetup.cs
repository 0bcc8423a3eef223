using AfterSales.Accounts;
using AfterSales.Console.Home;
using AfterSales.Host.Demo.History;
using AfterSales.Host.Viewers;
using AfterSales.Records;

namespace AfterSales.Host.Demo;

/// <summary>A company to try things out with, on a clock that can be moved.</summary>
internal static class DemoSetup
{
    /// <summary>Stands before the accounts: the first administrator is not needed where the demo has made one.</summary>
    public static void AddDemo(this IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton<DemoTimeControl>();
        if (!settings.GetValue("Demo:Enabled", defaultValue: false)) return;
        services.AddVirtualTime(new VirtualClock(TimeProvider.System));
        services.AddHostedService<DemoTimeAtStartUp>();
        services.AddSingleton<DemoLogIns>().AddSingleton<IDemoLogIns>(provider => provider.GetRequiredService<DemoLogIns>());
        services.AddSingleton<IDemoCompany, DemoCompanyOnShow>();
        services.AddSingleton<DemoProducts>().AddSingleton<DemoTickets>().AddSingleton<DemoCases>().AddSingleton<DemoContracts>().AddSingleton<DemoCare>()
            .AddScoped<DemoAccounts>().AddScoped<DemoProjects>();
        services.AddSingleton<IHistoryTime>(provider => provider.GetRequiredService<DemoTimeControl>()).AddSingleton<IHistoryStaff, DemoStaff>().AddHistory(HistoryPlan.Demo);
        services.AddSingleton<DemoCompanyAtStartUp>().AddHostedService(provider => provider.GetRequiredService<DemoCompanyAtStartUp>());
        services.AddHostedService<DemoPopulation>();
    }

    /// <summary>The company and its past; whose time and people it has stands beside.</summary>
    internal static IServiceCollection AddHistory(this IServiceCollection services, HistoryPlan plan) => services.AddSingleton(plan)
        .AddSingleton<DemoCompany>().AddSingleton<DemoTechnicians>().AddSingleton<DemoCatalogue>().AddSingleton<DemoCustomerFiles>()
        .AddSingleton<DemoHistory>().AddSingleton<HistoryTickets>().AddSingleton<HistoryJobs>().AddSingleton<HistoryHolidays>().AddSingleton<HistoryContracts>()
        .AddSingleton<HistoryCalls>().AddSingleton<HistoryCards>().AddSingleton<HistoryMessages>().AddSingleton<HistoryEvenings>().AddSingleton<HistoryReports>();
}
