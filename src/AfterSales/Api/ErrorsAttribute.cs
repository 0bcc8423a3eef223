namespace AfterSales.Api;

/// <summary>The refusals a mutation may answer with, beside those that every mutation shares.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ErrorsAttribute(params Type[] refusals) : Attribute
{
    public IReadOnlyList<Type> Refusals => refusals;
}
