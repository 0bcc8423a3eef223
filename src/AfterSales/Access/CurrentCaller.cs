namespace AfterSales.Access;

/// <summary>The caller of the request, operation or subscription event that this scope serves.</summary>
public sealed class CurrentCaller
{
    public Caller Caller { get; set; } = Caller.Nobody;
}
