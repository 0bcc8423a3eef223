namespace AfterSales.Tests.Architecture.Fixtures.Calls;

internal interface IBossGrain : IGrainWithStringKey
{
    Task Report();
}

internal interface IClerkGrain : IGrainWithStringKey
{
    Task Work();
}

internal interface ILonelyGrain : IGrainWithStringKey
{
    Task Ring();
}

internal sealed class BossGrain : Grain, IBossGrain
{
    public Task Report() => GrainFactory.GetGrain<IClerkGrain>("clerk").Work();
}

internal sealed class ClerkGrain(Telephone telephone) : Grain, IClerkGrain
{
    public Task Work() => telephone.CallTheBoss();
}

internal sealed class Telephone(IGrainFactory grains)
{
    public async Task CallTheBoss() => await grains.GetGrain<IBossGrain>("boss").Report();
}

internal sealed class LonelyGrain : Grain, ILonelyGrain
{
    public Task Ring() => GrainFactory.GetGrain<ILonelyGrain>("another").Ring();
}

internal sealed class QuietGrain : Grain, IGrainWithStringKey
{
    public Task Ask() => GrainFactory.GetGrain<IBossGrain>("boss").Report();
}
