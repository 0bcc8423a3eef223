using System.Net;
using System.Net.Sockets;
using AfterSales.Storage;
using Orleans.Configuration;

namespace AfterSales.Host;

/// <summary>Where the silo listens and how it finds the others.</summary>
internal static class SiloAddress
{
    /// <summary>Orleans:Membership says how; Orleans itself reads Orleans:Clustering and would refuse a word of ours there.</summary>
    public static ISiloBuilder UseSiloAddress(this ISiloBuilder silo, IConfiguration settings)
    {
        var (siloPort, gatewayPort) = Ports(settings);
        switch (settings["Orleans:Membership"])
        {
            case null or "" or "Localhost":
                silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: AfterSalesSetup.ServiceId, clusterId: AfterSalesSetup.ServiceId);
                return silo;
            case "Database" when SettingsCheck.ProviderOf(settings) == StorageProvider.PostgreSql:
                silo.UseAdoNetClustering(options => options.Configure<Database>((o, database) => (o.Invariant, o.DataSource) = (database.OrleansInvariant, database.DataSource)));
                silo.Configure<ClusterOptions>(options => options.ServiceId = options.ClusterId = AfterSalesSetup.ServiceId);
                silo.Configure<ClusterMembershipOptions>(FindTheDeadSoon);
                // With the usual directory a record may live twice for a while after a host was lost, and the one left behind goes on showing what it was. It is called
                // experimental because its interface may still change; we use none of it.
#pragma warning disable ORLEANSEXP003
                silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
                silo.ConfigureEndpoints(siloPort, gatewayPort);
                if (Advertised(settings) is { } advertised) silo.Configure<EndpointOptions>(options => Advertise(options, advertised));
                return silo;
            case "Database":
                throw new WrongSettingException("Orleans:Membership is Database, which needs Storage:Provider PostgreSql: a SQLite file has one host only.");
            case var other:
                throw new WrongSettingException($"Orleans:Membership is '{other}': set it to Localhost (one host) or Database (many hosts on one PostgreSQL database).");
        }
    }

    /// <summary>
    /// A host that was killed is given up after some six seconds. One that starts where all others were killed does not wait for those longer
    /// than three of their signs of life, where Orleans' own thirty seconds would make it a minute and a half.
    /// </summary>
    private static void FindTheDeadSoon(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(2);
        options.NumMissedProbesLimit = 3;
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        // Nobody tells a host that is cut off that the others go on without it: it reads so, and ends.
        options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
    }

    private static IPEndPoint? Advertised(IConfiguration settings) => settings["Orleans:AdvertisedAddress"] switch
    {
        null or "" => null,
        var given when IPEndPoint.TryParse(given, out var address) && address.Port > 0 => address,
        var other => throw new WrongSettingException($"Orleans:AdvertisedAddress is '{other}': give the address and port at which the other hosts reach this one, such as 10.0.0.5:11111."),
    };

    /// <summary>Where addresses are translated on the way, the silo listens at each of the machine's own and tells the others the one that leads to it.</summary>
    private static void Advertise(EndpointOptions options, IPEndPoint advertised)
    {
        var any = advertised.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
        (options.SiloListeningEndpoint, options.GatewayListeningEndpoint) = (new(any, options.SiloPort), new(any, options.GatewayPort));
        (options.AdvertisedIPAddress, options.SiloPort) = (advertised.Address, advertised.Port);
    }

    /// <summary>As configured, else two that are free now: several services may run on one machine.</summary>
    private static (int Silo, int Gateway) Ports(IConfiguration settings)
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (settings.GetValue("Orleans:SiloPort", ((IPEndPoint)first.LocalEndpoint).Port), settings.GetValue("Orleans:GatewayPort", ((IPEndPoint)second.LocalEndpoint).Port));
    }
}
