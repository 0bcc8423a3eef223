using System.ComponentModel.DataAnnotations;
using AfterSales.Access;
using AfterSales.Api;
using AfterSales.Records;

namespace AfterSales.Host.Demo;

/// <summary>The demo company's time.</summary>
[SecuredByParent]
public sealed record DemoTime(DateTimeOffset Now);

[Queries]
public sealed class DemoQueries(DemoTimeControl time)
{
    /// <summary>What time it is in the demo company; null where real work is done.</summary>
    [Secured(Permission.UseOwnAccount)]
    public DateTimeOffset? GetDemoTime() => time.Now;
}

[Mutations]
public sealed class DemoMutations(DemoTimeControl time)
{
    private const int MostDays = 400;

    /// <summary>Moves the demo company's time ahead; all that falls due on the way happens. Log-ins made before may have expired afterwards.</summary>
    [Secured(Permission.MoveDemoTime), Errors(typeof(NotADemo))]
    public async Task<Outcome<DemoTime>> MoveDemoTime(
        Caller caller, [Range(0, MostDays)] int days = 0, [Range(0, MostDays * 24)] int hours = 0, string? requestId = null)
    {
        var by = TimeSpan.FromDays(days) + TimeSpan.FromHours(hours);
        if (by > TimeSpan.FromDays(MostDays)) return InputInvalid.At("hours", "OUT_OF_RANGE");
        return await time.Move(by, caller, requestId) is { } refusal ? refusal : new DemoTime(time.Now!.Value);
    }
}
