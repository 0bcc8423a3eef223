namespace AfterSales.Api.Engine;

/// <summary>How long is waited before what failed underneath is tried again for a client: a host that stops has let its records go by then.</summary>
internal static class NextMoments
{
    public static readonly TimeSpan[] Waits = [TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1)];
}
