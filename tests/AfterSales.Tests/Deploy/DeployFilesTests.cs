using AfterSales.Host;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using YamlDotNet.RepresentationModel;

namespace AfterSales.Tests.Deploy;

/// <summary>What stands in <c>deploy/</c> is read by programs that are not here: what it says of the service has to be true of it.</summary>
public sealed class DeployFilesTests
{
    // What the service allows itself to finish what it has begun, after it has drained.
    private const int ToFinish = 60;

    [Fact]
    public void Each_host_of_compose_is_given_settings_that_the_service_has()
    {
        var services = Compose();
        foreach (var host in new[] { "host1", "host2", "host3" }) Demand(Pairs(services[host]["environment"]));
    }

    [Fact]
    public void Compose_gives_a_host_longer_than_it_takes_to_stop()
    {
        foreach (var host in new[] { "host1", "host2", "host3" })
        {
            var service = Compose()[host];
            var drain = int.Parse(Pairs(service["environment"])["Shutdown__DrainSeconds"], null);
            Assert.True(Seconds(Text(service["stop_grace_period"])) >= drain + ToFinish, host);
        }
    }

    [Fact]
    public void The_proxy_asks_the_hosts_that_there_are_and_shows_nobody_the_figures()
    {
        var proxy = File.ReadAllText(Snapshots.PathOf("deploy/nginx.conf"));
        var hosts = Compose().Keys.Where(name => name.StartsWith("host", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        var asked = proxy.Split('\n').Select(line => line.Trim().Split(' ')).Where(words => words[0] == "server" && words.Length > 2).Select(words => words[1].Split(':')[0]);
        Assert.Equal(hosts, asked.Order(StringComparer.Ordinal));
        Assert.Contains("location /metrics { return 404; }", proxy, StringComparison.Ordinal);
    }

    [Fact]
    public void Kubernetes_asks_the_health_that_there_is_and_waits_until_a_host_has_stopped()
    {
        var pod = Kubernetes("Deployment")["spec"]["template"]["spec"];
        var host = ((YamlSequenceNode)pod["containers"])[0];
        var settings = ((YamlSequenceNode)host["env"]).ToDictionary(one => Text(one["name"]), one => Text(one["value"]), StringComparer.Ordinal);
        settings["ConnectionStrings__AfterSales"] = "Host=of the secret";
        Demand(settings);
        Assert.Equal("/health/ready", Text(host["readinessProbe"]["httpGet"]["path"]));
        Assert.Equal("/health/live", Text(host["livenessProbe"]["httpGet"]["path"]));
        var (drain, probe) = (int.Parse(settings["Shutdown__DrainSeconds"], null), host["readinessProbe"]);
        var seen = int.Parse(Text(probe["failureThreshold"]), null) * (int.Parse(Text(probe["periodSeconds"]), null) + 1);
        Assert.True(drain > seen, "A host drains until it was seen not to be ready.");
        Assert.True(int.Parse(Text(pod["terminationGracePeriodSeconds"]), null) >= drain + ToFinish);
        Assert.Equal("true", Text(pod["securityContext"]["runAsNonRoot"]));
    }

    [Fact]
    public void Nobody_but_those_who_are_named_reaches_a_port_of_the_hosts()
    {
        var host = ((YamlSequenceNode)Kubernetes("Deployment")["spec"]["template"]["spec"]["containers"])[0];
        var settings = ((YamlSequenceNode)host["env"]).ToDictionary(one => Text(one["name"]), one => Text(one["value"]), StringComparer.Ordinal);
        var ports = ((YamlSequenceNode)host["ports"]).ToDictionary(port => Text(port["name"]), port => Text(port["containerPort"]), StringComparer.Ordinal);
        Assert.Equal((settings["Orleans__SiloPort"], settings["Orleans__GatewayPort"]), (ports["silo"], ports["gateway"]));
        foreach (var rule in (YamlSequenceNode)Kubernetes("NetworkPolicy")["spec"]["ingress"])
        {
            var open = ((YamlSequenceNode)rule["ports"]).Select(port => Text(port["port"])).ToArray();
            Assert.True(((YamlMappingNode)rule).Children.ContainsKey("from"), string.Join(", ", open));
        }
    }

    [Fact]
    public void The_unit_gives_settings_that_the_service_has_and_time_to_stop()
    {
        var unit = File.ReadAllLines(Snapshots.PathOf("deploy/systemd/aftersales.service"));
        var settings = unit.Where(line => line.StartsWith("Environment=", StringComparison.Ordinal)).Select(line => line["Environment=".Length..].Trim('"').Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        Demand(settings);
        Assert.Contains(unit, line => line.StartsWith("TimeoutStopSec=", StringComparison.Ordinal) && int.Parse(line.Split('=')[1], null) >= ToFinish);
    }

    /// <summary>As the service demands it at its start: a setting that it does not know stops it.</summary>
    private static void Demand(Dictionary<string, string> settings)
    {
        Assert.NotEmpty(settings);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(one => one.Key.Replace("__", ":", StringComparison.Ordinal), one => (string?)one.Value, StringComparer.Ordinal)).Build();
        SettingsCheck.Demand(configuration, new Production());
    }

    private static Dictionary<string, YamlMappingNode> Compose() =>
        ((YamlMappingNode)Read("compose.yaml").Single()["services"]).Children.ToDictionary(service => Text(service.Key), service => (YamlMappingNode)service.Value, StringComparer.Ordinal);

    private static YamlNode Kubernetes(string kind) => Read("kubernetes/aftersales.yaml").Single(document => Text(document["kind"]) == kind);

    private static IEnumerable<YamlNode> Read(string file)
    {
        var stream = new YamlStream();
        using var text = File.OpenText(Snapshots.PathOf($"deploy/{file}"));
        stream.Load(text);
        return stream.Documents.Select(document => document.RootNode);
    }

    private static Dictionary<string, string> Pairs(YamlNode mapping) =>
        ((YamlMappingNode)mapping).Children.ToDictionary(pair => Text(pair.Key), pair => Text(pair.Value), StringComparer.Ordinal);

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    private static int Seconds(string duration) => int.Parse(duration.TrimEnd('s'), null);

    private sealed class Production : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Production;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
